#include "fiction/curve.h"
#include "support/small_fiction.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <cmath>
#include <map>

using namespace kreisblick;
using tests::small_fiction;
using tests::table_of;

namespace {

/// Areas by cells of 100 m, to find what lies near a building.
class AreaIndex {
  public:
    void add(geo::Geometry area) {
        visit(area.extent(), [&](const Cell& cell) { m_cells[cell].push_back(m_areas.size()); });
        m_areas.push_back(std::move(area));
    }
    void add_polygons(const geo::FeatureTable& table) {
        for (std::size_t row = 0; row < table.size(); ++row) add(table.geometry(row));
    }
    /// Every line as a band of rectangles, one for each segment.
    void add_bands(const geo::FeatureTable& lines, double width_m) {
        using namespace fiction;
        for (std::size_t row = 0; row < lines.size(); ++row)
            for (std::size_t index = 1; index < lines.part(row, 0).size(); ++index) {
                const geo::Point from = lines.part(row, 0)[index - 1], to = lines.part(row, 0)[index];
                const geo::Point side = left_of(direction(to - from)) * (width_m / 2);
                add({geo::GeometryKind::Polygon, {{{from - side, to - side, to + side, from + side, from - side}, false}}});
            }
    }
    /// Whether the area shares more than a handful of earth with one of the others, holding it or held by it included.
    [[nodiscard]] bool overlaps(const geo::Geometry& area, std::size_t itself = static_cast<std::size_t>(-1)) const {
        bool found = false;
        const geo::Extent extent = area.extent();
        visit(extent, [&](const Cell& cell) {
            const auto near = m_cells.find(cell);
            if (near == m_cells.end()) return;
            for (const std::size_t other : near->second) {
                if (found || other == itself || !extent.intersects(m_areas[other].extent())) continue;
                const geo::Geometry left = geo::difference(area, m_areas[other]);
                found = left.is_empty() || geo::area(left) < geo::area(area) - 1e-3;
            }
        });
        return found;
    }

  private:
    using Cell = std::pair<int, int>;
    template <typename Visit>
    static void visit(const geo::Extent& extent, const Visit& call) {
        const auto cell = [](double value) { return static_cast<int>(std::floor(value / 100)); };
        for (int x = cell(extent.x_min); x <= cell(extent.x_max); ++x)
            for (int y = cell(extent.y_min); y <= cell(extent.y_max); ++y) call(Cell{x, y});
    }
    std::vector<geo::Geometry> m_areas;
    std::map<Cell, std::vector<std::size_t>> m_cells;
};

int overlapping(const geo::FeatureTable& buildings, const AreaIndex& areas, bool is_itself_among_them) {
    int count = 0;
    for (std::size_t row = 0; row < buildings.size(); ++row)
        count += areas.overlaps(buildings.geometry(row), is_itself_among_them ? row : static_cast<std::size_t>(-1));
    return count;
}

void check_overlaps(const fiction::Fiction& fiction) {
    const geo::FeatureTable& buildings = table_of(fiction, "buildings");
    AreaIndex houses, ways, waters;
    houses.add_polygons(buildings);
    CHECK(overlapping(buildings, houses, true) == 0);
    // The narrowest carriageway, the bed of a track, the narrowest brook.
    ways.add_bands(table_of(fiction, "roads"), 3.5);
    ways.add_bands(table_of(fiction, "railway"), 8);
    CHECK(overlapping(buildings, ways, false) == 0);
    waters.add_bands(table_of(fiction, "water", "lines"), 2);
    waters.add_polygons(table_of(fiction, "water", "areas"));
    CHECK(overlapping(buildings, waters, false) == 0);
}

}  // namespace

TEST_CASE("No building of the model district overlaps a building, a street, the railway or water", "[fiction][buildings]") {
    check_overlaps(small_fiction(GENERATE(1, 2, 3)));
}

TEST_CASE("No building of the full model district overlaps anything either", "[.long][fiction][buildings]") {
    const auto made = fiction::invent({1, 1, 25}, {});
    REQUIRE(made);
    check_overlaps(*made);
}

TEST_CASE("An area within another overlaps it, one beside it does not", "[fiction][buildings]") {
    AreaIndex areas;
    areas.add(geo::polygon_of({0, 0, 10, 10}));
    CHECK(areas.overlaps(geo::polygon_of({2, 2, 4, 4})));
    CHECK(areas.overlaps(geo::polygon_of({-5, -5, 50, 50})));
    CHECK_FALSE(areas.overlaps(geo::polygon_of({10, 0, 20, 10})));
    CHECK_FALSE(areas.overlaps(geo::polygon_of({0, 0, 10, 10}), 0));
}
