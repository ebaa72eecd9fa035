#pragma once

#include "cli/json_output.h"
#include "geo/feature_table.h"
#include "io/register_import.h"
#include "model/register_case.h"

namespace kreisblick::cli {

/// A case as JSON: its id, revision and fields; numbers as numbers, null where a field is empty.
[[nodiscard]] Json case_json(const model::RegisterCase& one, core::Language language);
/// The same for the council: withheld fields are not in it.
[[nodiscard]] Json case_json(const model::CouncilCase& one, core::Language language);
void print_case(const model::RegisterCase& one, core::Language language);
/// One line of a list.
void print_case_line(const model::RegisterCase& one, core::Language language);

[[nodiscard]] Json history_json(const std::vector<model::CaseChange>& history);
[[nodiscard]] Json import_json(const io::RegisterImportReport& report);
void print_import(const io::RegisterImportReport& report);

/// What everybody may know: {"areas":[{"area","x","y","cases":{"from","to"},…}]}, from ≤ count < to.
[[nodiscard]] Json sums_json(const geo::FeatureTable& sums);
void print_sums(const geo::FeatureTable& sums, core::Language language);

}  // namespace kreisblick::cli
