#pragma once

#include "model/register_case.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace kreisblick::model {

/// Which cases are wanted, and in which order.
struct RegisterFilter {
    std::vector<CaseStatus> statuses;  ///< one of these; empty = any
    std::string text;                  ///< stands in id or any field, compared without case and signs
    bool only_doubtful = false;
    std::vector<CaseAssignment> equal;  ///< fields that read so, compared without case and signs
    std::optional<CaseField> sort_by;   ///< none = in the order of entry
    bool descending = false;
};

/// The rows of the cases that fit, in the wanted order. Cases without a value in the sorted field come last.
[[nodiscard]] std::vector<std::size_t> select_cases(std::span<const RegisterCase> cases, const RegisterFilter& filter);

}  // namespace kreisblick::model
