#include "potentials/census_stock.h"
#include "potentials/floor_area.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace kreisblick::potentials {
namespace {

/// A dwelling in a house of several families, against one in a house of one or two (Germany: about 70 and 118 m²) [general knowledge].
constexpr double k_flat_per_house_area = 0.6;
/// What is assumed where nothing tells: living area of a dwelling, m².
constexpr double k_usual_living_m2 = 100;
constexpr double k_most_of_several = 0.95;

constexpr std::array<const char*, k_census_ages> k_ages{"before_1919", "1919_1948", "1949_1978", "1979_1986", "1987_1990",
                                                        "1991_1995",   "1996_2000", "2001_2004", "2005_2008", "from_2009"};

using Ages = std::array<double, k_census_ages>;

double sum_of(const Ages& ages) { return std::accumulate(ages.begin(), ages.end(), 0.0); }

Ages unknown_ages() {
    Ages ages;
    ages.fill(std::nan(""));
    return ages;
}

/// The municipal table's row, as far as it goes: NaN where it says nothing.
struct TableRow {
    Ages houses = unknown_ages(), dwellings = unknown_ages();
    double all_dwellings = std::nan(""), of_one = std::nan(""), of_two = std::nan(""), living_m2 = std::nan("");
    [[nodiscard]] bool has_ages() const { return std::isfinite(sum_of(houses)) && sum_of(houses) > 0; }
};

TableRow row_of(const Inputs& inputs, const std::string& ags) {
    TableRow result;
    for (const geo::FeatureTable* table : inputs.tables("statistics"))
        for (std::size_t row = 0; row < table->size(); ++row) {
            if (table->text(row, "ags") != ags) continue;
            const auto number = [&](const std::string& column) { return table->number(row, column); };
            for (std::size_t age = 0; age < k_census_ages; ++age) {
                result.houses[age] = number(std::string("dwelling_houses_") + k_ages[age]);
                result.dwellings[age] = number(std::string("dwellings_") + k_ages[age]);
            }
            result.all_dwellings = number("dwellings");
            result.of_one = number("houses_of_one_dwelling");
            result.of_two = number("houses_of_two_dwellings");
            result.living_m2 = number("living_area_1000m2") * 1000;
        }
    return result;
}

/// A cell on its way to the stock.
struct Scaled {
    const CensusCell* cell = nullptr;
    Ages houses{}, dwellings{};
    double of_several = 0;  // share of its dwellings in houses of several families
    double living_m2 = 0;
    bool has_buildings = false;  // known ones, which carry the model in its place
};

/// Houses of the cells by age so that they are together those of the table; an age that no cell tells is spread over all houses.
void scale_houses(const TableRow& table, std::vector<Scaled>& cells) {
    Ages counted{};
    for (const Scaled& one : cells)
        for (std::size_t age = 0; age < k_census_ages; ++age) counted[age] += one.cell->houses[age];
    const double all = sum_of(counted);
    for (Scaled& one : cells) {
        const double share = all > 0 ? sum_of(one.cell->houses) / all : 0;
        for (std::size_t age = 0; age < k_census_ages; ++age) {
            const bool is_told = counted[age] > 0;
            one.houses[age] = !table.has_ages() ? one.cell->houses[age]
                              : is_told         ? one.cell->houses[age] * table.houses[age] / counted[age]
                                                : share * table.houses[age];
        }
    }
}

/// Dwellings of each cell by the age of their houses: as many as its houses hold by their size, and together those of the table.
void share_dwellings(const TableRow& table, std::vector<Scaled>& cells) {
    for (Scaled& one : cells)
        for (std::size_t age = 0; age < k_census_ages; ++age)
            one.dwellings[age] = one.houses[age] * one.cell->least_dwellings / sum_of(one.cell->houses);
    const double told = sum_of(table.dwellings);
    if (!table.has_ages() || !(told > 0)) return;
    const auto scale_ages = [&] {
        for (std::size_t age = 0; age < k_census_ages; ++age) {
            double sum = 0;
            for (const Scaled& one : cells) sum += one.dwellings[age];
            for (Scaled& one : cells) one.dwellings[age] *= sum > 0 ? table.dwellings[age] / sum : 0;
        }
    };
    double wanted = 0;
    for (const Scaled& one : cells) wanted += sum_of(one.dwellings);
    std::vector<double> of_cell;
    for (const Scaled& one : cells) of_cell.push_back(sum_of(one.dwellings) * told / wanted);
    // By turns for the cells and for the ages, which the table knows best and which come last.
    for (int round = 0; round < 8; ++round) {
        scale_ages();
        if (round == 7) break;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const double sum = sum_of(cells[i].dwellings);
            for (double& dwellings : cells[i].dwellings) dwellings *= sum > 0 ? of_cell[i] / sum : 0;
        }
    }
}

/// The share of each cell's dwellings in houses of several families, so that they are together those of the table.
void share_types(const TableRow& table, std::vector<Scaled>& cells) {
    double told = 0, all = 0;
    for (const Scaled& one : cells) told += one.cell->dwellings_of_several, all += sum_of(one.dwellings);
    const double wanted = table.all_dwellings - table.of_one - 2 * table.of_two;
    const bool has_table = std::isfinite(wanted) && wanted >= 0 && table.all_dwellings > 0;
    const double mean = has_table ? wanted / table.all_dwellings : all > 0 ? std::min(told / all, k_most_of_several) : 0;
    double factor = told > 0 ? mean * all / told : 0;
    // Cells that are full leave the rest to the others: a few rounds settle it.
    for (int round = 0; round < 8; ++round) {
        double placed = 0;
        for (Scaled& one : cells) {
            const double dwellings = sum_of(one.dwellings);
            one.of_several =
                told > 0 ? dwellings > 0 ? std::min(k_most_of_several, factor * one.cell->dwellings_of_several / dwellings) : 0 : mean;
            placed += one.of_several * dwellings;
        }
        if (!(placed > 0) || told <= 0) return;
        factor *= mean * all / placed;
    }
}

/// Living area of each cell by the size of its dwellings, together that of the table.
void share_area(const TableRow& table, std::vector<Scaled>& cells) {
    double told_m2 = 0, told = 0, all_m2 = 0;
    for (const Scaled& one : cells) told_m2 += one.cell->living_m2, told += one.cell->dwellings;
    const double mean_m2 = told > 0 ? told_m2 / told : k_usual_living_m2;
    for (Scaled& one : cells) {
        const double own_m2 = one.cell->dwellings > 0 ? one.cell->living_m2 / one.cell->dwellings : mean_m2;
        one.living_m2 = own_m2 * sum_of(one.dwellings);
        all_m2 += one.living_m2;
    }
    if (!(table.living_m2 > 0) || !(all_m2 > 0)) return;
    for (Scaled& one : cells) one.living_m2 *= table.living_m2 / all_m2;
}

Building building_of(const Scaled& one, const HectareCounts& counts, const BuildingUses& uses) {
    Building building;
    building.place = counts.place_of(one.cell->centre);
    building.is_cell = true;
    building.use = uses.find("dwelling");
    building.use_origin = building.age_origin = Origin::Given;
    building.is_heated = true;
    building.area_origin = Origin::Derived;
    building.municipality = one.cell->municipality;
    building.houses = static_cast<float>(sum_of(one.houses));
    building.counted_houses = static_cast<float>(sum_of(one.cell->houses));
    building.dwellings = static_cast<float>(sum_of(one.dwellings));
    // Of all its dwellings: those whose floor area is told are fewer where small counts are withheld.
    const double dwellings = std::max(one.cell->dwellings, sum_of(one.dwellings));
    if (std::isfinite(one.cell->vacant) && dwellings > 0)
        building.vacant_share = static_cast<float>(std::min(1.0, one.cell->vacant / dwellings));
    building.reference_m2 = static_cast<float>(reference_of_living_m2(one.living_m2));
    building.ages = shares_of_census(one.houses);
    building.floor_ages = shares_of_census(one.dwellings);
    building.timber_likelihood = timber_frame_prior(building.ages, building.place);
    const double houses = sum_of(one.cell->houses);
    const double terraced = houses > 0 ? std::min(1.0, one.cell->terraced / houses) : 0;
    const double flats = one.of_several * k_flat_per_house_area, rest = 1 - one.of_several;
    const double several = flats / (flats + rest);
    building.types = {static_cast<float>((1 - several) * (1 - terraced)), static_cast<float>((1 - several) * terraced),
                      static_cast<float>(several), 0};
    return building;
}

/// Whether the place lies where buildings themselves are known.
bool has_buildings(const Inputs& inputs, geo::Point place) {
    const auto coverage = inputs.coverage_of("buildings");
    return std::any_of(coverage.begin(), coverage.end(), [&](const geo::Geometry* ground) { return geo::contains(*ground, place); });
}

void put(const Scaled& one, const HectareCounts& counts, BuildingStock& stock) {
    const std::size_t row = stock.shapes.add(one.cell->table->geometry(one.cell->row));
    stock.shapes.column("id", geo::ColumnType::Text).texts[row] = one.cell->table->text(one.cell->row, "cell");
    stock.buildings.push_back(building_of(one, counts, stock.uses));
    stock.centres.push_back(one.cell->centre);
}

/// The figures of both counts, and what the difference is.
void tell_difference(BuildingStock& stock) {
    double census = 0, listed = 0, table = 0;
    for (const Municipality& municipality : stock.municipalities) {
        census += municipality.census_houses;
        if (!std::isfinite(municipality.houses)) continue;
        table += municipality.houses;
        listed += municipality.census_houses;
    }
    stock.figures.push_back({"census_houses", {"Wohngebäude in Zensuszellen", "Residential buildings in census cells"}, census});
    if (!(table > 0)) return;
    stock.figures.push_back({"table_houses", {"Wohngebäude nach Gemeindetabelle", "Residential buildings by municipal table"}, table});
    const auto in = [](core::Language language) { return [language](double count) { return core::number(count, 0, language); }; };
    const auto german = in(core::Language::German), english = in(core::Language::English);
    const bool has_more = census > listed;  // in areas of no municipality
    stock.notes.push_back(
        {fmt::format("Die Zensuszellen zählen {} Wohngebäude, die Gemeindetabelle {}: {} fehlen, weil kleine Anzahlen zurückgehalten sind. "
                     "Die Zellen sind auf die Tabelle hochgerechnet{}.",
                     german(census), german(table), german(table - listed),
                     has_more ? fmt::format(", bis auf {}, über die sie nichts sagt", german(census - listed)) : ""),
         fmt::format("The census cells count {} residential buildings, the municipal table {}: {} are missing because small counts are "
                     "withheld. The cells are scaled to the table{}.",
                     english(census), english(table), english(table - listed),
                     has_more ? fmt::format(", but for {} of which it says nothing", english(census - listed)) : "")});
}

}  // namespace

void add_census_cells(const Inputs& inputs, std::span<const CensusCell> cells, HectareCounts& counts, BuildingStock& stock) {
    // Cells that buildings cover are scaled with the others, since the table counts their houses too.
    std::vector<std::vector<Scaled>> by_municipality(stock.municipalities.size() + 1);
    for (const CensusCell& cell : cells)
        if (sum_of(cell.houses) > 0)
            by_municipality[static_cast<std::size_t>(cell.municipality + 1)].push_back(
                {&cell, {}, {}, 0, 0, has_buildings(inputs, cell.centre)});
    for (std::size_t i = 0; i < by_municipality.size(); ++i) {
        std::vector<Scaled>& of_one = by_municipality[i];
        const TableRow table = i > 0 ? row_of(inputs, stock.municipalities[i - 1].ags) : TableRow{};
        scale_houses(table, of_one);
        share_dwellings(table, of_one);
        share_types(table, of_one);
        share_area(table, of_one);
        if (i > 0)
            for (const Scaled& one : of_one) stock.municipalities[i - 1].census_houses += sum_of(one.cell->houses);
        std::erase_if(of_one, [](const Scaled& one) { return one.has_buildings; });
        for (const Scaled& one : of_one) {
            HectareCounts::Counts& here = counts.at(one.cell->centre);
            here.dwellings += static_cast<float>(sum_of(one.houses));
            here.old += static_cast<float>(one.houses[0]);
        }
    }
    const std::size_t before = stock.size();
    for (const auto& part : by_municipality)
        for (const Scaled& one : part) put(one, counts, stock);
    if (stock.size() == before) return;
    tell_difference(stock);
    stock.notes.push_back(
        {"Ohne Grundrisse tragen Zensuszellen das Modell: Baualter je Zelle gezählt, Haustypen und Wohnfläche abgeleitet.",
         "Without footprints census cells carry the model: ages counted by cell, house types and living area derived."});
}

}  // namespace kreisblick::potentials
