#include "potentials/roof_shapes.h"

#include "geo/oriented_rectangle.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace kreisblick::potentials {
namespace {

enum Line : std::size_t {
    k_dwelling_before_1919,
    k_dwelling_1919,
    k_dwelling_1949,
    k_dwelling_1969,
    k_dwelling_1979,
    k_dwelling_unknown,
    k_apartments_1960,
    k_barn,
    k_hall,
    k_public_before_1960,
    k_public,
    k_church,
    k_garage,
    k_shed,
    k_lines
};

constexpr std::array<RoofAssumption, k_lines> k_table{{{"dwelling before 1919", RoofForm::Gable, {42, 48, 55}},
                                                       {"dwelling 1919–1948", RoofForm::Gable, {38, 45, 52}},
                                                       {"dwelling 1949–1968", RoofForm::Gable, {30, 38, 45}},
                                                       {"dwelling 1969–1978", RoofForm::Gable, {22, 30, 38}, true},
                                                       {"dwelling from 1979", RoofForm::Gable, {32, 38, 45}},
                                                       {"dwelling of unknown year", RoofForm::Gable, {30, 40, 50}},
                                                       {"apartments from 1960", RoofForm::Gable, {15, 28, 38}, true},
                                                       {"barn", RoofForm::Gable, {25, 35, 48}},
                                                       {"hall", RoofForm::Gable, {5, 10, 20}, true},
                                                       {"public building before 1960", RoofForm::Hip, {32, 40, 48}},
                                                       {"public building", RoofForm::Gable, {8, 20, 35}, true},
                                                       {"church", RoofForm::Gable, {42, 50, 58}},
                                                       {"garage", RoofForm::Flat, {0, 0, 0}},
                                                       {"shed", RoofForm::MonoPitch, {5, 15, 25}, true}}};

constexpr double k_small_m2 = 30;   // smaller, of unknown use: a shed or garage
constexpr double k_large_m2 = 500;  // larger, of unknown use: a hall

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

Line dwelling_of(double year) {
    if (!std::isfinite(year)) return k_dwelling_unknown;
    return year < 1919   ? k_dwelling_before_1919
           : year < 1949 ? k_dwelling_1919
           : year < 1969 ? k_dwelling_1949
           : year < 1979 ? k_dwelling_1969
                         : k_dwelling_1979;
}

Line line_of(const BuildingFacts& facts) {
    const std::string_view use = facts.use;
    if (is_one_of(use, {"barn", "farm_auxiliary", "farm_building", "stable", "cowshed", "sty"})) return k_barn;
    if (is_one_of(use, {"church", "chapel", "cathedral", "religious"})) return k_church;
    if (is_one_of(use, {"garage", "garages", "carport", "parking", "kiosk"})) return k_garage;
    if (is_one_of(use, {"shed", "hut", "allotment_house", "greenhouse", "roof"})) return k_shed;
    if (is_one_of(use, {"industrial", "commercial", "retail", "warehouse", "supermarket", "hangar", "riding_hall", "sports_hall",
                        "workshop", "sawmill", "manufacture", "fuel_station", "utility"}))
        return k_hall;
    if (is_one_of(use, {"school", "kindergarten", "public", "civic", "townhall", "hospital", "university", "office", "fire_station",
                        "museum", "government", "nursing_home", "hotel"}))
        return facts.year < 1960 ? k_public_before_1960 : k_public;
    if (is_one_of(use, {"apartments", "dormitory"}) && !(facts.year < 1960)) return k_apartments_1960;
    if (use.empty() || use == "yes") {
        if (facts.footprint_m2 < k_small_m2) return k_shed;
        if (facts.footprint_m2 >= k_large_m2) return k_hall;
    }
    return dwelling_of(facts.year);
}

/// What the data say about the form; nothing where they say none that is modelled.
const RoofForm* stated_form(std::string_view shape) {
    static constexpr RoofForm flat = RoofForm::Flat, mono = RoofForm::MonoPitch, gable = RoofForm::Gable, hip = RoofForm::Hip;
    if (shape == "flat") return &flat;
    if (is_one_of(shape, {"skillion", "lean_to"})) return &mono;
    if (is_one_of(shape, {"gabled", "gambrel", "mansard", "saltbox", "double_skillion", "round", "half-hipped"})) return &gable;
    if (is_one_of(shape, {"hipped", "pyramidal", "cone", "dome"})) return &hip;
    return nullptr;
}

std::string_view word_of(RoofForm form) {
    switch (form) {
        case RoofForm::Flat: return "flat";
        case RoofForm::MonoPitch: return "mono-pitch";
        case RoofForm::Hip: return "hip";
        case RoofForm::Gable: break;
    }
    return "gable";
}

/// The assumption with the form that the data state; a pitch that the table does not know for it is that of a dwelling of unknown year.
RoofAssumption with_stated_form(const RoofAssumption& line, std::string_view shape) {
    RoofAssumption result = line;
    const RoofForm* stated = stated_form(shape);
    if (!stated) return result;
    result.form = *stated;
    result.may_be_flat = false;
    if (*stated == RoofForm::Flat) result.tilt_deg = {0, 0, 0};
    if (*stated != RoofForm::Flat && result.tilt_deg.mid < geo::k_flat_below_deg)
        result.tilt_deg = *stated == RoofForm::MonoPitch ? k_table[k_shed].tilt_deg : k_table[k_dwelling_unknown].tilt_deg;
    return result;
}

std::vector<geo::Point> outer_corners(const geo::Geometry& footprint) {
    std::vector<geo::Point> corners;
    for (const geo::Part& part : footprint.parts)
        if (!part.is_hole) corners.insert(corners.end(), part.points.begin(), part.points.end());
    return corners;
}

}  // namespace

std::span<const RoofAssumption> roof_assumptions() { return k_table; }
const RoofAssumption& roof_assumption(const BuildingFacts& facts) { return k_table[line_of(facts)]; }

std::vector<geo::RoofPlane> planes_over(RoofForm form, double tilt_deg, double footprint_m2, double length_m, double width_m,
                                        double ridge_azimuth_deg) {
    if (form == RoofForm::Flat || tilt_deg < geo::k_flat_below_deg) return {{footprint_m2, 0, 0}};
    const double slope_m2 = footprint_m2 / std::cos(tilt_deg * std::numbers::pi / 180);
    const auto facing = [&](double turn_deg) { return std::fmod(ridge_azimuth_deg + turn_deg + 360, 360); };
    if (form == RoofForm::MonoPitch) return {{slope_m2, tilt_deg, facing(90)}};
    if (form == RoofForm::Gable || length_m <= 0) return {{slope_m2 / 2, tilt_deg, facing(90)}, {slope_m2 / 2, tilt_deg, facing(270)}};
    // Hip: all slopes alike, so each end takes a triangle as deep as half the width; a pyramid where length and width are the same.
    const double end = width_m / (4 * length_m), side = 0.5 - end;
    return {{slope_m2 * side, tilt_deg, facing(90)},
            {slope_m2 * side, tilt_deg, facing(270)},
            {slope_m2 * end, tilt_deg, facing(0)},
            {slope_m2 * end, tilt_deg, facing(180)}};
}

AssumedRoof assumed_roof(const BuildingFacts& facts, const geo::Geometry& footprint) {
    const RoofAssumption line = with_stated_form(roof_assumption(facts), facts.roof_shape);
    const geo::OrientedRectangle box = geo::smallest_rectangle(outer_corners(footprint));
    const auto planes = [&](double tilt_deg, double turn_deg) {
        return planes_over(line.form, tilt_deg, facts.footprint_m2, box.length_m, box.width_m, box.length_azimuth_deg + turn_deg);
    };
    AssumedRoof roof;
    roof.planes = planes(line.tilt_deg.mid, 0);
    if (line.form == RoofForm::Flat) {
        roof.name = fmt::format("{}, flat", line.name);
        return roof;
    }
    roof.name = fmt::format("{}, {} {:.0f}°", line.name, word_of(line.form), line.tilt_deg.mid);
    roof.variants = {planes(line.tilt_deg.low, 0), planes(line.tilt_deg.high, 0), planes(line.tilt_deg.mid, 90)};
    if (line.form == RoofForm::MonoPitch)
        for (const double turn : {180.0, 270.0}) roof.variants.push_back(planes(line.tilt_deg.mid, turn));
    if (line.may_be_flat) roof.variants.push_back({{facts.footprint_m2, 0, 0}});
    return roof;
}

}  // namespace kreisblick::potentials
