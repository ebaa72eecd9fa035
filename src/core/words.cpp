#include "core/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace kreisblick::core {

std::string number(double value, int decimals, Language language) {
    std::string plain = fmt::format("{:.{}f}", std::abs(value), decimals);
    const bool negative = value < 0 && plain.find_first_not_of("0.") != std::string::npos;
    const char point = language == Language::German ? ',' : '.';
    const char group = language == Language::German ? '.' : ',';
    const std::size_t dot = std::min(plain.find('.'), plain.size());
    std::string written;
    for (std::size_t index = 0; index < dot; ++index) {
        if (index > 0 && (dot - index) % 3 == 0) written += group;
        written += plain[index];
    }
    if (dot < plain.size()) written += point + plain.substr(dot + 1);
    return negative ? "\u2212" + written : written;
}

std::string significant(double value, int digits, Language language) {
    if (value == 0 || !std::isfinite(value)) return number(value, 0, language);
    const int magnitude = static_cast<int>(std::floor(std::log10(std::abs(value)))) + 1;
    const double step = std::pow(10.0, magnitude - digits);
    return number(std::round(value / step) * step, std::max(0, digits - magnitude), language);
}

}  // namespace kreisblick::core
