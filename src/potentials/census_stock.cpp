#include "potentials/census_stock.h"

#include "core/parallel.h"
#include "potentials/floor_area.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>
#include <utility>

namespace kreisblick::potentials {
namespace {

constexpr double k_cell_m = 100;

constexpr std::array<const char*, k_census_ages> k_house_columns{
    "geb_baujahr_vor1919",   "geb_baujahr_1919_1948", "geb_baujahr_1949_1978", "geb_baujahr_1979_1986", "geb_baujahr_1987_1990",
    "geb_baujahr_1991_1995", "geb_baujahr_1996_2000", "geb_baujahr_2001_2004", "geb_baujahr_2005_2008", "geb_baujahr_ab2009"};

/// Columns of dwellings by living area, with the area that stands for the class.
constexpr std::pair<const char*, double> k_area_columns[] = {
    {"wo_flaeche_m2_unter30", 25},  {"wo_flaeche_m2_30_39", 35},    {"wo_flaeche_m2_40_49", 45},    {"wo_flaeche_m2_50_59", 55},
    {"wo_flaeche_m2_60_69", 65},    {"wo_flaeche_m2_70_79", 75},    {"wo_flaeche_m2_80_89", 85},    {"wo_flaeche_m2_90_99", 95},
    {"wo_flaeche_m2_100_109", 105}, {"wo_flaeche_m2_110_119", 115}, {"wo_flaeche_m2_120_129", 125}, {"wo_flaeche_m2_130_139", 135},
    {"wo_flaeche_m2_140_149", 145}, {"wo_flaeche_m2_150_159", 155}, {"wo_flaeche_m2_160_169", 165}, {"wo_flaeche_m2_170_179", 175},
    {"wo_flaeche_m2_180plus", 220}};

/// Columns of houses of three and more dwellings, with the dwellings that stand for the class.
constexpr std::pair<const char*, double> k_several_columns[] = {
    {"geb_typ_mfh_3_6", 4.5}, {"geb_typ_mfh_7_12", 9}, {"geb_typ_mfh_13plus", 16}};
/// Columns of houses by how many dwellings they hold, with the number that stands for the class; all others hold one.
constexpr std::pair<const char*, double> k_size_columns[] = {
    {"geb_anzwo_2wo", 2}, {"geb_anzwo_3_6wo", 4.5}, {"geb_anzwo_7_12wo", 9}, {"geb_anzwo_13pluswo", 16}};
constexpr const char* k_terraced_columns[] = {"geb_typ_efh_reihenhaus", "geb_typ_zfh_reihenhaus"};

double value_or_0(const geo::FeatureTable& table, std::size_t row, const char* column) {
    const double value = table.number(row, column);
    return std::isfinite(value) && value > 0 ? value : 0;
}

double houses_of(const CensusCell& cell) {
    double sum = 0;
    for (const double houses : cell.houses) sum += houses;
    return sum;
}

/// Dwellings of the cell's houses by their sizes.
double dwellings_by_size(const CensusCell& cell) {
    double larger = 0, dwellings = 0;
    for (const auto& [column, each] : k_size_columns) {
        const double houses = value_or_0(*cell.table, cell.row, column);
        larger += houses;
        dwellings += each * houses;
    }
    return dwellings + std::max(0.0, houses_of(cell) - larger);
}

CensusCell cell_in(const geo::FeatureTable& table, std::size_t row) {
    CensusCell cell;
    cell.table = &table;
    cell.row = row;
    cell.centre = table.extent(row).centre();
    for (std::size_t age = 0; age < k_census_ages; ++age) cell.houses[age] = value_or_0(table, row, k_house_columns[age]);
    for (const auto& [column, area_m2] : k_area_columns) {
        const double dwellings = value_or_0(table, row, column);
        cell.dwellings += dwellings;
        cell.living_m2 += dwellings * area_m2;
    }
    for (const auto& [column, dwellings] : k_several_columns) cell.dwellings_of_several += dwellings * value_or_0(table, row, column);
    for (const char* column : k_terraced_columns) cell.terraced += value_or_0(table, row, column);
    cell.vacant = table.number(row, "wo_nutzung_leerstehend");
    cell.least_dwellings = std::max(cell.dwellings, dwellings_by_size(cell));
    return cell;
}

std::int64_t square_of(double x, double y) {
    return static_cast<std::int64_t>(std::floor(y / k_cell_m)) * 1'000'003 + static_cast<std::int64_t>(std::floor(x / k_cell_m));
}

/// What statistics add to a municipality.
void add_statistics(const Inputs& inputs, Municipality& municipality) {
    for (const geo::FeatureTable* table : inputs.tables("statistics"))
        for (std::size_t row = 0; row < table->size(); ++row) {
            if (table->text(row, "ags") != municipality.ags) continue;
            const auto number = [&](const char* column) { return table->number(row, column); };
            municipality.houses = number("dwelling_houses");
            municipality.dwellings = number("dwellings");
            municipality.vacancy_rate = number("vacant_houses") / number("dwelling_houses");
            // The two counts are three years apart: 2018 and 2021.
            municipality.people_percent_per_10_years = (number("population") / number("population_before") - 1) * 100 * 10 / 3;
        }
}

}  // namespace

std::vector<Municipality> municipalities_of(const Inputs& inputs) {
    std::vector<Municipality> municipalities;
    for (const geo::FeatureTable* table : inputs.tables("boundaries"))
        for (std::size_t row = 0; row < table->size(); ++row) {
            if (table->text(row, "level") != "municipality") continue;
            Municipality municipality;
            municipality.ags = table->text(row, "ags");
            municipality.name = table->text(row, "name");
            municipality.shape = table->geometry(row);
            add_statistics(inputs, municipality);
            municipalities.push_back(std::move(municipality));
        }
    return municipalities;
}

std::vector<std::int16_t> municipality_of_places(std::span<const Municipality> municipalities, std::span<const geo::Point> places) {
    std::vector<std::int16_t> found(places.size(), -1);
    std::vector<geo::Extent> extents;
    for (const Municipality& municipality : municipalities) extents.push_back(municipality.shape.extent());
    core::parallel_blocks(static_cast<std::int64_t>(places.size()), 1024, [&](std::int64_t begin, std::int64_t end) {
        for (auto i = static_cast<std::size_t>(begin); i < static_cast<std::size_t>(end); ++i)
            for (std::size_t m = 0; m < municipalities.size() && found[i] < 0; ++m)
                if (extents[m].contains(places[i]) && geo::contains(municipalities[m].shape, places[i]))
                    found[i] = static_cast<std::int16_t>(m);
    });
    return found;
}

std::vector<CensusCell> census_cells(const Inputs& inputs, std::span<const Municipality> municipalities) {
    std::vector<CensusCell> cells;
    std::vector<geo::Point> centres;
    for (const geo::FeatureTable* table : inputs.tables("census_100m"))
        for (std::size_t row = 0; row < table->size(); ++row) {
            if (table->part_count(row) == 0) continue;
            cells.push_back(cell_in(*table, row));
            if (houses_of(cells.back()) + cells.back().dwellings > 0) continue;
            cells.pop_back();
        }
    for (const CensusCell& cell : cells) centres.push_back(cell.centre);
    const std::vector<std::int16_t> inside = municipality_of_places(municipalities, centres);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        cells[i].municipality = inside[i];
        // The census says itself to which municipality a cell on a border belongs.
        const std::string ags = cells[i].table->text(cells[i].row, "ags");
        const auto named = std::find_if(municipalities.begin(), municipalities.end(), [&](const auto& m) { return m.ags == ags; });
        if (!ags.empty() && named != municipalities.end())
            cells[i].municipality = static_cast<std::int16_t>(named - municipalities.begin());
    }
    return cells;
}

CensusIndex::CensusIndex(std::span<const CensusCell> cells) : m_cells(cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) m_squares[square_of(cells[i].centre.x, cells[i].centre.y)].push_back(i);
}

const CensusCell* CensusIndex::at(geo::Point place) const {
    for (const double dy : {-k_cell_m, 0.0, k_cell_m})
        for (const double dx : {-k_cell_m, 0.0, k_cell_m}) {
            const auto found = m_squares.find(square_of(place.x + dx, place.y + dy));
            if (found == m_squares.end()) continue;
            for (const std::size_t i : found->second) {
                const CensusCell& cell = m_cells[i];
                if (cell.table->extent(cell.row).contains(place) && geo::contains(cell.table->geometry(cell.row), place)) return &cell;
            }
        }
    return nullptr;
}

}  // namespace kreisblick::potentials
