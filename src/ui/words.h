#pragma once

#include "core/words.h"
#include "geo/extent.h"
#include "model/district.h"
#include "model/phrases.h"

#include <string>

namespace kreisblick::ui {

/// "1:250.000": the denominator with three significant digits.
[[nodiscard]] std::string scale_text(double denominator, core::Language language);
/// "10,01234° O  51,20340° N", letters for east and north from the phrases.
[[nodiscard]] std::string degrees_text(geo::Point degrees, const model::Speech& speech);
/// "571.234  5.678.123": east and north in metres.
[[nodiscard]] std::string metres_text(geo::Point world, core::Language language);
/// A number and its unit with a thin space between; no unit for "" and "–".
[[nodiscard]] std::string with_unit(const std::string& number, const std::string& unit);
/// Source, date, licence, resolution and nature on one line, as far as they are known; empty without a source.
[[nodiscard]] std::string origin_text(const model::Provenance& provenance, const model::Speech& speech);

}  // namespace kreisblick::ui
