#pragma once

#include "fiction/world.h"

namespace kreisblick::fiction {

// CORINE classes the model district has.
inline constexpr std::int32_t k_settlement = 112, k_industry = 121, k_quarry = 131, k_sports = 142, k_arable = 211, k_orchard = 222,
                              k_meadow = 231, k_broad = 311, k_conifer = 312, k_mixed = 313, k_river = 511, k_lake = 512;

/// An area's value in a cover: its class and, for fields, which field it is.
[[nodiscard]] constexpr std::int32_t cover_value(std::int32_t code, std::int64_t field = 0) {
    return static_cast<std::int32_t>(code * 2'000'000LL + field % 2'000'000LL);
}
[[nodiscard]] constexpr std::int32_t code_of(std::int32_t value) { return value / 2'000'000; }

/// Puts settlement around the houses until it covers its share of the district, sports grounds beside villages, and a few quarries.
void settle_ground(const World& world, Field<std::int32_t>& cover);

}  // namespace kreisblick::fiction
