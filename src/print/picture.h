#pragma once

#include "core/result.h"
#include "scene/image.h"

#include <filesystem>

namespace kreisblick::print {

/// Writes an opaque picture as PNG, whole or not at all.
[[nodiscard]] core::Result<void> write_png(const std::filesystem::path& path, const scene::Image& image);

/// Writes a PDF of one page that holds the picture at the given resolution.
[[nodiscard]] core::Result<void> write_pdf(const std::filesystem::path& path, const scene::Image& image, double dots_per_inch);

}  // namespace kreisblick::print
