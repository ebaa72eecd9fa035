#pragma once

#include "potentials/building_records.h"

#include <cstdint>
#include <span>
#include <vector>

namespace kreisblick::potentials {

/// Counts of buildings by hectare, and their sums over the nine hectares around a place.
class HectareCounts {
  public:
    struct Counts {
        float buildings = 0;  ///< of a size that people can live in
        float numbered = 0;   ///< with a house number
        float dwellings = 0;  ///< residential buildings
        float old = 0;        ///< of those, built before 1919 (expected)
    };
    /// Over this extent; places outside it count for the hectare that is nearest.
    explicit HectareCounts(const geo::Extent& extent);

    [[nodiscard]] Counts& at(geo::Point place);
    [[nodiscard]] Counts around(geo::Point place) const;
    /// The part of a settlement that a place lies in: an old core has many houses of which a third or more is old.
    [[nodiscard]] PlaceKind place_of(geo::Point place) const;

  private:
    [[nodiscard]] int column_of(double x) const;
    [[nodiscard]] int row_of(double y) const;
    geo::Extent m_extent;
    int m_width = 1, m_height = 1;
    std::vector<Counts> m_counts;
};

/// Rows found by where their shapes lie.
class Neighbours {
  public:
    /// Over this extent; what lies outside it is found from its edge.
    Neighbours(const geo::FeatureTable& shapes, const geo::Extent& extent);
    /// Rows whose squares the extent touches, each once, in order.
    [[nodiscard]] std::vector<std::uint32_t> near(const geo::Extent& extent) const;

  private:
    template <typename Visitor>
    void visit(const geo::Extent& extent, const Visitor& visitor) const;
    geo::Extent m_extent;
    int m_width = 1, m_height = 1;
    std::vector<std::uint32_t> m_first, m_rows;  // square → rows
};

/// What the buildings of a district say about each other; sets the use of those that no word tells, and the evidence of ensembles.
void count_buildings(std::span<const BuildingRecord> records, const BuildingStock& stock, HectareCounts& counts);
/// The use of a building that no word tells: by its size, and where house numbers are common by whether it has one. Also recognises the
/// large unheated buildings of farms.
void tell_use(const BuildingRecord& record, const BuildingUses& uses, const HectareCounts::Counts& around, Building& building);
/// How many other buildings stand less than 1 m from each, by row; 0 for those that are never asked.
[[nodiscard]] std::vector<std::uint8_t> party_walls(const BuildingStock& stock, const Neighbours& neighbours, const core::Job& job);
/// Which rows are a barn, or stand within 40 m of one.
[[nodiscard]] std::vector<std::uint8_t> farm_ensembles(const BuildingStock& stock, const geo::Extent& extent);

}  // namespace kreisblick::potentials
