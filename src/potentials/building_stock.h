#pragma once

#include "potentials/age_classes.h"
#include "potentials/building_uses.h"
#include "potentials/heat_demand.h"
#include "potentials/method.h"
#include "potentials/timber_frame.h"

#include <array>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <vector>

namespace kreisblick::potentials {

/// Where a statement about a building comes from.
enum class Origin : std::uint8_t {
    Given,      ///< the data say so
    Derived,    ///< by a rule from other data about it
    Drawn,      ///< from the distribution of the census cell or municipality around it
    Assumed,    ///< nothing is known
    Corrected,  ///< somebody who knows it said so
};
[[nodiscard]] std::string_view name_of(Origin origin);

/// What the register or a correction says.
enum class VacancyFact : std::uint8_t { None, Suspected, Partly, Vacant, Ruin, InUse };

/// A building, or where none are known a census cell with all its residential buildings, and what of its evidence every layer needs.
/// Nothing in it depends on an assumption that the user can move.
struct Building {
    BuildingUses::Index use = BuildingUses::k_unknown;
    Origin use_origin = Origin::Given;
    bool is_cell = false;
    bool is_listed = false;
    bool is_heated = false;
    bool is_large_farm_building = false;  ///< recognised by its size as unheated
    bool is_corrected = false;
    Origin heated_origin = Origin::Derived;
    Origin storeys_origin = Origin::Assumed;
    Origin area_origin = Origin::Derived;
    Origin age_origin = Origin::Assumed;
    PlaceKind place = PlaceKind::Outside;
    VacancyFact vacancy = VacancyFact::None;
    TimberEvidences timber_seen{};
    std::int8_t timber_fact = -1;                                  ///< 0 or 1 where somebody knows it
    std::int8_t refurbishment = -1;                                ///< a Refurbishment where it is known
    std::int16_t municipality = -1;                                ///< of the stock; −1 = none, in the rim or where no borders are known
    float houses = 1;                                              ///< 1, or those of the cell, scaled to the municipal table
    float counted_houses = 0;                                      ///< of a cell, as the census counted them
    float dwellings = 0;                                           ///< of a cell
    float vacant_share = std::numeric_limits<float>::quiet_NaN();  ///< of a cell's dwellings, as the census counted them
    float footprint_m2 = 0;
    float eaves_m = std::numeric_limits<float>::quiet_NaN();
    float volume_m3 = std::numeric_limits<float>::quiet_NaN();  ///< where a 3D model tells it
    float storeys = 1;
    float reference_m2 = 0;  ///< energy reference area
    float altitude_m = std::numeric_limits<float>::quiet_NaN();
    float to_stop_m = std::numeric_limits<float>::quiet_NaN();
    float measured_kwh = std::numeric_limits<float>::quiet_NaN();  ///< a meter's yearly heat, where somebody entered it
    AgeShares ages{};                                              ///< of the houses; always known: the region's where nothing else is
    AgeShares floor_ages{};  ///< of the floor area: the same, but for cells whose older houses hold fewer dwellings
    std::array<float, k_house_types> types{1, 0, 0, 0};  ///< how its dwellings' area falls on the types

    /// Prior and evidence together; a fact where there is one; NaN for what is never timber-framed (a garage).
    double timber_likelihood = std::numeric_limits<double>::quiet_NaN();
};

/// What statistics know of a municipality.
struct Municipality {
    std::string ags;
    std::string name;
    double houses = std::numeric_limits<double>::quiet_NaN();  ///< residential buildings
    double dwellings = std::numeric_limits<double>::quiet_NaN();
    double census_houses = 0;  ///< of its cells, where the cells carry the model
    double vacancy_rate = std::numeric_limits<double>::quiet_NaN();
    double people_percent_per_10_years = std::numeric_limits<double>::quiet_NaN();
    geo::Geometry shape;
};

/// All buildings of a district with what every layer about them needs: made once, whatever is assumed later.
struct BuildingStock {
    BuildingUses uses;
    geo::FeatureTable shapes;         ///< footprints and cells with id and the columns that no assumption changes
    std::vector<Building> buildings;  ///< by row
    std::vector<geo::Point> centres;  ///< by row
    std::vector<Municipality> municipalities;
    std::vector<core::Words> notes;      ///< what was missing, impossible or left out
    std::vector<model::Figure> figures;  ///< counts about the stock

    [[nodiscard]] std::size_t size() const { return buildings.size(); }
    /// Whether it counts for the district: in one of its municipalities, or wherever no municipality is known.
    [[nodiscard]] bool is_inside(std::size_t row) const { return municipalities.empty() || buildings[row].municipality >= 0; }
};

/// What the stock is made from.
[[nodiscard]] std::vector<std::string> datasets_of_building_stock();
/// A method on the stock: name and way of computing to be added.
[[nodiscard]] Method building_method(std::string name,
                                     core::Result<void> (*compute)(const Inputs&, const Parameters&, Results&, const core::Job&));
/// Made once for all methods.
[[nodiscard]] core::Result<std::shared_ptr<const BuildingStock>> kept_building_stock(const Inputs& inputs, const core::Job& job);
/// Says the stock's notes and figures beside a result.
void tell_stock(const BuildingStock& stock, Results& results);

}  // namespace kreisblick::potentials
