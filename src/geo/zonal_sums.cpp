#include "geo/zonal_sums.h"

#include "core/parallel.h"
#include "geo/area_fractions.h"

#include <cassert>
#include <limits>

namespace kreisblick::geo {
namespace {

/// Polygons that one thread takes at a time.
constexpr std::int64_t k_polygons_at_once = 256;

void add_row(ZonalSum& sum, const float* values, std::span<const double> shares) {
    double of_values = 0, with_value = 0, all = 0;
    for (std::size_t i = 0; i < shares.size(); ++i) {
        const double share = shares[i], value = static_cast<double>(values[i]);
        const bool has_value = value == value;
        of_values += has_value ? share * value : 0;
        with_value += has_value ? share : 0;
        all += share;
    }
    sum.sum += of_values;
    sum.cells += with_value;
    sum.covered_cells += all;
}

}  // namespace

double ZonalSum::mean() const { return cells > 0 ? sum / cells : std::numeric_limits<double>::quiet_NaN(); }

std::vector<ZonalSum> zonal_sums(const Raster<float>& raster, const FeatureTable& polygons, const core::Job& job) {
    const Raster<float>* const one = &raster;
    return std::move(zonal_sums(std::span(&one, 1), polygons, job).front());
}

std::vector<std::vector<ZonalSum>> zonal_sums(std::span<const Raster<float>* const> rasters, const FeatureTable& polygons,
                                              const core::Job& job) {
    std::vector<std::vector<ZonalSum>> sums(rasters.size(), std::vector<ZonalSum>(polygons.size()));
    if (rasters.empty()) return sums;
    const GridSpec& grid = rasters.front()->grid;
    for ([[maybe_unused]] const Raster<float>* raster : rasters) assert(raster->grid == grid);
    core::parallel_blocks(static_cast<std::int64_t>(polygons.size()), k_polygons_at_once, [&](std::int64_t begin, std::int64_t end) {
        AreaFractions fractions(grid);
        for (auto feature = static_cast<std::size_t>(begin); feature < static_cast<std::size_t>(end) && !job.stopped(); ++feature)
            fractions.of(polygons, feature, [&](int row, int first_column, std::span<const double> shares) {
                for (std::size_t index = 0; index < rasters.size(); ++index)
                    add_row(sums[index][feature], rasters[index]->values.data() + grid.index(first_column, row), shares);
            });
    });
    return sums;
}

}  // namespace kreisblick::geo
