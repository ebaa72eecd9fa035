#pragma once

#include <string>
#include <string_view>

namespace kreisblick::io {

/// The code lists of the German survey's building models (AdV, GeoInfoDok: Gebäudefunktion, Dachform), as the words that OpenStreetMap
/// uses, so that all buildings of a district speak one language.

/// "31001_1010" or "1010" → "house"; "" where the survey does not know; codes that are not in the list stay as they are.
[[nodiscard]] std::string building_use_word(std::string_view code);
/// "3100" → "gabled"; "" for 0 and for no code; codes that are not in the list stay as they are.
[[nodiscard]] std::string roof_shape_word(std::string_view code);

}  // namespace kreisblick::io
