#pragma once

#include "core/job.h"
#include "core/result.h"
#include "fiction/options.h"
#include "geo/feature_table.h"
#include "geo/raster.h"
#include "model/district.h"

#include <string>
#include <variant>
#include <vector>

namespace kreisblick::fiction {

/// A band of an invented raster.
struct Band {
    std::string name;
    std::string unit;
    std::variant<geo::Raster<float>, geo::Raster<std::int16_t>> raster;
};

/// An invented part of a dataset: its record (without tables and counts) and what it holds.
struct Part {
    model::DatasetPart record;
    std::variant<geo::FeatureTable, std::vector<Band>> content;
};

/// A district that does not exist, marked as model data throughout.
struct Fiction {
    model::District district;
    std::vector<Part> parts;
};

/// Invents a district. Fails if the options are out of range or the job is stopped.
[[nodiscard]] core::Result<Fiction> invent(const Options& options, const core::Job& job);

}  // namespace kreisblick::fiction
