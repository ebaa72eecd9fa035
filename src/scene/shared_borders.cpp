#include "scene/shared_borders.h"

#include <cmath>
#include <utility>

namespace kreisblick::scene {
namespace {

constexpr std::size_t k_most_points = 60000;

/// Scatters the bits (the finalizer of SplitMix64, Steele et al. 2014).
std::uint64_t scattered(std::uint64_t value) {
    value = (value ^ value >> 30) * 0xbf58476d1ce4e5b9ULL;
    value = (value ^ value >> 27) * 0x94d049bb133111ebULL;
    return value ^ value >> 31;
}

/// A vertex to the centimetre: two data sets of one source agree on that.
std::uint64_t key_of_point(geo::Point p) {
    const auto centimetres = [](double metres) {
        return static_cast<std::uint64_t>(static_cast<std::int64_t>(std::floor(std::abs(metres) < 1e12 ? metres * 100 + 0.5 : 0)));
    };
    return scattered(centimetres(p.x) + 0x9e3779b97f4a7c15ULL * scattered(centimetres(p.y)));
}

}  // namespace

std::uint64_t SharedBorders::key_of(geo::Point a, geo::Point b) {
    // The sum does not mind which end comes first.
    return scattered(key_of_point(a) + key_of_point(b));
}

bool SharedBorders::is_worth_it(const geo::FeatureTable& table) {
    if (table.kind() != geo::GeometryKind::Polygon || table.size() > k_most_points / 4) return false;
    std::size_t points = 0;
    for (std::size_t row = 0; row < table.size() && points <= k_most_points; ++row)
        for (std::size_t part = 0; part < table.part_count(row); ++part) points += table.part(row, part).size();
    return points <= k_most_points;
}

SharedBorders::SharedBorders(const geo::FeatureTable& table, RuleMatcher& matcher) {
    for (std::uint32_t row = 0; row < table.size(); ++row) {
        const int rule = matcher.rule_of(row);
        if (rule < 0) continue;
        for (std::size_t part = 0; part < table.part_count(row); ++part) {
            const auto ring = table.part(row, part);
            for (std::size_t i = 1; i < ring.size(); ++i) {
                const auto [owner, is_new] = m_owners.try_emplace(key_of(ring[i - 1], ring[i]), Owner{rule, row});
                if (!is_new && rule < owner->second.rule) owner->second = {rule, row};
            }
        }
    }
}

bool SharedBorders::is_own(geo::Point a, geo::Point b, std::uint32_t row) const {
    const auto owner = m_owners.find(key_of(a, b));
    return owner == m_owners.end() || owner->second.row == row;
}

}  // namespace kreisblick::scene
