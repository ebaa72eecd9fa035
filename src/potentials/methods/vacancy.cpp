// Vacancy: what the register says, else what is to be expected of a house or cell, with the signs it follows from.
#include "potentials/vacancy.h"

#include <algorithm>
#include <cmath>
#include <string_view>
#include "potentials/building_stock.h"

namespace kreisblick::potentials {
namespace {

constexpr double k_partly = 0.5;

VacancySigns signs_of(const BuildingStock& stock, const Building& building) {
    VacancySigns signs;
    signs.before_1919 = share_before(building.ages, 1919);
    if (building.municipality >= 0)
        signs.people_percent_per_10_years =
            stock.municipalities[static_cast<std::size_t>(building.municipality)].people_percent_per_10_years;
    signs.to_stop_m = static_cast<double>(building.to_stop_m);
    return signs;
}

bool is_lived_in(const BuildingStock& stock, const Building& building) { return stock.uses.at(building.use).is_dwelling; }

/// What is known of a building: a share (of a cell's dwellings, or of the one house) and the word for where it comes from.
struct Known {
    double share = std::nan("");  ///< NaN where only an expectation is left
    const char* basis = "expected";
};

Known known_of(const Building& building) {
    switch (building.vacancy) {
        case VacancyFact::Vacant: return {1, "registered"};
        case VacancyFact::Ruin: return {1, "registered_ruin"};
        case VacancyFact::Partly: return {k_partly, "registered_partly"};
        case VacancyFact::InUse: return {0, "registered_in_use"};
        case VacancyFact::Suspected: return {std::nan(""), "suspected"};
        case VacancyFact::None: break;
    }
    if (std::isfinite(building.vacant_share)) return {static_cast<double>(building.vacant_share), "counted"};
    return {};
}

/// The houses of one municipality, or of none.
struct Group {
    double houses = 0, known_houses = 0, known_vacant = 0;
    std::vector<double> shifts, weights;  // of those of which nothing is known

    /// What is left of the municipality's rate for them: not all of it is in a register or counted, so that a third of the rate is left at
    /// the least [general knowledge].
    [[nodiscard]] double rest_of(double rate) const {
        const double left = houses > known_houses ? (rate * houses - known_vacant) / (houses - known_houses) : rate;
        return std::clamp(left, rate / 3, rate);
    }
};

std::size_t group_of(const BuildingStock& stock, const Building& building) {
    return building.municipality >= 0 ? static_cast<std::size_t>(building.municipality) : stock.municipalities.size();
}

/// The base of each municipality, and behind them that of houses in none: so that the expectations of its houses meet its rate.
std::vector<double> bases_of(const BuildingStock& stock, std::span<const double> shifts) {
    std::vector<Group> groups(stock.municipalities.size() + 1);
    for (std::size_t row = 0; row < stock.size(); ++row) {
        const Building& building = stock.buildings[row];
        if (!is_lived_in(stock, building)) continue;
        Group& group = groups[group_of(stock, building)];
        const double houses = static_cast<double>(building.houses), share = known_of(building).share;
        group.houses += houses;
        if (std::isfinite(share)) {
            group.known_houses += houses;
            group.known_vacant += share * houses;
            continue;
        }
        group.shifts.push_back(shifts[row]);
        group.weights.push_back(houses);
    }
    std::vector<double> bases;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        const double rate = i < stock.municipalities.size() ? stock.municipalities[i].vacancy_rate : k_regional_vacancy;
        bases.push_back(vacancy_base(groups[i].shifts, groups[i].weights, groups[i].rest_of(rate)));
    }
    return bases;
}

void note_signs(const BuildingStock& stock, Results& results) {
    std::vector<core::Words> unknown{{"Dachzustand und Solaranlagen", "state of roofs and solar panels"}};
    if (std::none_of(stock.municipalities.begin(), stock.municipalities.end(),
                     [](const Municipality& one) { return std::isfinite(one.people_percent_per_10_years); }))
        unknown.push_back({"Entwicklung der Einwohner", "change of the population"});
    if (!stock.buildings.empty() && std::isnan(stock.buildings.front().to_stop_m))
        unknown.push_back({"Weg zur Haltestelle", "way to a stop"});
    if (stock.municipalities.empty())
        results.note(
            {"Ohne Gemeinden und ihre Statistik gilt für alle Häuser die Quote des Werra-Meißner-Kreises von 2011, 6,6 %.",
             "Without municipalities and their statistics the rate of the Werra-Meißner-Kreis of 2011, 6.6 %, holds for all houses."});
    note_unchecked(results, unknown, {"Anzeichen nicht geprüft", "Signs not checked"});
    results.note({"Eine Erwartung sagt nicht, dass ein Haus leer steht; das sagt nur das Register.",
                  "An expectation does not say that a house is empty; only the register says that."});
}

core::Result<void> compute(const Inputs& inputs, const Parameters&, Results& results, const core::Job& job) {
    KREISBLICK_TRY(const auto stock, kept_building_stock(inputs, job));
    std::vector<double> shifts(stock->size(), 0);
    for (std::size_t row = 0; row < stock->size(); ++row) shifts[row] = vacancy_shift(signs_of(*stock, stock->buildings[row]));
    const std::vector<double> bases = bases_of(*stock, shifts);
    geo::FeatureTable table = stock->shapes;
    std::vector<double>& percent = table.column("vacancy", geo::ColumnType::Number, "%").numbers;
    std::vector<double>& stops = table.column("to_stop_m", geo::ColumnType::Number, "m").numbers;
    std::vector<double>& rates = table.column("municipal_rate", geo::ColumnType::Number, "%").numbers;
    std::vector<std::string>& basis = table.column("basis", geo::ColumnType::Text).texts;
    double district = 0, registered = 0, houses = 0;
    for (std::size_t row = 0; row < stock->size(); ++row) {
        const Building& building = stock->buildings[row];
        if (!is_lived_in(*stock, building)) continue;
        const std::size_t group = group_of(*stock, building);
        const Known known = known_of(building);
        const double value = std::isfinite(known.share) ? known.share : vacancy_expectation(bases[group], shifts[row]);
        percent[row] = 100 * value;
        basis[row] = known.basis;
        stops[row] = static_cast<double>(building.to_stop_m);
        if (building.municipality >= 0) rates[row] = 100 * stock->municipalities[group].vacancy_rate;
        if (!stock->is_inside(row)) continue;
        houses += static_cast<double>(building.houses);
        district += value * static_cast<double>(building.houses);
        registered += std::string_view(known.basis).starts_with("registered") && value > 0 ? 1 : 0;
    }
    results.figure({"registered_vacant", {"Leerstände im Register", "Vacancies in the register"}, registered});
    results.figure({"expected_percent", {"Leerstand, erwartet", "Vacancy, expected"}, houses > 0 ? 100 * district / houses : 0, "%", 1});
    note_signs(*stock, results);
    tell_stock(*stock, results);
    results.put_features(std::move(table));
    return {};
}

}  // namespace

Method vacancy_method() { return building_method("vacancy", compute); }

}  // namespace kreisblick::potentials
