#include "io/census_cells.h"

#include "io/source_text.h"

#include <charconv>
#include <cstdint>

namespace kreisblick::io {
namespace {

/// Europe in EPSG:3035 lies well inside 0…10,000 km both ways.
constexpr std::int64_t k_largest_m = 10'000'000;

/// Reads a whole number at the front and takes it away.
std::optional<std::int64_t> take_number(std::string_view& text) {
    std::int64_t value = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (fault != std::errc{} || value < 0 || value > k_largest_m) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return value;
}

bool take_word(std::string_view& text, std::string_view word) {
    if (!text.starts_with(word)) return false;
    text.remove_prefix(word.size());
    return true;
}

/// "100m" or "1km" at the front, in metres; 1 m to 100 km.
std::optional<std::int64_t> take_size_m(std::string_view& text) {
    const auto count = take_number(text);
    if (!count || *count == 0) return std::nullopt;
    const std::int64_t unit = take_word(text, "km") ? 1000 : take_word(text, "m") ? 1 : 0;
    const std::int64_t size_m = *count * unit;
    return size_m >= 1 && size_m <= 100'000 ? std::optional(size_m) : std::nullopt;
}

}  // namespace

std::optional<geo::Extent> census_cell(std::string_view id) {
    std::string_view rest = trimmed(id);
    const bool in_metres = take_word(rest, "CRS3035RES");
    const auto size_m = take_size_m(rest);
    if (!size_m || !take_word(rest, "N")) return std::nullopt;
    const auto north = take_number(rest);
    if (!north || !take_word(rest, "E")) return std::nullopt;
    const auto east = take_number(rest);
    if (!east || !rest.empty()) return std::nullopt;
    const std::int64_t factor = in_metres ? 1 : *size_m;
    const std::int64_t x_m = *east * factor, y_m = *north * factor;
    if (x_m > k_largest_m || y_m > k_largest_m) return std::nullopt;
    return geo::Extent{static_cast<double>(x_m), static_cast<double>(y_m), static_cast<double>(x_m + *size_m),
                       static_cast<double>(y_m + *size_m)};
}

}  // namespace kreisblick::io
