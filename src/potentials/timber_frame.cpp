#include "potentials/timber_frame.h"

namespace kreisblick::potentials {
namespace {

enum Row : std::size_t { k_before_1860, k_before_1919, k_before_1949, k_later, k_unknown_age, k_rows };

// Old core, rest of the settlement, outside.
constexpr std::array<std::array<double, 3>, k_rows> k_priors{
    {{0.90, 0.75, 0.70}, {0.60, 0.40, 0.40}, {0.15, 0.08, 0.08}, {0.02, 0.01, 0.01}, {0.30, 0.05, 0.10}}};

constexpr std::array<double, k_timber_evidence> k_ratios{4, 1.8, 1.5, 1.6, 1.2, 0.05};

Row row_of(AgeClass age) { return age == 0 ? k_before_1860 : age == 1 ? k_before_1919 : age == 2 ? k_before_1949 : k_later; }

}  // namespace

std::string_view name_of(PlaceKind place) {
    return place == PlaceKind::OldCore ? "core" : place == PlaceKind::Settlement ? "settlement" : "outside";
}

double timber_frame_prior(const AgeShares& ages, PlaceKind place) {
    const auto column = static_cast<std::size_t>(place);
    if (!is_known(ages)) return k_priors[k_unknown_age][column];
    double prior = 0;
    for (AgeClass age = 0; age < k_age_classes; ++age) prior += static_cast<double>(ages[age]) * k_priors[row_of(age)][column];
    return prior;
}

double likelihood_ratio(TimberEvidence evidence) { return k_ratios[static_cast<std::size_t>(evidence)]; }

double timber_frame_likelihood(double prior, const TimberEvidences& seen) {
    double odds = prior / (1 - prior);
    for (std::size_t i = 0; i < k_timber_evidence; ++i)
        if (seen[i]) odds *= k_ratios[i];
    return odds / (1 + odds);
}

}  // namespace kreisblick::potentials
