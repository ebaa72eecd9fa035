#pragma once

#include "geo/feature_table.h"
#include "model/layer.h"

#include <string_view>
#include <unordered_map>
#include <vector>

namespace kreisblick::scene {

/// Finds the rule that draws a feature at one scale: the first whose scale range holds and whose filter the feature meets. An empty value
/// in a filter stands for "no value". Borrows rules and table.
class RuleMatcher {
  public:
    RuleMatcher(const std::vector<model::StyleRule>& rules, const geo::FeatureTable& table, double scale_denominator);

    /// Index of the rule, or −1 if none draws the feature.
    [[nodiscard]] int rule_of(std::size_t row);
    [[nodiscard]] bool is_empty() const { return m_filters.empty(); }

  private:
    struct Filter {
        int rule = 0;
        const geo::Column* column = nullptr;  ///< null: fits all, or (missing) none
        bool fits_all = false;
        bool is_missing = false;
        bool fits_no_value = false;
        const model::StyleRule* style = nullptr;
        std::vector<double> numbers;
    };
    [[nodiscard]] static bool fits(const Filter& filter, std::size_t row);
    [[nodiscard]] int search(std::size_t row) const;

    std::vector<Filter> m_filters;
    const geo::Column* m_only_text = nullptr;  ///< when every filter asks for this one column, answers are remembered by its text
    std::unordered_map<std::string_view, int> m_known;
};

}  // namespace kreisblick::scene
