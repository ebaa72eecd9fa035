#pragma once

#include "model/audience.h"

#include <filesystem>
#include <string>

namespace kreisblick::engine {

/// What `view` was asked for.
struct ViewRequest {
    std::filesystem::path file;    ///< the district to open
    bool make_model = false;       ///< the file is where the model district is kept: it is made there if it is missing
    std::filesystem::path script;  ///< actions to play, one a line; empty = none
    std::filesystem::path shots;   ///< folder for the script's pictures
    model::Audience audience = model::Audience::internal();
    double ui_scale = 0;   ///< 0 = as the screen says
    std::string language;  ///< de, en; empty = as it was when the district was open last, at first German
};

}  // namespace kreisblick::engine
