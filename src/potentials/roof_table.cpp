#include "potentials/roof_table.h"

#include "core/parallel.h"
#include "potentials/roof_shapes.h"

#include <atomic>
#include <string>
#include <vector>

namespace kreisblick::potentials {
namespace {

constexpr const char* k_permission = "possible with permission";

/// What a row holds beside its footprint.
struct Row {
    RoofYield yield;
    std::string source;
};

/// The planes that the building's own column states; none where it has no such column or its text cannot be read.
std::vector<geo::RoofPlane> stated_planes(const RoofSite& site) {
    const geo::Column* column = site.table->find("roof_planes");
    if (!column || !column->is_text()) return {};
    return geo::roof_planes_from(column->texts[site.row]).value_or(std::vector<geo::RoofPlane>{});
}

std::string_view text_of(const RoofSite& site, const char* name) {
    const geo::Column* column = site.table->find(name);
    return column && column->is_text() ? std::string_view(column->texts[site.row]) : std::string_view{};
}

AssumedRoof assumed_roof_of(const RoofSite& site) {
    const BuildingFacts facts{text_of(site, "use"), text_of(site, "roof_shape"), site.table->number(site.row, "year"), site.footprint_m2};
    return assumed_roof(facts, site.table->geometry(site.row));
}

Row row_of(const RoofSite& site, const PlaneIrradiation& irradiation, const RoofRules& rules) {
    if (const std::vector<geo::RoofPlane> planes = stated_planes(site); !planes.empty())
        return {roof_yield({planes, {}, site.is_listed}, irradiation, rules), "planes"};
    const AssumedRoof roof = assumed_roof_of(site);
    return {roof_yield({roof.planes, roof.variants, site.is_listed}, irradiation, rules), "assumption: " + roof.name};
}

/// A number column filled from the rows.
template <typename ValueOf>
void fill(geo::FeatureTable& table, const std::string& name, const std::string& unit, std::span<const Row> rows, const ValueOf& value_of) {
    geo::Column& column = table.column(name, geo::ColumnType::Number, unit);
    for (std::size_t i = 0; i < rows.size(); ++i) column.numbers[i] = value_of(rows[i].yield);
}

template <typename EstimateOf>
void fill_estimate(geo::FeatureTable& table, const std::string& name, const std::string& unit, std::span<const Row> rows,
                   const EstimateOf& estimate_of) {
    fill(table, name, unit, rows, [&](const RoofYield& yield) { return estimate_of(yield).mid; });
    fill(table, name + "_low", unit, rows, [&](const RoofYield& yield) { return estimate_of(yield).low; });
    fill(table, name + "_high", unit, rows, [&](const RoofYield& yield) { return estimate_of(yield).high; });
}

void fill_texts(geo::FeatureTable& table, std::span<const RoofSite> sites, std::span<Row> rows) {
    for (const char* name : {"id", "use"}) {
        geo::Column& column = table.column(name, geo::ColumnType::Text);
        for (std::size_t i = 0; i < sites.size(); ++i) column.texts[i] = text_of(sites[i], name);
    }
    geo::Column& source = table.column("roof_source", geo::ColumnType::Text);
    for (std::size_t i = 0; i < rows.size(); ++i) source.texts[i] = std::move(rows[i].source);
    geo::Column& permission = table.column("permission", geo::ColumnType::Text);
    for (std::size_t i = 0; i < sites.size(); ++i)
        if (sites[i].is_listed) permission.texts[i] = k_permission;
}

void fill_numbers(geo::FeatureTable& table, std::span<const Row> rows) {
    fill_estimate(table, "usable_m2", "m²", rows, [](const RoofYield& yield) { return yield.usable_m2; });
    fill_estimate(table, "kwp", "kWp", rows, [](const RoofYield& yield) { return yield.usable_m2; });
    fill_estimate(table, "kwh_a", "kWh/a", rows, [](const RoofYield& yield) { return yield.sun_kwh; });
    fill_estimate(table, "solar_heat_kwh_a", "kWh/a", rows, [](const RoofYield& yield) { return yield.heat_kwh; });
    fill(table, "specific_kwh_kwp", "kWh/(kWp·a)", rows, [](const RoofYield& yield) { return yield.mean_kwh_m2; });
    fill(table, "tilt_deg", "°", rows, [](const RoofYield& yield) { return yield.best_tilt_deg; });
    fill(table, "azimuth_deg", "°", rows, [](const RoofYield& yield) { return yield.best_azimuth_deg; });
}

}  // namespace

core::Result<RoofTable> roof_table(std::span<const RoofSite> sites, std::span<const RoofHorizon> horizons,
                                   std::span<const double> year_kwh_m2, const RoofSun& sun, const RoofRules& rules, const core::Job& job) {
    std::vector<Row> rows(sites.size());
    std::atomic<std::size_t> assumed = 0;
    core::parallel_blocks(static_cast<std::int64_t>(sites.size()), 512, [&](std::int64_t begin, std::int64_t end) {
        if (job.stopped()) return;
        for (auto i = static_cast<std::size_t>(begin); i < static_cast<std::size_t>(end); ++i) {
            const RoofIrradiation::Shade shade = sun.shade_of(horizons[i]);
            const auto irradiation = [&](double tilt, double azimuth) { return sun.kwh_m2(tilt, azimuth, shade, year_kwh_m2[i]); };
            rows[i] = row_of(sites[i], irradiation, rules);
            if (rows[i].source != "planes") ++assumed;
        }
    });
    if (job.stopped()) return core::fail("computing the sun on roofs was stopped");
    RoofTable result{geo::FeatureTable(geo::GeometryKind::Polygon), assumed};
    for (const RoofSite& site : sites) result.features.add(site.table->geometry(site.row));
    fill_texts(result.features, sites, rows);
    fill_numbers(result.features, rows);
    return result;
}

}  // namespace kreisblick::potentials
