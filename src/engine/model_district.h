#pragma once

#include "core/job.h"
#include "core/result.h"
#include "fiction/options.h"
#include "model/district.h"

#include <filesystem>

namespace kreisblick::engine {

/// Invents a district and stores it in a file that must not exist yet; it appears under its name only when complete.
[[nodiscard]] core::Result<model::District> make_model_district(const std::filesystem::path& file, const fiction::Options& options,
                                                                const core::Job& job);

}  // namespace kreisblick::engine
