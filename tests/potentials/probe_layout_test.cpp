#include "potentials/probe_layout.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

using namespace kreisblick;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::WithinAbs;
using potentials::ProbeLayout;
using potentials::ProbePattern;

namespace {

constexpr geo::Point k_corner{550000, 5670000};

/// Edges of a × b metres, turned about a corner.
geo::Geometry rectangle(double a, double b, double degrees = 0) {
    const double cosine = std::cos(degrees * std::numbers::pi / 180), sine = std::sin(degrees * std::numbers::pi / 180);
    const auto corner = [&](double x, double y) {
        return geo::Point{k_corner.x + x * cosine - y * sine, k_corner.y + x * sine + y * cosine};
    };
    return {geo::GeometryKind::Polygon, {{{corner(0, 0), corner(a, 0), corner(a, b), corner(0, b), corner(0, 0)}, false}}};
}

ProbeLayout laid_out(const geo::Geometry& parcel, double spacing_m, double border_m) {
    auto layout = potentials::laid_out_probes(parcel, {spacing_m, border_m});
    INFO((layout ? "" : layout.error().sentence));
    REQUIRE(layout);
    return std::move(*layout);
}

/// The parcel's rings as lines: the distance to them is the distance to its edge.
geo::Geometry edge_of(geo::Geometry parcel) {
    parcel.kind = geo::GeometryKind::Line;
    return parcel;
}

void check_rules(const ProbeLayout& layout, const geo::Geometry& parcel, double spacing_m, double border_m) {
    double nearest_m = std::numeric_limits<double>::infinity(), to_edge_m = nearest_m;
    bool are_inside = true;
    for (std::size_t i = 0; i < layout.places.size(); ++i) {
        are_inside = are_inside && geo::contains(parcel, layout.places[i]);
        to_edge_m = std::min(to_edge_m, geo::distance(edge_of(parcel), layout.places[i]));
        for (std::size_t j = i + 1; j < layout.places.size(); ++j)
            nearest_m = std::min(nearest_m, std::hypot(layout.places[i].x - layout.places[j].x, layout.places[i].y - layout.places[j].y));
    }
    CHECK(are_inside);
    CHECK(to_edge_m >= border_m - 1e-4);
    CHECK(nearest_m >= spacing_m - 1e-5);
}

}  // namespace

TEST_CASE("On a square hectare shifted rows hold 279 probes 6 m apart, more than the 256 of a square pattern", "[potentials][geothermal]") {
    const geo::Geometry parcel = rectangle(100, 100);
    const ProbeLayout layout = laid_out(parcel, 6, 5);
    // 90 m free: 18 rows 5.196 m apart, of 16 and 15 probes in turn.
    CHECK(layout.pattern == ProbePattern::Hexagonal);
    CHECK(layout.places.size() == 279);
    check_rules(layout, parcel, 6, 5);
    CHECK_THAT(layout.free_area_m2, WithinAbs(8100, 1));
}

TEST_CASE("A parcel that a square pattern fits exactly is filled by it", "[potentials][geothermal]") {
    // 20 m of free ground hold 3 rows of 3 in squares of 10 m; shifted rows would have 3, 2 and 3.
    const geo::Geometry parcel = rectangle(30, 30);
    const ProbeLayout layout = laid_out(parcel, 10, 5);
    CHECK(layout.pattern == ProbePattern::Square);
    CHECK(layout.places.size() == 9);
    check_rules(layout, parcel, 10, 5);
}

TEST_CASE("A parcel that lies askew holds as many probes as one that does not", "[potentials][geothermal]") {
    const geo::Geometry parcel = rectangle(30, 80, 23.7);
    const ProbeLayout layout = laid_out(parcel, 10, 5);
    CHECK(layout.places.size() >= 24);  // 3 × 8 along its edges
    check_rules(layout, parcel, 10, 5);
    check_rules(laid_out(parcel, 6, 7.5), parcel, 6, 7.5);
}

TEST_CASE("Probes keep their distance to corners that reach inwards, and to holes", "[potentials][geothermal]") {
    const auto p = [](double x, double y) { return geo::Point{k_corner.x + x, k_corner.y + y}; };
    const geo::Geometry parcel{geo::GeometryKind::Polygon,
                               {{{p(0, 0), p(80, 0), p(80, 80), p(40, 80), p(40, 40), p(0, 40), p(0, 0)}, false},
                                {{p(50, 10), p(60, 10), p(60, 20), p(50, 20), p(50, 10)}, true}}};
    const ProbeLayout layout = laid_out(parcel, 6, 5);
    CHECK(layout.places.size() > 60);
    check_rules(layout, parcel, 6, 5);
}

TEST_CASE("Two parts of one parcel are both used", "[potentials][geothermal]") {
    geo::Geometry parcel = rectangle(30, 30);
    geo::Geometry other = rectangle(30, 30);
    for (geo::Point& point : other.parts[0].points) point.x += 200;
    parcel.parts.push_back(other.parts[0]);
    const ProbeLayout layout = laid_out(parcel, 9, 5);
    CHECK(std::any_of(layout.places.begin(), layout.places.end(), [](geo::Point place) { return place.x < k_corner.x + 30; }));
    CHECK(std::any_of(layout.places.begin(), layout.places.end(), [](geo::Point place) { return place.x > k_corner.x + 200; }));
    check_rules(layout, parcel, 9, 5);
}

TEST_CASE("A narrow strip, a sliver and nothing hold no probe; the same parcel always holds the same ones", "[potentials][geothermal]") {
    CHECK(laid_out(rectangle(100, 9.9), 6, 5).places.empty());
    CHECK(laid_out(rectangle(0.1, 0.1), 6, 0).places.size() == 1);
    CHECK(laid_out({geo::GeometryKind::Polygon, {}}, 6, 5).places.empty());
    CHECK(laid_out(rectangle(60, 70, 11), 7, 5).places == laid_out(rectangle(60, 70, 11), 7, 5).places);
}

TEST_CASE("Numbers out of range and parcels beyond all measure are refused", "[potentials][geothermal]") {
    CHECK_THAT(potentials::laid_out_probes(rectangle(100, 100), {0, 5}).error().sentence, ContainsSubstring("spacing of 0 m"));
    CHECK_THAT(potentials::laid_out_probes(rectangle(100, 100), {6, -1}).error().sentence, ContainsSubstring("distance of -1 m"));
    CHECK_THAT(potentials::laid_out_probes(rectangle(30000, 30000), {6, 5}).error().sentence, ContainsSubstring("more than 200000 probes"));
}
