#include "engine/public_areas.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

namespace kreisblick::engine {
namespace {

constexpr double k_cell_m = 100;
constexpr int k_cells_of_a_square = 10;

/// Classes of places that people call their village or town; quarters and single farms belong to them.
bool is_village(const std::string& place_class) {
    static const std::set<std::string> villages{"city", "town", "village", "PPL", "PPLA", "PPLA2", "PPLA3", "PPLA4"};
    return villages.contains(place_class);
}

/// Cells of 100 m on multiples of 100 m, so that they stay the same when the district's grid changes.
geo::GridSpec cells_over(const geo::GridSpec& grid) {
    const geo::Extent extent = grid.extent();
    const double x_min = std::floor(extent.x_min / k_cell_m) * k_cell_m, y_max = std::ceil(extent.y_max / k_cell_m) * k_cell_m;
    return {x_min, y_max, k_cell_m, static_cast<int>(std::ceil((extent.x_max - x_min) / k_cell_m)),
            static_cast<int>(std::ceil((y_max - extent.y_min) / k_cell_m))};
}

std::vector<PublicAreas::Area> villages_of(const geo::FeatureTable& places) {
    std::vector<PublicAreas::Area> villages;
    for (std::size_t row = 0; row < places.size(); ++row)
        if (is_village(places.text(row, "class")) && !places.text(row, "name").empty() && places.part_count(row) > 0)
            villages.push_back({places.text(row, "name"), places.extent(row).centre()});
    return villages;
}

}  // namespace

core::Result<PublicAreas> PublicAreas::of(const io::DistrictFile& file) {
    PublicAreas result;
    result.m_cells = cells_over(file.district().grid);
    for (const model::DatasetPart* part : file.district().parts_of("places")) {
        if (part->kind != model::DatasetKind::Vector) continue;
        KREISBLICK_TRY(const geo::FeatureTable places, file.read_features(*part));
        for (Area& village : villages_of(places)) result.m_areas.push_back(std::move(village));
    }
    constexpr std::size_t k_most_areas = std::numeric_limits<std::uint16_t>::max();
    if (result.m_areas.empty() || result.m_areas.size() > k_most_areas)
        result.divide_by_squares();
    else
        result.divide_by_villages();
    KREISBLICK_CHECK(result.look_at_buildings(file));
    return result;
}

void PublicAreas::divide_by_villages() {
    for (int row = 0; row < m_cells.height; ++row)
        for (int column = 0; column < m_cells.width; ++column) {
            const geo::Point centre = m_cells.centre(column, row);
            std::size_t nearest = 0;
            double least = std::numeric_limits<double>::infinity();
            for (std::size_t i = 0; i < m_areas.size(); ++i) {
                const double dx = m_areas[i].place.x - centre.x, dy = m_areas[i].place.y - centre.y, square = dx * dx + dy * dy;
                if (square < least) least = square, nearest = i;
            }
            m_area_of_cell.push_back(static_cast<std::uint16_t>(nearest));
        }
}

void PublicAreas::divide_by_squares() {
    m_areas.clear();
    std::map<std::pair<long, long>, std::uint16_t> number_of;
    const double square_m = k_cell_m * k_cells_of_a_square;
    for (int row = 0; row < m_cells.height; ++row)
        for (int column = 0; column < m_cells.width; ++column) {
            const geo::Point centre = m_cells.centre(column, row);
            const std::pair key{std::lround(std::floor(centre.x / square_m)), std::lround(std::floor(centre.y / square_m))};
            const auto [entry, is_new] = number_of.emplace(key, static_cast<std::uint16_t>(m_areas.size()));
            if (is_new)
                m_areas.push_back(
                    {fmt::format("{} E {} N km", key.first, key.second),
                     {(static_cast<double>(key.first) + 0.5) * square_m, (static_cast<double>(key.second) + 0.5) * square_m}});
            m_area_of_cell.push_back(entry->second);
        }
}

core::Result<void> PublicAreas::look_at_buildings(const io::DistrictFile& file) {
    const auto parts = file.district().parts_of("buildings");
    if (parts.empty()) return {};
    m_built_up.assign(static_cast<std::size_t>(m_cells.cells()), 0);
    m_buildings.assign(m_areas.size(), 0);
    for (const model::DatasetPart* part : parts) {
        if (part->kind != model::DatasetKind::Vector) continue;
        KREISBLICK_TRY(const geo::FeatureTable buildings, file.read_features(*part));
        const geo::Column* ids = buildings.find("id");
        for (std::size_t row = 0; row < buildings.size(); ++row) {
            if (buildings.part_count(row) == 0) continue;
            const geo::Point place = buildings.extent(row).centre();
            if (ids && ids->is_text() && !ids->texts[row].empty()) m_place_of_building[ids->texts[row]] = place;
            const auto area = at(place);
            if (!area) continue;
            ++m_buildings[*area];
            m_built_up[cell_of(place)] = 1;
        }
    }
    return {};
}

std::size_t PublicAreas::cell_of(geo::Point place) const {
    return static_cast<std::size_t>(m_cells.row_at(place.y)) * static_cast<std::size_t>(m_cells.width) +
           static_cast<std::size_t>(m_cells.column_at(place.x));
}

std::optional<std::size_t> PublicAreas::at(geo::Point place) const {
    if (!std::isfinite(place.x) || !std::isfinite(place.y)) return std::nullopt;
    const int column = m_cells.column_at(place.x), row = m_cells.row_at(place.y);
    if (column < 0 || row < 0 || column >= m_cells.width || row >= m_cells.height) return std::nullopt;
    return m_area_of_cell[cell_of(place)];
}

std::optional<std::size_t> PublicAreas::of_case(const std::string& building, double x, double y) const {
    const auto place = place_of(building, x, y);
    return place ? at(*place) : std::nullopt;
}

std::optional<geo::Point> PublicAreas::place_of(const std::string& building, double x, double y) const {
    if (const auto known = m_place_of_building.find(building); known != m_place_of_building.end()) return known->second;
    return std::isfinite(x) && std::isfinite(y) ? std::optional(geo::Point{x, y}) : std::nullopt;
}

bool PublicAreas::is_built_up(geo::Point place) const { return m_built_up.empty() || (at(place) && m_built_up[cell_of(place)] != 0); }

}  // namespace kreisblick::engine
