#pragma once

#include "engine/collected_results.h"
#include "geo/packed_raster.h"

namespace kreisblick::engine {

/// One band of a whole district, packed row by row as it is computed, so that it never lies in memory whole.
class PackedResults : public CollectedResults {
  public:
    PackedResults(const geo::GridSpec& grid, std::string band)
        : CollectedResults(grid, grid, {}),
          m_band(std::move(band)),
          m_raster(grid) {}

    [[nodiscard]] bool wants(const std::string& band) const override { return band == m_band; }
    void put_rows(const std::string& band, int first_row, std::span<const float> values) override {
        if (band == m_band) m_raster.put_rows(first_row, values);
    }
    [[nodiscard]] geo::PackedRaster take_packed() { return std::move(m_raster); }

  private:
    std::string m_band;
    geo::PackedRaster m_raster;
};

}  // namespace kreisblick::engine
