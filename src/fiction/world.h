#pragma once

#include "fiction/fiction.h"
#include "fiction/municipalities.h"
#include "fiction/names.h"

namespace kreisblick::fiction {

/// The official key of the district: state 99 does not exist.
inline constexpr const char* k_district_key = "99636000";

/// Everything of the district while it is being made; each step reads what the ones before have put in.
struct World {
    Plan plan;
    Land land;
    Territory territory;
    std::string river_name, hill_name;
    geo::GridSpec grid;  ///< of the district file

    [[nodiscard]] std::string district_name() const { return river_name + "-" + hill_name + "-Kreis"; }
};

/// Turns the world into parts, one file for each family of datasets.
void add_ground(const World& world, std::vector<Part>& parts);
void add_boundaries(const World& world, std::vector<Part>& parts);
void add_water(const World& world, std::vector<Part>& parts);

/// A part of model data that covers district and rim.
[[nodiscard]] Part part_of(const World& world, const std::string& dataset, geo::FeatureTable features);
[[nodiscard]] Part part_of(const World& world, const std::string& dataset, std::vector<Band> bands);

}  // namespace kreisblick::fiction
