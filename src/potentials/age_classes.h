#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace kreisblick::potentials {

/// \file
/// Age classes of houses: those of the German building typology (TABULA/EPISCOPE, IWU 2015), and how the coarser classes of the census of
/// 2011 fall on them.

inline constexpr std::size_t k_age_classes = 12;
/// 0 = before 1860 … 11 = from 2016.
using AgeClass = std::uint8_t;
/// How likely each class is, or which share of some houses it holds: adds up to 1, or all 0 where nothing is known.
using AgeShares = std::array<float, k_age_classes>;

/// Years of a class, both ends included; the first begins and the last ends where a year is no year of building any more.
struct AgeSpan {
    int first_year = 0;
    int last_year = 0;
};
[[nodiscard]] AgeSpan years_of(AgeClass age);

/// The class of a year of building; none for what can be none (before 1000, after 2100, not finite).
[[nodiscard]] std::optional<AgeClass> age_class_of(double year);
/// All in one class.
[[nodiscard]] AgeShares certainly(AgeClass age);
/// The share built before 1919, before 1860 …: of all classes that end before that year.
[[nodiscard]] double share_before(const AgeShares& shares, int year);
/// Spans that are told apart where only the census counts: before 1919, 1919–1948, 1949–1978, 1979–1994, 1995–2009 and later.
inline constexpr std::size_t k_age_groups = 6;
using AgeGroup = std::uint8_t;
/// The group with the largest share, and that share.
struct LikelyGroup {
    AgeGroup group = 0;
    double share = 0;
};
[[nodiscard]] LikelyGroup likeliest_group(const AgeShares& shares);
/// The class with the largest share in the likeliest age: classes are of unequal length, so that the groups are compared first.
[[nodiscard]] AgeClass likeliest(const AgeShares& shares);
[[nodiscard]] bool is_known(const AgeShares& shares);

/// Classes of the census of 2011: before 1919, 1919–1948, 1949–1978, 1979–1986, 1987–1990, 1991–1995, 1996–2000, 2001–2004, 2005–2008,
/// from 2009.
inline constexpr std::size_t k_census_ages = 10;
/// The shares of houses counted by the census' classes. Within a class as many were built in each year; of those before 1919 the part
/// k_share_before_1860 before 1860 [general knowledge about the old places of northern Hesse].
[[nodiscard]] AgeShares shares_of_census(std::span<const double, k_census_ages> counts);
inline constexpr double k_share_before_1860 = 0.4;

/// Residential buildings of the Werra-Meißner-Kreis by census class (municipal table of 2011): what is assumed of a house in the region of
/// which neither year nor surroundings are known.
[[nodiscard]] const AgeShares& regional_age_shares();

}  // namespace kreisblick::potentials
