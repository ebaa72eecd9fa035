// A district that reaches beyond the edge of its UTM zone: 12° E is the border between zones 32 and 33.
#include "geo/crs.h"
#include "geo/sampling.h"
#include "potentials/solar_place.h"
#include "support/run_method.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

using namespace kreisblick;
using Catch::Matchers::WithinAbs;

namespace {

constexpr double k_degree = std::numbers::pi / 180;

geo::Transformer between(const char* from, const char* to) {
    return *geo::Transformer::between(*geo::Crs::from(from), *geo::Crs::from(to));
}

/// The place on the border between the zones, in zone 32.
geo::Point border() {
    static const geo::Point place = between("EPSG:4326", "EPSG:25832")({12.0, 51.2});
    return place;
}

/// Hills, by place in zone 32.
float height_at(geo::Point place) {
    return static_cast<float>(300 + 90 * std::sin((place.x - border().x) / 260) * std::cos((place.y - border().y) / 310));
}

/// The hills on a grid of 2.4 km around the border, which lies in the middle of it.
geo::Raster<float> hills(const std::string& crs) {
    const geo::Transformer to_zone_32 = between(crs.c_str(), "EPSG:25832");
    const geo::Point middle = between("EPSG:25832", crs.c_str())(border());
    geo::Raster<float> heights({std::floor(middle.x) - 1200, std::floor(middle.y) + 1200, 10, 240, 240});
    std::vector<geo::Point> row(240);
    for (int r = 0; r < 240; ++r) {
        for (int c = 0; c < 240; ++c) row[static_cast<std::size_t>(c)] = heights.grid.centre(c, r);
        to_zone_32.transform(row);
        for (int c = 0; c < 240; ++c) heights.at(c, r) = height_at(row[static_cast<std::size_t>(c)]);
    }
    return heights;
}

geo::Raster<float> sun_on(const geo::Raster<float>& heights, const std::string& crs, const std::string& north) {
    potentials::Inputs inputs;
    inputs.grid = heights.grid;
    inputs.crs = crs;
    inputs.rasters["elevation"] = &heights;
    auto bands = tests::run_method("solar", inputs,
                                   {{"sky", "clear"},
                                    {"day", "75"},
                                    {"step", "15"},
                                    {"linke", "3"},
                                    {"albedo", "0.2"},
                                    {"plane", "ground"},
                                    {"shading", "terrain"},
                                    {"north", north},
                                    {"ground_reflection", "full"}});
    return std::move(bands.at("global"));
}

/// Relative differences between what both zones say of the same places, sorted.
std::vector<double> differences(const std::string& north) {
    const geo::Raster<float> west = sun_on(hills("EPSG:25832"), "EPSG:25832", north);
    const geo::Raster<float> east = sun_on(hills("EPSG:25833"), "EPSG:25833", north);
    const geo::Transformer to_zone_33 = between("EPSG:25832", "EPSG:25833");
    std::vector<double> found;
    for (int row = 40; row < 200; row += 3)
        for (int column = 40; column < 200; column += 3) {
            const double here = static_cast<double>(west.at(column, row));
            const double there = static_cast<double>(geo::bilinear_at(east, to_zone_33(west.grid.centre(column, row))));
            found.push_back(std::abs(there / here - 1));
        }
    std::sort(found.begin(), found.end());
    return found;
}

}  // namespace

TEST_CASE("On the border between two zones north is turned by the same angle, one way and the other", "[potentials][solar][zone]") {
    const auto west = (*potentials::solar_places(*geo::Crs::from("EPSG:25832")))(border());
    const auto east = (*potentials::solar_places(*geo::Crs::from("EPSG:25833")))(between("EPSG:25832", "EPSG:25833")(border()));
    CHECK_THAT(west.latitude_rad / k_degree, WithinAbs(51.2, 1e-6));
    CHECK_THAT(east.latitude_rad / k_degree, WithinAbs(51.2, 1e-6));
    // Redfearn's series: γ = λ sin φ (1 + λ² cos² φ / 3 …), with λ = 3°.
    CHECK_THAT(west.convergence_rad / k_degree, WithinAbs(2.3388, 0.002));
    CHECK_THAT(east.convergence_rad / k_degree, WithinAbs(-2.3388, 0.002));
}

TEST_CASE("A district across the edge of its zone gets the sun that the next zone gives the same hills", "[potentials][solar][zone]") {
    const std::vector<double> by_true_north = differences("true"), by_grid_north = differences("grid");
    const auto median = [](const std::vector<double>& sorted) { return sorted[sorted.size() / 2]; };
    const auto p95 = [](const std::vector<double>& sorted) { return sorted[sorted.size() * 95 / 100]; };
    CAPTURE(median(by_true_north), p95(by_true_north), median(by_grid_north), p95(by_grid_north));
    CHECK(median(by_true_north) < 0.001);
    CHECK(p95(by_true_north) < 0.005);
    // Taking grid north for true north turns the hills by 4.7° between the zones.
    CHECK(median(by_grid_north) > 0.005);
}
