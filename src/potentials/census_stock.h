#pragma once

#include "potentials/building_stock.h"
#include "potentials/building_surroundings.h"

#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

namespace kreisblick::potentials {

/// \file
/// What the census of 2011 counts in cells of 100 m (dataset census_100m), and cells that carry the building model where no buildings are
/// known. Counts below 3 are withheld there, so that an empty value is no 0.

/// The counts of one cell.
struct CensusCell {
    const geo::FeatureTable* table = nullptr;
    std::size_t row = 0;
    geo::Point centre;
    std::int16_t municipality = -1;
    std::array<double, k_census_ages> houses{};  ///< residential buildings by year of building; withheld ones are 0
    double dwellings_of_several = 0;             ///< dwellings in houses of three and more
    double terraced = 0;                         ///< terraced houses
    double dwellings = 0;                        ///< those whose floor area is told
    double least_dwellings = 0;                  ///< in its houses by their size, or those whose floor area is told if they are more
    double living_m2 = 0;                        ///< of them
    double vacant = std::numeric_limits<double>::quiet_NaN();
};

/// The municipalities with what statistics know of them, by the borders that the district has.
[[nodiscard]] std::vector<Municipality> municipalities_of(const Inputs& inputs);
/// The municipality that holds each place, −1 where none does.
[[nodiscard]] std::vector<std::int16_t> municipality_of_places(std::span<const Municipality> municipalities,
                                                               std::span<const geo::Point> places);

/// All cells that count any residential building or dwelling.
[[nodiscard]] std::vector<CensusCell> census_cells(const Inputs& inputs, std::span<const Municipality> municipalities);

/// Finds the cell that holds a place.
class CensusIndex {
  public:
    explicit CensusIndex(std::span<const CensusCell> cells);
    [[nodiscard]] const CensusCell* at(geo::Point place) const;

  private:
    std::span<const CensusCell> m_cells;
    std::unordered_map<std::int64_t, std::vector<std::size_t>> m_squares;
};

/// Puts those of the cells into the stock that no known building covers: their houses by age, scaled to the municipal table where the
/// statistics have one, their living area and their types (estimated), and the place and timber framing that follow from the houses around,
/// which are added to the counts. Notes and figures say what was scaled.
void add_census_cells(const Inputs& inputs, std::span<const CensusCell> cells, HectareCounts& counts, BuildingStock& stock);

}  // namespace kreisblick::potentials
