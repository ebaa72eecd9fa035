#include "app/viewer.h"

#include "app/shell.h"
#include "core/log.h"

namespace kreisblick::app {

int view(const engine::ViewRequest& request) {
    auto shell = Shell::start(request);
    if (!shell) {
        core::log_error(shell.error().sentence);
        return 1;
    }
    const auto outcome = (*shell)->run();
    if (!outcome) core::log_error(outcome.error().sentence);
    return outcome ? 0 : 1;
}

}  // namespace kreisblick::app
