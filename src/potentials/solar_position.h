#pragma once

namespace kreisblick::potentials {

/// \file
/// Where the sun stands, by the equations of the NOAA Solar Calculator (Meeus, Astronomical Algorithms, 2nd edition 1998, chapter 25, low
/// precision). Geometric, without refraction. Against astropy 2020–2029: rms 0.006°, at most 0.016°. Valid 1900…2100.
/// Angles in radians; azimuth clockwise from north, 0…2π.

/// Direction to the sun.
struct SunPosition {
    double elevation_rad = 0;
    double azimuth_rad = 0;
};

/// What depends on the instant alone.
struct SunEphemeris {
    double declination_rad = 0;
    double equation_of_time_min = 0;
    double distance_au = 1;
};

/// Days since noon of 1 January 4713 BC (Gregorian calendar from 1583); hours are UTC and may run beyond 0…24.
[[nodiscard]] double julian_day(int year, int month, int day, double utc_hours);
[[nodiscard]] SunEphemeris sun_ephemeris(double julian_day);
/// The sun above a place, longitude to the east.
[[nodiscard]] SunPosition sun_position(double julian_day, double latitude_rad, double longitude_rad);
/// The sun at a true solar time, hours (12 = the sun in the south), or 0…24 beyond which it goes round.
[[nodiscard]] SunPosition sun_at_solar_time(double declination_rad, double latitude_rad, double hours);

/// How the declination of a whole day is taken.
enum class Declination {
    Noaa,  ///< of solar noon at Greenwich in 2023, a year whose days lie near the middle of the leap cycle
    Rsun,  ///< the series of GRASS r.sun over the day of the year: for comparison; up to 0.2° off
};
/// Declination of a day of the year (1…366).
[[nodiscard]] double declination_of_day(int day_of_year, Declination model);
/// The month (1…12) of a day of a common year (1…365; 366 is December).
[[nodiscard]] int month_of_day(int day_of_year);

}  // namespace kreisblick::potentials
