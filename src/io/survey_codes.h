#pragma once

#include <string>
#include <string_view>

namespace kreisblick::io {

/// The code lists of the German survey (AdV, GeoInfoDok: Gebäudefunktion, Dachform), as the words that OpenStreetMap uses, so that all
/// buildings of a district speak one language whether they come from ALKIS, from 3D buildings or from a map.

/// "31001_2721", "2721" or "Scheune" → "barn"; "" where the survey does not know; what is not in the list stays as it is.
[[nodiscard]] std::string building_use_word(std::string_view code_or_name);
/// "3100" or "Satteldach" → "gabled"; "" for 0 and for no code; what is not in the list stays as it is.
[[nodiscard]] std::string roof_shape_word(std::string_view code_or_name);

}  // namespace kreisblick::io
