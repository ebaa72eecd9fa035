#include "potentials/irradiation.h"

#include "core/code_path.h"
#include "core/parallel.h"
#include "potentials/real_sky.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <map>
#include <numbers>

using namespace kreisblick;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;
using potentials::IrradiationBand;

namespace {

constexpr double k_degree = std::numbers::pi / 180;
constexpr double k_latitude = 51.2 * k_degree;
constexpr IrradiationBand k_sums[]{IrradiationBand::Global, IrradiationBand::Beam, IrradiationBand::Diffuse, IrradiationBand::Reflected};

/// Hills of 150 m (times steepness) with slopes of up to 40° in cells of 10 m.
geo::Raster<float> hills(int width, int height, double steepness = 1) {
    geo::Raster<float> heights({0, 10.0 * height, 10, width, height}, 0.0F);
    for (int row = 0; row < height; ++row)
        for (int column = 0; column < width; ++column)
            heights.at(column, row) = static_cast<float>(
                300 + steepness * (75 * std::sin(column / 21.0) * std::cos(row / 17.0) + 12 * std::sin(column / 5.0 + row / 4.0)));
    return heights;
}

/// Latitude by the distance from the middle of the grid, which lies at 51.2° N, with grid north turned the same way everywhere.
potentials::SolarPlaceFinder places_around(const geo::GridSpec& grid, double convergence_rad = 0) {
    const double middle = grid.y_max - 0.5 * grid.height * grid.cell_m;
    return [=](geo::Point point) { return potentials::SolarPlace{k_latitude + (point.y - middle) / 6'371'000, convergence_rad}; };
}

/// The horizon of heights by marching along rays of one cell, in 64 directions.
potentials::HorizonMap marched_horizon(const geo::Raster<float>& heights) {
    const geo::GridSpec& grid = heights.grid;
    auto map = *potentials::HorizonMap::make(grid, 64, std::int64_t{1} << 30);
    std::vector<std::uint8_t> codes(static_cast<std::size_t>(map.tiles_across()) * potentials::HorizonMap::k_tile_cells);
    for (int direction = 0; direction < 64; ++direction) {
        const double azimuth = direction * 2 * std::numbers::pi / 64;
        for (int strip = 0; strip < map.strips(); ++strip) {
            std::fill(codes.begin(), codes.end(), std::uint8_t{0});
            for (int row = strip * 16; row < std::min(strip * 16 + 16, grid.height); ++row)
                for (int column = 0; column < grid.width; ++column) {
                    double steepest = 0;
                    for (int step = 1; step < 60; ++step) {
                        const int x = column + static_cast<int>(std::lround(step * std::sin(azimuth)));
                        const int y = row - static_cast<int>(std::lround(step * std::cos(azimuth)));
                        if (!heights.has(x, y)) break;
                        steepest =
                            std::max(steepest, static_cast<double>(heights.at(x, y) - heights.at(column, row)) / (step * grid.cell_m));
                    }
                    codes[static_cast<std::size_t>(column / 64 * 1024 + row % 16 * 64 + column % 64)] =
                        static_cast<std::uint8_t>(std::lround(std::min(std::atan(steepest) / k_degree * 4, 255.0)));
                }
            potentials::PackedTiles tiles(0, map.tiles_across());
            for (std::size_t tile = 0; tile < codes.size(); tile += potentials::HorizonMap::k_tile_cells) tiles.add(codes.data() + tile);
            REQUIRE(map.write(strip, direction, tiles));
        }
    }
    return map;
}

using Bands = std::map<IrradiationBand, geo::Raster<float>>;

Bands run(const potentials::IrradiationInputs& inputs, const potentials::IrradiationOptions& options,
          std::span<const IrradiationBand> wanted) {
    Bands bands;
    for (const IrradiationBand band : wanted) bands[band] = geo::Raster<float>(inputs.heights.grid);
    const auto sink = [&](IrradiationBand band, int first_row, std::span<const float> values) {
        std::copy(values.begin(), values.end(), bands[band].values.begin() + inputs.heights.grid.index(0, first_row));
    };
    const auto done = potentials::irradiation(inputs, options, wanted, sink, {});
    INFO((done ? "" : done.error().sentence));
    REQUIRE(done);
    return bands;
}

/// The plane of a cell by Horn, for cells with all neighbours.
potentials::Plane plane_of(const geo::Raster<float>& heights, int column, int row) {
    const auto z = [&](int dx, int dy) { return static_cast<double>(heights.at(column + dx, row + dy)); };
    const double scale = 1 / (8 * heights.grid.cell_m);
    const double east = (z(1, -1) + 2 * z(1, 0) + z(1, 1) - z(-1, -1) - 2 * z(-1, 0) - z(-1, 1)) * scale;
    const double north = (z(-1, -1) + 2 * z(0, -1) + z(1, -1) - z(-1, 1) - 2 * z(0, 1) - z(1, 1)) * scale;
    return {std::atan(std::hypot(east, north)), std::atan2(-east, -north)};
}

/// Linear between the codes of 64 directions.
potentials::HorizonElevation horizon_at(const potentials::HorizonMap& map, int column, int row) {
    std::vector<double> angles;
    for (int direction = 0; direction < 64; ++direction)
        angles.push_back(static_cast<double>(*map.angle_degrees(column, row, direction)) * k_degree);
    return [angles](double azimuth_rad) {
        const double place = std::fmod(azimuth_rad / (2 * std::numbers::pi) + 2, 1.0) * 64;
        const auto before = static_cast<std::size_t>(place) % 64;
        return std::lerp(angles[before], angles[(before + 1) % 64], place - std::floor(place));
    };
}

/// The relative differences of two rasters, sorted by size, where both have values.
std::vector<double> differences(const geo::Raster<float>& a, const geo::Raster<float>& b) {
    std::vector<double> result;
    for (std::size_t i = 0; i < a.values.size(); ++i)
        if (a.values[i] == a.values[i] && b.values[i] == b.values[i])
            result.push_back(std::abs(static_cast<double>(a.values[i]) / static_cast<double>(b.values[i]) - 1));
    std::sort(result.begin(), result.end());
    return result;
}

bool same_bits(const geo::Raster<float>& a, const geo::Raster<float>& b) {
    return std::equal(a.values.begin(), a.values.end(), b.values.begin(),
                      [](float x, float y) { return std::bit_cast<std::uint32_t>(x) == std::bit_cast<std::uint32_t>(y); });
}

}  // namespace

TEST_CASE("On a plain every cell gets what a level plane gets", "[potentials][irradiation]") {
    const geo::Raster<float> plain({0, 400, 10, 70, 40}, 200.0F);
    const potentials::IrradiationInputs inputs{plain, nullptr, nullptr, places_around(plain.grid, 0.02), {}};
    for (const int day : {17, 172, 355}) {
        potentials::IrradiationOptions options;
        options.period = {day, 30};
        auto bands = run(inputs, options, k_sums);
        const auto expected = potentials::day_irradiation({k_latitude, 200}, {}, options.conditions, day, 30);
        for (const int cell : {0, 69, 35 * 70 + 31, 39 * 70 + 69}) {
            const auto value = [&](IrradiationBand band) {
                return static_cast<double>(bands[band].values[static_cast<std::size_t>(cell)]);
            };
            CHECK_THAT(value(IrradiationBand::Global), WithinRel(expected.global(), 2e-4));
            CHECK_THAT(value(IrradiationBand::Beam), WithinRel(expected.beam, 3e-4));
            CHECK_THAT(value(IrradiationBand::Diffuse), WithinRel(expected.diffuse, 3e-4));
            CHECK(value(IrradiationBand::Reflected) == 0);
        }
    }
}

TEST_CASE("Chosen planes get what single planes get, whatever the ground", "[potentials][irradiation]") {
    const geo::Raster<float> plain({0, 160, 10, 16, 16}, 250.0F);
    const double convergence = 0.03;
    const potentials::IrradiationInputs inputs{plain, nullptr, nullptr, places_around(plain.grid, convergence), {}};
    for (const auto& [tilt, azimuth] :
         {std::pair{35, 180}, std::pair{35, 90}, std::pair{35, 0}, std::pair{90, 180}, std::pair{15, 300}, std::pair{0, 0}}) {
        INFO("tilt " << tilt << " azimuth " << azimuth);
        potentials::IrradiationOptions options;
        options.plane = potentials::Plane{tilt * k_degree, azimuth * k_degree};
        options.conditions.ground_reflection = tilt == 15 ? potentials::GroundReflection::Unshaded : potentials::GroundReflection::Full;
        auto bands = run(inputs, options, k_sums);
        // The grid's middle lies in a block's corner, so that the block's middle is some kilometres away.
        const auto expected = potentials::year_of(potentials::month_irradiation({k_latitude, 250}, *options.plane, options.conditions, 30));
        const auto value = [&](IrradiationBand band) { return static_cast<double>(bands[band].at(8, 8)); };
        CHECK_THAT(value(IrradiationBand::Global), WithinRel(expected.global(), 2e-4));
        CHECK_THAT(value(IrradiationBand::Beam), WithinRel(expected.beam, 3e-4));
        CHECK_THAT(value(IrradiationBand::Diffuse), WithinRel(expected.diffuse, 3e-4));
        CHECK_THAT(value(IrradiationBand::Reflected), WithinRel(expected.reflected, 3e-4) || WithinAbs(0, 1e-9));
    }
}

TEST_CASE("Hills with their horizon get what single planes with that horizon get", "[potentials][irradiation]") {
    const geo::Raster<float> heights = hills(130, 100);
    const potentials::HorizonMap horizon = marched_horizon(heights);
    const auto places = places_around(heights.grid, -0.04);
    const potentials::IrradiationInputs inputs{heights, &horizon, nullptr, places, {}};
    for (const int day : {17, 105, 0}) {
        potentials::IrradiationOptions options;
        options.period = {day, 30};
        auto bands = run(inputs, options, k_sums);
        std::vector<double> errors;
        for (int row = 3; row < 97; row += 9)
            for (int column = 3; column < 127; column += 11) {
                const geo::Point centre = heights.grid.centre(column, row);
                const auto place = places(centre);
                auto plane = plane_of(heights, column, row);
                plane.azimuth_rad += place.convergence_rad;
                const auto seen = horizon_at(horizon, column, row);
                const auto from_true_north = [&](double azimuth) { return seen(azimuth - place.convergence_rad); };
                const potentials::Site site{place.latitude_rad, static_cast<double>(heights.at(column, row))};
                const auto expected =
                    day > 0 ? potentials::day_irradiation(site, plane, options.conditions, day, 30, from_true_north)
                            : potentials::year_of(potentials::month_irradiation(site, plane, options.conditions, 30, from_true_north));
                const auto value = [&](IrradiationBand band) { return static_cast<double>(bands[band].at(column, row)); };
                errors.push_back(std::abs(value(IrradiationBand::Global) / expected.global() - 1));
                CHECK_THAT(
                    value(IrradiationBand::Global),
                    WithinRel(value(IrradiationBand::Beam) + value(IrradiationBand::Diffuse) + value(IrradiationBand::Reflected), 1e-5));
            }
        std::sort(errors.begin(), errors.end());
        INFO("day " << day << " median " << errors[errors.size() / 2] << " worst " << errors.back());
        CHECK(errors[errors.size() / 2] < 1e-4);
        CHECK(errors[errors.size() * 95 / 100] < 3e-4);  // beyond: a sun within a hundredth of a degree of a horizon
    }
}

TEST_CASE("Twelve months make the year", "[potentials][irradiation]") {
    const geo::Raster<float> heights = hills(40, 40);
    const potentials::IrradiationInputs inputs{heights, nullptr, nullptr, places_around(heights.grid), {}};
    std::vector<IrradiationBand> wanted{IrradiationBand::Global};
    for (int month = 1; month <= 12; ++month) wanted.push_back(potentials::month_band(month));
    auto bands = run(inputs, {}, wanted);
    for (const int cell : {0, 717, 1599}) {
        float sum = 0;
        for (int month = 1; month <= 12; ++month) sum += bands[potentials::month_band(month)].values[static_cast<std::size_t>(cell)];
        CHECK_THAT(sum, WithinRel(bands[IrradiationBand::Global].values[static_cast<std::size_t>(cell)], 1e-6F));
    }
    CHECK(bands[potentials::month_band(6)].at(20, 20) > bands[potentials::month_band(12)].at(20, 20));
}

TEST_CASE("The table agrees with the steps to a hundredth of a percent", "[potentials][irradiation]") {
    const geo::Raster<float> heights = hills(300, 280, 0.4);
    const potentials::HorizonMap horizon = marched_horizon(heights);
    const potentials::IrradiationInputs inputs{heights, &horizon, nullptr, places_around(heights.grid, 0.013), {}};
    potentials::IrradiationOptions options;
    const IrradiationBand global[]{IrradiationBand::Global};
    auto steps = run(inputs, options, global);
    options.way = potentials::IrradiationWay::Table;
    auto table = run(inputs, options, global);
    const auto errors = differences(table[IrradiationBand::Global], steps[IrradiationBand::Global]);
    INFO("median " << errors[errors.size() / 2] << " p95 " << errors[errors.size() * 95 / 100] << " worst " << errors.back());
    CHECK(errors[errors.size() / 2] <= 1e-4);
    CHECK(errors[errors.size() * 95 / 100] <= 1e-3);
}

TEST_CASE("All code paths and any number of threads give the same bits", "[potentials][irradiation]") {
    const geo::Raster<float> heights = hills(150, 70);
    const potentials::HorizonMap horizon = marched_horizon(heights);
    const potentials::IrradiationInputs inputs{heights, &horizon, nullptr, places_around(heights.grid, 0.02), {}};
    std::vector<IrradiationBand> all(std::begin(k_sums), std::end(k_sums));
    for (int month = 1; month <= 12; ++month) all.push_back(potentials::month_band(month));
    const IrradiationBand global[]{IrradiationBand::Global};
    potentials::IrradiationOptions options;
    options.period.step_minutes = 60;
    options.conditions.ground_reflection = potentials::GroundReflection::Unshaded;
    auto with_table = options;
    with_table.way = potentials::IrradiationWay::Table;
    const auto steps = run(inputs, options, all);
    const auto table = run(inputs, with_table, global);
    for (const auto path : {core::CodePath::Plain, core::CodePath::Avx2, core::CodePath::Avx512}) {
        if (!core::is_supported(path)) continue;
        INFO("path " << static_cast<int>(path));
        core::force_code_path(path);
        core::set_thread_count(path == core::CodePath::Plain ? 1 : 2);
        for (const auto& [band, raster] : run(inputs, options, all)) {
            INFO("band " << static_cast<int>(band));
            CHECK(same_bits(raster, steps.at(band)));
        }
        CHECK(same_bits(run(inputs, with_table, global).at(IrradiationBand::Global), table.at(IrradiationBand::Global)));
    }
    core::force_code_path({});
    core::set_thread_count(0);
    CHECK(same_bits(run(inputs, options, global).at(IrradiationBand::Global), steps.at(IrradiationBand::Global)));
}

TEST_CASE("Real-sky fields of equal numbers are the numbers, and follow their slope between the cells", "[potentials][irradiation]") {
    const geo::Raster<float> heights = hills(300, 300);
    potentials::SkyFields fields;
    potentials::IrradiationOptions options;
    options.conditions.sky = *potentials::real_sky(potentials::k_default_global_kwh_m2, {k_latitude, 300}, options.conditions);
    const geo::GridSpec coarse{-1000, 4000, 1000, 5, 5};
    for (const auto& month : options.conditions.sky) {
        fields.beam.emplace_back(coarse, static_cast<float>(month.beam));
        fields.diffuse.emplace_back(coarse, static_cast<float>(month.diffuse));
    }
    potentials::IrradiationInputs inputs{heights, nullptr, nullptr, places_around(heights.grid), {}};
    const auto numbers = run(inputs, options, k_sums);
    inputs.sky = &fields;
    const auto by_fields = run(inputs, options, k_sums);
    for (const IrradiationBand band : k_sums) CHECK(differences(by_fields.at(band), numbers.at(band)).back() < 1e-5);
    // Two percent more beam and diffuse light per kilometre east: the same at every place as numbers for that place.
    for (int month = 0; month < 12; ++month)
        for (int row = 0; row < 5; ++row)
            for (int column = 0; column < 5; ++column) {
                fields.beam[static_cast<std::size_t>(month)].at(column, row) *= 1 + 0.02F * static_cast<float>(column);
                fields.diffuse[static_cast<std::size_t>(month)].at(column, row) *= 1 + 0.02F * static_cast<float>(column);
            }
    for (const auto way : {potentials::IrradiationWay::Steps, potentials::IrradiationWay::Table}) {
        options.way = way;
        const IrradiationBand global[]{IrradiationBand::Global};
        inputs.sky = &fields;
        const auto sloping = run(inputs, options, global);
        for (const int column : {20, 130, 255, 256, 290}) {
            const double factor = 1 + 0.02 * ((heights.grid.centre(column, 0).x + 1000) / 1000 - 0.5);
            auto local = options;
            for (auto& month : local.conditions.sky) month.beam *= factor, month.diffuse *= factor;
            inputs.sky = nullptr;
            const auto expected = run(inputs, local, global);
            for (const int row : {5, 140, 290})
                CHECK_THAT(sloping.at(IrradiationBand::Global).at(column, row),
                           WithinRel(expected.at(IrradiationBand::Global).at(column, row), 5e-4F));
        }
    }
}

TEST_CASE("No seam shows where one block of sun steps meets the next", "[potentials][irradiation]") {
    // A plain rising evenly to the north: what changes from row to row is latitude and height alone.
    geo::Raster<float> slope({0, 6000, 10, 70, 600});
    for (int row = 0; row < 600; ++row)
        for (int column = 0; column < 70; ++column) slope.at(column, row) = 200 + 0.5F * static_cast<float>(600 - row);
    const potentials::IrradiationInputs inputs{slope, nullptr, nullptr, places_around(slope.grid), {}};
    for (const auto way : {potentials::IrradiationWay::Steps, potentials::IrradiationWay::Table}) {
        potentials::IrradiationOptions options;
        options.way = way;
        const IrradiationBand global[]{IrradiationBand::Global};
        const auto bands = run(inputs, options, global);
        const auto& year = bands.at(IrradiationBand::Global);
        const auto value = [&](int row) { return static_cast<double>(year.at(30, row)); };
        for (const int seam : {256, 512}) {
            const double usual = value(seam - 2) - value(seam - 3), across = value(seam) - value(seam - 1);
            INFO("seam " << seam << " usual " << usual << " across " << across);
            CHECK(std::abs(across - usual) < 2e-5 * value(seam));
        }
    }
}

TEST_CASE("A hole has no irradiation, and its neighbours are as high as they are", "[potentials][irradiation]") {
    geo::Raster<float> heights({0, 200, 10, 20, 20}, 100.0F);
    heights.at(7, 9) = std::nanf("");
    const potentials::IrradiationInputs inputs{heights, nullptr, nullptr, places_around(heights.grid), {}};
    const auto bands = run(inputs, {}, k_sums);
    for (const IrradiationBand band : k_sums) CHECK_FALSE(bands.at(band).has(7, 9));
    const auto& global = bands.at(IrradiationBand::Global);
    CHECK(global.has(6, 9));
    CHECK_THAT(global.at(6, 9), WithinRel(global.at(15, 9), 1e-6F));
    CHECK_THAT(global.at(0, 0), WithinRel(global.at(1, 0), 1e-6F));
    geo::Raster<float> nothing({0, 200, 10, 20, 20});
    const potentials::IrradiationInputs no_heights{nothing, nullptr, nullptr, places_around(nothing.grid), {}};
    const auto none = run(no_heights, {}, k_sums);
    CHECK(std::none_of(none.at(IrradiationBand::Global).values.begin(), none.at(IrradiationBand::Global).values.end(),
                       geo::Raster<float>::is_data));
}

TEST_CASE("A district of one cell is level, and an empty one gives nothing", "[potentials][irradiation]") {
    const geo::Raster<float> cell({0, 10, 10, 1, 1}, 200.0F);
    const potentials::IrradiationInputs inputs{cell, nullptr, nullptr, places_around(cell.grid), {}};
    const auto expected = potentials::year_of(potentials::month_irradiation({k_latitude, 200}, {}, {}, 30)).global();
    CHECK_THAT(static_cast<double>(run(inputs, {}, k_sums).at(IrradiationBand::Global).at(0, 0)), WithinRel(expected, 2e-4));
    const geo::Raster<float> empty(geo::GridSpec{0, 0, 10, 0, 0});
    const potentials::IrradiationInputs no_cells{empty, nullptr, nullptr, inputs.place_of, {}};
    CHECK(run(no_cells, {}, k_sums).at(IrradiationBand::Global).values.empty());
}

TEST_CASE("A cliff shades what lies behind it and itself", "[potentials][irradiation]") {
    geo::Raster<float> heights({0, 400, 10, 40, 40}, 100.0F);
    for (int row = 20; row < 40; ++row)
        for (int column = 0; column < 40; ++column) heights.at(column, row) = 300;
    const potentials::HorizonMap horizon = marched_horizon(heights);
    const potentials::IrradiationInputs inputs{heights, &horizon, nullptr, places_around(heights.grid), {}};
    for (const auto way : {potentials::IrradiationWay::Steps, potentials::IrradiationWay::Table}) {
        potentials::IrradiationOptions options;
        options.way = way;
        const IrradiationBand wanted[]{IrradiationBand::Global};
        const auto year = run(inputs, options, wanted).at(IrradiationBand::Global);
        for (const float value : year.values) CHECK((value > 0 && value < 2500));
        CHECK(year.at(20, 15) < 0.6F * year.at(20, 30));
        CHECK(year.at(20, 19) < 0.4F * year.at(20, 30));
    }
    potentials::IrradiationOptions winter;
    winter.period.day_of_year = 355;
    CHECK(run(inputs, winter, k_sums).at(IrradiationBand::Beam).at(20, 15) == 0);
}

TEST_CASE("A window of the grid holds the same values as the whole", "[potentials][irradiation]") {
    const geo::Raster<float> heights = hills(300, 300);
    potentials::IrradiationInputs inputs{heights, nullptr, nullptr, places_around(heights.grid), {}};
    const IrradiationBand global[]{IrradiationBand::Global};
    const auto whole = run(inputs, {}, global);
    inputs.wanted = geo::GridSpec{1400, 1500, 10, 30, 20};  // columns 140…169, rows 150…169
    const auto part = run(inputs, {}, global);
    for (int row = 150; row < 170; ++row)
        for (int column = 140; column < 170; ++column)
            CHECK(part.at(IrradiationBand::Global).at(column, row) == whole.at(IrradiationBand::Global).at(column, row));
    CHECK_FALSE(part.at(IrradiationBand::Global).has(0, 0));
    inputs.wanted = geo::GridSpec{9000, 9000, 10, 3, 3};
    CHECK_FALSE(run(inputs, {}, global).at(IrradiationBand::Global).has(150, 150));
}

TEST_CASE("A stopped irradiation says so, and progress ends at one", "[potentials][irradiation]") {
    const geo::Raster<float> heights = hills(100, 200);
    const potentials::IrradiationInputs inputs{heights, nullptr, nullptr, places_around(heights.grid), {}};
    const IrradiationBand global[]{IrradiationBand::Global};
    const auto sink = [](IrradiationBand, int, std::span<const float>) {};
    std::stop_source source;
    double last = 0;
    core::Job job{source.get_token(), [&](double share, const std::string&) { last = share; }};
    CHECK(potentials::irradiation(inputs, {}, global, sink, job));
    CHECK(last == 1);
    job.on_progress = [&](double, const std::string&) { source.request_stop(); };
    const auto stopped = potentials::irradiation(inputs, {}, global, sink, job);
    REQUIRE_FALSE(stopped);
    CHECK_THAT(stopped.error().sentence, ContainsSubstring("stopped"));
}

TEST_CASE("Options out of range are refused with their value", "[potentials][irradiation]") {
    const geo::Raster<float> heights = hills(20, 20);
    const potentials::IrradiationInputs inputs{heights, nullptr, nullptr, places_around(heights.grid), {}};
    const auto refusal = [&](const auto& change, IrradiationBand band = IrradiationBand::Global) {
        potentials::IrradiationOptions options;
        change(options);
        const IrradiationBand wanted[]{band};
        const auto done = potentials::irradiation(inputs, options, wanted, [](IrradiationBand, int, std::span<const float>) {}, {});
        return done ? std::string() : done.error().sentence;
    };
    using Options = potentials::IrradiationOptions;
    CHECK_THAT(refusal([](Options& o) { o.period.day_of_year = 367; }), ContainsSubstring("367"));
    CHECK_THAT(refusal([](Options& o) { o.period.step_minutes = 0; }), ContainsSubstring("0 minutes"));
    CHECK_THAT(refusal([](Options& o) { o.conditions.albedo = 1.5; }), ContainsSubstring("1.5"));
    CHECK_THAT(refusal([](Options& o) { o.conditions.linke[3] = std::nan(""); }), ContainsSubstring("nan"));
    CHECK_THAT(refusal([](Options& o) { o.plane = potentials::Plane{3, 0}; }), ContainsSubstring("tilt"));
    CHECK_THAT(refusal([](Options& o) { o.conditions.sky[0].beam = -1; }), ContainsSubstring("-1"));
    CHECK_THAT(refusal([](Options& o) { o.period.day_of_year = 100; }, potentials::month_band(3)), ContainsSubstring("no months"));
    CHECK_THAT(refusal([](Options& o) { o.way = potentials::IrradiationWay::Table; }, IrradiationBand::Beam), ContainsSubstring("table"));
    CHECK(refusal([](Options&) {}).empty());
}

TEST_CASE("Latitude and true north come from the grid's coordinate reference system", "[potentials][irradiation]") {
    const auto places = *potentials::solar_places(*geo::Crs::from("EPSG:25832"));
    const auto middle = places({500000, 5670000});
    CHECK_THAT(middle.convergence_rad, WithinAbs(0, 1e-9));
    const auto eschwege = places({573600, 5671200});  // about 51.19 N, 10.05 E
    CHECK_THAT(eschwege.latitude_rad / k_degree, WithinAbs(51.187, 0.01));
    CHECK_THAT(eschwege.convergence_rad / k_degree, WithinAbs(1.053 * std::sin(51.187 * k_degree), 0.005));
    const auto beyond_the_zone = places({750000, 5670000});
    CHECK(beyond_the_zone.convergence_rad / k_degree > 2.7);
    CHECK_THAT(potentials::solar_places(*geo::Crs::from("EPSG:4326")).error().sentence, ContainsSubstring("degrees"));
}
