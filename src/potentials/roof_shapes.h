#pragma once

#include "geo/geometry.h"
#include "geo/roof_planes.h"
#include "potentials/estimate.h"

#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kreisblick::potentials {

/// \file
/// Roofs that nobody has measured, assumed from the footprint by a small table of named assumptions. The table is general knowledge about
/// houses of northern Hesse, to be replaced by LoD2 where it is to be had.

enum class RoofForm { Flat, MonoPitch, Gable, Hip };

/// What is taken for a kind of house.
struct RoofAssumption {
    std::string_view name;  ///< "dwelling 1949–1968"
    RoofForm form = RoofForm::Gable;
    Estimate tilt_deg;
    bool may_be_flat = false;  ///< many of them are: the low end of the range counts a flat roof too
};

/// What is known of a building without its roof planes.
struct BuildingFacts {
    std::string_view use;         ///< OpenStreetMap's words
    std::string_view roof_shape;  ///< OpenStreetMap's words; decides on the form where it says one
    double year = std::numeric_limits<double>::quiet_NaN();
    double footprint_m2 = 0;
};

/// The line of the table that a building falls under: by its use, among dwellings by its year, and where nothing is known by its size.
[[nodiscard]] const RoofAssumption& roof_assumption(const BuildingFacts& facts);
/// All lines, for the page about them.
[[nodiscard]] std::span<const RoofAssumption> roof_assumptions();

/// A roof as it might be, with the name of what was assumed.
struct AssumedRoof {
    std::string name;                                   ///< "dwelling 1949–1968, gable 38°"
    std::vector<geo::RoofPlane> planes;                 ///< the middle
    std::vector<std::vector<geo::RoofPlane>> variants;  ///< steeper, less steep, the ridge across, flat: the range
};
[[nodiscard]] AssumedRoof assumed_roof(const BuildingFacts& facts, const geo::Geometry& footprint);

/// The planes of a form over a footprint of that area within a rectangle; the ridge runs along its longer side, or across.
[[nodiscard]] std::vector<geo::RoofPlane> planes_over(RoofForm form, double tilt_deg, double footprint_m2, double length_m, double width_m,
                                                      double ridge_azimuth_deg);

}  // namespace kreisblick::potentials
