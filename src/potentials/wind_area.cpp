#include "potentials/wind_area.h"

#include "core/fast_clones.h"
#include "core/parallel.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <mutex>

namespace kreisblick::potentials {
namespace {

constexpr int k_run = SparseBytes::k_run;
constexpr std::int64_t k_rows_per_block = 32;
constexpr std::size_t k_patterns = 512;  // of area bits and "restricted"
constexpr float k_unknown = std::numeric_limits<float>::quiet_NaN();

/// Steps of distance below which a rule holds; distances that are no whole number of steps are rounded up: rather too far than too near.
int steps_of(double distance_m) { return std::clamp(static_cast<int>(std::ceil(distance_m / WindAreaGround::k_step_m - 1e-9)), 0, 255); }

/// A rule of distance, ready to compare.
struct DistanceRule {
    const WindAreaGround::Distance* distance;
    int excluded_below = 0, restricted_below = 0;
    [[nodiscard]] int reach() const { return std::max(excluded_below, restricted_below); }
};

/// A rule about areas: cells where nobody knows the areas are unknown.
struct AreaRule {
    bool is_known;
    const SparseBytes* unknown;
};

/// All rules in the form that the cells are compared with.
struct Rules {
    std::vector<DistanceRule> distances;
    std::vector<AreaRule> areas;
    std::array<float, k_patterns> share{};  // by area bits, + 256 where restricted
    int steepest = 256;                     // in steps of slope
    float least_speed = 0;
    bool knows_nothing_somewhere = false;  // a rule has no data at all
};

struct AreaShare {
    std::uint8_t bit;
    double WindAreaOptions::*share;
};
constexpr std::array<AreaShare, 6> k_area_shares{{{InNatura, &WindAreaOptions::in_natura},
                                                  {InLandscape, &WindAreaOptions::in_landscape},
                                                  {InWaterZone2, &WindAreaOptions::in_water_zone_2},
                                                  {InWaterZone3, &WindAreaOptions::in_water_zone_3},
                                                  {InForest, &WindAreaOptions::in_forest},
                                                  {InReserve, &WindAreaOptions::in_reserve}}};

bool protection_counts(const WindAreaOptions& o) { return o.in_natura < 1 || o.in_landscape < 1 || o.in_reserve < 1; }
bool water_zones_count(const WindAreaOptions& o) { return o.in_water_zone_2 < 1 || o.in_water_zone_3 < 1; }

std::array<float, k_patterns> shares_of(const WindAreaOptions& options) {
    std::array<float, k_patterns> shares{};
    for (std::size_t pattern = 0; pattern < k_patterns; ++pattern) {
        double share = pattern >= 256 ? options.restricted : 1;
        for (const AreaShare& area : k_area_shares)
            if (pattern & area.bit) share *= options.*area.share;
        if (!(pattern & InPriority)) share *= options.outside_priority;
        shares[pattern] = static_cast<float>(share);
    }
    return shares;
}

Rules rules_of(const WindAreaGround& ground, const WindAreaOptions& options) {
    Rules rules;
    for (std::size_t i = 0; i < k_wind_obstacles; ++i) {
        const DistanceRule rule{&ground.distances[i], steps_of(options.exclusion_m[i]),
                                options.restricted < 1 ? steps_of(options.restriction_m[i]) : 0};
        if (rule.reach() == 0) continue;
        rule.distance->is_known ? rules.distances.push_back(rule) : void(rules.knows_nothing_somewhere = true);
    }
    const auto add_area = [&](bool counts, bool is_known, const std::shared_ptr<const SparseBytes>& unknown) {
        if (!counts) return;
        if (is_known)
            rules.areas.push_back({true, unknown.get()});
        else
            rules.knows_nothing_somewhere = true;
    };
    add_area(protection_counts(options), ground.knows_protection, ground.unknown_protection);
    add_area(water_zones_count(options), ground.knows_water_zones, ground.unknown_water_zones);
    add_area(options.in_forest < 1, ground.knows_forest, ground.unknown_forest);
    add_area(options.outside_priority < 1, ground.knows_priority, ground.unknown_priority);
    rules.share = shares_of(options);
    if (options.steepest_percent > 0)
        rules.steepest = static_cast<int>(std::lround(options.steepest_percent / WindAreaGround::k_slope_step));
    rules.least_speed = static_cast<float>(options.least_speed_m_s);
    return rules;
}

/// What is known of the cells of one run.
struct Run {
    alignas(64) std::array<std::uint8_t, k_run> excluded, restricted, unknown;
};

/// Sets 1 where a byte is below the limit.
KREISBLICK_FAST_CLONES void set_below(const std::uint8_t* __restrict bytes, int limit, std::uint8_t* __restrict set) {
    const auto below = static_cast<std::uint8_t>(limit);
    for (int i = 0; i < k_run; ++i) set[i] |= static_cast<std::uint8_t>(bytes[i] < below);
}
/// The same where the other bytes are not below it: nothing is known to be near, but nobody looked everywhere.
KREISBLICK_FAST_CLONES void set_unknown(const std::uint8_t* __restrict unknown, const std::uint8_t* __restrict known, int limit,
                                        std::uint8_t* __restrict set) {
    const auto below = static_cast<std::uint8_t>(limit);
    for (int i = 0; i < k_run; ++i)
        set[i] |= static_cast<std::uint8_t>(static_cast<int>(unknown[i] < below) & static_cast<int>(known[i] >= below));
}
KREISBLICK_FAST_CLONES void set_steep(const std::uint8_t* __restrict slope, int cells, int steepest, Run& run) {
    const auto most = static_cast<std::uint8_t>(std::min(steepest, 254));
    for (int i = 0; i < cells; ++i) {
        const bool none = slope[i] == WindAreaGround::k_no_slope;
        run.excluded[static_cast<std::size_t>(i)] |= static_cast<std::uint8_t>(static_cast<int>(slope[i] > most) & static_cast<int>(!none));
        run.unknown[static_cast<std::size_t>(i)] |= static_cast<std::uint8_t>(none);
    }
}
KREISBLICK_FAST_CLONES void set_calm(const float* __restrict speed, int cells, float least, Run& run) {
    for (int i = 0; i < cells; ++i) {
        run.excluded[static_cast<std::size_t>(i)] |= static_cast<std::uint8_t>(speed[i] < least);
        run.unknown[static_cast<std::size_t>(i)] |= static_cast<std::uint8_t>(speed[i] != speed[i]);
    }
}

const std::array<std::uint8_t, k_run>& all_far() {
    static const auto far = [] {
        std::array<std::uint8_t, k_run> bytes;
        bytes.fill(SparseBytes::k_far);
        return bytes;
    }();
    return far;
}

void compare_distances(const Rules& rules, int row, int at, Run& run) {
    for (const DistanceRule& rule : rules.distances) {
        const std::uint8_t* near = rule.distance->to_feature.run(row, at);
        const std::uint8_t* unknown = rule.distance->to_unknown->run(row, at);
        if (near && rule.excluded_below > 0) set_below(near, rule.excluded_below, run.excluded.data());
        if (near && rule.restricted_below > 0) set_below(near, rule.restricted_below, run.restricted.data());
        if (unknown) set_unknown(unknown, near ? near : all_far().data(), rule.reach(), run.unknown.data());
    }
    for (const AreaRule& rule : rules.areas)
        if (const std::uint8_t* unknown = rule.unknown->run(row, at)) set_below(unknown, 1, run.unknown.data());
}

/// How often each outcome occurred in the district.
struct Counts {
    std::array<std::int64_t, k_patterns> open{};
    std::int64_t excluded = 0, unknown = 0;

    void add(const Counts& other) {
        for (std::size_t i = 0; i < k_patterns; ++i) open[i] += other.open[i];
        excluded += other.excluded;
        unknown += other.unknown;
    }
};

/// Counts a run and writes it where somebody wants it.
void settle(const Run& run, const std::uint8_t* areas, int cells, const Rules& rules, Counts& counts, float* out) {
    for (int i = 0; i < cells; ++i) {
        const auto at = static_cast<std::size_t>(i);
        const std::uint8_t bits = areas ? areas[i] : 0;
        const std::size_t pattern = bits | (static_cast<std::size_t>(run.restricted[at]) << 8);
        const float share = rules.share[pattern];
        const bool excluded = run.excluded[at] || share == 0, unknown = !excluded && run.unknown[at];
        if (out) out[i] = excluded ? 0 : unknown ? k_unknown : share;
        if (!(bits & InDistrict)) continue;
        counts.excluded += excluded;
        counts.unknown += unknown;
        counts.open[pattern] += !excluded && !unknown;
    }
}

void walk_row(const WindAreaGround& ground, const Rules& rules, const float* speed, int row, Counts& counts, float* out) {
    Run run;
    for (int at = 0; at < ground.areas.runs_in_row(); ++at) {
        const int first = at * k_run, cells = std::min(k_run, ground.grid.width - first);
        const std::uint8_t* areas = ground.areas.run(row, at);
        if (!areas && !out) continue;  // nothing of the district lies here
        run.excluded.fill(0);
        run.restricted.fill(0);
        run.unknown.fill(rules.knows_nothing_somewhere);
        compare_distances(rules, row, at, run);
        if (rules.steepest < 256) set_steep(ground.slope.data() + ground.grid.index(first, row), cells, rules.steepest, run);
        if (speed) set_calm(speed + first, cells, rules.least_speed, run);
        settle(run, areas, cells, rules, counts, out ? out + first : nullptr);
    }
}

WindAreaSums sums_of(const WindAreaGround& ground, const Rules& rules, const Counts& counts) {
    const double ha = ground.grid.cell_m * ground.grid.cell_m / 1e4;
    WindAreaSums sums;
    sums.excluded_ha = static_cast<double>(counts.excluded) * ha;
    sums.unchecked_ha = static_cast<double>(counts.unknown) * ha;
    sums.district_ha = static_cast<double>(ground.district_cells) * ha;
    for (std::size_t i = 0; i < k_patterns; ++i)
        sums.allowed_ha += static_cast<double>(counts.open[i]) * static_cast<double>(rules.share[i]) * ha;
    return sums;
}

}  // namespace

WindAreaOptions WindAreaOptions::from(const std::map<std::string, std::string>& parameters, const std::string& prefix) {
    const auto number = [&](const char* name) { return std::strtod(parameters.at(prefix + name).c_str(), nullptr); };
    WindAreaOptions options;
    options.rotor_m = number("rotor_m");
    // Of roads the law counts to the tip of the blade; 0 switches a rule off.
    const auto with_blade = [&](const char* name) { return number(name) > 0 ? number(name) + options.rotor_m / 2 : 0; };
    options.exclusion_m = {number("settlement_m"),
                           number("dwelling_m"),
                           with_blade("motorway_m"),
                           with_blade("federal_road_m"),
                           with_blade("road_m"),
                           number("railway_m"),
                           number("power_line_rotors") * options.rotor_m,
                           number("reserve_m"),
                           number("water_m"),
                           number("forest_m"),
                           number("bird_nest_m"),
                           0};
    options.restriction_m = {0,
                             0,
                             number("motorway_restricted_m"),
                             number("federal_road_restricted_m"),
                             number("road_restricted_m"),
                             0,
                             number("power_line_restricted_rotors") * options.rotor_m,
                             0,
                             0,
                             0,
                             number("bird_nest_restricted_m"),
                             number("airfield_restricted_m")};
    options.restricted = number("restricted");
    options.in_natura = number("natura");
    options.in_landscape = number("landscape");
    options.in_water_zone_2 = number("water_zone_2");
    options.in_water_zone_3 = number("water_zone_3");
    options.in_forest = number("forest");
    options.in_reserve = number("reserve");
    options.outside_priority = number("outside_priority");
    options.steepest_percent = number("slope_percent");
    options.least_speed_m_s = number("min_speed");
    return options;
}

std::vector<core::Words> unchecked_wind_rules(const WindAreaGround& ground, bool knows_wind, const WindAreaOptions& options) {
    static const std::array<core::Words, k_wind_obstacles> names{{{"Siedlung", "settlement"},
                                                                  {"Einzelhäuser", "single dwellings"},
                                                                  {"Autobahn", "motorways"},
                                                                  {"Bundesstraßen", "federal roads"},
                                                                  {"andere Straßen", "other roads"},
                                                                  {"Bahn", "railway"},
                                                                  {"Freileitungen", "power lines"},
                                                                  {"Schutzgebiete", "protected areas"},
                                                                  {"Gewässer", "water"},
                                                                  {"Wald", "forest"},
                                                                  {"Vogelhorste", "nests of birds"},
                                                                  {"Flugplätze und Radar", "airfields and radar"}}};
    std::vector<core::Words> rules;
    const auto add = [&](const core::Words& rule) {
        if (std::find(rules.begin(), rules.end(), rule) == rules.end()) rules.push_back(rule);
    };
    for (std::size_t i = 0; i < k_wind_obstacles; ++i)
        if (!ground.distances[i].is_known && std::max(options.exclusion_m[i], options.restriction_m[i]) > 0) add(names[i]);
    if (protection_counts(options) && !ground.knows_protection) add({"Schutzgebiete", "protected areas"});
    if (water_zones_count(options) && !ground.knows_water_zones) add({"Wasserschutzgebiete", "water protection areas"});
    if (options.in_forest < 1 && !ground.knows_forest) add({"Wald", "forest"});
    if (options.outside_priority < 1 && !ground.knows_priority) add({"Vorranggebiete", "priority areas"});
    if (options.least_speed_m_s > 0 && !knows_wind) add({"Windgeschwindigkeit", "wind speed"});
    return rules;
}

core::Result<WindAreaSums> wind_area(const WindAreaGround& ground, const RowSampler* speed, const WindAreaOptions& options,
                                     const WindAreaSink& sink, const core::Job& job) {
    Rules rules = rules_of(ground, options);
    const bool asks_speed = options.least_speed_m_s > 0;
    if (asks_speed && !speed) rules.knows_nothing_somewhere = true;
    const auto width = static_cast<std::size_t>(ground.grid.width);
    Counts counts;
    std::mutex mutex;
    core::parallel_blocks(ground.grid.height, k_rows_per_block, [&](std::int64_t begin, std::int64_t end) {
        if (job.stopped()) return;
        Counts own;
        std::vector<float> speeds(asks_speed && speed ? width : 0), values(sink ? width * static_cast<std::size_t>(end - begin) : 0);
        for (std::int64_t row = begin; row < end; ++row) {
            if (!speeds.empty()) speed->row(static_cast<int>(row), speeds);
            float* out = sink ? values.data() + static_cast<std::size_t>(row - begin) * width : nullptr;
            walk_row(ground, rules, speeds.empty() ? nullptr : speeds.data(), static_cast<int>(row), own, out);
        }
        if (sink) sink(static_cast<int>(begin), values);
        const std::scoped_lock lock(mutex);
        counts.add(own);
    });
    if (job.stopped()) return core::fail("the area for wind turbines was stopped");
    return sums_of(ground, rules, counts);
}

}  // namespace kreisblick::potentials
