#pragma once

#include <functional>
#include <stop_token>
#include <string>

namespace kreisblick::core {

/// What long work gets from its caller: a way to be told to stop, and a way to say how far it is.
/// Work polls stopped() between row blocks or features and reports the share done (0…1) with a few words.
struct Job {
    std::stop_token stop{};
    std::function<void(double share, const std::string& doing)> on_progress{};

    [[nodiscard]] bool stopped() const { return stop.stop_requested(); }
    void progress(double share, const std::string& doing) const {
        if (on_progress) on_progress(share, doing);
    }
};

}  // namespace kreisblick::core
