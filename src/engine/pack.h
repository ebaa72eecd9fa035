#pragma once

#include "engine/session.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace kreisblick::engine {

struct PackRequest {
    std::filesystem::path from;
    std::filesystem::path out;  ///< must not exist
    model::Audience audience;
    /// Also what the layers' methods give with the declared parameters; for the public the classed sums of those with values per house.
    bool with_results = false;
};

struct PackReport {
    std::vector<std::string> left_out;  ///< datasets
    std::vector<std::string> added;     ///< tables of results and classed sums
};

/// Writes a copy of a district for an audience. Internal: everything. Council: cases without contact data and history. Public: no personal
/// dataset, no row for a single house, no table that the program does not know; classed sums of the register instead.
[[nodiscard]] core::Result<PackReport> pack(const PackRequest& request, const std::shared_ptr<const Declarations>& declarations,
                                            const core::Job& job);

}  // namespace kreisblick::engine
