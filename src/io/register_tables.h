#pragma once

#include "core/result.h"
#include "geo/feature_table.h"
#include "io/sqlite_handles.h"
#include "model/district.h"
#include "model/register_case.h"

#include <optional>
#include <string>
#include <vector>

namespace kreisblick::io {

/// The tables of the vacancy register in the district file. Errors are clauses; writing happens in the caller's transaction.
inline constexpr const char* k_register_table = "kreisblick_register";
inline constexpr const char* k_register_history_table = "kreisblick_register_history";

[[nodiscard]] core::Result<bool> has_register(Database& database);
/// Makes the tables if they are not there yet.
[[nodiscard]] core::Result<void> require_register(Database& database);

/// Cases in the order of entry: all, or the one of that id.
[[nodiscard]] core::Result<std::vector<model::RegisterCase>> read_register_cases(Database& database, const std::string& id = {});
[[nodiscard]] core::Result<void> insert_register_case(Database& database, const model::RegisterCase& entered);
/// Writes the fields that were assigned and counts the revision up.
[[nodiscard]] core::Result<void> update_register_case(Database& database, const std::string& id,
                                                      const std::vector<model::CaseAssignment>& values);
[[nodiscard]] core::Result<void> delete_register_case(Database& database, const std::string& id);

/// The number for the next edit.
[[nodiscard]] core::Result<std::int64_t> next_register_edit(Database& database);
/// "2024-03-01T09:30:00.000Z"
[[nodiscard]] core::Result<std::string> register_clock(Database& database);
[[nodiscard]] core::Result<void> write_case_change(Database& database, const model::CaseChange& change);
[[nodiscard]] core::Result<std::vector<model::CaseChange>> read_case_changes(Database& database, const std::string& id);
/// The next free id: L-00001, L-00002 …
[[nodiscard]] core::Result<std::string> free_case_id(Database& database);

/// The register as a part of the dataset "register", so that methods know what is registered: building, state (suspected | vacant | partly
/// vacant | occupied | ruin) and since. Nothing where the file has no case.
[[nodiscard]] core::Result<std::optional<model::DatasetPart>> register_part(Database& database, bool is_model_data);
[[nodiscard]] core::Result<geo::FeatureTable> read_register_facts(Database& database);

/// The word for a case's status in the dataset "register".
[[nodiscard]] std::string fact_of(model::CaseStatus status, const std::string& extent);

}  // namespace kreisblick::io
