#include "core/thread_priority.h"

#ifdef __linux__
#include <sys/resource.h>
#include <unistd.h>
#endif

namespace kreisblick::core {

void stand_back() {
#ifdef __linux__
    // On Linux a "process" of these calls is one thread. Ten steps below it gets a tenth of what a thread beside it gets, and all of an
    // idle core.
    constexpr int k_steps = 10;
    const auto thread = static_cast<id_t>(gettid());
    setpriority(PRIO_PROCESS, thread, getpriority(PRIO_PROCESS, thread) + k_steps);
#endif
}

}  // namespace kreisblick::core
