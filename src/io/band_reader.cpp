// Reading a stored coverage onto any grid.
#include "core/parallel.h"
#include "geo/resample.h"
#include "io/coverage_reader.h"
#include "io/district_file.h"

#include <algorithm>

namespace kreisblick::io {
namespace {

/// Rows that one thread takes at a time.
constexpr std::int64_t k_rows_per_block = 64;

/// The column of a source grid under each column of the wanted grid; -1 outside.
std::vector<int> columns_under(const geo::SourceGrid& source, const geo::GridSpec& wanted) {
    std::vector<int> columns(static_cast<std::size_t>(wanted.width));
    for (int column = 0; column < wanted.width; ++column) {
        const double position = source.position(wanted.centre(column, 0)).x;
        columns[static_cast<std::size_t>(column)] = position >= 0 && position < source.width ? static_cast<int>(position) : -1;
    }
    return columns;
}

void sample_nearest(const geo::SourceRaster& source, const std::vector<int>& columns, int row, geo::Raster<float>& result) {
    const double position = source.grid.position(result.grid.centre(0, row)).y;
    if (!(position >= 0 && position < source.grid.height)) return;
    const float* from = &source.values[static_cast<std::size_t>(position) * static_cast<std::size_t>(source.grid.width)];
    float* to = &result.at(0, row);
    for (std::size_t column = 0; column < columns.size(); ++column)
        if (columns[column] >= 0) to[column] = from[columns[column]];
}

/// Where a position lies between the cell centres along one side of a source: all rows share their columns, so these are found once.
struct Between {
    int own = -1;  ///< the cell that holds it; -1 outside
    int low = 0, high = 0;
    double share = 0;  ///< of the high one
};

Between between(double position, int count) {
    if (!(position >= 0 && position < count)) return {};
    const double centre = std::clamp(position - 0.5, 0.0, count - 1.0);
    const int low = static_cast<int>(centre);
    return {static_cast<int>(position), low, std::min(low + 1, count - 1), centre - low};
}

/// geo::bilinear_at for a whole row.
void sample_bilinear(const geo::SourceRaster& source, const std::vector<Between>& columns, int row, geo::Raster<float>& result) {
    const Between rows = between(source.grid.position(result.grid.centre(0, row)).y, source.grid.height);
    if (rows.own < 0) return;
    const auto line = [&](int of_source) { return source.values.data() + static_cast<std::ptrdiff_t>(of_source) * source.grid.width; };
    const float *own = line(rows.own), *above = line(rows.low), *below = line(rows.high);
    float* to = &result.at(0, row);
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const Between& column = columns[i];
        if (column.own < 0 || !geo::Raster<float>::is_data(own[column.own])) continue;
        const double u = column.share, v = rows.share;
        double sum = 0, weights = 0;
        const auto take = [&](float value, double weight) {
            if (!geo::Raster<float>::is_data(value)) return;
            sum += weight * static_cast<double>(value);
            weights += weight;
        };
        take(above[column.low], (1 - u) * (1 - v));
        take(above[column.high], u * (1 - v));
        take(below[column.low], (1 - u) * v);
        take(below[column.high], u * v);
        to[i] = static_cast<float>(sum / weights);
    }
}

/// Whether every wanted cell is a source cell: then its value is taken as it is.
bool is_aligned(const geo::SourceGrid& source, const geo::GridSpec& wanted) {
    constexpr double tolerance = 1e-3;  // cells
    const geo::Point first = source.position(wanted.centre(0, 0));
    const bool same_cells = std::abs(wanted.cell_m / source.x_per_column - 1) * std::max(wanted.width, wanted.height) < tolerance;
    return same_cells && std::abs(first.x - std::floor(first.x) - 0.5) < tolerance &&
           std::abs(first.y - std::floor(first.y) - 0.5) < tolerance;
}

/// Whether the cells of both are the same, all of them.
bool is_same(const geo::SourceGrid& source, const geo::GridSpec& wanted) {
    if (wanted.cells() == 0 || source.width != wanted.width || source.height != wanted.height || !is_aligned(source, wanted)) return false;
    const geo::Point first = source.position(wanted.centre(0, 0));
    return first.x > 0 && first.x < 1 && first.y > 0 && first.y < 1;
}

geo::Raster<float> sampled(const geo::SourceRaster& source, const geo::GridSpec& wanted, bool smooth) {
    geo::Raster<float> result(wanted);
    if (wanted.cells() == 0 || source.values.empty()) return result;
    std::vector<int> columns;
    std::vector<Between> columns_between;
    if (smooth)
        for (int column = 0; column < wanted.width; ++column)
            columns_between.push_back(between(source.grid.position(wanted.centre(column, 0)).x, source.grid.width));
    else
        columns = columns_under(source.grid, wanted);
    core::parallel_blocks(wanted.height, k_rows_per_block, [&](std::int64_t begin, std::int64_t end) {
        for (int row = static_cast<int>(begin); row < end; ++row) {
            if (smooth)
                sample_bilinear(source, columns_between, row, result);
            else
                sample_nearest(source, columns, row, result);
        }
    });
    return result;
}

}  // namespace

core::Result<geo::Raster<float>> DistrictFile::read_band(const model::DatasetPart& part, const model::RasterBand& band,
                                                         const geo::GridSpec& wanted, const core::Job& job) const {
    auto source = m_coverages->read(band.table, part.grid, wanted.extent(), wanted.cell_m, job);
    if (!source) return core::fail("cannot read {} of {} from {}: {}", band.name, part.dataset, m_path.string(), source.error().sentence);
    if (is_same(source->grid, wanted)) {  // no second copy of a whole district
        geo::Raster<float> raster;
        raster.grid = wanted;
        raster.values = std::move(source->values);
        return raster;
    }
    // Between overviews too: the nearest of cells a little smaller than the pixels would show as a grid of its own once light falls on it.
    return sampled(*source, wanted, !band.is_class && !is_aligned(source->grid, wanted));
}

}  // namespace kreisblick::io
