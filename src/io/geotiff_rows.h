#pragma once

#include "core/job.h"
#include "core/result.h"
#include "geo/grid_spec.h"

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace kreisblick::io {

/// A GeoTIFF of many bands (float32, nodata NaN) that is filled a few rows at a time, so that a whole district with all its bands never
/// lies in memory. Rows wait in a scratch file beside the target; the target appears when it is complete. Calls from several threads wait
/// for each other.
class GeotiffRows {
  public:
    struct Band {
        std::string name;
        std::string unit;
    };
    [[nodiscard]] static core::Result<GeotiffRows> beside(const std::filesystem::path& target, const std::string& crs,
                                                          const geo::GridSpec& grid, const std::vector<Band>& bands);
    GeotiffRows(GeotiffRows&&) noexcept;
    GeotiffRows& operator=(GeotiffRows&&) = delete;
    ~GeotiffRows();

    /// Whole rows of a band, from the north. What fails is said by finish().
    void put(std::size_t band, int first_row, std::span<const float> values);
    /// Writes the cloud-optimised GeoTIFF; rows that never came hold no value.
    [[nodiscard]] core::Result<void> finish(const std::string& credits, const core::Job& job = {});

  private:
    struct Parts;
    explicit GeotiffRows(std::shared_ptr<Parts> parts);
    std::shared_ptr<Parts> m_parts;
};

}  // namespace kreisblick::io
