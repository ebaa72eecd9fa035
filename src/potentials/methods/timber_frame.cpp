// How likely each building is timber-framed, with the evidence; the expected number of such houses where census cells stand for them.
#include "potentials/building_stock.h"

namespace kreisblick::potentials {
namespace {

/// What is seen of the house, as columns of the ratio by which it counts.
constexpr std::pair<TimberEvidence, const char*> k_columns[] = {{TimberEvidence::Listed, "ratio_listed"},
                                                                {TimberEvidence::SteepRoof, "ratio_steep_roof"},
                                                                {TimberEvidence::SmallAndClose, "ratio_small_close"},
                                                                {TimberEvidence::FarmEnsemble, "ratio_ensemble"},
                                                                {TimberEvidence::LowEaves, "ratio_low_eaves"},
                                                                {TimberEvidence::FlatRoof, "ratio_flat_roof"}};

void add_evidence(geo::FeatureTable& table, const BuildingStock& stock) {
    for (const auto& [evidence, name] : k_columns) {
        std::vector<double>& ratios = table.column(name, geo::ColumnType::Number).numbers;
        for (std::size_t row = 0; row < stock.size(); ++row)
            if (stock.buildings[row].timber_seen[static_cast<std::size_t>(evidence)] && stock.buildings[row].timber_fact < 0)
                ratios[row] = likelihood_ratio(evidence);
    }
}

core::Result<void> compute(const Inputs& inputs, const Parameters&, Results& results, const core::Job& job) {
    KREISBLICK_TRY(const auto stock, kept_building_stock(inputs, job));
    geo::FeatureTable table = stock->shapes;
    std::vector<double>& percent = table.column("timber_frame", geo::ColumnType::Number, "%").numbers;
    std::vector<double>& expected = table.column("expected_houses", geo::ColumnType::Number).numbers;
    std::vector<std::string>& basis = table.column("basis", geo::ColumnType::Text).texts;
    double district = 0;
    for (std::size_t row = 0; row < stock->size(); ++row) {
        const Building& building = stock->buildings[row];
        const double likelihood = building.timber_likelihood;
        if (std::isnan(likelihood)) continue;
        percent[row] = 100 * likelihood;
        if (building.is_cell) expected[row] = likelihood * static_cast<double>(building.houses);
        basis[row] = building.timber_fact == 1 ? "known" : building.timber_fact == 0 ? "known_not" : "likelihood";
        if (stock->is_inside(row)) district += likelihood * static_cast<double>(building.houses);
    }
    add_evidence(table, *stock);
    // How far a sum of so many likelihoods is off is not known before they are compared with a list of monuments.
    results.figure({"timber_frame_houses", {"Fachwerkhäuser, erwartet", "Timber-framed houses, expected"}, std::round(district)});
    results.note({"Wahrscheinlichkeit nach Alter, Ort und Merkmalen, keine Aussage über ein einzelnes Haus.",
                  "Likelihood by age, place and features, no statement about a single house."});
    tell_stock(*stock, results);
    results.put_features(std::move(table));
    return {};
}

}  // namespace

Method timber_frame_method() { return building_method("timber_frame", compute); }

}  // namespace kreisblick::potentials
