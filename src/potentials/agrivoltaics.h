#pragma once

#include "potentials/estimate.h"

#include <optional>
#include <string_view>

namespace kreisblick::potentials {

/// \file
/// Food and electricity from the same hectare. Sources: DIN SPEC 91434:2021 for categories, area losses and the least yield; power per
/// hectare, the crop's usual yield below modules and the rule of § 12 GAPDZV are general knowledge and to be edited.

enum class FieldModules {
    Overhead,       ///< category I: the field is worked below modules at least 2.10 m up
    BetweenRows,    ///< category II: it is worked between rows, mostly upright ones
    GroundMounted,  ///< nothing but modules: what agrivoltaics is held against
};
/// "overhead", "between_rows", "ground_mounted"
[[nodiscard]] std::string_view name_of(FieldModules kind);
[[nodiscard]] std::optional<FieldModules> find_field_modules(std::string_view name);

/// MWp per hectare of ground.
[[nodiscard]] Estimate module_power_mwp_ha(FieldModules kind);
/// The largest share of the field that may be lost to the plough.
[[nodiscard]] double most_area_loss(FieldModules kind);
/// The least share of the usual yield, of the whole field, with which it still counts as farming.
inline constexpr double k_least_yield_share = 0.66;
/// Share of the area for which farming payments go on.
inline constexpr double k_payment_share = 0.85;

/// What land gives as a multiple of what it would give, used for one or the other alone: Y_agri / Y_ref + E_agri / E_ground.
[[nodiscard]] double land_equivalent_ratio(double yield_share, double energy_share);

/// What happens on a field with modules on a part of it.
struct FieldUse {
    FieldModules modules = FieldModules::Overhead;
    double module_share = 1;    ///< of the field's area, 0 … 1
    double yield_share = 0.80;  ///< of the crop where modules stand, area lost included; ground-mounted: none is left
};
/// Of one hectare; the same control moves both numbers.
struct FieldBalance {
    double food_share = 1;          ///< of what the hectare grows without modules
    double power_mwp = 0;           ///< mid
    double yield_share = 1;         ///< where modules stand
    double land_equivalent = 1;     ///< where modules stand; 1 without any
    bool counts_as_farming = true;  ///< yield share ≥ 0.66 and land equivalent > 1 where modules stand
};
/// ground_power_mwp_ha: what nothing but modules would carry.
[[nodiscard]] FieldBalance balance_of(const FieldUse& use, double ground_power_mwp_ha = 1.0);

}  // namespace kreisblick::potentials
