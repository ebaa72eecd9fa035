#pragma once

#include "core/result.h"
#include "geo/extent.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace kreisblick::model {

/// How a district was looked at last.
struct ViewMemory {
    geo::Point middle;                  ///< of the free map, district CRS
    double scale_denominator = 100000;  ///< the N of 1:N
    std::vector<std::string> layers;    ///< shown
    std::map<std::string, double> opacity;
    std::map<std::string, std::map<std::string, std::string>> parameters;  ///< layer → name → value
    std::string theme = "light";
    std::string language = "de";
    bool reduce_motion = false;
};

/// Where the program remembers things between runs: kreisblick/ in $XDG_STATE_HOME, else in ~/.local/state; empty where there is neither.
[[nodiscard]] std::filesystem::path state_folder();

/// Where the program keeps what it made itself: kreisblick/ in $XDG_DATA_HOME, else in ~/.local/share; empty where there is neither.
[[nodiscard]] std::filesystem::path data_folder();

/// Writes down how the district was looked at, and that it was the last one. Whole or not at all.
[[nodiscard]] core::Result<void> remember_view(const std::filesystem::path& folder, const std::filesystem::path& district,
                                               const ViewMemory& memory);
/// How the district was looked at last; none where nothing is remembered or what is cannot be read any more.
[[nodiscard]] std::optional<ViewMemory> remembered_view(const std::filesystem::path& folder, const std::filesystem::path& district);
/// The district that was open last; none where there was none.
[[nodiscard]] std::optional<std::filesystem::path> last_district(const std::filesystem::path& folder);

}  // namespace kreisblick::model
