#pragma once

#include "core/result.h"
#include "io/district_file.h"

#include <filesystem>
#include <string>
#include <vector>

namespace kreisblick::io {

/// What somebody said about a building against the data: a row of the dataset overrides. Rows are only ever added, so that the table is its
/// own history: the last one of a building and field counts, and an empty value takes the correction back.
struct Override {
    std::string building;
    std::string field;
    std::string value;
    std::string reason;
    std::string user;
    std::string time;  ///< "2026-11-22T12:34:56Z"; filled in when it is added
};

/// All rows, oldest first.
[[nodiscard]] core::Result<std::vector<Override>> read_overrides(const DistrictFile& file);

/// Adds rows in one transaction: all of them are in the file or none, also after a kill. The record of the part (count, date) changes with
/// them, so that nothing computed before stands for the new state. A second program that writes gets an Error after at most two seconds.
[[nodiscard]] core::Result<void> add_overrides(const std::filesystem::path& path, std::vector<Override> rows);

}  // namespace kreisblick::io
