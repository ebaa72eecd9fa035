#include "core/resources.h"

#include <cstdlib>
#include <system_error>

namespace kreisblick::core {
namespace {

namespace fs = std::filesystem;

bool holds_resources(const fs::path& folder) {
    std::error_code ignored;
    return fs::is_directory(folder / "layers", ignored) && fs::is_directory(folder / "assets", ignored);
}

/// The running program's own path; the one place that asks the operating system for it.
fs::path program_path() {
    std::error_code ignored;
    return fs::read_symlink("/proc/self/exe", ignored);
}

}  // namespace

Result<fs::path> resource_folder() {
    if (const char* home = std::getenv("KREISBLICK_HOME")) {
        if (holds_resources(home)) return fs::path(home);
        return fail("KREISBLICK_HOME names {}, but that folder has no layers/ and assets/", home);
    }
    for (fs::path folder = program_path().parent_path(); folder.has_relative_path(); folder = folder.parent_path()) {
        if (holds_resources(folder)) return folder;
        if (holds_resources(folder / "share" / "kreisblick")) return folder / "share" / "kreisblick";
    }
    return fail("cannot find the folders layers/ and assets/ near the program: set KREISBLICK_HOME to the folder that holds them");
}

}  // namespace kreisblick::core
