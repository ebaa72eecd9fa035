#include "cli/command.h"
#include "cli/json_output.h"
#include "engine/probe_field.h"
#include "io/export.h"
#include "io/import.h"

#include <CLI/CLI.hpp>

namespace kreisblick::cli {
namespace {

using core::Language;

struct Options {
    std::string file, parcel, out;
    std::vector<std::string> set;
};

std::string_view name_of(potentials::BoreholeLight light) {
    switch (light) {
        case potentials::BoreholeLight::Favourable: return "favourable";
        case potentials::BoreholeLight::Unchecked: return "unchecked";
        case potentials::BoreholeLight::Unfavourable: return "unfavourable";
        case potentials::BoreholeLight::Inadmissible: break;
    }
    return "inadmissible";
}

std::string_view name_of(potentials::ProbePattern pattern) { return pattern == potentials::ProbePattern::Square ? "square" : "hexagonal"; }

Json estimate_json(const potentials::Estimate& estimate) { return {{"low", estimate.low}, {"mid", estimate.mid}, {"high", estimate.high}}; }

Json permission_json(const engine::ProbeField& field, Language language) {
    const potentials::BoreholeFinding worst = field.worst_finding();
    Json permission{{"light", name_of(potentials::light_of(worst))},
                    {"text", potentials::words_of(worst).in(language)},
                    {"sentence", potentials::no_permit_sentence().in(language)},
                    {"probes", Json::array()}};
    for (const auto& [finding, count] : field.findings)
        permission["probes"].push_back(
            {{"light", name_of(potentials::light_of(finding))}, {"text", potentials::words_of(finding).in(language)}, {"count", count}});
    return permission;
}

Json field_json(const engine::ProbeField& field, Language language) {
    const std::size_t count = field.layout.places.size();
    Json document{{"area_ha", field.parcel_area_m2 / 1e4},
                  {"free_area_ha", field.layout.free_area_m2 / 1e4},
                  {"pattern", name_of(field.layout.pattern)},
                  {"turned_deg", field.layout.turned_deg},
                  {"spacing_m", field.spacing_m},
                  {"border_m", field.border_m},
                  {"count", count},
                  {"length_m", field.length_m},
                  {"total_length_m", field.length_m * static_cast<double>(count)},
                  {"hours", field.hours},
                  {"influence", field.influence},
                  {"conductivity", field.conductivity_w_m_k},
                  {"ground_temperature", field.ground_temperature_c},
                  {"power_kw", estimate_json(field.power_kw)},
                  {"energy_mwh", estimate_json(field.energy_mwh)},
                  {"heat_35_mwh", estimate_json(field.heat_35_mwh)},
                  {"heat_55_mwh", estimate_json(field.heat_55_mwh)},
                  {"cooling_k_per_year", field.cooling_k_per_year},
                  {"permission", permission_json(field, language)},
                  {"notes", Json::array()}};
    for (const core::Words& note : field.notes) document["notes"].push_back(note.in(language));
    return document;
}

/// "1.200 (1.000–1.400)" in two significant digits.
std::string amount(const potentials::Estimate& estimate, Language language) {
    const auto digits = [&](double value) { return core::significant(value, 2, language); };
    return fmt::format("{} ({}–{})", digits(estimate.mid), digits(estimate.low), digits(estimate.high));
}

void print_field(const engine::ProbeField& field, Language language) {
    const auto say = [&](const core::Words& title, const std::string& value) { fmt::print("{:<28} {}\n", title.in(language), value); };
    const auto number = [&](double value, int decimals) { return core::number(value, decimals, language); };
    say({"Fläche", "Area"}, number(field.parcel_area_m2 / 1e4, 2) + " ha");
    say({"Sonden", "Probes"}, fmt::format("{} × {} m, {} m, {:.0f}°", field.layout.places.size(), number(field.length_m, 0),
                                          number(field.spacing_m, 1), field.layout.turned_deg));
    say({"Wärmeleitfähigkeit", "Conductivity"}, number(field.conductivity_w_m_k, 1) + " W/(m·K)");
    say({"Bodentemperatur", "Ground temperature"}, number(field.ground_temperature_c, 1) + " °C");
    say({"Gegenseitiger Einfluss", "Mutual influence"}, number(field.influence, 2));
    say({"Entzugsleistung", "Extraction power"}, amount(field.power_kw, language) + " kW");
    say({"Wärme aus dem Boden", "Heat from the ground"}, amount(field.energy_mwh, language) + " MWh/a");
    say({"Wärmepumpe, 35 °C Vorlauf", "Heat pump, flow of 35 °C"}, amount(field.heat_35_mwh, language) + " MWh/a");
    say({"Wärmepumpe, 55 °C Vorlauf", "Heat pump, flow of 55 °C"}, amount(field.heat_55_mwh, language) + " MWh/a");
    for (const auto& [finding, count] : field.findings)
        say({"Ampel", "Traffic light"}, fmt::format("{}: {}", potentials::words_of(finding).in(language), count));
    for (const core::Words& note : field.notes) fmt::print("{}.\n", note.in(language));
}

core::Result<int> run(const Options& options, const CommonOptions& common) {
    KREISBLICK_TRY(const engine::Declarations declarations, engine::Declarations::read());
    KREISBLICK_TRY(io::DistrictFile file, io::DistrictFile::open(options.file));
    KREISBLICK_TRY(const geo::Geometry parcel, io::read_boundary(options.parcel, {}, file.district().crs));
    engine::ParameterValues chosen;
    for (const std::string& assignment : options.set) KREISBLICK_CHECK(engine::set_parameter(declarations, chosen, assignment));
    engine::IntermediateStore store;
    const engine::MethodRunner runner(file, store, declarations.turbines);
    KREISBLICK_TRY(const engine::ProbeField field, engine::plan_probe_field(runner, declarations, parcel, chosen, terminal_job(common)));
    if (!options.out.empty()) KREISBLICK_CHECK(io::write_features(options.out, file.district().crs, field.probes, "probes", "Kreisblick"));
    if (common.json)
        print_json(field_json(field, common.language));
    else
        print_field(field, common.language);
    return 0;
}

}  // namespace

void add_probes(CLI::App& program, Action& chosen) {
    auto common = std::make_shared<CommonOptions>();
    auto options = std::make_shared<Options>();
    CLI::App& command = add_command(program, "probes", "boreholes on a parcel: how many fit, and what heat they give", common, chosen,
                                    [=] { return run(*options, *common); });
    command.add_option("FILE", options->file, "the district file")->required();
    command.add_option("--parcel", options->parcel, "file with the parcel's polygon (GeoJSON, GeoPackage, …)")->required();
    command.add_option("--set", options->set, "layer.parameter=value: geothermal.length, .spacing, .border, .hours, .method");
    command.add_option("--out", options->out, "write the probes as points: .gpkg, .geojson or .csv");
}

}  // namespace kreisblick::cli
