#include "model/address.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace kreisblick::model {
namespace {

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }

/// "langestrasse", "langestr" → "langestr".
std::string plain_street(std::string_view text) {
    std::string street = plain_letters(text);
    constexpr std::string_view k_long = "strasse";
    for (auto at = street.find(k_long); at != std::string::npos; at = street.find(k_long, at + 3)) street.replace(at, k_long.size(), "str");
    return street;
}

/// Takes five digits at the start or the end of a text out of it.
std::string take_postcode(std::string& text) {
    for (std::size_t at = 0; at + 5 <= text.size(); ++at) {
        const bool five =
            std::all_of(text.begin() + static_cast<std::ptrdiff_t>(at), text.begin() + static_cast<std::ptrdiff_t>(at) + 5, is_digit);
        const bool alone = (at == 0 || !is_digit(text[at - 1])) && (at + 5 == text.size() || !is_digit(text[at + 5]));
        if (!five || !alone) continue;
        std::string postcode = text.substr(at, 5);
        text.erase(at, 5);
        return postcode;
    }
    return {};
}

/// Where the house number begins: the first digit behind a blank; npos if there is none.
std::size_t number_start(std::string_view text) {
    for (std::size_t at = 1; at < text.size(); ++at)
        if (is_digit(text[at]) && (text[at - 1] == ' ' || text[at - 1] == '.')) return at;
    return std::string_view::npos;
}

}  // namespace

std::string plain_letters(std::string_view text) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte == 0xC3 && i + 1 < text.size()) {
            const auto second = static_cast<unsigned char>(text[++i]);
            if (second == 0xA4 || second == 0x84)
                result += "ae";
            else if (second == 0xB6 || second == 0x96)
                result += "oe";
            else if (second == 0xBC || second == 0x9C)
                result += "ue";
            else if (second == 0x9F)
                result += "ss";
        } else if (byte < 128 && std::isalnum(byte) != 0) {
            result += static_cast<char>(std::tolower(byte));
        }
    }
    return result;
}

bool Address::agrees_with(const Address& other) const {
    if (street != other.street) return false;
    if (!number.empty() && !other.number.empty() && number != other.number) return false;
    if (!postcode.empty() && !other.postcode.empty() && postcode != other.postcode) return false;
    if (city.empty() || other.city.empty()) return true;
    return city.find(other.city) != std::string::npos || other.city.find(city) != std::string::npos;
}

Address address_in(std::string_view text) {
    const auto comma = text.find_first_of(",;\n");
    std::string house(text.substr(0, comma));
    std::string place(comma == std::string_view::npos ? std::string_view{} : text.substr(comma + 1));
    Address address;
    address.postcode = take_postcode(place);
    if (address.postcode.empty()) address.postcode = take_postcode(house);
    const auto number = number_start(house);
    address.street = plain_street(std::string_view(house).substr(0, number));
    if (number != std::string::npos) address.number = plain_letters(std::string_view(house).substr(number));
    address.city = plain_letters(place);
    return address;
}

Address address_of(std::string_view street, std::string_view number, std::string_view postcode, std::string_view city) {
    Address address = address_in(street);
    if (!plain_letters(number).empty()) address.number = plain_letters(number);
    if (!plain_letters(postcode).empty()) address.postcode = plain_letters(postcode);
    if (!plain_letters(city).empty()) address.city = plain_letters(city);
    return address;
}

}  // namespace kreisblick::model
