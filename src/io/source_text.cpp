#include "io/source_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace kreisblick::io {
namespace {

/// "[Unspecified]", as the heat flow database writes.
constexpr std::size_t k_longest_nothing = 13;

/// Windows-1252 between 0x80 and 0x9F; unassigned bytes become the replacement character.
constexpr std::array<char32_t, 32> k_windows_1252 = {0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
                                                     0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
                                                     0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

void append_utf8(std::string& out, char32_t code) {
    const auto put = [&out](char32_t byte) { out.push_back(static_cast<char>(static_cast<unsigned char>(byte))); };
    if (code < 0x80) {
        put(code);
    } else if (code < 0x800) {
        put(0xC0 | (code >> 6)), put(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        put(0xE0 | (code >> 12)), put(0x80 | ((code >> 6) & 0x3F)), put(0x80 | (code & 0x3F));
    } else {
        put(0xF0 | (code >> 18)), put(0x80 | ((code >> 12) & 0x3F)), put(0x80 | ((code >> 6) & 0x3F)), put(0x80 | (code & 0x3F));
    }
}

/// How many bytes the UTF-8 sequence takes that begins with this byte; 0 if none does.
std::size_t sequence_length(unsigned char lead) {
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead <= 0xDF) return 2;
    if (lead >= 0xE0 && lead <= 0xEF) return 3;
    return lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
}

bool is_utf8(std::string_view bytes) {
    for (std::size_t i = 0; i < bytes.size();) {
        const std::size_t length = sequence_length(static_cast<unsigned char>(bytes[i]));
        if (length == 0 || i + length > bytes.size()) return false;
        for (std::size_t k = 1; k < length; ++k)
            if ((static_cast<unsigned char>(bytes[i + k]) & 0xC0) != 0x80) return false;
        i += length;
    }
    return true;
}

/// One byte per character; latin_9 is ISO-8859-15, where eight signs differ (of which € is the one in use).
std::string from_single_bytes(std::string_view bytes, bool latin_9) {
    std::string out;
    out.reserve(bytes.size() + bytes.size() / 16);
    for (const char character : bytes) {
        const auto byte = static_cast<unsigned char>(character);
        if (latin_9 && byte == 0xA4)
            append_utf8(out, 0x20AC);
        else
            append_utf8(out, byte >= 0x80 && byte < 0xA0 ? k_windows_1252[byte - 0x80] : byte);
    }
    return out;
}

std::string from_utf16(std::string_view bytes, bool big_endian) {
    const auto unit = [&](std::size_t i) {
        const auto first = static_cast<unsigned char>(bytes[i]), second = static_cast<unsigned char>(bytes[i + 1]);
        return static_cast<char32_t>(big_endian ? first << 8 | second : second << 8 | first);
    };
    std::string out;
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
        char32_t code = unit(i);
        if (code >= 0xD800 && code < 0xDC00 && i + 3 < bytes.size()) {
            code = 0x10000 + ((code - 0xD800) << 10) + ((unit(i + 2) - 0xDC00) & 0x3FF);
            i += 2;
        }
        append_utf8(out, code);
    }
    return out;
}

std::string_view without_mark(std::string_view bytes, std::string_view mark) {
    return bytes.starts_with(mark) ? bytes.substr(mark.size()) : bytes;
}

/// The German letters that are written in two ways, by their UTF-8 bytes.
constexpr std::array<std::pair<std::string_view, std::string_view>, 7> k_two_ways = {
    {{"ä", "ae"}, {"ö", "oe"}, {"ü", "ue"}, {"Ä", "ae"}, {"Ö", "oe"}, {"Ü", "ue"}, {"ß", "ss"}}};

bool is_letter_or_digit(unsigned char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9');
}

char lower(char character) { return character >= 'A' && character <= 'Z' ? static_cast<char>(character - 'A' + 'a') : character; }

/// Which sign parts the decimals when nobody said so.
char decimal_sign_of(std::string_view text) {
    const std::size_t comma = text.rfind(','), point = text.rfind('.');
    if (comma == std::string_view::npos) return '.';
    return point == std::string_view::npos || comma > point ? ',' : '.';
}

/// Whether the grouping signs before the decimals stand before every third digit.
bool groups_by_three(std::string_view whole, char group) {
    std::size_t since = 0;
    bool any = false;
    for (auto it = whole.rbegin(); it != whole.rend(); ++it) {
        if (*it != group) {
            ++since;
            continue;
        }
        if (since != 3) return false;
        since = 0;
        any = true;
    }
    return !any || (since >= 1 && since <= 3);
}

}  // namespace

core::Result<std::string> to_utf8(std::string_view bytes, const std::string& encoding) {
    const std::string wanted = comparable_name(encoding);
    const std::string_view utf8_mark = "\xEF\xBB\xBF";
    if (wanted == "utf8" || (wanted.empty() && bytes.starts_with(utf8_mark)) || (wanted.empty() && is_utf8(bytes)))
        return std::string(without_mark(bytes, utf8_mark));
    if (wanted == "utf16le" || (wanted.empty() && bytes.starts_with("\xFF\xFE"))) return from_utf16(without_mark(bytes, "\xFF\xFE"), false);
    if (wanted == "utf16be" || (wanted.empty() && bytes.starts_with("\xFE\xFF"))) return from_utf16(without_mark(bytes, "\xFE\xFF"), true);
    if (wanted == "iso885915" || wanted == "latin9") return from_single_bytes(bytes, true);
    for (const char* name : {"", "windows1252", "cp1252", "ansi", "iso88591", "latin1"})
        if (wanted == name) return from_single_bytes(bytes, false);
    return core::fail("the encoding \"{}\" is not known; known are UTF-8, Windows-1252, ISO-8859-1, ISO-8859-15, UTF-16LE and UTF-16BE",
                      encoding);
}

std::string comparable_name(std::string_view name) {
    std::string out;
    for (std::size_t i = 0; i < name.size();) {
        const auto pair =
            std::find_if(k_two_ways.begin(), k_two_ways.end(), [&](const auto& p) { return name.substr(i).starts_with(p.first); });
        if (pair != k_two_ways.end()) {
            out += pair->second;
            i += pair->first.size();
            continue;
        }
        if (is_letter_or_digit(static_cast<unsigned char>(name[i])) || static_cast<unsigned char>(name[i]) >= 0x80)
            out.push_back(lower(name[i]));
        ++i;
    }
    return out;
}

std::string column_name(std::string_view name) {
    std::string out;
    for (const char character : trimmed(name)) {
        const auto byte = static_cast<unsigned char>(character);
        if (is_letter_or_digit(byte) || byte >= 0x80 || character == '_')
            out.push_back(character);
        else if (!out.empty() && out.back() != '_')
            out.push_back('_');
    }
    while (out.size() > 1 && out.back() == '_') out.pop_back();
    return out.empty() ? "column" : out;
}

bool says_nothing(std::string_view text) {
    const std::string_view core = trimmed(text);
    if (core.empty() || core == "-") return true;
    if (core.size() > k_longest_nothing) return false;
    std::string small;
    for (const char character : core) small.push_back(lower(character));
    return small == "na" || small == "n/a" || small == "nan" || small == "null" || small == "[unspecified]";
}

std::optional<double> number_in(std::string_view text, char decimal) {
    text = trimmed(text);
    if (text.starts_with('+')) text.remove_prefix(1);
    if (text.empty() || text.size() > 64) return std::nullopt;
    if (decimal == 0) decimal = decimal_sign_of(text);
    const char group = decimal == '.' ? ',' : '.';
    const std::size_t sign = text.starts_with('-') ? 1 : 0;
    const std::string_view whole =
        text.substr(sign, text.find(decimal) == std::string_view::npos ? std::string_view::npos : text.find(decimal) - sign);
    const bool grouped = whole.find(group) != std::string_view::npos;
    if (grouped && !groups_by_three(whole, group))
        return decimal == ',' && text.find(',') == std::string_view::npos ? number_in(text, '.') : std::nullopt;
    std::array<char, 65> plain{};
    std::size_t length = 0;
    for (const char character : text)
        if (character != group) plain[length++] = character == decimal ? '.' : character;
    double value = 0;
    const auto [end, fault] = std::from_chars(plain.data(), plain.data() + length, value);
    if (fault != std::errc{} || end != plain.data() + length || !std::isfinite(value)) return std::nullopt;
    return value;
}

std::string_view trimmed(std::string_view text) {
    const auto is_blank = [](char character) { return character == ' ' || character == '\t' || character == '\r' || character == '\n'; };
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
    return text;
}

}  // namespace kreisblick::io
