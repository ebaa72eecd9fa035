#include "cli/bench/stopwatch.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <memory>
#include <sstream>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace kreisblick::cli {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

core::Result<WorkTime> time_of(const TimedWork& work) {
    const auto start = Clock::now();
    const std::clock_t cpu_start = std::clock();
    KREISBLICK_CHECK(work());
    return WorkTime{seconds_since(start), static_cast<double>(std::clock() - cpu_start) / CLOCKS_PER_SEC};
}

double seconds_of(const timeval& time) { return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6; }

/// A file without a name that goes when it is closed.
struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using NamelessFile = std::unique_ptr<std::FILE, CloseFile>;

/// In the child: becomes the program, which complains into a file; never returns.
[[noreturn]] void become(char* const* arguments, const char* output, std::FILE* complaints) {
    const int nothing = open("/dev/null", O_RDWR);
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO}) dup2(nothing, stream);
    dup2(complaints ? fileno(complaints) : nothing, STDERR_FILENO);
    if (output[0] != '\0') dup2(open(output, O_WRONLY | O_CREAT | O_TRUNC, 0600), STDOUT_FILENO);
    execvp(arguments[0], arguments);
    _exit(127);
}

/// Why a program says it failed: its last line that speaks of an error, else its last line with anything in it (programs tidy up after
/// what went wrong, and say so); empty if there is none.
std::string complaint_of(std::istream& text) {
    std::string last, error;
    for (std::string line; std::getline(text, line);) {
        if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
        last = line;
        if (line.find("ERROR") != std::string::npos || line.find("rror:") != std::string::npos) error = line;
    }
    return error.empty() ? last : error;
}

/// Why a process failed, in its own words: what it complained, else what it printed (xvfb-run sends both there).
std::string complaint_in(std::FILE* complaints, const std::filesystem::path& output) {
    std::stringstream complained;
    if (complaints) {
        std::rewind(complaints);
        for (int sign = 0; (sign = std::fgetc(complaints)) != EOF;) complained.put(static_cast<char>(sign));
    }
    std::string words = complaint_of(complained);
    std::ifstream printed(output);
    if (words.empty() && printed) words = complaint_of(printed);
    return words.empty() ? words : ": " + words;
}

/// The median of one figure of all runs.
template <typename Run>
double median_of(const std::vector<Run>& runs, double Run::*figure) {
    std::vector<double> values;
    for (const Run& run : runs) values.push_back(run.*figure);
    return median(std::move(values));
}

WorkTime median(const std::vector<WorkTime>& runs) {
    return {median_of(runs, &WorkTime::seconds), median_of(runs, &WorkTime::cpu_seconds)};
}

}  // namespace

double median(std::vector<double> values) {
    if (values.empty()) return 0;
    std::sort(values.begin(), values.end());
    const std::size_t middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

core::Result<WorkTime> median_time(int runs, const TimedWork& work) {
    std::vector<WorkTime> times;
    for (int run = 0; run < runs; ++run) {
        KREISBLICK_TRY(const WorkTime taken, time_of(work));
        times.push_back(taken);
    }
    return median(times);
}

core::Result<Compared> median_times(int runs, const TimedWork& work, const TimedWork& reference) {
    std::vector<WorkTime> ours, theirs;
    for (int run = 0; run < runs; ++run) {
        KREISBLICK_TRY(const WorkTime taken, time_of(work));
        KREISBLICK_TRY(const WorkTime taken_there, time_of(reference));
        ours.push_back(taken);
        theirs.push_back(taken_there);
    }
    return Compared{median(ours), median(theirs)};
}

core::Result<ProcessTime> time_process(const std::vector<std::string>& command, const std::filesystem::path& output) {
    std::vector<std::string> words = command;
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    const NamelessFile complaints(std::tmpfile());
    const auto start = Clock::now();
    const pid_t child = fork();
    if (child < 0) return core::fail("cannot start {}: no further process is allowed", command[0]);
    if (child == 0) become(arguments.data(), output.c_str(), complaints.get());
    int status = 0;
    rusage usage{};
    if (wait4(child, &status, 0, &usage) != child) return core::fail("cannot wait for {}", command[0]);
    const double seconds = seconds_since(start);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        return core::fail("{} failed (exit code {}){}", command[0], WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status),
                          complaint_in(complaints.get(), output));
    return ProcessTime{seconds, seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime), static_cast<double>(usage.ru_maxrss) / 1024};
}

ProcessTime median(const std::vector<ProcessTime>& runs) {
    return {median_of(runs, &ProcessTime::seconds), median_of(runs, &ProcessTime::cpu_seconds), median_of(runs, &ProcessTime::peak_mib)};
}

bool is_installed(const std::string& program) {
    const char* path = std::getenv("PATH");
    std::stringstream folders(path ? path : "");
    for (std::string folder; std::getline(folders, folder, ':');)
        if (access((std::filesystem::path(folder) / program).c_str(), X_OK) == 0) return true;
    return false;
}

std::string own_program() {
    std::error_code problem;
    const auto path = std::filesystem::read_symlink("/proc/self/exe", problem);
    return problem ? "kreisblick" : path.string();
}

}  // namespace kreisblick::cli
