#include "potentials/irradiation_steps.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace kreisblick::potentials {
namespace {

constexpr double k_full_turn = 2 * std::numbers::pi;
constexpr double k_code_rad = 0.25 * std::numbers::pi / 180;
constexpr double k_earth_radius_m = 6'371'000;
constexpr double k_height_probe_m = 50;     // for derivatives by height, to both sides
constexpr double k_latitude_probe_m = 500;  // for derivatives to the north, towards the equator

/// A day of the period, with the factor that its hours count with.
struct PeriodDay {
    double declination_rad = 0;
    double extraterrestrial_w_m2 = 0;
    double linke = 0;
    SkyMonth sky;
    double weight = 1;
};

std::vector<PeriodDay> days_of(const BlockSite& site, const SkyConditions& conditions, const SumPeriod& period) {
    const auto day_at = [&](int day_of_year, double weight) {
        const auto month = static_cast<std::size_t>(month_of_day(day_of_year) - 1);
        return PeriodDay{declination_of_day(day_of_year, conditions.declination),
                         extraterrestrial_w_m2(day_of_year, conditions.solar_constant_w_m2), conditions.linke[month], site.sky[month],
                         weight};
    };
    if (period.day_of_year > 0) return {day_at(period.day_of_year, 1)};
    std::vector<PeriodDay> days;
    for (std::size_t month = 0; month < 12; ++month) days.push_back(day_at(k_mean_days[month], k_month_lengths[month] / 1000.0));
    return days;
}

/// The light of an instant in the parts that the kernel wants (SunStep), W/m².
struct StepLight {
    double beam = 0, diffuse = 0, direct = 0, low = 0, low_level = 0, sky = 0, dark = 0, ground = 0;
};

StepLight light_at(const PeriodDay& day, const SkyConditions& conditions, double elevation_rad, double altitude_m) {
    const ClearSky clear = clear_sky(day.extraterrestrial_w_m2, elevation_rad, altitude_m, day.linke);
    const double beam = clear.beam_normal_w_m2 * day.sky.beam, diffuse = clear.diffuse_horizontal_w_m2 * day.sky.diffuse;
    const double beam_share = beam / day.extraterrestrial_w_m2, up = std::sin(elevation_rad);
    const bool is_low = elevation_rad < k_muneer_low_sun_rad;
    StepLight light;
    light.beam = beam;
    light.diffuse = diffuse;
    light.direct = is_low ? beam : beam + diffuse * beam_share / up;
    light.low = is_low ? diffuse * beam_share / (k_muneer_low_sun_rad - 0.008 * elevation_rad) : 0;
    light.low_level = is_low ? diffuse * beam_share : 0;
    light.sky = -diffuse * beam_share;
    light.dark = diffuse * ((1 - beam_share) * muneer_distribution(beam_share) - k_muneer_unlit);
    light.ground = conditions.albedo * beam * up;
    return light;
}

/// Sums of light over steps, weighted, on the level.
struct LevelSums {
    double direct = 0, sky = 0, dark = 0, ground = 0, diffuse = 0;

    void add(const StepLight& light, double up, double weight) {
        direct += light.direct * up * weight;
        sky += light.sky * weight;
        dark += light.dark * weight;
        ground += light.ground * weight;
        diffuse += light.diffuse * weight;
    }
};

/// What a group's terms are made from: the sums at the site, there for the steps that the southern site has too, higher and lower, to
/// the south, and with a little more beam.
struct GroupSums {
    LevelSums here, shared, higher, lower, south, brighter;
    double beam = 0;  ///< on the level
    double circumsolar = 0;

    GroupSums& operator+=(const GroupSums& other) {
        const auto add = [](LevelSums& sum, const LevelSums& more) {
            sum.direct += more.direct, sum.sky += more.sky, sum.dark += more.dark, sum.ground += more.ground, sum.diffuse += more.diffuse;
        };
        add(here, other.here), add(shared, other.shared), add(higher, other.higher), add(lower, other.lower), add(south, other.south);
        add(brighter, other.brighter);
        beam += other.beam, circumsolar += other.circumsolar;
        return *this;
    }
};

constexpr double k_brighter = 1.01;

/// a / b, or 0 where there is nothing to divide.
float ratio(double a, double b) { return b != 0 ? static_cast<float>(a / b) : 0.0F; }

StepGroup group_of(const GroupSums& sums, const SkyConditions& conditions) {
    const bool is_always = conditions.ground_reflection == GroundReflection::Full;
    const auto by_height = [&](double LevelSums::*part) {
        return ratio((sums.higher.*part - sums.lower.*part) / (2 * k_height_probe_m), sums.here.*part);
    };
    const auto by_north = [&](double LevelSums::*part) {
        return ratio((sums.shared.*part - sums.south.*part) / k_latitude_probe_m, sums.shared.*part);
    };
    StepGroup group;
    group.unlit_sky = static_cast<float>(sums.here.diffuse);
    group.unlit_ground = static_cast<float>(conditions.albedo * sums.here.diffuse);
    group.always_ground = is_always ? static_cast<float>(sums.here.ground) : 0;
    const float direct_per_m = by_height(&LevelSums::direct);
    group.height_per_north = direct_per_m != 0 ? by_north(&LevelSums::direct) / direct_per_m : 0;
    group.sky_per_m = by_height(&LevelSums::sky), group.sky_per_north = by_north(&LevelSums::sky);
    group.dark_per_m = by_height(&LevelSums::dark), group.dark_per_north = by_north(&LevelSums::dark);
    group.ground_per_m = by_height(&LevelSums::ground), group.ground_per_north = by_north(&LevelSums::ground);
    group.diffuse_per_north = by_north(&LevelSums::diffuse);
    group.circumsolar = ratio(sums.circumsolar, sums.here.direct);
    group.dark_by_beam = ratio((sums.brighter.dark - sums.here.dark) / (k_brighter - 1), sums.here.dark);
    return group;
}

/// The steps of a block, made one after another.
class StepMaker {
  public:
    StepMaker(const BlockSite& site, const SkyConditions& conditions, int directions)
        : m_site(site),
          m_conditions(conditions),
          m_directions(directions) {}

    /// Appends a day's steps and gives its sums.
    GroupSums add_day(const PeriodDay& day, double step_minutes, std::vector<SunStep>& steps) const {
        const double step_hours = step_minutes / 60;
        const int count = static_cast<int>(std::lround(24 / step_hours));
        GroupSums sums;
        for (int index = 0; index < count; ++index) {
            const double hours = (index + 0.5) * step_hours;
            const SunPosition sun = sun_at_solar_time(day.declination_rad, m_site.latitude_rad, hours);
            if (sun.elevation_rad > 0) steps.push_back(step_at(day, hours, sun, step_hours * day.weight, sums));
        }
        return sums;
    }

  private:
    SunStep step_at(const PeriodDay& day, double hours, const SunPosition& sun, double weight, GroupSums& sums) const {
        const double altitude = m_site.altitude_m, up = std::sin(sun.elevation_rad);
        const StepLight here = light_at(day, m_conditions, sun.elevation_rad, altitude);
        const StepLight higher = light_at(day, m_conditions, sun.elevation_rad, altitude + k_height_probe_m);
        const StepLight lower = light_at(day, m_conditions, sun.elevation_rad, altitude - k_height_probe_m);
        PeriodDay brighter = day;
        brighter.sky.beam *= k_brighter;
        sums.here.add(here, up, weight);
        sums.higher.add(higher, up, weight);
        sums.lower.add(lower, up, weight);
        sums.brighter.add(light_at(brighter, m_conditions, sun.elevation_rad, altitude), up, weight);
        sums.beam += here.beam * up * weight;
        sums.circumsolar += (here.direct - here.beam) * up * weight;
        add_south(day, hours, sun, here, weight, sums);
        SunStep step = placed(sun);
        const auto amount = [&](double light) { return static_cast<float>(light * weight); };
        step.direct = amount(here.direct), step.direct_per_m = amount((higher.direct - lower.direct) / (2 * k_height_probe_m));
        step.beam = amount(here.beam), step.beam_per_m = amount((higher.beam - lower.beam) / (2 * k_height_probe_m));
        step.sky = amount(here.sky), step.dark = amount(here.dark);
        step.ground = m_conditions.ground_reflection == GroundReflection::Unshaded ? amount(here.ground) : 0;
        step.is_low = sun.elevation_rad < k_muneer_low_sun_rad ? 1 : 0;
        step.low_level = amount(here.low_level);
        const double grid_azimuth = sun.azimuth_rad - m_site.convergence_rad;
        step.low_east = amount(here.low * std::sin(grid_azimuth)), step.low_north = amount(here.low * std::cos(grid_azimuth));
        return step;
    }

    /// The same instant a little way to the south, unless the sun is down there.
    void add_south(const PeriodDay& day, double hours, const SunPosition& sun, const StepLight& here, double weight,
                   GroupSums& sums) const {
        const double latitude = m_site.latitude_rad - k_latitude_probe_m / k_earth_radius_m;
        const SunPosition there = sun_at_solar_time(day.declination_rad, latitude, hours);
        const bool is_same_branch = (there.elevation_rad < k_muneer_low_sun_rad) == (sun.elevation_rad < k_muneer_low_sun_rad);
        if (there.elevation_rad <= 0 || !is_same_branch) return;
        // The same height of the sun for both: how it changes the incidence is what leaning the normals is for.
        const double up = std::sin(sun.elevation_rad);
        sums.shared.add(here, up, weight);
        sums.south.add(light_at(day, m_conditions, there.elevation_rad, m_site.altitude_m), up, weight);
    }

    /// Direction to the sun along the grid's axes, and between which directions of the horizon it stands.
    [[nodiscard]] SunStep placed(const SunPosition& sun) const {
        const double azimuth = sun.azimuth_rad - m_site.convergence_rad, level = std::cos(sun.elevation_rad);
        const double turns = azimuth / k_full_turn - std::floor(azimuth / k_full_turn);
        const auto place = static_cast<int>(std::lround(turns * m_directions * 128));
        SunStep step;
        step.east = static_cast<float>(level * std::sin(azimuth));
        step.north = static_cast<float>(level * std::cos(azimuth));
        step.up = static_cast<float>(std::sin(sun.elevation_rad));
        step.before = place / 128 % m_directions * k_sun_tile_cells;
        step.after = (place / 128 + 1) % m_directions * k_sun_tile_cells;
        step.after_weight = place % 128;
        if (step.after_weight == 0) step.after = step.before, step.after_weight = 64;  // 128 would be no signed byte
        step.elevation_code = static_cast<int>(std::clamp(std::round(sun.elevation_rad / k_code_rad * 128), 1.0, 255.0 * 128 - 1));
        return step;
    }

    const BlockSite& m_site;
    const SkyConditions& m_conditions;
    int m_directions;
};

/// Between which two sectors a step's sun stands, and below which code it is.
struct TablePlace {
    int before, after;
    double after_share;
    int code;
};
TablePlace table_place(const SunStep& step, int sectors) {
    const double azimuth = std::atan2(static_cast<double>(step.east), static_cast<double>(step.north));
    const double place = azimuth / k_full_turn * sectors + sectors, whole = std::floor(place);
    const int before = static_cast<int>(whole) % sectors;
    return {before, (before + 1) % sectors, place - whole, std::clamp((step.elevation_code + 127) / 128 - 1, 0, k_table_codes - 1)};
}

std::array<double, k_table_parts> table_parts(const SunStep& step) {
    const auto real = [](float value) { return static_cast<double>(value); };
    const double direct = real(step.direct);
    return {direct * real(step.east) + real(step.low_east),
            direct * real(step.north) + real(step.low_north),
            direct * real(step.up),
            real(step.sky),
            real(step.dark),
            real(step.ground),
            real(step.direct_per_m) * real(step.up),
            real(step.low_level)};
}

}  // namespace

BlockSteps block_steps(const BlockSite& site, const SkyConditions& conditions, const SumPeriod& period, int directions) {
    const StepMaker maker(site, conditions, directions);
    BlockSteps result;
    GroupSums whole;
    for (const PeriodDay& day : days_of(site, conditions, period)) {
        const auto first = static_cast<std::int32_t>(result.steps.size());
        const GroupSums sums = maker.add_day(day, period.step_minutes, result.steps);
        result.groups.push_back(group_of(sums, conditions));
        result.groups.back().first_step = first;
        result.groups.back().end_step = static_cast<std::int32_t>(result.steps.size());
        result.beam_weights.push_back(sums.beam);
        result.diffuse_weights.push_back(sums.here.diffuse);
        whole += sums;
    }
    result.whole = group_of(whole, conditions);
    result.whole.end_step = static_cast<std::int32_t>(result.steps.size());
    return result;
}

BlockTable block_table(const BlockSteps& steps, int directions) {
    const int sectors = 2 * directions;
    std::vector<std::array<double, k_table_parts>> sums(static_cast<std::size_t>(sectors) * k_table_codes);
    std::vector<bool> is_used(static_cast<std::size_t>(sectors));
    for (const SunStep& step : steps.steps) {
        const TablePlace place = table_place(step, sectors);
        const auto parts = table_parts(step);
        for (const auto& [sector, share] : {std::pair{place.before, 1 - place.after_share}, std::pair{place.after, place.after_share}}) {
            auto& sum = sums[static_cast<std::size_t>(sector) * k_table_codes + static_cast<std::size_t>(place.code)];
            for (std::size_t part = 0; part < parts.size(); ++part) sum[part] += share * parts[part];
            is_used[static_cast<std::size_t>(sector)] = true;
        }
    }
    BlockTable table;
    for (int sector = 0; sector < sectors; ++sector) {
        if (!is_used[static_cast<std::size_t>(sector)]) continue;
        const double azimuth = k_full_turn * sector / sectors;
        table.sectors.push_back({static_cast<float>(std::sin(azimuth)), static_cast<float>(std::cos(azimuth)),
                                 sector / 2 * k_sun_tile_cells, (sector + 1) / 2 % directions * k_sun_tile_cells});
        const std::size_t start = table.entries.size();
        table.entries.resize(start + k_table_stride);
        std::array<double, k_table_parts> above{};
        for (int code = k_table_codes - 1; code >= 0; --code)
            for (std::size_t part = 0; part < k_table_parts; ++part) {
                above[part] += sums[static_cast<std::size_t>(sector) * k_table_codes + static_cast<std::size_t>(code)][part];
                table.entries[start + static_cast<std::size_t>(code) * k_table_parts + part] = static_cast<float>(above[part]);
            }
    }
    return table;
}

}  // namespace kreisblick::potentials
