#pragma once

#include "potentials/age_classes.h"

#include <array>
#include <cstdint>
#include <string_view>

namespace kreisblick::potentials {

/// \file
/// How likely a house is timber-framed: a prior by age and place, and what is seen of the house as likelihood ratios. All values are
/// general knowledge about northern Hesse (buildings.md §6 of the project's reference), to be calibrated with the list of monuments and
/// visits. Nothing of it is a statement about one house; shown to others it is summed up over at least five.

/// Where a house stands.
enum class PlaceKind : std::uint8_t {
    OldCore,     ///< of a village or town
    Settlement,  ///< the rest of it
    Outside,
};
[[nodiscard]] std::string_view name_of(PlaceKind place);

/// The share of timber-framed houses among those of that age in such a place; with all shares 0 that of houses of unknown age.
[[nodiscard]] double timber_frame_prior(const AgeShares& ages, PlaceKind place);

enum class TimberEvidence : std::uint8_t {
    Listed,         ///< a monument
    SteepRoof,      ///< 45–58°
    SmallAndClose,  ///< footprint below 120 m² and less than 1 m from a neighbour
    FarmEnsemble,   ///< a barn, or a house beside one
    LowEaves,       ///< below 6.5 m
    FlatRoof,
};
inline constexpr std::size_t k_timber_evidence = 6;
/// How much likelier the evidence is seen of a timber-framed house than of another.
[[nodiscard]] double likelihood_ratio(TimberEvidence evidence);
/// Which evidence is seen, by TimberEvidence.
using TimberEvidences = std::array<bool, k_timber_evidence>;

/// The prior with the evidence: odds times the product of the ratios.
[[nodiscard]] double timber_frame_likelihood(double prior, const TimberEvidences& seen);

}  // namespace kreisblick::potentials
