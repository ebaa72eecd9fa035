#pragma once

#include "core/job.h"

#include <functional>
#include <memory>

namespace kreisblick::app {

/// One thread that does one thing at a time for the window: a newer errand replaces the one that waits and stops the one that runs.
/// What an errand brings back is handed over in the window's thread, and only if nothing newer was asked for meanwhile.
class Errand {
  public:
    /// Runs in the window's thread.
    using Delivery = std::function<void()>;
    /// Runs in the errand's thread and returns what to do with the outcome; null delivers nothing.
    using Work = std::function<Delivery(const core::Job&)>;

    /// wake is called from the errand's thread when a delivery waits.
    explicit Errand(std::function<void()> wake);
    ~Errand();
    Errand(const Errand&) = delete;
    Errand& operator=(const Errand&) = delete;

    void run(Work work);
    /// Stops what runs and forgets what waits: nothing is delivered.
    void cancel();
    /// Something waits, runs, or was not delivered yet.
    [[nodiscard]] bool is_busy() const;
    /// How far the running work says it is, 0…1.
    [[nodiscard]] double share_done() const;
    /// Hands over what is finished; true when there was something.
    bool deliver();

  private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

}  // namespace kreisblick::app
