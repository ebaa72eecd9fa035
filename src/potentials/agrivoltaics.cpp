#include "potentials/agrivoltaics.h"

#include <algorithm>

namespace kreisblick::potentials {

std::string_view name_of(FieldModules kind) {
    switch (kind) {
        case FieldModules::Overhead: return "overhead";
        case FieldModules::BetweenRows: return "between_rows";
        case FieldModules::GroundMounted: break;
    }
    return "ground_mounted";
}

std::optional<FieldModules> find_field_modules(std::string_view name) {
    for (const FieldModules kind : {FieldModules::Overhead, FieldModules::BetweenRows, FieldModules::GroundMounted})
        if (name_of(kind) == name) return kind;
    return std::nullopt;
}

Estimate module_power_mwp_ha(FieldModules kind) {
    switch (kind) {
        case FieldModules::Overhead: return {0.5, 0.6, 0.7};
        case FieldModules::BetweenRows: return {0.25, 0.325, 0.4};
        case FieldModules::GroundMounted: break;
    }
    return {0.9, 1.0, 1.1};
}

double most_area_loss(FieldModules kind) {
    switch (kind) {
        case FieldModules::Overhead: return 0.10;
        case FieldModules::BetweenRows: return 0.15;
        case FieldModules::GroundMounted: break;
    }
    return 1;
}

double land_equivalent_ratio(double yield_share, double energy_share) { return yield_share + energy_share; }

FieldBalance balance_of(const FieldUse& use, double ground_power_mwp_ha) {
    const double share = std::clamp(use.module_share, 0.0, 1.0);
    FieldBalance balance;
    if (share == 0) return balance;
    const double power = use.modules == FieldModules::GroundMounted ? ground_power_mwp_ha : module_power_mwp_ha(use.modules).mid;
    balance.yield_share = use.modules == FieldModules::GroundMounted ? 0 : std::clamp(use.yield_share, 0.0, 1.0);
    balance.food_share = 1 - share * (1 - balance.yield_share);
    balance.power_mwp = share * power;
    balance.land_equivalent = land_equivalent_ratio(balance.yield_share, power / ground_power_mwp_ha);
    balance.counts_as_farming = balance.yield_share >= k_least_yield_share && balance.land_equivalent > 1;
    return balance;
}

}  // namespace kreisblick::potentials
