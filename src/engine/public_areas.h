#pragma once

#include "core/result.h"
#include "geo/geometry.h"
#include "geo/grid_spec.h"
#include "io/district_file.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace kreisblick::engine {

/// The one division of a district by which everybody is told of houses: cells of 100 m, each given to the nearest village; where the
/// district knows no villages, squares of 1 km. There is only this one, at every scale and for every layer: sums over two divisions could
/// be taken from each other.
class PublicAreas {
  public:
    struct Area {
        std::string name;
        geo::Point place;
    };

    [[nodiscard]] static core::Result<PublicAreas> of(const io::DistrictFile& file);

    [[nodiscard]] const std::vector<Area>& areas() const { return m_areas; }
    /// The cells of 100 m that the areas are made of.
    [[nodiscard]] const geo::GridSpec& cells() const { return m_cells; }
    /// Number of the area that holds a place; nothing outside the grid.
    [[nodiscard]] std::optional<std::size_t> at(geo::Point place) const;
    /// The area of a case: at its building, else at its place.
    [[nodiscard]] std::optional<std::size_t> of_case(const std::string& building, double x, double y) const;
    /// Where a case is: at its building, else at its place.
    [[nodiscard]] std::optional<geo::Point> place_of(const std::string& building, double x, double y) const;
    /// Buildings in each area, where the district has any; else empty.
    [[nodiscard]] const std::vector<std::size_t>& buildings() const { return m_buildings; }
    /// Whether a building stands in the cell of a place: only there values are drawn. True everywhere where buildings are not known.
    [[nodiscard]] bool is_built_up(geo::Point place) const;

  private:
    [[nodiscard]] std::size_t cell_of(geo::Point place) const;
    void divide_by_villages();
    void divide_by_squares();
    [[nodiscard]] core::Result<void> look_at_buildings(const io::DistrictFile& file);

    geo::GridSpec m_cells;  // 100 m, over the district's grid
    std::vector<Area> m_areas;
    std::vector<std::uint16_t> m_area_of_cell;
    std::vector<std::uint8_t> m_built_up;  // per cell
    std::vector<std::size_t> m_buildings;  // per area
    std::map<std::string, geo::Point> m_place_of_building;
};

}  // namespace kreisblick::engine
