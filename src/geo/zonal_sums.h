#pragma once

#include "core/job.h"
#include "geo/feature_table.h"
#include "geo/raster.h"

#include <span>
#include <vector>

namespace kreisblick::geo {

/// What a polygon holds of a raster: every cell counts by the share that the polygon covers.
struct ZonalSum {
    double sum = 0;            ///< of values, each times the covered share of its cell
    double cells = 0;          ///< covered cells that have a value, shares added up
    double covered_cells = 0;  ///< covered cells of the grid, with a value or without

    /// NaN where nothing with a value is covered.
    [[nodiscard]] double mean() const;
};

/// One sum for every polygon of the table; a house smaller than a cell has a value, and the sums over any partition of an area add up to
/// the sum over the whole. Features that are no polygons have empty sums. Polygons not looked at because the job was stopped, too.
/// The same on any number of threads.
[[nodiscard]] std::vector<ZonalSum> zonal_sums(const Raster<float>& raster, const FeatureTable& polygons, const core::Job& job = {});

/// The same for several rasters on one grid, faster than one after the other: by raster, then by polygon.
[[nodiscard]] std::vector<std::vector<ZonalSum>> zonal_sums(std::span<const Raster<float>* const> rasters, const FeatureTable& polygons,
                                                            const core::Job& job = {});

}  // namespace kreisblick::geo
