#include "potentials/soil_value.h"

namespace kreisblick::potentials {

double yield_index(double soil_value, YieldRule rule) {
    return rule == YieldRule::Proportional ? soil_value / k_usual_soil_value : 0.40 + 0.012 * soil_value;
}

SoilClass soil_class(double soil_value) {
    if (soil_value < 28) return SoilClass::Low;
    if (soil_value < 40) return SoilClass::Limited;
    if (soil_value < 60) return SoilClass::Medium;
    return soil_value <= 75 ? SoilClass::Good : SoilClass::VeryGood;
}

std::string_view name_of(SoilClass soil_class) {
    switch (soil_class) {
        case SoilClass::Low: return "low";
        case SoilClass::Limited: return "limited";
        case SoilClass::Medium: return "medium";
        case SoilClass::Good: return "good";
        case SoilClass::VeryGood: break;
    }
    return "very_good";
}

bool is_kept_for_farming(double soil_value) { return soil_value >= 60; }

WorkLimit work_limit(double slope_percent) {
    if (slope_percent <= 9) return WorkLimit::None;
    if (slope_percent <= 18) return WorkLimit::ErosionCare;
    return slope_percent <= 25 ? WorkLimit::LimitedArable : WorkLimit::GrasslandOnly;
}

std::string_view name_of(WorkLimit limit) {
    switch (limit) {
        case WorkLimit::None: return "none";
        case WorkLimit::ErosionCare: return "erosion_care";
        case WorkLimit::LimitedArable: return "limited_arable";
        case WorkLimit::GrasslandOnly: break;
    }
    return "grassland_only";
}

double tolerable_soil_loss(double soil_value) { return soil_value / 8; }

}  // namespace kreisblick::potentials
