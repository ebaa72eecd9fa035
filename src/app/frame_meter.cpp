#include "app/frame_meter.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <thread>

namespace kreisblick::app {
namespace {

constexpr std::chrono::duration<double, std::milli> k_screen_period{1000.0 / 60};

}  // namespace

double FrameTimes::within(double share) const {
    if (milliseconds.empty()) return 0;
    std::vector<double> sorted = milliseconds;
    std::sort(sorted.begin(), sorted.end());
    const double rank = std::ceil(std::clamp(share, 0.0, 1.0) * static_cast<double>(sorted.size()));
    return sorted[static_cast<std::size_t>(std::max(rank, 1.0)) - 1];
}

std::string FrameTimes::in_words() const {
    return fmt::format("{} frames: median {:.2f} ms, p95 {:.2f} ms, longest {:.2f} ms, {:.2f} ms of processor each", milliseconds.size(),
                       within(0.5), within(0.95), within(1), cpu_seconds * 1000 / std::max(1.0, static_cast<double>(milliseconds.size())));
}

void FrameMeter::start(int frames) {
    m_times = {};
    m_cpu_began = std::clock();
    m_frames_left = frames;
    m_began = {};  // the frame that is under way does not count
}

void FrameMeter::begin_frame() { m_began = std::chrono::steady_clock::now(); }

void FrameMeter::end_frame() {
    if (!is_running() || m_began == std::chrono::steady_clock::time_point{}) return;
    const std::chrono::duration<double, std::milli> taken = std::chrono::steady_clock::now() - m_began;
    m_times.milliseconds.push_back(taken.count());
    m_times.cpu_seconds = static_cast<double>(std::clock() - m_cpu_began) / CLOCKS_PER_SEC;
    --m_frames_left;
    if (taken < k_screen_period) std::this_thread::sleep_for(k_screen_period - taken);
}

}  // namespace kreisblick::app
