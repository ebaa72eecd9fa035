#include "scene/rule_matcher.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace kreisblick::scene {

RuleMatcher::RuleMatcher(const std::vector<model::StyleRule>& rules, const geo::FeatureTable& table, double scale_denominator) {
    for (std::size_t i = 0; i < rules.size(); ++i) {
        const model::StyleRule& rule = rules[i];
        if (scale_denominator < rule.scale_from || scale_denominator >= rule.scale_to) continue;
        Filter filter{static_cast<int>(i), table.find(rule.field), rule.field.empty(), false, false, &rule, {}};
        filter.is_missing = !filter.fits_all && !filter.column;
        for (const std::string& value : rule.values) {
            if (value.empty())
                filter.fits_no_value = true;
            else
                filter.numbers.push_back(std::strtod(value.c_str(), nullptr));
        }
        m_filters.push_back(std::move(filter));
    }
    for (const Filter& filter : m_filters) {
        if (filter.fits_all || filter.is_missing) continue;
        const bool is_new = !m_only_text || m_only_text == filter.column;
        if (!is_new || !filter.column->is_text() || filter.style->min || filter.style->max) {
            m_only_text = nullptr;
            break;
        }
        m_only_text = filter.column;
    }
}

bool RuleMatcher::fits(const Filter& filter, std::size_t row) {
    if (filter.fits_all) return true;
    if (filter.is_missing) return filter.fits_no_value;
    const model::StyleRule& style = *filter.style;
    if (filter.column->is_text()) {
        const std::string& text = filter.column->texts[row];
        return style.values.empty() ? !text.empty() : std::find(style.values.begin(), style.values.end(), text) != style.values.end();
    }
    const double number = filter.column->numbers[row];
    if (std::isnan(number)) return filter.fits_no_value;
    if (style.min && number < *style.min) return false;
    if (style.max && number >= *style.max) return false;
    return style.values.empty() || std::find(filter.numbers.begin(), filter.numbers.end(), number) != filter.numbers.end();
}

int RuleMatcher::search(std::size_t row) const {
    const auto found = std::find_if(m_filters.begin(), m_filters.end(), [&](const Filter& filter) { return fits(filter, row); });
    return found == m_filters.end() ? -1 : found->rule;
}

int RuleMatcher::rule_of(std::size_t row) {
    if (!m_only_text) return search(row);
    const auto known = m_known.find(m_only_text->texts[row]);
    if (known != m_known.end()) return known->second;
    const int rule = search(row);
    m_known.emplace(m_only_text->texts[row], rule);
    return rule;
}

}  // namespace kreisblick::scene
