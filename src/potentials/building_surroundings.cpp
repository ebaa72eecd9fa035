#include "potentials/building_surroundings.h"

#include "core/parallel.h"

#include <algorithm>
#include <cmath>

namespace kreisblick::potentials {
namespace {

constexpr double k_hectare_m = 100;
constexpr double k_square_m = 50;
constexpr double k_wall_m = 1;
constexpr double k_ensemble_m = 40;
constexpr float k_livable_m2 = 35;

double squared_distance(geo::Point p, geo::Point a, geo::Point b) {
    const double dx = b.x - a.x, dy = b.y - a.y, length = dx * dx + dy * dy;
    const double t = length > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length, 0.0, 1.0) : 0;
    return std::pow(a.x + t * dx - p.x, 2) + std::pow(a.y + t * dy - p.y, 2);
}

/// Whether a corner of one ring lies that near to an edge of the other.
bool has_corner_near(std::span<const geo::Point> corners, std::span<const geo::Point> ring, double reach_m) {
    for (const geo::Point corner : corners)
        for (std::size_t i = 0; i + 1 < ring.size(); ++i)
            if (squared_distance(corner, ring[i], ring[i + 1]) < reach_m * reach_m) return true;
    return false;
}

bool are_close(const geo::FeatureTable& shapes, std::size_t a, std::size_t b, double reach_m) {
    for (std::size_t i = 0; i < shapes.part_count(a); ++i)
        for (std::size_t j = 0; j < shapes.part_count(b); ++j)
            if (has_corner_near(shapes.part(a, i), shapes.part(b, j), reach_m) ||
                has_corner_near(shapes.part(b, j), shapes.part(a, i), reach_m))
                return true;
    return false;
}

}  // namespace

HectareCounts::HectareCounts(const geo::Extent& extent) : m_extent(extent) {
    if (extent.is_empty()) m_extent = {0, 0, k_hectare_m, k_hectare_m};
    m_width = static_cast<int>((m_extent.x_max - m_extent.x_min) / k_hectare_m) + 1;
    m_height = static_cast<int>((m_extent.y_max - m_extent.y_min) / k_hectare_m) + 1;
    m_counts.resize(static_cast<std::size_t>(m_width) * static_cast<std::size_t>(m_height));
}

int HectareCounts::column_of(double x) const { return std::clamp(static_cast<int>((x - m_extent.x_min) / k_hectare_m), 0, m_width - 1); }
int HectareCounts::row_of(double y) const { return std::clamp(static_cast<int>((y - m_extent.y_min) / k_hectare_m), 0, m_height - 1); }

HectareCounts::Counts& HectareCounts::at(geo::Point place) {
    return m_counts[static_cast<std::size_t>(row_of(place.y)) * static_cast<std::size_t>(m_width) +
                    static_cast<std::size_t>(column_of(place.x))];
}

HectareCounts::Counts HectareCounts::around(geo::Point place) const {
    Counts sum;
    const int column = column_of(place.x), row = row_of(place.y);
    for (int y = std::max(0, row - 1); y <= std::min(m_height - 1, row + 1); ++y)
        for (int x = std::max(0, column - 1); x <= std::min(m_width - 1, column + 1); ++x) {
            const Counts& one = m_counts[static_cast<std::size_t>(y) * static_cast<std::size_t>(m_width) + static_cast<std::size_t>(x)];
            sum = {sum.buildings + one.buildings, sum.numbered + one.numbered, sum.dwellings + one.dwellings, sum.old + one.old};
        }
    return sum;
}

PlaceKind HectareCounts::place_of(geo::Point place) const {
    constexpr float core_dwellings = 12, core_share = 0.35F, settlement_dwellings = 10;
    const Counts counts = around(place);
    if (counts.dwellings >= core_dwellings && counts.old >= core_share * counts.dwellings) return PlaceKind::OldCore;
    return counts.dwellings >= settlement_dwellings ? PlaceKind::Settlement : PlaceKind::Outside;
}

template <typename Visitor>
void Neighbours::visit(const geo::Extent& extent, const Visitor& visitor) const {
    if (extent.is_empty()) return;
    const auto column = [&](double x) { return std::clamp(static_cast<int>((x - m_extent.x_min) / k_square_m), 0, m_width - 1); };
    const auto row = [&](double y) { return std::clamp(static_cast<int>((y - m_extent.y_min) / k_square_m), 0, m_height - 1); };
    for (int y = row(extent.y_min); y <= row(extent.y_max); ++y)
        for (int x = column(extent.x_min); x <= column(extent.x_max); ++x)
            visitor(static_cast<std::size_t>(y) * static_cast<std::size_t>(m_width) + static_cast<std::size_t>(x));
}

Neighbours::Neighbours(const geo::FeatureTable& shapes, const geo::Extent& extent) : m_extent(extent) {
    if (m_extent.is_empty()) m_extent = {0, 0, k_square_m, k_square_m};
    m_width = static_cast<int>((m_extent.x_max - m_extent.x_min) / k_square_m) + 1;
    m_height = static_cast<int>((m_extent.y_max - m_extent.y_min) / k_square_m) + 1;
    m_first.assign(static_cast<std::size_t>(m_width) * static_cast<std::size_t>(m_height) + 1, 0);
    for (std::size_t row = 0; row < shapes.size(); ++row) visit(shapes.extent(row), [&](std::size_t square) { ++m_first[square + 1]; });
    for (std::size_t square = 1; square < m_first.size(); ++square) m_first[square] += m_first[square - 1];
    m_rows.resize(m_first.back());
    std::vector<std::uint32_t> next(m_first.begin(), m_first.end() - 1);
    for (std::size_t row = 0; row < shapes.size(); ++row)
        visit(shapes.extent(row), [&](std::size_t square) { m_rows[next[square]++] = static_cast<std::uint32_t>(row); });
}

std::vector<std::uint32_t> Neighbours::near(const geo::Extent& extent) const {
    std::vector<std::uint32_t> rows;
    visit(extent,
          [&](std::size_t square) { rows.insert(rows.end(), m_rows.begin() + m_first[square], m_rows.begin() + m_first[square + 1]); });
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    return rows;
}

void count_buildings(std::span<const BuildingRecord> records, const BuildingStock& stock, HectareCounts& counts) {
    for (std::size_t row = 0; row < records.size(); ++row) {
        const Building& building = stock.buildings[row];
        HectareCounts::Counts& here = counts.at(stock.centres[row]);
        if (building.footprint_m2 >= k_livable_m2) ++here.buildings;
        if (records[row].has_house_number) ++here.numbered;
    }
}

void tell_use(const BuildingRecord& record, const BuildingUses& uses, const HectareCounts::Counts& around, Building& building) {
    constexpr float hall_m2 = 600, large_farm_m2 = 400;
    constexpr float numbers_are_common = 0.25F;
    if (building.use == BuildingUses::k_unknown) {
        const bool has_numbers_around = around.numbered >= 3 && around.numbered >= numbers_are_common * around.buildings;
        const bool is_outbuilding = building.footprint_m2 < k_livable_m2 || (has_numbers_around && !record.has_house_number);
        const bool is_hall = building.footprint_m2 >= hall_m2 && !record.has_house_number;
        building.use = uses.find(is_hall ? "storage" : is_outbuilding ? "shed" : "dwelling");
        building.use_origin = Origin::Derived;
    }
    const std::string& id = uses.at(building.use).id;
    const bool is_farm = id == "farmhouse" || id == "farm_work";
    building.is_large_farm_building = is_farm && building.footprint_m2 >= large_farm_m2 && building.use_origin != Origin::Corrected;
    if (building.heated_origin != Origin::Derived) return;
    if (building.is_large_farm_building) building.use = uses.find("barn"), building.use_origin = Origin::Derived;
    building.is_heated = uses.at(building.use).is_heated;
}

std::vector<std::uint8_t> party_walls(const BuildingStock& stock, const Neighbours& neighbours, const core::Job& job) {
    std::vector<std::uint8_t> walls(stock.size(), 0);
    core::parallel_blocks(static_cast<std::int64_t>(stock.size()), 512, [&](std::int64_t begin, std::int64_t end) {
        for (auto row = static_cast<std::size_t>(begin); row < static_cast<std::size_t>(end) && !job.stopped(); ++row) {
            const BuildingUse& use = stock.uses.at(stock.buildings[row].use);
            if (!use.is_dwelling && !use.may_be_timber) continue;
            const geo::Extent reach = stock.shapes.extent(row).grown(k_wall_m);
            for (const std::uint32_t other : neighbours.near(reach))
                if (other != row && walls[row] < 9 && stock.shapes.extent(other).intersects(reach) &&
                    are_close(stock.shapes, row, other, k_wall_m))
                    ++walls[row];
        }
    });
    return walls;
}

std::vector<std::uint8_t> farm_ensembles(const BuildingStock& stock, const geo::Extent& extent) {
    const BuildingUses::Index barn = stock.uses.find("barn");
    geo::FeatureTable barns(geo::GeometryKind::Point);
    std::vector<geo::Point> places;
    for (std::size_t row = 0; row < stock.size(); ++row)
        if (stock.buildings[row].use == barn) {
            barns.add({geo::GeometryKind::Point, {{{stock.centres[row]}, false}}});
            places.push_back(stock.centres[row]);
        }
    std::vector<std::uint8_t> found(stock.size(), 0);
    if (places.empty()) return found;
    const Neighbours near_barns(barns, extent);
    for (std::size_t row = 0; row < stock.size(); ++row) {
        const geo::Point here = stock.centres[row];
        for (const std::uint32_t other : near_barns.near(geo::Extent{here.x, here.y, here.x, here.y}.grown(k_ensemble_m)))
            if (std::hypot(places[other].x - here.x, places[other].y - here.y) <= k_ensemble_m) found[row] = 1;
    }
    return found;
}

}  // namespace kreisblick::potentials
