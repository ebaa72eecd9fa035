#include "cli/interrupt.h"

#include <array>
#include <csignal>
#include <thread>

#include <unistd.h>

namespace kreisblick::cli {
namespace {

/// A signal handler may do next to nothing but write; a thread that reads does the rest. Made before the handler that writes.
std::array<int, 2> wake_up_pipe{-1, -1};

void wake_up(int) {
    const char byte = 0;
    [[maybe_unused]] const auto written = ::write(wake_up_pipe[1], &byte, 1);
}

/// Waits for signals to the end of the process: the first asks for a stop, the second does not ask.
void watch_signals(std::stop_source stop) {
    constexpr int k_ended_by_ctrl_c = 130;
    char byte = 0;
    if (::read(wake_up_pipe[0], &byte, 1) == 1) stop.request_stop();
    if (::read(wake_up_pipe[0], &byte, 1) == 1) ::_exit(k_ended_by_ctrl_c);
}

std::stop_token watched() {
    std::stop_source stop;
    if (::pipe(wake_up_pipe.data()) != 0) return stop.get_token();  // signals end the process, as without this
    std::thread(watch_signals, stop).detach();
    for (const int signal : {SIGINT, SIGTERM}) {
        const auto before = std::signal(signal, wake_up);
        if (before == SIG_IGN) std::signal(signal, SIG_IGN);  // whoever started the process wants it so
    }
    return stop.get_token();
}

}  // namespace

std::stop_token interrupted() {
    static const std::stop_token stop = watched();
    return stop;
}

}  // namespace kreisblick::cli
