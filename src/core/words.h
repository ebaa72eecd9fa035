#pragma once

#include <string>

namespace kreisblick::core {

enum class Language { German, English };

/// A text in both languages of the program. German is the first; an empty English text falls back to it.
struct Words {
    std::string german;
    std::string english;

    [[nodiscard]] const std::string& in(Language language) const {
        return language == Language::English && !english.empty() ? english : german;
    }
    friend bool operator==(const Words&, const Words&) = default;
};

/// A number as people of that language write it: German 1.234,5 and English 1,234.5, with this many decimals.
[[nodiscard]] std::string number(double value, int decimals, Language language);

/// A number with as many significant digits as asked (two for anything modelled), in the language's writing.
[[nodiscard]] std::string significant(double value, int digits, Language language);

}  // namespace kreisblick::core
