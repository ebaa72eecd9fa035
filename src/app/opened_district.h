#pragma once

#include "engine/session.h"
#include "geo/crs.h"
#include "model/view_memory.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace kreisblick::app {

/// What opening a district brings.
struct OpenedDistrict {
    std::shared_ptr<engine::Session> session;
    std::vector<engine::LayerStatus> statuses;
    engine::ViewState start;
    std::shared_ptr<geo::Transformer> to_degrees;
    std::shared_ptr<geo::Transformer> from_degrees;
    std::string crs_name;
    engine::PlaceIndex places;
    std::string places_fault;  ///< why search knows no names
    std::optional<model::ViewMemory> memory;

    /// Opens the file and reads what the window needs of it (worker thread). state: see model::state_folder.
    [[nodiscard]] static core::Result<OpenedDistrict> read(const std::filesystem::path& file, const std::filesystem::path& state,
                                                           const model::Audience& audience);
};

}  // namespace kreisblick::app
