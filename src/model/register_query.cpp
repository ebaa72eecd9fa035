#include "model/register_query.h"

#include "model/address.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace kreisblick::model {
namespace {

bool holds(const RegisterCase& one, const std::string& wanted) {
    if (plain_letters(one.id).find(wanted) != std::string::npos) return true;
    return std::any_of(one.values.begin(), one.values.end(),
                       [&](const std::string& value) { return !value.empty() && plain_letters(value).find(wanted) != std::string::npos; });
}

bool fits(const RegisterCase& one, const RegisterFilter& filter, const std::string& wanted) {
    if (!filter.statuses.empty() && std::find(filter.statuses.begin(), filter.statuses.end(), one.status()) == filter.statuses.end())
        return false;
    if (filter.only_doubtful && one.text(CaseField::Doubt).empty()) return false;
    for (const CaseAssignment& equal : filter.equal)
        if (plain_letters(one.text(equal.field)) != plain_letters(equal.value)) return false;
    return wanted.empty() || holds(one, wanted);
}

/// What a case is sorted by: a number or a text; `is_empty` comes last in both directions.
struct SortKey {
    std::size_t row;
    bool is_empty;
    double number;
    std::string text;
};

SortKey key_of(const RegisterCase& one, std::size_t row, CaseField field) {
    using Kind = CaseFieldDeclaration::Kind;
    const Kind kind = declaration_of(field).kind;
    const std::string& value = one.text(field);
    if (kind == Kind::Status) return {row, false, static_cast<double>(one.status()), {}};
    if (kind == Kind::Number || kind == Kind::Year) return {row, value.empty(), value.empty() ? 0 : one.number(field), {}};
    return {row, value.empty(), 0, plain_letters(value)};
}

bool comes_before(const SortKey& a, const SortKey& b, bool descending) {
    if (a.is_empty != b.is_empty) return b.is_empty;
    if (a.number != b.number) return (a.number < b.number) != descending;
    if (a.text != b.text) return (a.text < b.text) != descending;
    return a.row < b.row;
}

}  // namespace

std::vector<std::size_t> select_cases(std::span<const RegisterCase> cases, const RegisterFilter& filter) {
    const std::string wanted = plain_letters(filter.text);
    std::vector<std::size_t> rows;
    for (std::size_t row = 0; row < cases.size(); ++row)
        if (fits(cases[row], filter, wanted)) rows.push_back(row);
    if (!filter.sort_by) {
        if (filter.descending) std::reverse(rows.begin(), rows.end());
        return rows;
    }
    std::vector<SortKey> keys;
    keys.reserve(rows.size());
    for (const std::size_t row : rows) keys.push_back(key_of(cases[row], row, *filter.sort_by));
    std::sort(keys.begin(), keys.end(), [&](const SortKey& a, const SortKey& b) { return comes_before(a, b, filter.descending); });
    std::transform(keys.begin(), keys.end(), rows.begin(), [](const SortKey& key) { return key.row; });
    return rows;
}

}  // namespace kreisblick::model
