#include "potentials/solar_position.h"

#include <array>
#include <cmath>
#include <numbers>

namespace kreisblick::potentials {
namespace {

constexpr double k_pi = std::numbers::pi;
constexpr double k_degree = k_pi / 180;

/// The angle in 0…2π.
double turned_positive(double angle_rad) {
    const double turned = std::fmod(angle_rad, 2 * k_pi);
    return turned < 0 ? turned + 2 * k_pi : turned;
}

/// Degrees below 90° of the mean obliquity's polynomial, corrected for nutation.
double obliquity_rad(double centuries, double node_rad) {
    const double arc_seconds = 21.448 - centuries * (46.815 + centuries * (0.00059 - centuries * 0.001813));
    return (23 + (26 + arc_seconds / 60) / 60 + 0.00256 * std::cos(node_rad)) * k_degree;
}

/// The orbit at an instant: mean longitude and anomaly, eccentricity, centre.
struct Orbit {
    double mean_longitude_rad, anomaly_rad, eccentricity, centre_rad;
};

Orbit orbit_at(double t) {
    Orbit orbit{};
    orbit.mean_longitude_rad = std::fmod(280.46646 + t * (36000.76983 + 0.0003032 * t), 360.0) * k_degree;
    orbit.anomaly_rad = (357.52911 + t * (35999.05029 - 0.0001537 * t)) * k_degree;
    orbit.eccentricity = 0.016708634 - t * (0.000042037 + 0.0000001267 * t);
    const double m = orbit.anomaly_rad;
    orbit.centre_rad = ((1.914602 - t * (0.004817 + 0.000014 * t)) * std::sin(m) + (0.019993 - 0.000101 * t) * std::sin(2 * m) +
                        0.000289 * std::sin(3 * m)) *
                       k_degree;
    return orbit;
}

double equation_of_time_min(const Orbit& orbit, double obliquity) {
    const double half = std::tan(obliquity / 2), y = half * half, e = orbit.eccentricity;
    const double l = orbit.mean_longitude_rad, m = orbit.anomaly_rad;
    return 4 / k_degree *
           (y * std::sin(2 * l) - 2 * e * std::sin(m) + 4 * e * y * std::sin(m) * std::cos(2 * l) - y * y / 2 * std::sin(4 * l) -
            1.25 * e * e * std::sin(2 * m));
}

}  // namespace

double julian_day(int year, int month, int day, double utc_hours) {
    if (month <= 2) --year, month += 12;
    const double century = std::floor(year / 100.0), leap = 2 - century + std::floor(century / 4);
    return std::floor(365.25 * (year + 4716)) + std::floor(30.6001 * (month + 1)) + day + leap - 1524.5 + utc_hours / 24;
}

SunEphemeris sun_ephemeris(double julian_day) {
    const double t = (julian_day - 2451545.0) / 36525;
    const Orbit orbit = orbit_at(t);
    const double node = (125.04 - 1934.136 * t) * k_degree;
    const double longitude = orbit.mean_longitude_rad + orbit.centre_rad - (0.00569 + 0.00478 * std::sin(node)) * k_degree;
    const double obliquity = obliquity_rad(t, node), e = orbit.eccentricity;
    SunEphemeris sun;
    sun.declination_rad = std::asin(std::sin(obliquity) * std::sin(longitude));
    sun.equation_of_time_min = equation_of_time_min(orbit, obliquity);
    sun.distance_au = 1.000001018 * (1 - e * e) / (1 + e * std::cos(orbit.anomaly_rad + orbit.centre_rad));
    return sun;
}

SunPosition sun_at_solar_time(double declination_rad, double latitude_rad, double hours) {
    const double hour_angle = (hours - 12) * 15 * k_degree;
    const double sin_latitude = std::sin(latitude_rad), cos_latitude = std::cos(latitude_rad);
    const double sin_declination = std::sin(declination_rad), cos_declination = std::cos(declination_rad);
    const double up = sin_latitude * sin_declination + cos_latitude * cos_declination * std::cos(hour_angle);
    const double east = -cos_declination * std::sin(hour_angle);
    const double north = sin_declination * cos_latitude - cos_declination * sin_latitude * std::cos(hour_angle);
    return {std::atan2(up, std::hypot(east, north)), turned_positive(std::atan2(east, north))};
}

SunPosition sun_position(double julian_day, double latitude_rad, double longitude_rad) {
    const SunEphemeris sun = sun_ephemeris(julian_day);
    const double utc_hours = (julian_day + 0.5 - std::floor(julian_day + 0.5)) * 24;
    const double solar_hours = utc_hours + (sun.equation_of_time_min + 4 * longitude_rad / k_degree) / 60;
    return sun_at_solar_time(sun.declination_rad, latitude_rad, solar_hours);
}

double declination_of_day(int day_of_year, Declination model) {
    if (model == Declination::Noaa) return sun_ephemeris(julian_day(2023, 1, 1, 12) + day_of_year - 1).declination_rad;
    const double j = 2 * k_pi * day_of_year / 365.25;
    return std::asin(0.3978 * std::sin(j - 1.4 + 0.0355 * std::sin(j - 0.0489)));
}

int month_of_day(int day_of_year) {
    constexpr std::array last_days{31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
    int month = 1;
    for (const int last : last_days) month += day_of_year > last ? 1 : 0;
    return month;
}

}  // namespace kreisblick::potentials
