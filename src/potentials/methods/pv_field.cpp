// Open-field photovoltaics: what modules on the ground would yield, and how well each place suits by named rules.
#include "geo/distance_field.h"
#include "potentials/open_field_pv.h"
#include "potentials/solar_run.h"
#include "potentials/terrain.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace kreisblick::potentials {
namespace {

using Tables = std::vector<const geo::FeatureTable*>;

/// The rows of several tables that a condition holds for, as tables of their own.
template <typename Condition>
std::vector<geo::FeatureTable> chosen_rows(std::span<const geo::FeatureTable* const> tables, const Condition& condition) {
    std::vector<geo::FeatureTable> chosen;
    for (const geo::FeatureTable* table : tables) {
        std::vector<std::size_t> rows;
        for (std::size_t row = 0; row < table->size(); ++row)
            if (condition(*table, row)) rows.push_back(row);
        chosen.push_back(table->rows(rows));
    }
    return chosen;
}

Tables addresses_of(const std::vector<geo::FeatureTable>& tables) {
    Tables addresses;
    for (const geo::FeatureTable& table : tables) addresses.push_back(&table);
    return addresses;
}

/// Distance to motorways and to railways with at least so many tracks; a railway of unknown tracks counts as one track.
core::Result<geo::Raster<float>> strip_distance(const Inputs& inputs, double least_tracks, const core::Job& job) {
    auto chosen = chosen_rows(inputs.tables("roads"),
                              [](const auto& table, std::size_t row) { return table.text(row, "class").starts_with("motorway"); });
    auto rails = chosen_rows(inputs.tables("railway"), [&](const auto& table, std::size_t row) {
        const double tracks = table.number(row, "tracks");
        return (std::isnan(tracks) ? 1 : tracks) >= least_tracks;
    });
    std::move(rails.begin(), rails.end(), std::back_inserter(chosen));
    return geo::distance_field(geo::FeatureMarks::of(addresses_of(chosen), inputs.grid, job), job);
}

/// Landscape protection is weighed case by case; everything else counts as strict, also what the data do not name.
bool is_landscape_protection(const std::string& kind) { return kind == "LSG" || kind == "Landschaftsschutzgebiet" || kind == "Naturpark"; }

/// The numbers of Protection for every cell whose centre lies in an area.
geo::Raster<float> protection_of(const Inputs& inputs, const core::Job& job) {
    geo::Raster<float> result(inputs.grid, static_cast<float>(Protection::None));
    for (const Protection level : {Protection::Landscape, Protection::Strict}) {
        const auto areas = chosen_rows(inputs.tables("protected_areas"), [&](const auto& table, std::size_t row) {
            return is_landscape_protection(table.text(row, "class")) == (level == Protection::Landscape);
        });
        const geo::FeatureMarks marks = geo::FeatureMarks::of(addresses_of(areas), inputs.grid, job);
        for (int row = 0; row < inputs.grid.height; ++row)
            for (const geo::FeatureMarks::Run& run : marks.runs(row))
                std::fill(&result.at(0, row) + run.first, &result.at(0, row) + run.end, static_cast<float>(level));
    }
    return result;
}

/// The year's irradiation on the modules' plane.
core::Result<geo::Raster<float>> module_irradiation(const Inputs& inputs, const Parameters& parameters, Results& results,
                                                    const core::Job& job) {
    SolarRequest request;
    request.sky = Sky::Real;
    request.options.way = IrradiationWay::Table;
    KREISBLICK_TRY(request.options.plane, read_plane(parameters.at("plane")));
    geo::Raster<float> year(inputs.grid);
    const auto sink = [&](IrradiationBand, int first_row, std::span<const float> values) {
        std::copy(values.begin(), values.end(), year.values.begin() + inputs.grid.index(0, first_row));
    };
    constexpr std::array wanted{IrradiationBand::Global};
    KREISBLICK_CHECK(run_solar(inputs, request, wanted, sink, results, job));
    return year;
}

/// The rasters that the rules look at; a rule whose data are missing has none.
struct RuleRasters {
    geo::Raster<float> slope, aspect;
    std::optional<geo::Raster<float>> protection;
    std::shared_ptr<const geo::Raster<float>> privileged, tender;
};

core::Result<RuleRasters> rule_rasters(const Inputs& inputs, const core::Job& job) {
    RuleRasters rasters;
    const geo::Raster<float>& heights = *inputs.rasters.at("elevation");
    rasters.slope = map_gradient(heights, slope_degrees, job);
    rasters.aspect = map_gradient(heights, aspect_degrees, job);
    if (!inputs.tables("protected_areas").empty()) rasters.protection = protection_of(inputs, job);
    const bool has_ways = !inputs.tables("roads").empty() || !inputs.tables("railway").empty();
    if (!has_ways) return rasters;
    const auto distance = [&](const char* name, double tracks) {
        return inputs.kept->get<geo::Raster<float>>(name, {"roads", "railway"},
                                                    [&, tracks] { return strip_distance(inputs, tracks, job); });
    };
    KREISBLICK_TRY(rasters.privileged, distance("distance to motorways and double tracks", 2));
    KREISBLICK_TRY(rasters.tender, distance("distance to motorways and tracks", 1));
    return rasters;
}

core::Words title_of(PvFieldRuleId rule) {
    switch (rule) {
        case PvFieldRuleId::Slope: return {"Hangneigung", "slope"};
        case PvFieldRuleId::SoilValue: return {"Bodenwert", "soil value"};
        case PvFieldRuleId::ProtectedArea: return {"Schutzgebiete", "protected areas"};
        case PvFieldRuleId::PrivilegedStrip: return {"200-m-Streifen", "200 m strip"};
        case PvFieldRuleId::TenderStrip: return {"500-m-Streifen", "500 m strip"};
    }
    return {};
}

void note_unchecked(const PvFieldInputs& rasters, const PvFieldOptions& options, Results& results) {
    core::Words rules;
    for (const PvFieldRuleId rule : unchecked_rules(rasters, options)) {
        const core::Words title = title_of(rule);
        rules.german += (rules.german.empty() ? "" : ", ") + title.german;
        rules.english += (rules.english.empty() ? "" : ", ") + title.english;
    }
    if (!rules.german.empty())
        results.note({"Nicht geprüft, weil Daten fehlen: " + rules.german, "Not checked for want of data: " + rules.english});
}

/// Performance ratio and power per area multiply the bands afterwards, so both are one here.
PvFieldOptions options_of(const Parameters& parameters) {
    PvFieldOptions options;
    options.performance_ratio = 1;
    options.power_mwp_per_ha = 1;
    options.steepest_deg = number_of(parameters, "steepest");
    options.steepest_north_deg = number_of(parameters, "steepest_north");
    options.soil_value_free = number_of(parameters, "soil_free");
    options.soil_value_kept = number_of(parameters, "soil_kept");
    options.landscape_factor = number_of(parameters, "landscape");
    options.privileged_m = number_of(parameters, "privileged_m");
    options.tender_m = number_of(parameters, "tender_m");
    return options;
}

constexpr std::array<const char*, 3> k_names{"area_yield", "specific_yield", "eligibility"};

const char* name_of(PvFieldBand band) {
    switch (band) {
        case PvFieldBand::YieldPerPower: return "specific_yield";
        case PvFieldBand::Eligibility: return "eligibility";
        case PvFieldBand::YieldPerArea: break;
    }
    return "area_yield";
}

std::vector<BandDeclaration> bands(const Parameters&) {
    return {{k_names[0], "MWh/(ha·a)"}, {k_names[1], "kWh/(kWp·a)"}, {k_names[2], ""}};
}

core::Result<void> compute(const Inputs& inputs, const Parameters& parameters, Results& results, const core::Job& job) {
    const PvFieldOptions options = options_of(parameters);
    KREISBLICK_CHECK(check_pv_field(options));
    KREISBLICK_TRY(const auto irradiation, module_irradiation(inputs, parameters, results, job));
    KREISBLICK_TRY(const RuleRasters rules, rule_rasters(inputs, job));
    const PvFieldInputs rasters{
        &irradiation,           &rules.slope,      &rules.aspect, inputs.raster("soil"), rules.protection ? &*rules.protection : nullptr,
        rules.privileged.get(), rules.tender.get()};
    note_unchecked(rasters, options, results);
    const auto sink = [&](PvFieldBand band, int first_row, std::span<const float> values) {
        results.put_rows(name_of(band), first_row, values);
    };
    return open_field_pv(rasters, options, sink, job);
}

}  // namespace

Method pv_field_method() {
    return {"pv_field", {"elevation"},        {"soil", "protected_areas", "roads", "railway"}, k_whole_district, false, bands,
            compute,    {"radiation_monthly"}};
}

}  // namespace kreisblick::potentials
