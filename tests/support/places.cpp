#include "support/places.h"

namespace kreisblick::tests {

std::filesystem::path source_folder() { return KREISBLICK_SOURCE_DIR; }

std::string program() { return KREISBLICK_PROGRAM; }

}  // namespace kreisblick::tests
