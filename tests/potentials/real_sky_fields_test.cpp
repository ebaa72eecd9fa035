#include "potentials/real_sky_fields.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <algorithm>
#include <numbers>
#include <vector>

using namespace kreisblick;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::WithinRel;

namespace {

constexpr double k_degree = std::numbers::pi / 180;

potentials::SolarPlace place_of(geo::Point point) { return {51.2 * k_degree + point.y / 6'371'000, 0.01}; }

/// The default months everywhere, as rasters on a grid.
std::vector<geo::Raster<float>> default_months(const geo::GridSpec& grid) {
    std::vector<geo::Raster<float>> months;
    for (const double sum : potentials::k_default_global_kwh_m2) months.emplace_back(grid, static_cast<float>(sum));
    return months;
}

potentials::MonthlyGlobalRasters pointers_to(const std::vector<geo::Raster<float>>& months) {
    potentials::MonthlyGlobalRasters rasters{};
    for (std::size_t month = 0; month < 12; ++month) rasters[month] = &months[month];
    return rasters;
}

}  // namespace

TEST_CASE("Measured months become the factors that each place has by itself", "[potentials][solar]") {
    geo::Raster<float> heights({0, 4000, 100, 40, 40});
    for (int row = 0; row < 40; ++row)
        for (int column = 0; column < 40; ++column) heights.at(column, row) = 150 + 15 * static_cast<float>(column);
    auto months = default_months(heights.grid);
    months[3].at(5, 5) = geo::NoData<float>::value;
    const auto fields = potentials::real_sky_fields(pointers_to(months), heights, place_of, {});
    REQUIRE(fields);
    REQUIRE(fields->beam.size() == 12);
    const geo::GridSpec& coarse = fields->beam[0].grid;
    CHECK(coarse.cell_m == 1000);
    CHECK(coarse.extent().x_min <= -1000);
    for (const int column : {1, 4}) {
        const geo::Point place = coarse.centre(column, 2);
        const double altitude = 150 + 15 * (place.x / 100 - 0.5);
        const auto expected = *potentials::real_sky(potentials::k_default_global_kwh_m2, {place_of(place).latitude_rad, altitude}, {});
        for (std::size_t month = 0; month < 12; ++month) {
            INFO("column " << column << " month " << month + 1);
            CHECK_THAT(static_cast<double>(fields->beam[month].at(column, 2)), WithinRel(expected[month].beam, 1e-3));
            CHECK_THAT(static_cast<double>(fields->diffuse[month].at(column, 2)), WithinRel(expected[month].diffuse, 1e-3));
        }
    }
    for (const auto& field : fields->beam) CHECK(std::all_of(field.values.begin(), field.values.end(), geo::Raster<float>::is_data));
}

TEST_CASE("The level plain gets back the sums that were measured there", "[potentials][solar]") {
    const geo::Raster<float> heights({0, 3000, 50, 60, 60}, 250.0F);
    const auto months = default_months({-500, 3500, 1000, 4, 4});
    const auto fields = potentials::real_sky_fields(pointers_to(months), heights, place_of, {});
    REQUIRE(fields);
    const potentials::IrradiationInputs inputs{&heights, nullptr, &*fields, place_of, {}};
    const potentials::IrradiationBand wanted[]{potentials::IrradiationBand::Global, potentials::month_band(7)};
    potentials::IrradiationOptions options;
    options.period.step_minutes = 6;
    double year = 0, july = 0;
    REQUIRE(potentials::irradiation(inputs, options, wanted,
                                    [&](potentials::IrradiationBand band, int first_row, std::span<const float> values) {
                                        if (first_row == 0)
                                            (band == potentials::IrradiationBand::Global ? year : july) =
                                                static_cast<double>(values[30 * 60 + 30]);
                                    },
                                    {}));
    CHECK_THAT(july, WithinRel(157.0, 0.002));
    CHECK_THAT(year, WithinRel(1030.0, 0.002));
}

TEST_CASE("A month that is missing or empty is named", "[potentials][solar]") {
    const geo::Raster<float> heights({0, 2000, 100, 20, 20}, 250.0F);
    auto months = default_months(heights.grid);
    auto rasters = pointers_to(months);
    rasters[6] = nullptr;
    CHECK_THAT(potentials::real_sky_fields(rasters, heights, place_of, {}).error().sentence, ContainsSubstring("month 7"));
    months[1] = geo::Raster<float>(heights.grid);
    CHECK_THAT(potentials::real_sky_fields(pointers_to(months), heights, place_of, {}).error().sentence, ContainsSubstring("month 2"));
}
