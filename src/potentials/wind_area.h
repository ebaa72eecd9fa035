#pragma once

#include "potentials/row_sampler.h"
#include "potentials/wind_area_ground.h"

#include <array>
#include <functional>
#include <optional>
#include <span>
#include <string>

namespace kreisblick::potentials {

/// The rules for turbines (reference: LEP Hessen 2013, § 9 FStrG, habits of planning). Distances in metres; a rule of 0 m, a share of 1, or
/// a speed of 0 is switched off and needs no data.
struct WindAreaOptions {
    double rotor_m = 150;  ///< what blades and rotor diameters are measured by
    /// Nothing may stand nearer, by obstacle.
    std::array<double, k_wind_obstacles> exclusion_m{1000, 600, 115, 95, 95, 100, 150, 0, 50, 0, 0, 0};
    /// Nearer than this the share `restricted` counts.
    std::array<double, k_wind_obstacles> restriction_m{0, 0, 100, 40, 40, 0, 450, 0, 0, 0, 0, 0};
    double restricted = 0.5;
    double in_natura = 0.5, in_landscape = 1, in_water_zone_2 = 0, in_water_zone_3 = 0.5, in_forest = 1, in_reserve = 0;
    double outside_priority = 1;   ///< share that counts outside the official priority areas
    double steepest_percent = 25;  ///< 0 = off
    double least_speed_m_s = 5.75;

    /// From the parameters of the layer wind_area; prefix as of WindRequest.
    [[nodiscard]] static WindAreaOptions from(const std::map<std::string, std::string>& parameters, const std::string& prefix = {});
    friend bool operator==(const WindAreaOptions&, const WindAreaOptions&) = default;
};

/// What came out for the district itself, without its rim.
struct WindAreaSums {
    double allowed_ha = 0;  ///< restricted ground by its share
    double excluded_ha = 0;
    double unchecked_ha = 0;  ///< a rule lacks its data, and none that has them forbids
    double district_ha = 0;
};

/// Rules that apply but have no data at all.
[[nodiscard]] std::vector<core::Words> unchecked_wind_rules(const WindAreaGround& ground, bool knows_wind, const WindAreaOptions& options);

/// Takes whole rows; called from several threads at once.
using WindAreaSink = std::function<void(int first_row, std::span<const float> values)>;

/// The share of each cell that turbines may stand on by the rules: 0…1, NaN where a rule lacks its data and no other forbids. speed: at
/// 140 m, null where nothing is known of it. Without a sink only the sums are made.
[[nodiscard]] core::Result<WindAreaSums> wind_area(const WindAreaGround& ground, const RowSampler* speed, const WindAreaOptions& options,
                                                   const WindAreaSink& sink, const core::Job& job);

}  // namespace kreisblick::potentials
