#include "geo/distance_field.h"
#include "core/code_path.h"
#include "geo/buffer.h"
#include "support/rough_relief.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <limits>
#include <numbers>

using namespace kreisblick;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;
using geo::GeometryKind;

namespace {

constexpr geo::GridSpec k_grid{500'000, 5'703'000, 10, 320, 300};

geo::FeatureTable table_of(const std::vector<std::string>& wkts, GeometryKind kind) {
    geo::FeatureTable table(kind);
    for (const std::string& wkt : wkts) table.add(geo::from_wkt(wkt));
    return table;
}

geo::Raster<float> field_of(const geo::FeatureTable& table, const geo::GridSpec& grid = k_grid) {
    auto field = geo::distance_field(table, grid, {});
    REQUIRE(field);
    return std::move(*field);
}

geo::Point anywhere(tests::Dice& dice, double beyond_m) {
    const geo::Extent ground = k_grid.extent().grown(beyond_m);
    const double x = dice.between(ground.x_min, ground.x_max);
    return {x, dice.between(ground.y_min, ground.y_max)};
}

/// A ring around a place with corners at random distances.
geo::Part crooked_ring(tests::Dice& dice, geo::Point middle, double size_m, int corners) {
    geo::Part ring;
    for (int corner = 0; corner < corners; ++corner) {
        const double angle = 2 * std::numbers::pi * corner / corners, away = size_m * dice.between(0.4, 1);
        ring.points.push_back({middle.x + away * std::cos(angle), middle.y + away * std::sin(angle)});
    }
    ring.points.push_back(ring.points.front());
    return ring;
}

geo::FeatureTable random_features(GeometryKind kind, int count, double beyond_m) {
    tests::Dice dice(static_cast<std::uint64_t>(count) + static_cast<std::uint64_t>(kind));
    geo::FeatureTable table(kind);
    for (int i = 0; i < count; ++i) {
        const geo::Point place = anywhere(dice, beyond_m);
        if (kind == GeometryKind::Point) table.add({kind, {{{place}, false}}});
        if (kind == GeometryKind::Polygon) table.add({kind, {crooked_ring(dice, place, dice.between(15, 160), 9)}});
        if (kind != GeometryKind::Line) continue;
        geo::Part line{{place}, false};
        for (int corner = 0; corner < 12; ++corner)
            line.points.push_back({line.points.back().x + dice.between(-60, 90), line.points.back().y + dice.between(-70, 50)});
        table.add({kind, {line}});
    }
    return table;
}

double nearest_by_search(const geo::FeatureTable& table, geo::Point place) {
    double nearest = std::numeric_limits<double>::infinity();
    for (std::size_t row = 0; row < table.size(); ++row) nearest = std::min(nearest, geo::distance(table.geometry(row), place));
    return nearest;
}

}  // namespace

TEST_CASE("Distances are those of a search through all features: within 1 m", "[geo][distance]") {
    for (const GeometryKind kind : {GeometryKind::Point, GeometryKind::Line, GeometryKind::Polygon})
        for (const int count : {1, 7, 60}) {
            const auto features = random_features(kind, count, 700);
            const auto field = field_of(features);
            tests::Dice dice(17);
            double largest = 0;
            for (int i = 0; i < 1500; ++i) {
                const int column = dice.below(k_grid.width), row = dice.below(k_grid.height);
                const double expected = nearest_by_search(features, k_grid.centre(column, row));
                largest = std::max(largest, std::abs(static_cast<double>(field.at(column, row)) - expected));
            }
            CAPTURE(static_cast<int>(kind), count);
            CHECK(largest <= 1.001);
            CHECK(largest > 0);
        }
}

TEST_CASE("Distances in a dense net of all kinds of features are those of a search: within 1 m", "[geo][distance]") {
    const auto lines = random_features(GeometryKind::Line, 400, 300), points = random_features(GeometryKind::Point, 150, 300);
    const auto polygons = random_features(GeometryKind::Polygon, 120, 300);
    for (const double cell_m : {1.9, 4.0, 10.0, 26.0}) {
        const geo::GridSpec grid{500'000, 5'703'000, cell_m, static_cast<int>(3000 / cell_m), 290};
        const auto field = geo::distance_field(geo::FeatureMarks::of(std::vector{&lines, &points, &polygons}, grid), {});
        REQUIRE(field);
        tests::Dice dice(23);
        double largest = 0;
        for (int i = 0; i < 400; ++i) {
            const int column = dice.below(grid.width), row = dice.below(grid.height);
            double expected = std::numeric_limits<double>::infinity();
            for (const geo::FeatureTable* table : {&lines, &points, &polygons})
                expected = std::min(expected, nearest_by_search(*table, grid.centre(column, row)));
            largest = std::max(largest, std::abs(static_cast<double>(field->at(column, row)) - expected));
        }
        CAPTURE(cell_m);
        CHECK(largest <= 1.001);
        CHECK(largest > 0);
    }
}

TEST_CASE("A few features far from most cells are found from all of them", "[geo][distance]") {
    constexpr geo::GridSpec grid{480'000, 5'720'000, 10, 3'000, 40};
    const auto features =
        table_of({"LINESTRING (480100 5690000, 490000 5719900)", "LINESTRING (509000 5719700, 509900 5790000)"}, GeometryKind::Line);
    const auto field = field_of(features, grid);
    double largest = 0;
    for (int column = 0; column < grid.width; column += 7) {
        const double expected = nearest_by_search(features, grid.centre(column, column % grid.height));
        largest = std::max(largest, std::abs(static_cast<double>(field.at(column, column % grid.height)) - expected));
    }
    CHECK(largest <= 1.01);
}

TEST_CASE("Rows of distances are handed out one by one, each once", "[geo][distance]") {
    const auto features = random_features(GeometryKind::Polygon, 12, 100);
    const auto field = field_of(features);
    std::vector<std::atomic<int>> times(static_cast<std::size_t>(k_grid.height));
    std::atomic<int> different = 0;
    const geo::FeatureTable* const table = &features;
    REQUIRE(geo::measure_distances(geo::FeatureMarks::of({&table, 1}, k_grid), {}, [&](int row, std::span<const float> distances_m) {
        ++times[static_cast<std::size_t>(row)];
        if (!std::equal(distances_m.begin(), distances_m.end(), field.values.begin() + k_grid.index(0, row))) ++different;
    }));
    CHECK(std::all_of(times.begin(), times.end(), [](const auto& count) { return count == 1; }));
    CHECK(different == 0);
}

TEST_CASE("A point, a line and a polygon have the distances one can work out by hand", "[geo][distance]") {
    // The centre of cell (0, 0) is 500005 / 5702995.
    const auto point = field_of(table_of({"POINT (500305 5702595)"}, GeometryKind::Point));
    CHECK_THAT(point.at(0, 0), WithinAbs(500, 1));
    CHECK_THAT(point.at(30, 0), WithinAbs(400, 1));
    CHECK_THAT(point.at(30, 40), WithinAbs(0, 1));
    const auto line = field_of(table_of({"LINESTRING (500005 5702000, 503000 5702000)"}, GeometryKind::Line));
    CHECK_THAT(line.at(0, 0), WithinAbs(995, 0.01));
    CHECK_THAT(line.at(200, 99), WithinAbs(5, 0.01));
    const auto steep = field_of(table_of({"LINESTRING (500502 5690000, 500502 5710000)"}, GeometryKind::Line));
    CHECK_THAT(steep.at(0, 10), WithinAbs(497, 1));
    const auto square = field_of(table_of({"POLYGON ((501000 5701000, 501400 5701000, 501400 5701400, 501000 5701400, 501000 5701000), "
                                           "(501100 5701100, 501300 5701100, 501300 5701300, 501100 5701300, 501100 5701100))"},
                                          GeometryKind::Polygon));
    CHECK(square.at(105, 165) == 0);                    // inside
    CHECK_THAT(square.at(120, 180), WithinAbs(95, 1));  // in the middle of the hole
    CHECK_THAT(square.at(90, 180), WithinAbs(95, 1));
}

TEST_CASE("The area near settlements is that of their buffers melted into one", "[geo][distance]") {
    // Wide ground, so that no buffer is cut off.
    constexpr geo::GridSpec grid{496'000, 5'707'000, 10, 1'120, 1'100};
    const auto settlements = random_features(GeometryKind::Polygon, 25, 0);
    const auto field = field_of(settlements, grid);
    for (const double distance_m : {400.0, 1000.0, 1500.0}) {
        std::vector<geo::Geometry> buffers;
        for (std::size_t row = 0; row < settlements.size(); ++row) buffers.push_back(geo::buffered(settlements.geometry(row), distance_m));
        const auto near = std::count_if(field.values.begin(), field.values.end(),
                                        [&](float distance) { return static_cast<double>(distance) <= distance_m; });
        INFO(distance_m);
        CHECK_THAT(static_cast<double>(near) * 100, WithinRel(geo::area(geo::united(buffers)), 0.005));
    }
}

TEST_CASE("All code paths give the same distances", "[geo][distance]") {
    const auto features = random_features(GeometryKind::Polygon, 40, 300);
    core::force_code_path(core::CodePath::Plain);
    const auto expected = field_of(features);
    for (const core::CodePath path : {core::CodePath::Avx2, core::CodePath::Avx512}) {
        if (!core::is_supported(path)) continue;
        core::force_code_path(path);
        CHECK(field_of(features).values == expected.values);
    }
    core::force_code_path(std::nullopt);
}

TEST_CASE("Without features every distance is infinite, and features without coordinates are none", "[geo][distance]") {
    geo::FeatureTable empty(GeometryKind::Point);
    CHECK(field_of(empty).at(3, 3) == std::numeric_limits<float>::infinity());
    empty.add({GeometryKind::Point, {}});
    empty.add({GeometryKind::Point, {{{{std::nan(""), 5'702'000}}, false}}});
    CHECK(field_of(empty).at(3, 3) == std::numeric_limits<float>::infinity());
}

TEST_CASE("A feature outside the grid counts, on all four sides", "[geo][distance]") {
    const std::pair<const char*, geo::Point> cases[] = {
        {"POINT (499005 5701505)", {}}, {"POINT (504105 5701505)", {}}, {"POINT (501505 5704005)", {}}, {"POINT (501505 5699005)", {}}};
    for (const auto& [wkt, unused] : cases) {
        const auto table = table_of({wkt}, GeometryKind::Point);
        const auto field = field_of(table);
        for (const int column : {0, 150, 319})
            for (const int row : {0, 149, 299})
                CHECK_THAT(static_cast<double>(field.at(column, row)), WithinAbs(nearest_by_search(table, k_grid.centre(column, row)), 1));
    }
}

TEST_CASE("A grid of one cell, and one of large cells, keep the error of 1 m", "[geo][distance]") {
    const auto features = random_features(GeometryKind::Line, 9, 200);
    for (const geo::GridSpec grid : {geo::GridSpec{501'000, 5'702'000, 10, 1, 1}, geo::GridSpec{500'000, 5'703'000, 25, 128, 120}}) {
        const auto field = field_of(features, grid);
        const geo::Point place = grid.centre(grid.width - 1, grid.height / 2);
        CHECK_THAT(static_cast<double>(field.at(grid.width - 1, grid.height / 2)), WithinAbs(nearest_by_search(features, place), 1));
    }
}

TEST_CASE("Overlapping polygons do not cancel each other out", "[geo][distance]") {
    const char* left = "POLYGON ((501000 5701000, 501400 5701000, 501400 5701400, 501000 5701400, 501000 5701000))";
    const char* right = "POLYGON ((501200 5701000, 501600 5701000, 501600 5701400, 501200 5701400, 501200 5701000))";
    CHECK(field_of(table_of({left, right}, GeometryKind::Polygon)).at(130, 180) == 0);
}

TEST_CASE("Measuring distances can be stopped", "[geo][distance]") {
    std::stop_source source;
    source.request_stop();
    CHECK_FALSE(geo::distance_field(random_features(GeometryKind::Point, 5, 0), k_grid, {source.get_token(), {}}));
}

TEST_CASE("Marks that were stopped are those of nothing, and may be asked for all rows", "[geo][distance]") {
    std::stop_source stop;
    stop.request_stop();
    const geo::FeatureTable lines = random_features(GeometryKind::Line, 40, 100);
    const geo::FeatureTable* const table = &lines;
    const auto marks = geo::FeatureMarks::of({&table, 1}, k_grid, {stop.get_token(), {}});
    CHECK(marks.is_empty());
    CHECK(marks.grid() == k_grid);
    CHECK(marks.runs(k_grid.height - 1).empty());
    CHECK(marks.changes(k_grid.height - 1).empty());
}
