#pragma once

#include "core/job.h"
#include "core/result.h"
#include "geo/raster.h"
#include "io/district_file.h"

#include <string>
#include <vector>

namespace kreisblick::engine {

/// A dataset's raster as one: its parts laid over each other by priority.
/// band: a name, or empty for the first band of each part.
[[nodiscard]] core::Result<geo::Raster<float>> read_dataset_raster(const io::DistrictFile& file, const std::string& dataset,
                                                                   const std::string& band, const geo::GridSpec& wanted,
                                                                   const core::Job& job = {});

/// The same for the eye: every part is smoothed over its own resolution, since a surface that is interpolated between cells 750 m apart
/// shows the facets between them as soon as light falls on it.
[[nodiscard]] core::Result<geo::Raster<float>> read_smoothed_raster(const io::DistrictFile& file, const std::string& dataset,
                                                                    const std::string& band, const geo::GridSpec& wanted,
                                                                    const core::Job& job = {});

/// The names of the bands a dataset has, in order of first appearance.
[[nodiscard]] std::vector<std::string> band_names(const model::District& district, const std::string& dataset);

/// The part of highest priority that has a value at the place, or null.
[[nodiscard]] const model::DatasetPart* raster_part_at(const io::DistrictFile& file, const std::string& dataset, geo::Point place);

/// The grid on which datasets are worked on: the finest of their parts' cells, over district and rim.
[[nodiscard]] geo::GridSpec working_grid(const model::District& district, const std::vector<std::string>& datasets);

}  // namespace kreisblick::engine
