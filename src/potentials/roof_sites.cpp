#include "potentials/roof_sites.h"

#include "core/parallel.h"

#include <cmath>
#include <cstdint>
#include <unordered_map>

namespace kreisblick::potentials {
namespace {

/// Things found by where they lie, in squares of 100 m.
template <typename Thing>
class Squares {
  public:
    void add(const geo::Extent& extent, const Thing& thing) {
        visit(extent, [&](std::int64_t square) { m_things[square].push_back(thing); });
    }
    /// Calls visitor(thing) for all whose squares the extent touches, some of them more than once, until it returns true.
    template <typename Visitor>
    bool any(const geo::Extent& extent, const Visitor& visitor) const {
        bool found = false;
        visit(extent, [&](std::int64_t square) {
            const auto entry = m_things.find(square);
            if (found || entry == m_things.end()) return;
            for (const Thing& thing : entry->second)
                if (!found) found = visitor(thing);
        });
        return found;
    }

  private:
    static constexpr double k_edge_m = 100;

    template <typename Visitor>
    static void visit(const geo::Extent& extent, const Visitor& visitor) {
        if (extent.is_empty()) return;
        const auto first_x = static_cast<std::int64_t>(std::floor(extent.x_min / k_edge_m));
        const auto last_x = static_cast<std::int64_t>(std::floor(extent.x_max / k_edge_m));
        const auto first_y = static_cast<std::int64_t>(std::floor(extent.y_min / k_edge_m));
        const auto last_y = static_cast<std::int64_t>(std::floor(extent.y_max / k_edge_m));
        for (std::int64_t y = first_y; y <= last_y; ++y)
            for (std::int64_t x = first_x; x <= last_x; ++x) visitor(y * 1'000'003 + x);
    }

    std::unordered_map<std::int64_t, std::vector<Thing>> m_things;
};

using Monuments = Squares<geo::Point>;

Monuments monuments_of(std::span<const geo::FeatureTable* const> tables) {
    Monuments squares;
    for (const geo::FeatureTable* table : tables)
        for (std::size_t row = 0; row < table->size(); ++row) {
            const geo::Point point = geo::centroid(table->geometry(row));
            if (table->part_count(row) > 0) squares.add({point.x, point.y, point.x, point.y}, point);
        }
    return squares;
}

bool says_monument(const geo::Column* heritage, std::size_t row) {
    if (!heritage) return false;
    const std::string text = heritage->text_at(row);
    return !text.empty() && text != "no" && text != "0";
}

/// The buildings of one table, measured.
std::vector<RoofSite> sites_of(const geo::FeatureTable& table, const Monuments& monuments, const core::Job& job) {
    std::vector<RoofSite> sites(table.size());
    const geo::Column* heritage = table.find("heritage");
    core::parallel_blocks(static_cast<std::int64_t>(table.size()), 1024, [&](std::int64_t begin, std::int64_t end) {
        for (auto row = static_cast<std::size_t>(begin); row < static_cast<std::size_t>(end) && !job.stopped(); ++row) {
            const geo::Geometry footprint = table.geometry(row);
            const geo::Extent reach = table.extent(row).grown(k_monument_reach_m);
            const bool is_near =
                monuments.any(reach, [&](geo::Point p) { return reach.contains(p) && geo::distance(footprint, p) <= k_monument_reach_m; });
            sites[row] = {&table, row, geo::centroid(footprint), geo::area(footprint), is_near || says_monument(heritage, row)};
        }
    });
    std::erase_if(sites, [](const RoofSite& site) { return !(site.footprint_m2 > 0); });
    return sites;
}

}  // namespace

std::vector<RoofSite> roof_sites(std::span<const geo::FeatureTable* const> buildings, std::span<const geo::FeatureTable* const> monuments,
                                 const core::Job& job) {
    const Monuments listed = monuments_of(monuments);
    std::vector<RoofSite> chosen;
    Squares<const RoofSite*> above;
    std::vector<std::vector<RoofSite>> by_table;
    by_table.reserve(buildings.size());
    for (std::size_t i = buildings.size(); i-- > 0;) {
        if (buildings[i]->kind() != geo::GeometryKind::Polygon) continue;
        const std::vector<RoofSite>& sites = by_table.emplace_back(sites_of(*buildings[i], listed, job));
        for (const RoofSite& site : sites) {
            if (job.stopped()) return {};
            const geo::Point c = site.centre;
            const auto covers = [&](const RoofSite* other) {
                return other->table->extent(other->row).contains(c) && geo::contains(other->table->geometry(other->row), c);
            };
            if (!above.any({c.x, c.y, c.x, c.y}, covers)) chosen.push_back(site);
        }
        if (i > 0)  // for the parts below
            for (const RoofSite& site : sites) above.add(site.table->extent(site.row), &site);
    }
    return chosen;
}

}  // namespace kreisblick::potentials
