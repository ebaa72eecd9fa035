// How many persons each field feeds, by diet and way of farming.
#include "potentials/fields.h"
#include "potentials/food_demand.h"

#include <cmath>
#include <utility>

namespace kreisblick::potentials {
namespace {

std::vector<BandDeclaration> bands(const Parameters&) { return {}; }

/// The people of the district by its statistics; 0 where it has none.
double population_of(const Inputs& inputs) {
    double people = 0;
    for (const geo::FeatureTable* table : inputs.tables("statistics"))
        for (std::size_t row = 0; row < table->size(); ++row) {
            const std::string key = table->text(row, "ags");
            const bool is_sum = key.size() <= 5 || key.ends_with("000");  // the district, a state
            const double count = table->number(row, "population");
            if (!is_sum && std::isfinite(count)) people += count;
        }
    return people;
}

void tell_district(const Estimate& persons, double area_ha, double population, Results& results) {
    results.figure({"fields_ha", {"Felder des Kreises", "Fields of the district"}, area_ha, "ha"});
    results.figure(
        {"persons_fed", {"Davon ernährte Personen", "Persons fed by them"}, persons.mid, "", 0, std::pair(persons.low, persons.high)});
    const auto part = [&](double fed) { return 100 * self_sufficiency(fed, population).value_or(0); };
    if (self_sufficiency(persons.mid, population))
        results.figure({"self_sufficiency",
                        {"Anteil der Einwohner", "Share of the inhabitants"},
                        part(persons.mid),
                        "%",
                        0,
                        std::pair(part(persons.low), part(persons.high))});
}

core::Result<void> compute(const Inputs& inputs, const Parameters& parameters, Results& results, const core::Job& job) {
    const auto diet = find_diet(parameters.at("diet"));
    if (!diet) return core::fail("there is no diet \"{}\"", parameters.at("diet"));
    const Farming farming = parameters.at("organic") == "1" ? Farming::Organic : Farming::Conventional;
    const YieldRule rule = parameters.at("yield_rule") == "proportional" ? YieldRule::Proportional : YieldRule::Usual;
    KREISBLICK_TRY(const auto fields, kept_fields(inputs, job));
    geo::FeatureTable table = table_of(*fields);
    const std::size_t count = fields->size();
    std::vector<double> low(count), mid(count), high(count), field_low(count), field_mid(count), field_high(count);
    Estimate district;
    double area_ha = 0;
    for (std::size_t field = 0; field < count; ++field) {
        const Estimate per_ha = persons_fed(1e4, yield_index(fields->soil_value_or_usual(field), rule), *diet, farming);
        const double ha = fields->area_ha[field];
        low[field] = per_ha.low, mid[field] = per_ha.mid, high[field] = per_ha.high;
        field_low[field] = per_ha.low * ha, field_mid[field] = per_ha.mid * ha, field_high[field] = per_ha.high * ha;
        if (!fields->in_district[field]) continue;
        area_ha += ha;
        district = {district.low + per_ha.low * ha, district.mid + per_ha.mid * ha, district.high + per_ha.high * ha};
    }
    numbers_of(table, "persons_per_ha", "persons/ha") = std::move(mid);
    numbers_of(table, "persons_per_ha_low", "persons/ha") = std::move(low);
    numbers_of(table, "persons_per_ha_high", "persons/ha") = std::move(high);
    numbers_of(table, "persons_fed", "persons") = std::move(field_mid);
    numbers_of(table, "persons_fed_low", "persons") = std::move(field_low);
    numbers_of(table, "persons_fed_high", "persons") = std::move(field_high);
    tell_district(district, area_ha, population_of(inputs), results);
    if (*diet == Diet::Vegan)
        results.note({"Grünland ist mitgezählt, obwohl es ohne Tiere niemanden unmittelbar ernährt.",
                      "Grassland is counted, although without animals it feeds nobody directly."});
    note_fields(*fields, results);
    results.put_features(std::move(table));
    return {};
}

}  // namespace

Method food_method() {
    return {"food",  {"landcover"},    {"parcels", "elevation", "boundaries", "statistics"}, k_whole_district, false, bands,
            compute, {"soil", "crops"}};
}

}  // namespace kreisblick::potentials
