// Food against electricity on the same hectare: modules over, between or instead of crops, on a chosen share of every field.
#include "potentials/agrivoltaics.h"

#include "geo/packed_raster.h"
#include "geo/zonal_sums.h"
#include "potentials/fields.h"
#include "potentials/food_demand.h"
#include "potentials/photovoltaics.h"
#include "potentials/soil_value.h"
#include "potentials/solar_run.h"
#include "potentials/uncertainty.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace kreisblick::potentials {
namespace {

std::vector<BandDeclaration> bands(const Parameters&) { return {}; }

/// Keeps what a run says, so that later runs that take its result from memory can say it too.
class NoteKeeper : public Results {
  public:
    [[nodiscard]] bool wants(const std::string&) const override { return false; }
    void put_rows(const std::string&, int, std::span<const float>) override {}
    void put_features(geo::FeatureTable) override {}
    void note(const core::Words& words) override { notes.push_back(words); }
    void figure(model::Figure) override {}
    void uncertainty(const std::string&, double) override {}
    std::vector<core::Words> notes;
};

/// The year's irradiation on the modules of every field.
struct FieldSun {
    std::vector<double> kwh_m2;
    std::vector<core::Words> notes;
};

core::Result<FieldSun> make_sun(const Fields& fields, const Inputs& inputs, const std::string& plane, const core::Job& job) {
    SolarRequest request;
    request.sky = Sky::Real;
    request.options.way = IrradiationWay::Table;
    KREISBLICK_TRY(request.options.plane, read_plane(plane));
    geo::PackedRaster year(inputs.grid);
    const auto sink = [&](IrradiationBand, int first_row, std::span<const float> values) { year.put_rows(first_row, values); };
    constexpr std::array wanted{IrradiationBand::Global};
    NoteKeeper said;
    {
        KREISBLICK_TRY(const auto read, inputs.read({"elevation", "radiation_monthly"}));
        KREISBLICK_CHECK(run_solar(*read, request, wanted, sink, said, job));
    }
    FieldSun sun{{}, std::move(said.notes)};
    for (const geo::ZonalSum& sum : geo::zonal_sums(year.whole(), fields.shapes, job)) sun.kwh_m2.push_back(sum.mean());
    if (job.stopped()) return core::fail("the sun on fields was stopped");
    return sun;
}

core::Result<std::shared_ptr<const FieldSun>> kept_sun(const Fields& fields, const Inputs& inputs, const std::string& plane,
                                                       const core::Job& job) {
    std::vector<std::string> datasets = datasets_of_fields();
    datasets.emplace_back("radiation_monthly");
    return inputs.kept->get<FieldSun>("sun on fields " + plane, datasets, [&] { return make_sun(fields, inputs, plane, job); });
}

/// What the user chose.
struct Choice {
    FieldUse use;
    Diet diet = Diet::Average;
    Farming farming = Farming::Conventional;
    double performance_ratio = 0.80;
    std::string plane;
};

core::Result<Choice> choice_of(const Parameters& parameters) {
    const auto modules = find_field_modules(parameters.at("modules"));
    if (!modules) return core::fail("there are no modules \"{}\"", parameters.at("modules"));
    const auto diet = find_diet(parameters.at("diet"));
    if (!diet) return core::fail("there is no diet \"{}\"", parameters.at("diet"));
    return Choice{{*modules, number_of(parameters, "share") / 100, number_of(parameters, "yield_share")},
                  *diet,
                  parameters.at("organic") == "1" ? Farming::Organic : Farming::Conventional,
                  number_of(parameters, "performance_ratio"),
                  parameters.at("plane")};
}

/// The columns that the control moves, and their sums over the district.
struct Outcome {
    std::vector<double> persons_ha, energy_ha, persons, energy;
    Estimate district_persons_before, district_persons;
    double district_energy = 0;
};

void add(Estimate& sum, const Estimate& per_ha, double ha) {
    sum = {sum.low + per_ha.low * ha, sum.mid + per_ha.mid * ha, sum.high + per_ha.high * ha};
}

Outcome outcome_of(const Fields& fields, const FieldSun& sun, const Choice& choice, const FieldBalance& balance) {
    Outcome outcome;
    for (std::size_t field = 0; field < fields.size(); ++field) {
        const Estimate fed = persons_fed(1e4, yield_index(fields.soil_value_or_usual(field)), choice.diet, choice.farming);
        const double ha = fields.area_ha[field];
        outcome.persons_ha.push_back(fed.mid * balance.food_share);
        outcome.energy_ha.push_back(pv_yield_kwh(balance.power_mwp, sun.kwh_m2[field], choice.performance_ratio));
        outcome.persons.push_back(outcome.persons_ha.back() * ha);
        outcome.energy.push_back(outcome.energy_ha.back() * ha);
        if (!fields.in_district[field]) continue;
        add(outcome.district_persons_before, fed, ha);
        add(outcome.district_persons, fed, ha * balance.food_share);
        if (std::isfinite(outcome.energy.back())) outcome.district_energy += outcome.energy.back();
    }
    return outcome;
}

void tell_outcome(const Outcome& outcome, const Choice& choice, const FieldBalance& balance, Results& results) {
    const auto persons = [&](const char* id, const core::Words& title, const Estimate& fed) {
        results.figure({id, title, fed.mid, "", 0, std::pair(fed.low, fed.high)});
    };
    persons("persons_fed", {"Ernährte Personen im Kreis", "Persons fed in the district"}, outcome.district_persons);
    persons("persons_fed_before", {"Ohne Module wären es", "Without modules"}, outcome.district_persons_before);
    const Estimate energy = with_range(outcome.district_energy, ResultKind::FieldPvEnergy);
    results.figure(
        {"energy_mwh_a", {"Strom im Kreis", "Electricity in the district"}, energy.mid, "MWh/a", 0, std::pair(energy.low, energy.high)});
    if (choice.use.module_share > 0 && !balance.counts_as_farming)
        results.note(
            {"Unter den Modulen ist das keine Landwirtschaft im Sinne der DIN SPEC 91434 (Ertrag unter 66 % oder kein Gewinn an Fläche).",
             "Below the modules this is no farming in the sense of DIN SPEC 91434 (yield under 66 % or no gain of land)."});
    if (choice.use.modules == FieldModules::BetweenRows)
        results.note({"Senkrechte Reihen: gleicher Ertrag je kWp wie auf der gewählten Modulfläche angenommen.",
                      "Upright rows: the same yield per kWp as on the chosen plane is assumed."});
}

core::Result<void> compute(const Inputs& inputs, const Parameters& parameters, Results& results, const core::Job& job) {
    KREISBLICK_TRY(const Choice choice, choice_of(parameters));
    KREISBLICK_TRY(const auto fields, kept_fields(inputs, job));
    KREISBLICK_TRY(const auto sun, kept_sun(*fields, inputs, choice.plane, job));
    const FieldBalance balance = balance_of(choice.use);
    Outcome outcome = outcome_of(*fields, *sun, choice, balance);
    tell_outcome(outcome, choice, balance, results);
    geo::FeatureTable table = table_of(*fields);
    std::vector<std::string> kept(fields->size());
    for (std::size_t field = 0; field < kept.size(); ++field)
        kept[field] = is_kept_for_farming(fields->soil_value_or_usual(field)) ? "kept" : "";
    numbers_of(table, "energy_mwh_ha", "MWh/(ha·a)") = std::move(outcome.energy_ha);
    numbers_of(table, "persons_per_ha", "persons/ha") = std::move(outcome.persons_ha);
    numbers_of(table, "energy_mwh_a", "MWh/a") = std::move(outcome.energy);
    numbers_of(table, "persons_fed", "persons") = std::move(outcome.persons);
    numbers_of(table, "land_equivalent_ratio", "").assign(fields->size(), balance.land_equivalent);
    table.column("good_soil", geo::ColumnType::Text).texts = std::move(kept);
    for (const core::Words& words : sun->notes) results.note(words);
    note_fields(*fields, results);
    results.put_features(std::move(table));
    return {};
}

}  // namespace

Method agrivoltaics_method() {
    Method method{"agrivoltaics",
                  {"landcover", "elevation"},
                  {"parcels", "boundaries"},
                  k_whole_district,
                  false,
                  bands,
                  compute,
                  {"soil", "crops", "radiation_monthly"}};
    method.reads_when_needed = true;  // a share or a diet that changes reads nothing
    return method;
}

}  // namespace kreisblick::potentials
