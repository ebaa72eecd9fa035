#pragma once

#include "core/result.h"

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace kreisblick::cli {

/// The middle one of the values (the mean of the two middle ones of an even number); 0 for none.
[[nodiscard]] double median(std::vector<double> values);

using TimedWork = std::function<core::Result<void>()>;

/// What a piece of work took: on the clock, and of all processors together (which a busy machine changes less).
struct WorkTime {
    double seconds = 0;
    double cpu_seconds = 0;
};
/// The median over so many runs.
[[nodiscard]] core::Result<WorkTime> median_time(int runs, const TimedWork& work);

struct Compared {
    WorkTime ours;
    WorkTime reference;
};
/// The same for two works in turn, so that a busy machine slows both.
[[nodiscard]] core::Result<Compared> median_times(int runs, const TimedWork& work, const TimedWork& reference);

/// What a finished process took.
struct ProcessTime {
    double seconds = 0;
    double cpu_seconds = 0;
    double peak_mib = 0;
};
/// Runs a program (a path, or a name that PATH knows) with nothing to read; what it prints goes to a file, or is thrown away. An Error if
/// it fails, with what it complained of last.
[[nodiscard]] core::Result<ProcessTime> time_process(const std::vector<std::string>& command, const std::filesystem::path& output = {});
/// The median of each figure over several runs.
[[nodiscard]] ProcessTime median(const std::vector<ProcessTime>& runs);

/// Whether PATH knows a program.
[[nodiscard]] bool is_installed(const std::string& program);
/// This program's own file.
[[nodiscard]] std::string own_program();

}  // namespace kreisblick::cli
