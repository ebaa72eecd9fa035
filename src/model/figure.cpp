#include "model/figure.h"

#include "core/units.h"

#include <fmt/format.h>

#include <cmath>

namespace kreisblick::model {

std::string text_of(const Figure& figure, core::Language language) {
    if (!std::isfinite(figure.value)) return "–";
    const auto with_unit = [&](const std::string& number) {
        return figure.unit.empty() ? number : number + "\u202f" + core::unit_in(figure.unit, language);
    };
    if (!figure.range) return with_unit(core::number(figure.value, figure.decimals, language));
    const auto digits = [&](double amount) { return core::significant(amount, 2, language); };
    return fmt::format("{} ({}–{})", with_unit(digits(figure.value)), digits(figure.range->first), digits(figure.range->second));
}

Figure scaled(Figure figure, double factor) {
    figure.value *= factor;
    if (figure.range) figure.range = {figure.range->first * factor, figure.range->second * factor};
    return figure;
}

}  // namespace kreisblick::model
