#pragma once

#include "core/result.h"

#include <optional>
#include <string>
#include <string_view>

namespace kreisblick::io {

/// A source's text as UTF-8. With an empty encoding it is found out: byte order marks, then UTF-8 if every byte fits, else
/// Windows-1252 (which holds Latin-1). Named encodings: UTF-8, Windows-1252, ISO-8859-1, ISO-8859-15, UTF-16LE, UTF-16BE and their
/// usual short names; any other is an Error that lists them.
[[nodiscard]] core::Result<std::string> to_utf8(std::string_view bytes, const std::string& encoding = {});

/// A name reduced to what people mean by it: lower case, ä → ae, ß → ss, without blanks and signs. "Straßen-Nr." → "strassennr".
[[nodiscard]] std::string comparable_name(std::string_view name);

/// A source column's name as it can stand in a district file: letters, digits and _ as they are, every other run of signs one _.
[[nodiscard]] std::string column_name(std::string_view name);

/// Whether a cell says that it has no value: empty, NA, N/A, NaN, NULL, [Unspecified], - (in any case).
[[nodiscard]] bool says_nothing(std::string_view text);

/// The number a text spells, or nothing. decimal is '.', ',' or 0 (found out: the later of both signs, or the only one). The other sign may
/// group thousands. Blanks around are fine, units are not.
[[nodiscard]] std::optional<double> number_in(std::string_view text, char decimal = 0);

/// The text without blanks and line ends around it.
[[nodiscard]] std::string_view trimmed(std::string_view text);

}  // namespace kreisblick::io
