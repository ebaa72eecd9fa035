#pragma once

#include "potentials/fields.h"

#include <array>
#include <string>
#include <string_view>

namespace kreisblick::potentials {

/// The bands of the dataset "crops" that a field's crop is read from: 0 or 1 where nobody or somebody grows it. Yields are known of some.
inline constexpr std::array<std::string_view, 8> k_mapped_crops{"winter_wheat",  "winter_barley", "winter_rape", "winter_rye",
                                                                "spring_barley", "silage_maize",  "sugar_beet",  "potato"};
/// The band that says whether there is arable land at all.
inline constexpr std::string_view k_mapped_arable = "arable";

/// Reads what grows in the middle of every field. Stand-ins whose use comes from a coarse land cover are arable where the maps know arable
/// land or a crop. What was learnt is said.
void find_crops(Fields& fields, const Inputs& inputs);

/// The first crop of a list as in Fields::grown whose yields are known; empty where there is none.
[[nodiscard]] std::string first_known_crop(const std::string& grown);

}  // namespace kreisblick::potentials
