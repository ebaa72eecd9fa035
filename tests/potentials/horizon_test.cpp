#include "potentials/horizon.h"
#include "core/code_path.h"
#include "support/rough_relief.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <functional>
#include <numbers>

using namespace kreisblick;
using Catch::Matchers::WithinAbs;
using potentials::HorizonMap;
using potentials::HorizonOptions;

namespace {

constexpr double k_degrees = 180 / std::numbers::pi;

HorizonMap horizons_of(const geo::Raster<float>& heights, const HorizonOptions& options = {}) {
    auto map = potentials::horizons(heights, options, {});
    REQUIRE(map);
    return std::move(*map);
}

double angle(const HorizonMap& map, int column, int row, int direction) {
    const auto degrees = map.angle_degrees(column, row, direction);
    REQUIRE(degrees);
    return static_cast<double>(*degrees);
}

/// What run(sink) puts, as a raster.
template <typename Run>
geo::Raster<float> collected(const geo::GridSpec& grid, const Run& run) {
    geo::Raster<float> raster(grid);
    const potentials::RowSink sink = [&](int first_row, std::span<const float> values) {
        std::copy(values.begin(), values.end(), raster.values.begin() + grid.index(0, first_row));
    };
    REQUIRE(run(sink));
    return raster;
}

geo::Raster<float> sky_view_of(const geo::Raster<float>& heights, const HorizonMap& map) {
    return collected(heights.grid, [&](const auto& sink) { return potentials::sky_view(heights, map, sink, {}); });
}

geo::Raster<float> towards(const geo::Raster<float>& heights, double azimuth_degrees) {
    return collected(heights.grid, [&](const auto& sink) { return potentials::horizon_towards(heights, azimuth_degrees, {}, sink, {}); });
}

/// All codes of a map: [strip][tile][direction][1,024].
std::vector<std::uint8_t> codes_of(const HorizonMap& map) {
    std::vector<std::uint8_t> all;
    potentials::HorizonStrip packed;
    std::vector<std::uint8_t> codes(map.tile_bytes());
    for (int strip = 0; strip < map.strips(); ++strip) {
        REQUIRE(map.read_strip(strip, packed));
        for (int tile = 0; tile < map.tiles_across(); ++tile) {
            packed.unpack(tile, codes.data());
            all.insert(all.end(), codes.begin(), codes.end());
        }
    }
    return all;
}

/// Goes back to the processor's own path.
struct ForcedPath {
    explicit ForcedPath(core::CodePath path) { core::force_code_path(path); }
    ~ForcedPath() { core::force_code_path(std::nullopt); }
};

/// The horizon by marching along the ray in small steps over the surface between the cells; degrees, not below 0.
double marched_horizon(const geo::Raster<float>& heights, int column, int row, double azimuth_degrees, double step_cells,
                       double reach_cells = 1e9) {
    constexpr double curvature_per_m = (1 - 0.13) / 6'371'000;
    const double east = std::sin(azimuth_degrees / k_degrees), south = -std::cos(azimuth_degrees / k_degrees);
    const geo::GridSpec& grid = heights.grid;
    double steepest = 0;
    for (double way = step_cells; way <= reach_cells; way += step_cells) {
        const double x = column + east * way, y = row + south * way;
        constexpr double rounding = 1e-9;
        if (x < -rounding || y < -rounding || x > grid.width - 1 + rounding || y > grid.height - 1 + rounding) break;
        const int left = std::clamp(static_cast<int>(x), 0, grid.width - 2), top = std::clamp(static_cast<int>(y), 0, grid.height - 2);
        const auto mixed = [&](int r) {
            return std::lerp(static_cast<double>(heights.at(left, r)), static_cast<double>(heights.at(left + 1, r)), x - left);
        };
        const double distance_m = way * grid.cell_m;
        const double height = std::lerp(mixed(top), mixed(top + 1), y - top) - distance_m * distance_m * curvature_per_m / 2;
        steepest = std::max(steepest, (height - static_cast<double>(heights.at(column, row))) / distance_m);
    }
    return std::atan(steepest) * k_degrees;
}

/// solar.md §5: a plain at 100 m, one row of cells at 150 m, 800 m long, 100 m south of the receiver in the middle.
geo::Raster<float> plain_with_wall() {
    geo::Raster<float> heights({0, 2010, 10, 201, 201}, 100.0F);
    for (int column = 60; column <= 140; ++column) heights.at(column, 110) = 150;
    return heights;
}

}  // namespace

TEST_CASE("The horizon of a wall agrees with the check values of solar.md, with lines that keep crests", "[potentials][horizon]") {
    HorizonOptions options;
    options.directions = 24;
    options.lines = potentials::SightLines::EveryGridLine;
    const HorizonMap map = horizons_of(plain_with_wall(), options);
    const double expected[6] = {26.5651, 25.7788, 23.4132, 19.4712, 14.0362, 7.3736};
    for (int step = 0; step < 6; ++step) {
        INFO(15 * step << "° from south");
        CHECK_THAT(angle(map, 100, 100, 12 - step), WithinAbs(expected[step], 0.5));
        CHECK_THAT(angle(map, 100, 100, 12 + step), WithinAbs(expected[step], 0.5));
    }
    for (const int away : {0, 1, 5, 19, 23}) CHECK(angle(map, 100, 100, away) == 0);
}

TEST_CASE("With nearest cells a wall is a block, seen to half a cell on either side, and never blurred", "[potentials][horizon]") {
    HorizonOptions options;
    options.directions = 24;
    options.lines = potentials::SightLines::NearestCell;
    const HorizonMap map = horizons_of(plain_with_wall(), options);
    for (int step = 0; step < 6; ++step) {
        const double aslant = std::cos(15 * step / k_degrees);
        INFO(15 * step << "° from south");
        CHECK(angle(map, 100, 100, 12 + step) >= std::atan(50 * aslant / 105) * k_degrees - 0.25);
        CHECK(angle(map, 100, 100, 12 + step) <= std::atan(50 * aslant / 90) * k_degrees + 0.25);
        // An eye right behind the wall, or on top of it, sees no more and no less than is there.
        CHECK(angle(map, 100, 111, 12 + step) == 0);
        CHECK(angle(map, 100, 110, 12 + step) == 0);
    }
    CHECK(angle(map, 100, 109, 12) == 63.75);
}

TEST_CASE("Lines between cells keep a wall where they cross it along its cells", "[potentials][horizon]") {
    HorizonOptions options;
    options.directions = 24;
    const HorizonMap map = horizons_of(plain_with_wall(), options);
    const double expected[4] = {26.5651, 25.7788, 23.4132, 19.4712};
    for (int step = 0; step < 4; ++step) CHECK_THAT(angle(map, 100, 100, 12 - step), WithinAbs(expected[step], 0.5));
}

TEST_CASE("Horizons agree with a ray march over a rough relief", "[potentials][horizon]") {
    const auto heights = tests::rough_relief({0, 5000, 10, 531, 487});
    const HorizonMap map = horizons_of(heights);
    tests::Dice dice(7);
    std::vector<double> differences;
    int large = 0, unexplained = 0;
    for (int i = 0; i < 4000; ++i) {
        const int column = 1 + dice.below(heights.grid.width - 2), row = 1 + dice.below(heights.grid.height - 2);
        const int direction = dice.below(64);
        const double here = angle(map, column, row, direction);
        const double difference =
            std::abs(here - std::min(63.75, marched_horizon(heights, column, row, map.azimuth_degrees(direction), 0.1)));
        differences.push_back(difference);
        if (difference <= 2) continue;
        // A sliver decides: within half a cell of the viewer the marched horizon itself spans our value.
        ++large;
        double lowest = 90, highest = 0;
        for (const int aside : {-1, 0, 1})
            for (const int along : {-1, 0, 1}) {
                if (!heights.grid.has(column + aside, row + along)) continue;
                const double near = marched_horizon(heights, column + aside, row + along, map.azimuth_degrees(direction), 0.1);
                lowest = std::min(lowest, near);
                highest = std::max(highest, near);
            }
        unexplained += here < lowest - 0.5 || here > highest + 0.5;
    }
    std::sort(differences.begin(), differences.end());
    CAPTURE(differences[differences.size() / 2], differences[differences.size() * 99 / 100], differences.back(), large);
    CHECK(differences[differences.size() * 95 / 100] <= 0.5);
    CHECK(large <= static_cast<int>(differences.size()) / 200);
    CHECK(unexplained == 0);
}

TEST_CASE("With every grid line the crests of distant hedges are kept that other lines blur", "[potentials][horizon]") {
    geo::Raster<float> heights({0, 5000, 10, 331, 287}, 100.0F);
    for (int row = 0; row < 287; ++row)
        for (int column = 0; column < 331; ++column)
            if (row % 31 == 7 || column % 43 == 20) heights.at(column, row) += 15;
    HorizonOptions options;
    options.directions = 32;
    const HorizonMap once = horizons_of(heights, options);
    options.lines = potentials::SightLines::EveryGridLine;
    const HorizonMap every = horizons_of(heights, options);
    tests::Dice dice(5);
    double squares_once = 0, squares_every = 0;
    for (int i = 0; i < 2000; ++i) {
        const int column = 43 * dice.below(6) + 25 + dice.below(33), row = 31 * dice.below(8) + 12 + dice.below(21);
        const int direction = dice.below(32);
        const double marched = marched_horizon(heights, column, row, once.azimuth_degrees(direction), 0.05);
        squares_once += std::pow(angle(once, column, row, direction) - marched, 2);
        squares_every += std::pow(angle(every, column, row, direction) - marched, 2);
    }
    CAPTURE(squares_once / 2000, squares_every / 2000);
    CHECK(squares_every < 0.2 * squares_once);
    CHECK(squares_every / 2000 < 0.5 * 0.5);
}

TEST_CASE("In the eight exact directions horizons are those of a march from cell to cell", "[potentials][horizon]") {
    const auto heights = tests::rough_relief({0, 3000, 10, 240, 300});
    HorizonOptions options;
    options.directions = 8;
    const HorizonMap map = horizons_of(heights, options);
    tests::Dice dice(3);
    for (int i = 0; i < 500; ++i) {
        const int column = dice.below(240), row = dice.below(300), direction = dice.below(8);
        const double step = direction % 2 == 0 ? 1 : std::numbers::sqrt2;
        CHECK_THAT(angle(map, column, row, direction),
                   WithinAbs(std::min(63.75, marched_horizon(heights, column, row, 45.0 * direction, step)), 0.14));
    }
}

TEST_CASE("All code paths give the same codes, also beside holes", "[potentials][horizon]") {
    auto heights = tests::rough_relief({0, 2000, 10, 311, 173});
    tests::Dice dice(11);
    for (int hole = 0; hole < 60; ++hole) heights.at(dice.below(311), dice.below(173)) = NAN;
    for (int row = 40; row < 70; ++row)
        for (int column = 100; column < 130; ++column) heights.at(column, row) = NAN;
    const auto lines =
        GENERATE(potentials::SightLines::Interpolated, potentials::SightLines::EveryGridLine, potentials::SightLines::NearestCell);
    HorizonOptions options;
    options.directions = 36;
    options.lines = lines;
    const ForcedPath plain(core::CodePath::Plain);
    const auto expected = codes_of(horizons_of(heights, options));
    for (const core::CodePath path : {core::CodePath::Avx2, core::CodePath::Avx512}) {
        if (!core::is_supported(path)) continue;
        const ForcedPath forced(path);
        CHECK(codes_of(horizons_of(heights, options)) == expected);
    }
}

TEST_CASE("A map in a file is the same, byte for byte, as one in memory", "[potentials][horizon]") {
    const auto heights = tests::rough_relief({0, 2000, 10, 150, 70});
    HorizonOptions options;
    options.directions = 32;
    const HorizonMap in_memory = horizons_of(heights, options);
    options.memory_budget_bytes = 1000;
    const HorizonMap in_file = horizons_of(heights, options);
    CHECK(in_memory.is_in_memory());
    CHECK_FALSE(in_file.is_in_memory());
    CHECK(codes_of(in_file) == codes_of(in_memory));
    CHECK(angle(in_file, 149, 69, 31) == angle(in_memory, 149, 69, 31));
    CHECK(in_memory.packed_bytes() == in_file.packed_bytes());
}

TEST_CASE("A grid too large for memory, swept in blocks, has the same codes bit for bit where the reach spans it",
          "[potentials][horizon]") {
    auto heights = tests::rough_relief({0, 4000, 10, 311, 203});
    tests::Dice dice(12);
    for (int hole = 0; hole < 60; ++hole) heights.at(dice.below(311), dice.below(203)) = NAN;
    HorizonOptions options;
    options.directions = 36;
    options.lines =
        GENERATE(potentials::SightLines::Interpolated, potentials::SightLines::EveryGridLine, potentials::SightLines::NearestCell);
    const HorizonMap whole = horizons_of(heights, options);
    options.block_cells = 64;
    CHECK(codes_of(horizons_of(heights, options)) == codes_of(whole));
    options.memory_budget_bytes = 1000;
    CHECK(codes_of(horizons_of(heights, options)) == codes_of(whole));
}

TEST_CASE("Blocks ask for the heights within their reach alone, and see nothing beyond", "[potentials][horizon]") {
    // A wall of 400 m on a plain along the western edge of 640 columns; blocks of 128 look 1 km beyond themselves.
    geo::Raster<float> heights({0, 160, 10, 640, 16}, 100.0F);
    for (int row = 0; row < 16; ++row) heights.at(0, row) = 500;
    HorizonOptions options;
    options.directions = 4;
    options.block_cells = 128;
    options.reach_m = 1000;
    const HorizonMap map = horizons_of(heights, options);
    const int west = 3;
    CHECK_THAT(angle(map, 127, 8, west), WithinAbs(std::atan2(400.0, 1270.0) * k_degrees, 0.13));  // the wall's own block, whole
    CHECK(angle(map, 128, 8, west) == 0);                                                          // the next one begins 1 km before it
    CHECK(angle(map, 300, 8, west) == 0);
    options.reach_m = 3000;
    CHECK_THAT(angle(horizons_of(heights, options), 300, 8, west), WithinAbs(std::atan2(400.0, 3000.0) * k_degrees, 0.13));
}

TEST_CASE("Of a grid in blocks no more rows are read at once than a block and its reach", "[potentials][horizon]") {
    const auto heights = tests::rough_relief({0, 6400, 10, 64, 640});
    std::atomic<int> rows_read = 0;
    const geo::RowReader reader = geo::rows_of(heights);
    const geo::GridRows counted(heights.grid, [&](int first_row, int count) {
        rows_read += count;
        return reader(first_row, count);
    });
    HorizonOptions options;
    options.directions = 4;
    options.block_cells = 128;
    options.reach_m = 320;
    REQUIRE(potentials::horizons(counted, options, {}));
    // North and south: five blocks with 32 rows on each side but the outer ones; west and east: one block of columns.
    CHECK(rows_read == (640 + 8 * 32) + 640);
}

TEST_CASE("The earth's curvature lowers what is far by the amounts of terrain.md", "[potentials][horizon]") {
    // A tower on a plain, exactly so high that at its distance its top lies on the horizontal plus one code.
    const struct {
        int cells;
        double drop_m;
    } cases[] = {{10, 0.068}, {50, 1.707}, {200, 27.31}};
    for (const auto& [cells, drop_m] : cases) {
        geo::Raster<float> heights({0, 100, 100, 201, 1}, 0.0F);
        const double wanted = std::tan(1 / k_degrees) * cells * 100;
        HorizonOptions options;
        options.directions = 4;
        INFO(cells * 100 << " m");
        // One code is 0.25°: the tower that just reaches 1.125° seen over the round earth is found to half a metre and less.
        heights.at(200, 0) = static_cast<float>(wanted + drop_m);
        CHECK(angle(horizons_of(heights, options), 200 - cells, 0, 1) == 1.0);
        const double half_code_m = (std::tan(1.125 / k_degrees) - std::tan(1 / k_degrees)) * cells * 100;
        heights.at(200, 0) = static_cast<float>(wanted + drop_m + half_code_m + 0.02 * cells * 0.1 + 0.02);
        CHECK(angle(horizons_of(heights, options), 200 - cells, 0, 1) == 1.25);
        heights.at(200, 0) = static_cast<float>(wanted + drop_m + half_code_m - 0.02 * cells * 0.1 - 0.02);
        CHECK(angle(horizons_of(heights, options), 200 - cells, 0, 1) == 1.0);
    }
}

TEST_CASE("Before an infinite wall a cell sees 0.947214 of the sky", "[potentials][horizon]") {
    geo::Raster<float> heights({0, 410, 10, 16001 / 5, 41}, 100.0F);
    for (int column = 0; column < heights.grid.width; ++column) heights.at(column, 30) = 150;
    HorizonOptions options;
    options.earth_radius_m = std::numeric_limits<double>::infinity();
    options.lines = potentials::SightLines::NearestCell;
    const auto sky = sky_view_of(heights, horizons_of(heights, options));
    CHECK_THAT(sky.at(heights.grid.width / 2, 20), WithinAbs(0.947214, 0.001));
}

TEST_CASE("On a plain no horizon rises, and the whole sky is seen", "[potentials][horizon]") {
    const geo::Raster<float> plain({0, 900, 10, 100, 90}, 250.0F);
    const HorizonMap map = horizons_of(plain);
    const auto codes = codes_of(map);
    CHECK(std::all_of(codes.begin(), codes.end(), [](std::uint8_t code) { return code == 0; }));
    const auto sky = sky_view_of(plain, map);
    CHECK(*std::min_element(sky.values.begin(), sky.values.end()) == 1.0F);
}

TEST_CASE("A cliff stands at its angle at its foot, saturates at 63.75°, and is nothing to those above", "[potentials][horizon]") {
    geo::Raster<float> heights({0, 900, 10, 90, 90}, 100.0F);
    for (int row = 0; row < 90; ++row)
        for (int column = 45; column < 90; ++column) heights.at(column, row) = 160;
    HorizonOptions options;
    options.directions = 4;
    const HorizonMap map = horizons_of(heights, options);
    CHECK(angle(map, 44, 40, 1) == 63.75);                                                  // 60 m over 10 m: 80.5°
    CHECK_THAT(angle(map, 34, 40, 1), WithinAbs(std::atan(60.0 / 110) * k_degrees, 0.13));  // to the middle of the first high cell
    CHECK(angle(map, 45, 40, 3) == 0);
    CHECK(angle(map, 44, 40, 3) == 0);
}

TEST_CASE("A cell without height hides nothing and has no horizon", "[potentials][horizon]") {
    geo::Raster<float> heights({0, 300, 10, 60, 30}, 100.0F);
    for (int row = 0; row < 30; ++row) heights.at(50, row) = 200;
    HorizonOptions options;
    options.directions = 4;
    const double before = angle(horizons_of(heights, options), 20, 15, 1);
    for (int column = 25; column < 35; ++column)
        for (int row = 0; row < 30; ++row) heights.at(column, row) = NAN;
    const HorizonMap map = horizons_of(heights, options);
    CHECK(before > 17);
    CHECK(angle(map, 20, 15, 1) == before);
    CHECK(angle(map, 24, 15, 1) > before);
    CHECK(angle(map, 30, 15, 1) == 0);
    const auto sky = sky_view_of(heights, map);
    CHECK_FALSE(sky.has(30, 15));
    CHECK(sky.has(20, 15));
    const auto east = towards(heights, 90);
    CHECK_FALSE(east.has(30, 15));
    CHECK(static_cast<double>(east.at(20, 15)) == before);
}

TEST_CASE("A grid of one cell, of one row, of none, and one without any height have horizons of 0", "[potentials][horizon]") {
    for (const geo::GridSpec grid : {geo::GridSpec{0, 10, 10, 1, 1}, geo::GridSpec{0, 10, 10, 70, 1}, geo::GridSpec{0, 10, 10, 1, 70}}) {
        const HorizonMap map = horizons_of(geo::Raster<float>(grid, 100.0F));
        CHECK(angle(map, grid.width - 1, grid.height - 1, 5) == 0);
        const auto codes = codes_of(horizons_of(geo::Raster<float>(grid)));
        CHECK(std::count(codes.begin(), codes.end(), 0) == static_cast<std::ptrdiff_t>(codes.size()));
    }
    CHECK(potentials::horizons(geo::Raster<float>(geo::GridSpec{0, 0, 10, 0, 0}), {}, {})->strips() == 0);
}

TEST_CASE("One azimuth alone gives the same angles as the whole map", "[potentials][horizon]") {
    const auto heights = tests::rough_relief({0, 900, 10, 120, 90});
    const HorizonMap map = horizons_of(heights);
    for (const int direction : {0, 7, 16, 45}) {
        const auto alone = towards(heights, map.azimuth_degrees(direction));
        CHECK(static_cast<double>(alone.at(50, 40)) == angle(map, 50, 40, direction));
        CHECK(static_cast<double>(alone.at(119, 89)) == angle(map, 119, 89, direction));
    }
}

TEST_CASE("Horizons can be stopped, and say how far they are", "[potentials][horizon]") {
    const auto heights = tests::rough_relief({0, 900, 10, 120, 90});
    std::stop_source source;
    double share = 0;
    core::Job job{source.get_token(), [&](double done, const std::string&) {
                      share = done;
                      if (done > 0.5) source.request_stop();
                  }};
    CHECK_FALSE(potentials::horizons(heights, {}, job));
    CHECK(share > 0.5);
    CHECK(share < 0.6);
}

TEST_CASE("A grid that is too large for the horizons is refused with its size", "[potentials][horizon]") {
    const auto map = potentials::horizons(geo::Raster<float>(geo::GridSpec{0, 0, 10, 17'000, 1}), {}, {});
    REQUIRE_FALSE(map);
    CHECK(map.error().sentence.find("17000 × 1") != std::string::npos);
}
