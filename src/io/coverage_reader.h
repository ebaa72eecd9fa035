#pragma once

#include "core/job.h"
#include "core/result.h"
#include "geo/resample.h"

#include <filesystem>
#include <memory>
#include <string>

namespace kreisblick::io {

/// Reads the stored coverages of one district file tile by tile. Decoded tiles are kept, up to a budget, for whoever looks next to them,
/// and so are open files. Calls are safe from several threads; two that want the same tile decode it once.
///
/// What was read stays as it was: after the file's tables have changed a new reader is needed.
class CoverageReader {
  public:
    explicit CoverageReader(std::filesystem::path file);
    ~CoverageReader();
    CoverageReader(const CoverageReader&) = delete;
    CoverageReader& operator=(const CoverageReader&) = delete;

    /// The cells under an extent, and two more all round for interpolation, from the coarsest overview whose cells are not larger than
    /// wanted. stored: the grid of the coverage itself. NaN = no value; empty outside. Errors are clauses.
    [[nodiscard]] core::Result<geo::SourceRaster> read(const std::string& table, const geo::GridSpec& stored, const geo::Extent& wanted,
                                                       double wanted_cell_m, const core::Job& job = {});

  private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

}  // namespace kreisblick::io
