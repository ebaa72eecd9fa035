// Sun on roofs: for every building the usable area and what modules or collectors would give there in a year.
#include "potentials/roofs.h"

#include "core/parallel.h"
#include "geo/sampling.h"
#include "potentials/kept_horizons.h"
#include "potentials/method.h"
#include "potentials/real_sky.h"
#include "potentials/roof_horizons.h"
#include "potentials/roof_shapes.h"
#include "potentials/roof_sites.h"
#include "potentials/roof_table.h"
#include "potentials/solar_place.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace kreisblick::potentials {
namespace {

/// Where the ground's height is unknown, that of a place in the middle of Germany.
constexpr double k_usual_altitude_m = 200;

std::vector<BandDeclaration> bands(const Parameters&) { return {}; }

/// Monthly sums at every site, kWh/m², NaN where the dataset has none; empty where it lacks a month.
std::vector<MonthlyGlobal> measured_months(const Inputs& inputs, std::span<const RoofSite> sites) {
    const auto months = inputs.months("radiation_monthly");
    if (!months) return {};
    std::vector<MonthlyGlobal> result(sites.size());
    for (std::size_t i = 0; i < sites.size(); ++i)
        for (std::size_t month = 0; month < 12; ++month)
            result[i][month] = static_cast<double>(geo::nearest_at(*(*months)[month], sites[i].centre));
    return result;
}

double year_of(const MonthlyGlobal& months) { return std::accumulate(months.begin(), months.end(), 0.0); }

/// The sky over all roofs: the mean months, and how the year of each place compares with them.
struct Skies {
    MonthlyGlobal mean = k_default_global_kwh_m2;
    std::vector<double> year_kwh_m2;  ///< by site
    bool is_measured = false;
};

Skies skies_of(const Inputs& inputs, std::span<const RoofSite> sites) {
    const std::vector<MonthlyGlobal> measured = measured_months(inputs, sites);
    Skies skies;
    MonthlyGlobal sum{};
    std::size_t count = 0;
    for (const MonthlyGlobal& months : measured) {
        if (!std::isfinite(year_of(months))) continue;
        for (std::size_t month = 0; month < 12; ++month) sum[month] += months[month];
        ++count;
    }
    if (count > 0) {
        for (std::size_t month = 0; month < 12; ++month) skies.mean[month] = sum[month] / static_cast<double>(count);
        skies.is_measured = true;
    }
    skies.year_kwh_m2.assign(sites.size(), year_of(skies.mean));
    for (std::size_t i = 0; i < measured.size(); ++i)
        if (std::isfinite(year_of(measured[i]))) skies.year_kwh_m2[i] = year_of(measured[i]);
    return skies;
}

/// The mean months made as dull or bright as a year of that sum.
core::Result<RoofSun::Sky> sky_of_year(const Skies& skies, double year_kwh_m2, const Site& site) {
    RoofSun::Sky sky{{}, year_kwh_m2};
    MonthlyGlobal months = skies.mean;
    for (double& month : months) month *= year_kwh_m2 / year_of(skies.mean);
    KREISBLICK_TRY(sky.conditions.sky, real_sky(months, site, sky.conditions));
    return sky;
}

double mean_altitude(const Inputs& inputs, std::span<const RoofSite> sites) {
    const geo::Raster<float>* ground = inputs.raster("elevation");
    double sum = 0, count = 0;
    for (const RoofSite& site : sites) {
        const float height = ground ? geo::nearest_at(*ground, site.centre) : std::nanf("");
        if (std::isfinite(height)) sum += static_cast<double>(height), ++count;
    }
    return count > 0 ? sum / count : k_usual_altitude_m;
}

/// One place stands for all: over a district the sun's height differs by half a degree from north to south.
core::Result<RoofSun> sun_over(const Inputs& inputs, std::span<const RoofSite> sites, const Skies& skies) {
    KREISBLICK_TRY(const geo::Crs crs, geo::Crs::from(inputs.crs));
    KREISBLICK_TRY(const SolarPlaceFinder find, solar_places(crs));
    geo::Extent extent;
    for (const RoofSite& site : sites) extent.include(site.centre);
    const SolarPlace place = find(extent.centre());
    const Site site{place.latitude_rad, mean_altitude(inputs, sites)};
    const auto [least, most] = std::minmax_element(skies.year_kwh_m2.begin(), skies.year_kwh_m2.end());
    KREISBLICK_TRY(const RoofSun::Sky dull, sky_of_year(skies, *least, site));
    KREISBLICK_TRY(const RoofSun::Sky bright, sky_of_year(skies, *most, site));
    return RoofSun(site, dull, bright, place.convergence_rad);
}

core::Result<std::vector<RoofHorizon>> horizons_around(const Inputs& inputs, std::span<const RoofSite> sites, Results& results,
                                                       const core::Job& job) {
    std::vector<RoofHorizon> around(sites.size());
    const geo::Raster<float>* ground = inputs.raster("elevation");
    if (ground) {
        KREISBLICK_TRY(const auto map, kept_horizons(inputs, {}, job));
        KREISBLICK_TRY(around, relief_horizons(*map, sites, job));
    } else {
        results.note({"Ohne Geländehöhe verschattet kein Berg ein Dach.", "Without elevation no hill shades a roof."});
    }
    if (const geo::Raster<float>* surface = inputs.raster("surface")) raise_by_surface(*surface, ground, sites, around, job);
    return around;
}

RoofRules rules_of(const Parameters& parameters) {
    RoofRules rules;
    rules.pitched_share = number_of(parameters, "usable_pitched");
    rules.flat_share = number_of(parameters, "usable_flat");
    rules.segments.least_area_m2 = number_of(parameters, "least_area");
    rules.segments.least_irradiation_kwh_m2 = number_of(parameters, "least_irradiation");
    return rules;
}

core::Result<void> compute(const Inputs& inputs, const Parameters& parameters, Results& results, const core::Job& job) {
    job.progress(0, "finding roofs");
    const std::vector<RoofSite> sites = roof_sites(inputs.tables("buildings"), inputs.tables("monuments"), job);
    if (job.stopped()) return core::fail("the search for roofs was stopped");
    if (sites.empty()) return core::fail("there is no building with a footprint");
    const Skies skies = skies_of(inputs, sites);
    if (!skies.is_measured)
        results.note({"Ohne Globalstrahlung des Kreises gilt der deutsche Mittelwert 1991–2020.",
                      "Without the district's own radiation the German mean 1991–2020 stands in."});
    job.progress(0.1, "horizons of roofs");
    KREISBLICK_TRY(const std::vector<RoofHorizon> around, horizons_around(inputs, sites, results, job));
    job.progress(0.7, "sun on roofs");
    KREISBLICK_TRY(const RoofSun sun, sun_over(inputs, sites, skies));
    KREISBLICK_TRY(RoofTable table, roof_table(sites, around, skies.year_kwh_m2, sun, rules_of(parameters), job));
    if (table.assumed > 0)
        results.note({fmt::format("{} von {} Dächern sind nach Nutzung, Alter und Grundriss angenommen.", table.assumed, sites.size()),
                      fmt::format("{} of {} roofs are assumed from use, age and footprint.", table.assumed, sites.size())});
    results.put_features(std::move(table.features));
    return {};
}

}  // namespace

Method roofs_method() {
    Method method;
    method.name = "roofs";
    method.needs = {"buildings"};
    method.uses = {"elevation", "surface", "monuments"};
    method.fields = {"radiation_monthly"};
    method.reach_cells = k_whole_district;
    method.bands = bands;
    method.compute = compute;
    return method;
}

}  // namespace kreisblick::potentials
