#pragma once

#include "core/job.h"
#include "geo/feature_table.h"

#include <cstddef>
#include <span>
#include <vector>

namespace kreisblick::potentials {

/// A building and what its surroundings say about it.
struct RoofSite {
    const geo::FeatureTable* table = nullptr;
    std::size_t row = 0;
    geo::Point centre;  ///< of gravity
    double footprint_m2 = 0;
    bool is_listed = false;  ///< its own column heritage says so, or a monument stands in it or within a few metres
};

/// The buildings of all parts (polygons only), those of lower priority left out where a footprint of a higher part holds their centre, so
/// that no house counts twice. Parts come lowest priority first. Not all of them where the job is stopped.
[[nodiscard]] std::vector<RoofSite> roof_sites(std::span<const geo::FeatureTable* const> buildings,
                                               std::span<const geo::FeatureTable* const> monuments, const core::Job& job = {});

/// A monument's point this near to a footprint means that building.
inline constexpr double k_monument_reach_m = 5;

}  // namespace kreisblick::potentials
