#pragma once

#include "core/result.h"
#include "io/sqlite_handles.h"

#include <functional>
#include <span>
#include <vector>

namespace kreisblick::io {

/// One step from a layout of the district file to the next: from to_schema − 1 to to_schema.
struct Migration {
    int to_schema = 0;
    std::function<core::Result<void>(Database&)> apply;
};

/// The steps this program knows, oldest first. Schema 1 is the first layout, so there are none to it.
[[nodiscard]] const std::vector<Migration>& migrations();

/// Brings a file from its schema to the newest one that the steps reach, in one transaction: all steps or none. Returns the schema reached.
/// Errors are clauses.
[[nodiscard]] core::Result<int> migrate(Database& database, int schema, std::span<const Migration> steps);

}  // namespace kreisblick::io
