#pragma once

#include "geo/cell_mask.h"
#include "potentials/method.h"
#include "potentials/sparse_bytes.h"

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

namespace kreisblick::potentials {

/// What turbines keep their distance from.
enum class WindObstacle {
    Settlement,
    Dwelling,
    Motorway,
    FederalRoad,
    OtherRoad,
    Railway,
    PowerLine,
    Reserve,
    Water,
    Forest,
    BirdNest,  ///< of birds that collide with turbines
    Airfield,  ///< with radar and other places of air traffic
};
inline constexpr std::size_t k_wind_obstacles = 12;

/// Areas that a cell may lie in, a bit each.
enum WindAreaBit : std::uint8_t {
    InNatura = 1,
    InLandscape = 2,
    InWaterZone2 = 4,  ///< I or II
    InWaterZone3 = 8,
    InForest = 16,
    InReserve = 32,
    InDistrict = 64,
    InPriority = 128,
};

/// Everything that the rules for turbines look at, in a byte or less a cell and thing, made once from the features and the rim around the
/// district. The rules only compare: moving one of them makes nothing anew.
struct WindAreaGround {
    static constexpr double k_step_m = 10;  ///< of distances
    static constexpr double k_farthest_m = 2500;
    static constexpr double k_slope_step = 0.5;  ///< of slopes, per cent
    static constexpr std::uint8_t k_no_slope = 255;

    /// How far a thing is, and how far ground is of which nobody knows whether there is such a thing.
    struct Distance {
        bool is_known = false;  ///< there are data at all
        SparseBytes to_feature;
        std::shared_ptr<const SparseBytes> to_unknown;
    };
    [[nodiscard]] const Distance& distance(WindObstacle obstacle) const { return distances[static_cast<std::size_t>(obstacle)]; }

    geo::GridSpec grid;
    std::array<Distance, k_wind_obstacles> distances;
    /// Whether the data are there that the bits of areas follow from.
    bool knows_protection = false, knows_water_zones = false, knows_forest = false, knows_priority = false;
    std::shared_ptr<const SparseBytes> unknown_protection, unknown_water_zones, unknown_forest, unknown_priority;
    SparseBytes areas;                ///< WindAreaBits; far = none of them
    std::vector<std::uint8_t> slope;  ///< in k_slope_step, rounded up, at most 254
    std::int64_t district_cells = 0;
    std::vector<core::Words> notes;  ///< what stands in for what
    [[nodiscard]] std::size_t bytes() const;
};

/// The datasets that the ground is made of.
[[nodiscard]] const std::vector<std::string>& wind_area_datasets();
/// Made once and kept for later runs. An Error where reading fails or the job was stopped.
[[nodiscard]] core::Result<std::shared_ptr<const WindAreaGround>> kept_wind_area_ground(const Inputs& inputs, const core::Job& job);

}  // namespace kreisblick::potentials
