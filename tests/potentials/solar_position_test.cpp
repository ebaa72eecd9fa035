#include "potentials/solar_position.h"
#include "support/places.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <numbers>
#include <string>

using namespace kreisblick;
using Catch::Matchers::WithinAbs;

namespace {

constexpr double k_degree = std::numbers::pi / 180;

potentials::SunPosition sun_in_eschwege(int year, int month, int day, double utc_hours) {
    return potentials::sun_position(potentials::julian_day(year, month, day, utc_hours), 51.187 * k_degree, 10.053 * k_degree);
}

/// The angle between where we see the sun and where the reference does.
double away_deg(const potentials::SunPosition& sun, double elevation_deg, double azimuth_deg) {
    const double aside_deg = (sun.azimuth_rad / k_degree - azimuth_deg) * std::cos(elevation_deg * k_degree);
    return std::hypot(sun.elevation_rad / k_degree - elevation_deg, aside_deg);
}

}  // namespace

TEST_CASE("Julian days count from the published epochs", "[potentials][solar]") {
    CHECK(potentials::julian_day(2000, 1, 1, 12) == 2451545.0);
    CHECK(potentials::julian_day(1987, 1, 27, 0) == 2446822.5);
    CHECK(potentials::julian_day(2024, 2, 29, 36) == potentials::julian_day(2024, 3, 1, 12));
}

TEST_CASE("The sun over Eschwege stands where astropy sees it (solar.md §1)", "[potentials][solar]") {
    struct Row {
        int year, month, day, hour, minute;
        double elevation_deg, azimuth_deg;
    };
    const Row rows[]{{2024, 3, 20, 8, 0, 22.879, 121.481},    {2024, 3, 20, 11, 27, 38.949, 179.966}, {2024, 6, 21, 4, 0, 6.278, 59.893},
                     {2024, 6, 21, 6, 0, 23.932, 81.807},     {2024, 6, 21, 11, 20, 62.247, 179.161}, {2024, 6, 21, 17, 0, 21.369, 281.240},
                     {2024, 9, 22, 12, 0, 37.836, 195.163},   {2024, 9, 22, 15, 0, 19.965, 243.078},  {2024, 12, 21, 9, 0, 9.435, 148.206},
                     {2024, 12, 21, 11, 20, 15.371, 180.460}, {2024, 12, 21, 14, 0, 7.325, 216.898},  {2023, 2, 15, 10, 0, 22.923, 155.052},
                     {2025, 11, 3, 13, 30, 16.269, 216.877}};
    for (const Row& row : rows) {
        INFO(row.year << "-" << row.month << "-" << row.day << " " << row.hour << ":" << row.minute);
        const auto sun = sun_in_eschwege(row.year, row.month, row.day, row.hour + row.minute / 60.0);
        CHECK_THAT(sun.elevation_rad / k_degree, WithinAbs(row.elevation_deg, 0.03));
        CHECK_THAT(sun.azimuth_rad / k_degree, WithinAbs(row.azimuth_deg, 0.03));
    }
}

TEST_CASE("At 2,008 random daylight instants of ten years the sun is off by 0.006 degrees, at most by 0.016 (solar.md §1)",
          "[potentials][solar]") {
    std::ifstream file(tests::source_folder() / "tests/potentials/reference/sun_positions.csv");
    std::string title;
    REQUIRE(std::getline(file, title));
    double squares = 0, largest = 0;
    int instants = 0, minutes = 0;
    double elevation_deg = 0, azimuth_deg = 0;
    for (char colon; file >> minutes >> colon >> elevation_deg >> colon >> azimuth_deg; ++instants) {
        const double away = away_deg(sun_in_eschwege(2020, 1, 1, minutes / 60.0), elevation_deg, azimuth_deg);
        squares += away * away;
        largest = std::max(largest, away);
    }
    CHECK(instants == 2008);
    CHECK_THAT(std::sqrt(squares / instants), WithinAbs(0.006, 0.001));  // the instants are others than the reference's
    CHECK_THAT(largest, WithinAbs(0.016, 0.001));
}

TEST_CASE("The declination of a whole day is up to 0.2 degrees off at its ends, as solar.md §1 warns", "[potentials][solar]") {
    double largest = 0;
    for (int day = 1; day <= 365; ++day)
        for (const double hours : {0.0, 24.0}) {
            const auto instant = potentials::sun_ephemeris(potentials::julian_day(2023, 1, day, hours));
            const double of_day = potentials::declination_of_day(day, potentials::Declination::Noaa);
            largest = std::max(largest, std::abs(instant.declination_rad - of_day) / k_degree);
        }
    CHECK_THAT(largest, WithinAbs(0.2, 0.02));
}

TEST_CASE("The example of NREL's SPA agrees with the NOAA equations (solar.md §1)", "[potentials][solar]") {
    const double day = potentials::julian_day(2003, 10, 17, 12.5 + 30 / 3600.0 + 7);
    const auto sun = potentials::sun_position(day, 39.742476 * k_degree, -105.1786 * k_degree);
    CHECK_THAT(sun.elevation_rad / k_degree, WithinAbs(39.872046, 0.03));
    CHECK_THAT(sun.azimuth_rad / k_degree, WithinAbs(194.340241, 0.03));
    CHECK_THAT(sun.elevation_rad / k_degree, WithinAbs(39.87207, 5e-5));
    CHECK_THAT(sun.azimuth_rad / k_degree, WithinAbs(194.34258, 5e-5));
}

TEST_CASE("The sun rises and sets in the minute that SOLPOS says (solar.md §1)", "[potentials][solar]") {
    struct Row {
        int month, day;
        double rise_hour, set_hour;
    };
    const Row rows[]{{3, 20, 5 + 26 / 60.0, 17 + 27.5 / 60},
                     {6, 21, 3 + 11 / 60.0, 19 + 32 / 60.0},
                     {9, 22, 5 + 12 / 60.0, 17 + 12 / 60.0},
                     {12, 21, 7 + 28 / 60.0, 15 + 8 / 60.0}};
    for (const Row& row : rows)
        for (const double hour : {row.rise_hour, row.set_hour}) {
            INFO(row.month << "-" << row.day << " " << hour);
            // To the minute, which is up to 0.16°.
            CHECK_THAT(sun_in_eschwege(2024, row.month, row.day, hour).elevation_rad / k_degree, WithinAbs(0, 0.17));
        }
}

TEST_CASE("The declination of a day follows NOAA, or r.sun's series (solar.md §2)", "[potentials][solar]") {
    using potentials::Declination;
    const std::pair<int, double> rsun[]{{17, -20.7531}, {80, 0.2427}, {172, 23.4405}, {266, 0.0146}, {355, -23.4385}};
    for (const auto& [day, degrees] : rsun) {
        CHECK_THAT(potentials::declination_of_day(day, Declination::Rsun) / k_degree, WithinAbs(degrees, 1e-4));
        CHECK_THAT(potentials::declination_of_day(day, Declination::Noaa) / k_degree, WithinAbs(degrees, 0.63));
    }
    CHECK_THAT(potentials::declination_of_day(172, Declination::Noaa) / k_degree, WithinAbs(23.44, 0.005));
    CHECK(potentials::month_of_day(31) == 1);
    CHECK(potentials::month_of_day(32) == 2);
    CHECK(potentials::month_of_day(334) == 11);
    CHECK(potentials::month_of_day(366) == 12);
}
