#include "potentials/age_classes.h"

#include <algorithm>
#include <cmath>

namespace kreisblick::potentials {
namespace {

constexpr int k_first_year = 1000, k_last_year = 2100;
constexpr std::array<int, k_age_classes> k_ends{1859, 1918, 1948, 1957, 1968, 1978, 1983, 1994, 2001, 2009, 2015, k_last_year};

/// Where the groups begin: before 1919, 1919–1948, 1949–1978, 1979–1994, 1995–2009, later.
constexpr std::array<std::size_t, k_age_groups + 1> k_groups{0, 2, 3, 6, 8, 10, k_age_classes};

/// The census was taken in May 2011.
constexpr std::array<AgeSpan, k_census_ages> k_census{{{k_first_year, 1918},
                                                       {1919, 1948},
                                                       {1949, 1978},
                                                       {1979, 1986},
                                                       {1987, 1990},
                                                       {1991, 1995},
                                                       {1996, 2000},
                                                       {2001, 2004},
                                                       {2005, 2008},
                                                       {2009, 2010}}};

/// Which share of a census class falls on an age class.
double share_of(std::size_t census, AgeClass age) {
    if (census == 0) return age == 0 ? k_share_before_1860 : age == 1 ? 1 - k_share_before_1860 : 0;
    const AgeSpan wide = k_census[census], narrow = years_of(age);
    const int common = std::min(wide.last_year, narrow.last_year) - std::max(wide.first_year, narrow.first_year) + 1;
    return static_cast<double>(std::max(0, common)) / (wide.last_year - wide.first_year + 1);
}

}  // namespace

AgeSpan years_of(AgeClass age) { return {age == 0 ? k_first_year : k_ends[age - 1U] + 1, k_ends[age]}; }

std::optional<AgeClass> age_class_of(double year) {
    if (!(year >= k_first_year && year <= k_last_year)) return std::nullopt;
    const auto end = std::lower_bound(k_ends.begin(), k_ends.end(), static_cast<int>(std::floor(year)));
    return static_cast<AgeClass>(end - k_ends.begin());
}

AgeShares certainly(AgeClass age) {
    AgeShares shares{};
    shares[age] = 1;
    return shares;
}

double share_before(const AgeShares& shares, int year) {
    double sum = 0;
    for (AgeClass age = 0; age < k_age_classes; ++age)
        if (k_ends[age] < year) sum += static_cast<double>(shares[age]);
    return sum;
}

LikelyGroup likeliest_group(const AgeShares& shares) {
    LikelyGroup best{0, -1};
    for (std::size_t group = 0; group < k_age_groups; ++group) {
        double sum = 0;
        for (std::size_t age = k_groups[group]; age < k_groups[group + 1]; ++age) sum += static_cast<double>(shares[age]);
        if (sum > best.share) best = {static_cast<AgeGroup>(group), sum};
    }
    return best;
}

AgeClass likeliest(const AgeShares& shares) {
    const std::size_t group = likeliest_group(shares).group;
    const auto first = shares.begin() + static_cast<std::ptrdiff_t>(k_groups[group]);
    const auto end = shares.begin() + static_cast<std::ptrdiff_t>(k_groups[group + 1]);
    return static_cast<AgeClass>(std::max_element(first, end) - shares.begin());
}

bool is_known(const AgeShares& shares) {
    return std::any_of(shares.begin(), shares.end(), [](float share) { return share > 0; });
}

AgeShares shares_of_census(std::span<const double, k_census_ages> counts) {
    std::array<double, k_age_classes> sums{};
    double total = 0;
    for (std::size_t census = 0; census < k_census_ages; ++census) {
        if (!(counts[census] > 0)) continue;
        total += counts[census];
        for (AgeClass age = 0; age < k_age_classes; ++age) sums[age] += counts[census] * share_of(census, age);
    }
    AgeShares shares{};
    for (std::size_t age = 0; age < k_age_classes && total > 0; ++age) shares[age] = static_cast<float>(sums[age] / total);
    return shares;
}

const AgeShares& regional_age_shares() {
    static constexpr std::array<double, k_census_ages> houses{7654, 4077, 13948, 2677, 704, 1203, 1446, 672, 382, 108};
    static const AgeShares shares = shares_of_census(houses);
    return shares;
}

}  // namespace kreisblick::potentials
