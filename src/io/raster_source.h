#pragma once

#include "core/result.h"
#include "geo/crs.h"
#include "geo/resample.h"
#include "io/gdal_handles.h"
#include "model/recipe.h"

#include <optional>
#include <string>
#include <vector>

namespace kreisblick::io {

/// Columns and rows of a source.
struct CellWindow {
    int column = 0;
    int row = 0;
    int width = 0;
    int height = 0;
    [[nodiscard]] bool is_empty() const { return width <= 0 || height <= 0; }
};

/// A raster file opened for import: where its cells lie, in which reference system, and the bands that are wanted.
class RasterSource {
  public:
    /// Errors name the file and what is wrong: missing, no raster, no place on the earth, no reference system (naming --source-crs), bands
    /// it lacks.
    [[nodiscard]] static core::Result<RasterSource> open(const model::ImportSpec& spec);

    [[nodiscard]] const geo::SourceGrid& grid() const { return m_grid; }
    [[nodiscard]] const geo::Crs& crs() const { return m_crs; }
    [[nodiscard]] std::size_t band_count() const { return m_bands.size(); }
    /// The name in the file, or the band's number with two digits.
    [[nodiscard]] std::string band_name(std::size_t index) const;
    [[nodiscard]] std::string band_unit(std::size_t index) const;
    /// The cells of a window with scale and offset applied; NaN where the file says "no data" or masks it.
    [[nodiscard]] core::Result<geo::SourceRaster> read(std::size_t index, const CellWindow& window) const;
    /// The cells that an extent of another CRS touches, two more all round for interpolation, cut at the edges of the raster.
    [[nodiscard]] CellWindow window_of(const geo::Extent& extent, const geo::Transformer& to_source) const;
    /// The extent, in another CRS, of a window's cells.
    [[nodiscard]] geo::Extent extent_of(const CellWindow& window, const geo::Transformer& from_source) const;

  private:
    std::filesystem::path m_file;
    GdalDataset m_dataset;
    geo::SourceGrid m_grid;
    geo::Crs m_crs;
    std::vector<int> m_bands;
    std::optional<float> m_no_data_set;
};

/// Why a file cannot be a source, found without opening it ("there is no such file"); empty if it may be one.
[[nodiscard]] std::string source_fault(const std::filesystem::path& file);

}  // namespace kreisblick::io
