#pragma once

#include <string>
#include <string_view>

namespace kreisblick::model {

/// An address in pieces that can be compared: small letters, umlauts spelled out, no blanks and signs, "Straße" as "str".
struct Address {
    std::string street;
    std::string number;    ///< "12a"; empty where none is known
    std::string postcode;  ///< five digits; empty where none is known
    std::string city;

    [[nodiscard]] bool is_empty() const { return street.empty(); }
    /// Street and number in one, to look up by.
    [[nodiscard]] std::string key() const { return street + "|" + number; }
    /// Whether both may be the same house: what both state agrees. A city may be written with its quarter.
    [[nodiscard]] bool agrees_with(const Address& other) const;
};

/// From one text, "Lange Gasse 12 a, 37213 Musterdorf": the number is what follows the last letter of the street, the city stands behind
/// the comma.
[[nodiscard]] Address address_in(std::string_view text);
/// From its columns.
[[nodiscard]] Address address_of(std::string_view street, std::string_view number, std::string_view postcode, std::string_view city);

/// Small letters and digits; ä, ö, ü, ß spelled out.
[[nodiscard]] std::string plain_letters(std::string_view text);

}  // namespace kreisblick::model
