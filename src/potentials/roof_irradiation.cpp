#include "potentials/roof_irradiation.h"

#include "core/parallel.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace kreisblick::potentials {
namespace {

constexpr double k_degree = std::numbers::pi / 180;
constexpr double k_step_hours = 1.0 / 6;
constexpr double k_sector_rad = 2 * std::numbers::pi / static_cast<double>(RoofHorizon::k_directions);

std::size_t direction_of(double grid_azimuth_rad) {
    const auto sector = static_cast<std::int64_t>(std::lround(grid_azimuth_rad / k_sector_rad));
    constexpr auto count = static_cast<std::int64_t>(RoofHorizon::k_directions);
    return static_cast<std::size_t>((sector % count + count) % count);
}

}  // namespace

RoofIrradiation::RoofIrradiation(const Site& site, const SkyConditions& conditions, double convergence_rad) {
    const std::vector<Instant> suns = instants(site, conditions, convergence_rad);
    index(suns);
    m_free_kwh_m2.assign(k_tilts * k_azimuths, 0);
    m_lost_kwh_m2.assign(k_tilts * k_azimuths * m_entries, 0);
    core::parallel_blocks(static_cast<std::int64_t>(k_tilts * k_azimuths), 16, [&](std::int64_t begin, std::int64_t end) {
        for (auto corner = static_cast<std::size_t>(begin); corner < static_cast<std::size_t>(end); ++corner) {
            const double tilt = static_cast<double>(corner / k_azimuths) * k_tilt_step_deg * k_degree;
            const double azimuth = static_cast<double>(corner % k_azimuths) * k_azimuth_step_deg * k_degree;
            fill(corner, {tilt, azimuth + convergence_rad}, suns, conditions.albedo);
        }
    });
}

/// All instants with the sun up, by direction and from the lowest up.
std::vector<RoofIrradiation::Instant> RoofIrradiation::instants(const Site& site, const SkyConditions& conditions, double convergence_rad) {
    std::vector<Instant> suns;
    for (std::size_t month = 0; month < 12; ++month) {
        const int day = k_mean_days[month];
        const double declination = declination_of_day(day, conditions.declination);
        const double outside = extraterrestrial_w_m2(day, conditions.solar_constant_w_m2);
        for (double hour = k_step_hours / 2; hour < 24; hour += k_step_hours) {
            const SunPosition sun = sun_at_solar_time(declination, site.latitude_rad, hour);
            if (sun.elevation_rad <= 0) continue;
            const ClearSky clear = clear_sky(outside, sun.elevation_rad, site.altitude_m, conditions.linke[month]);
            const SkyMonth& sky = conditions.sky[month];
            suns.push_back({sun,
                            {clear.diffuse_horizontal_w_m2 * sky.diffuse, clear.beam_normal_w_m2 * sky.beam, outside},
                            k_month_lengths[month] * k_step_hours / 1000,
                            direction_of(sun.azimuth_rad - convergence_rad)});
        }
    }
    std::sort(suns.begin(), suns.end(), [](const Instant& a, const Instant& b) {
        return a.direction != b.direction ? a.direction < b.direction : a.sun.elevation_rad < b.sun.elevation_rad;
    });
    return suns;
}

/// Where the sums of each direction begin, and how far up in them each height of the horizon reaches.
void RoofIrradiation::index(const std::vector<Instant>& instants) {
    std::size_t next = 0;
    for (std::size_t direction = 0; direction < RoofHorizon::k_directions; ++direction) {
        std::size_t below = 0;
        const std::size_t first = next;
        for (std::size_t code = 0; code < 256; ++code) {
            const double height_rad = static_cast<double>(code) * RoofHorizon::k_code_degrees * k_degree;
            while (next < instants.size() && instants[next].direction == direction && instants[next].sun.elevation_rad < height_rad)
                ++next, ++below;
            m_entry_of_code[direction][code] = static_cast<std::uint16_t>(first + direction + below);
        }
        while (next < instants.size() && instants[next].direction == direction) ++next;
    }
    m_entries = instants.size() + RoofHorizon::k_directions;
}

void RoofIrradiation::fill(std::size_t corner, const Plane& plane, const std::vector<Instant>& instants, double albedo) {
    double free = 0, lost = 0;
    std::size_t entry = 0, direction = 0;
    float* sums = m_lost_kwh_m2.data() + corner * m_entries;
    sums[entry++] = 0;
    for (const Instant& instant : instants) {
        for (; direction < instant.direction; ++direction) sums[entry++] = 0, lost = 0;
        const double cosine = cos_incidence(plane, instant.sun);
        const double blocked = diffuse_muneer(instant.light, plane, instant.sun, Sunlight::Blocked);
        double gain = 0;  // what comes on top while the sun reaches the plane
        if (cosine > 0)
            gain = instant.light.beam_normal_w_m2 * cosine + diffuse_muneer(instant.light, plane, instant.sun, Sunlight::Reaches) - blocked;
        const double level = instant.light.beam_normal_w_m2 * std::sin(instant.sun.elevation_rad) + instant.light.diffuse_horizontal_w_m2;
        free += (gain + blocked + ground_reflection(level, albedo, plane.tilt_rad)) * instant.weight;
        lost += gain * instant.weight;
        sums[entry++] = static_cast<float>(lost);
    }
    m_free_kwh_m2[corner] = static_cast<float>(free);
}

RoofIrradiation::Shade RoofIrradiation::shade_of(const RoofHorizon& horizon) const {
    Shade shade;
    for (std::size_t direction = 0; direction < RoofHorizon::k_directions; ++direction) {
        const auto& entries = m_entry_of_code[direction];
        const std::uint16_t entry = entries[horizon.codes[direction]];
        if (entry != entries[0]) shade.entries[shade.count++] = entry;
    }
    return shade;
}

double RoofIrradiation::corner_kwh_m2(std::size_t tilt, std::size_t azimuth, const Shade& shade) const {
    const std::size_t corner = tilt * k_azimuths + azimuth % k_azimuths;
    const float* lost = m_lost_kwh_m2.data() + corner * m_entries;
    float sum = 0;
    for (std::size_t i = 0; i < shade.count; ++i) sum += lost[shade.entries[i]];
    return static_cast<double>(m_free_kwh_m2[corner] - sum);
}

double RoofIrradiation::kwh_m2(double tilt_deg, double azimuth_deg, const Shade& shade) const {
    const double t = std::clamp(tilt_deg, 0.0, 90.0) / k_tilt_step_deg;
    const double a = (azimuth_deg - 360 * std::floor(azimuth_deg / 360)) / k_azimuth_step_deg;
    const std::size_t tilt = std::min(static_cast<std::size_t>(t), k_tilts - 2), azimuth = static_cast<std::size_t>(a);
    const double up = t - static_cast<double>(tilt), round = a - static_cast<double>(azimuth);
    const auto between = [&](std::size_t row) {
        return (1 - round) * corner_kwh_m2(row, azimuth, shade) + round * corner_kwh_m2(row, azimuth + 1, shade);
    };
    return (1 - up) * between(tilt) + up * between(tilt + 1);
}

RoofSun::RoofSun(const Site& site, const Sky& dull, const Sky& bright, double convergence_rad)
    : m_dull(site, dull.conditions, convergence_rad),
      m_bright(site, bright.conditions, convergence_rad),
      m_dull_year(dull.year_kwh_m2),
      m_bright_year(bright.year_kwh_m2) {}

double RoofSun::kwh_m2(double tilt_deg, double azimuth_deg, const RoofIrradiation::Shade& shade, double year_kwh_m2) const {
    const double dull = m_dull.kwh_m2(tilt_deg, azimuth_deg, shade);
    if (!(m_bright_year > m_dull_year)) return dull;
    const double share = (year_kwh_m2 - m_dull_year) / (m_bright_year - m_dull_year);
    return dull + share * (m_bright.kwh_m2(tilt_deg, azimuth_deg, shade) - dull);
}

}  // namespace kreisblick::potentials
