#pragma once

#include "core/result.h"
#include "io/sqlite_handles.h"
#include "model/district.h"

#include <string>

namespace kreisblick::io {

/// What a district file says about itself, in its kreisblick_* tables. Errors are clauses; writing happens in the caller's transaction.

[[nodiscard]] core::Result<void> make_district_tables(Database& database, const model::District& district);
/// The schema of the file; an Error if it holds no district.
[[nodiscard]] core::Result<int> read_schema(Database& database);
[[nodiscard]] core::Result<model::District> read_district(Database& database);

/// Adds a part's record; its tables stand in it.
[[nodiscard]] core::Result<void> write_part(Database& database, const model::DatasetPart& part);
/// Takes a part's record out; no Error if there is none.
[[nodiscard]] core::Result<void> delete_part(Database& database, const std::string& dataset, const std::string& name);

}  // namespace kreisblick::io
