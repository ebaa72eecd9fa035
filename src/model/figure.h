#pragma once

#include "core/words.h"

#include <optional>
#include <string>
#include <utility>

namespace kreisblick::model {

/// A number about the whole district that stands beside a layer's map: allowed hectares, turbines, energy of a year.
struct Figure {
    std::string id;  ///< "allowed_ha"; a parameter that scales this id multiplies it
    core::Words title;
    double value = 0;                                     ///< NaN = could not be found out
    std::string unit = {};                                ///< empty for counts
    int decimals = 0;                                     ///< of a value without a range
    std::optional<std::pair<double, double>> range = {};  ///< low and high of a modelled amount; none for counts, lengths and areas
};

/// "1.234 ha"; a modelled amount in two significant digits with its range: "1.200 MWh/a (1.100–1.400)"; "–" for NaN.
[[nodiscard]] std::string text_of(const Figure& figure, core::Language language);
/// The figure with value and range multiplied.
[[nodiscard]] Figure scaled(Figure figure, double factor);

}  // namespace kreisblick::model
