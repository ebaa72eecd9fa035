#pragma once

#include <chrono>
#include <ctime>
#include <string>
#include <vector>

namespace kreisblick::app {

/// What a row of frames took, milliseconds of work each.
struct FrameTimes {
    std::vector<double> milliseconds;
    double cpu_seconds = 0;  ///< of all threads over all frames, those that make tiles too

    /// The time that this share (0…1) of the frames keeps to; 0 without frames.
    [[nodiscard]] double within(double share) const;
    /// "120 frames: median 8.1 ms, p95 12.4 ms, longest 15.0 ms, 20.0 ms of processor each".
    [[nodiscard]] std::string in_words() const;
};

/// Times frames while something moves, at the pace of a screen of 60 pictures a second: a frame that is done early leaves the rest of
/// its time to the workers, as it does where a screen sets the pace.
class FrameMeter {
  public:
    /// Begins a row of so many frames.
    void start(int frames);
    [[nodiscard]] bool is_running() const { return m_frames_left > 0; }
    void begin_frame();
    /// Notes the frame, then sleeps until the next one would be shown.
    void end_frame();
    [[nodiscard]] const FrameTimes& times() const { return m_times; }

  private:
    FrameTimes m_times;
    int m_frames_left = 0;
    std::chrono::steady_clock::time_point m_began{};
    std::clock_t m_cpu_began = 0;
};

}  // namespace kreisblick::app
