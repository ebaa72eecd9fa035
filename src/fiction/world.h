#pragma once

#include "fiction/fiction.h"
#include "fiction/village.h"

namespace kreisblick::fiction {

/// The official key of the district: state 99 does not exist.
inline constexpr const char* k_district_key = "99636000";

/// Everything of the district while it is being made; each step reads what the ones before have put in.
struct World {
    Plan plan;
    Land land;
    Territory territory;
    std::vector<Settlement> places;
    RoadNet net;  ///< streets of the villages come last
    std::vector<House> houses;
    std::vector<Lake> ponds;
    Field<std::int32_t> cover;  ///< what the ground is used for, on 20 m cells (see cover.h)
    std::string river_name, hill_name;
    geo::GridSpec grid;  ///< of the district file

    [[nodiscard]] std::string district_name() const { return river_name + "-" + hill_name + "-Kreis"; }
};

/// Roads, then every village, on several threads.
void build_places(World& world, const core::Job& job);
/// Names for waters, places and municipalities.
void name_everything(World& world);
/// Years, storeys, heating, monuments and vacancy, so that the age classes come out as in the census.
void age_houses(World& world);

/// Forest, fields, meadows, settlement for every cell of the ground.
void cover_ground(World& world);

// Turns the world into parts, one file for each family of datasets.
void add_boundaries(const World& world, std::vector<Part>& parts);
void add_water(const World& world, std::vector<Part>& parts);
void add_ground(const World& world, std::vector<Part>& parts);
void add_landcover(const World& world, std::vector<Part>& parts);
void add_roads(const World& world, std::vector<Part>& parts);
void add_heights(const World& world, std::vector<Part>& parts);
void add_places(const World& world, std::vector<Part>& parts);
void add_nature(const World& world, std::vector<Part>& parts);
void add_power(const World& world, std::vector<Part>& parts);
void add_economy(const World& world, std::vector<Part>& parts);
void add_buildings(const World& world, std::vector<Part>& parts);

/// A part of model data that covers district and rim.
[[nodiscard]] Part part_of(const World& world, const std::string& dataset, geo::FeatureTable features);
[[nodiscard]] Part part_of(const World& world, const std::string& dataset, std::vector<Band> bands);

}  // namespace kreisblick::fiction
