#pragma once

#include "core/result.h"
#include "geo/feature_table.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace kreisblick::io {

/// How a CSV text is written; what is empty or 0 is found out.
struct CsvDialect {
    char delimiter = 0;  ///< comma, semicolon, tab, | or any other sign
    char decimal = 0;    ///< point or comma
};

/// A CSV text as it was written: the header's names and the cells below, as text. Every row has as many cells as the header.
struct CsvTable {
    CsvDialect dialect;  ///< as given or found out
    std::vector<std::string> names;
    std::vector<std::vector<std::string>> rows;
    std::vector<std::size_t> lines;                           ///< per row: the line of the text it begins on, 1-based
    std::size_t short_rows = 0;                               ///< rows with fewer cells than the header; the missing ones are empty
    std::size_t long_rows = 0;                                ///< rows with more cells
    std::map<std::size_t, std::vector<std::string>> surplus;  ///< by row: the cells beyond the header
};

/// Reads UTF-8 text by RFC 4180 (quotes, doubled quotes, line breaks inside quotes; line ends of any system). Blank lines are skipped.
/// The Error says why the text is no table: nothing in it, no header, a quote that is never closed.
[[nodiscard]] core::Result<CsvTable> read_csv(std::string_view text, CsvDialect dialect = {});

/// The sign for --delimiter: the sign itself, or one of the words tab, comma, semicolon, pipe. Empty text gives 0, to be found out.
[[nodiscard]] core::Result<char> delimiter_from(const std::string& text);
/// The sign for --decimal: "." or ",", or one of the words point, comma. Empty text gives 0, to be found out.
[[nodiscard]] core::Result<char> decimal_from(const std::string& text);

/// A cell that no spreadsheet runs: one that begins with = + - @, tab or return gets a ' before it.
[[nodiscard]] std::string inert_cell(std::string text);

/// One column with its type found out: whole numbers, numbers, or text. A column in which any value starts with a needless 0 ("06636") is
/// text, for such values are keys; so is one with any value that is no number, and one without any value.
[[nodiscard]] geo::Column typed_column(const CsvTable& table, std::size_t index);

}  // namespace kreisblick::io
