#pragma once

#include "core/job.h"
#include "core/result.h"

#include <functional>

namespace kreisblick::core {

/// Waits for work that asks too seldom whether it shall stop, as foreign libraries do, but no longer than the job goes on: where that is
/// stopped, comes back at once with an Error, and the work ends by itself later, in a thread of its own. It must own (or share) all it
/// touches; progress that it reports from then on is not passed on. The process ends only after all such work has.
[[nodiscard]] Result<void> wait_unless_stopped(const Job& job, std::function<Result<void>(const Job&)> work);

/// Does work that nobody waits for, in a thread of its own, and lets go of what it owns; the process ends only after that.
void leave_to_itself(std::function<void()> work);

}  // namespace kreisblick::core
