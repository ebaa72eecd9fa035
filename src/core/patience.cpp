#include "core/patience.h"

#include <atomic>
#include <condition_variable>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

namespace kreisblick::core {
namespace {

/// What the one who waits and the one who works say to each other.
struct Talk {
    std::mutex mutex;
    std::condition_variable_any changed;
    bool is_left_alone = false;
    std::optional<Result<void>> outcome;
};

/// Threads that nobody waits for any more but the end of the process.
class LeftThreads {
  public:
    ~LeftThreads() {
        for (auto& [thread, has_ended] : m_threads) thread.join();
    }
    void take(std::thread thread, std::function<bool()> has_ended) {
        const std::scoped_lock lock(m_mutex);
        for (auto at = m_threads.begin(); at != m_threads.end();) {
            if (!at->second()) {
                ++at;
                continue;
            }
            at->first.join();  // it has nothing more to do but to end
            at = m_threads.erase(at);
        }
        m_threads.emplace_back(std::move(thread), std::move(has_ended));
    }

  private:
    std::mutex m_mutex;
    std::list<std::pair<std::thread, std::function<bool()>>> m_threads;
};

LeftThreads& left_threads() {
    static LeftThreads threads;
    return threads;
}

/// The job as the working thread sees it.
Job heard_while_waited_for(const Job& job, const std::shared_ptr<Talk>& talk) {
    if (!job.on_progress) return {job.stop, {}};
    return {job.stop, [talk, tell = job.on_progress](double share, const std::string& doing) {
                const std::scoped_lock lock(talk->mutex);
                if (!talk->is_left_alone) tell(share, doing);
            }};
}

}  // namespace

Result<void> wait_unless_stopped(const Job& job, std::function<Result<void>(const Job&)> work) {
    if (!job.stop.stop_possible()) return work(job);
    left_threads();  // made before the thread, so that it outlives what the thread makes
    const auto talk = std::make_shared<Talk>();
    std::thread thread([talk, inner = heard_while_waited_for(job, talk), work = std::move(work)]() mutable {
        Result<void> outcome = work(inner);
        work = nullptr;  // lets go of everything before it says that it is done
        const std::scoped_lock lock(talk->mutex);
        talk->outcome = std::move(outcome);
        talk->changed.notify_all();
    });
    std::unique_lock lock(talk->mutex);
    if (talk->changed.wait(lock, job.stop, [&] { return talk->outcome.has_value(); })) {
        lock.unlock();
        thread.join();
        return std::move(*talk->outcome);
    }
    talk->is_left_alone = true;
    lock.unlock();
    left_threads().take(std::move(thread), [talk] {
        const std::scoped_lock lock_again(talk->mutex);
        return talk->outcome.has_value();
    });
    return fail("it was stopped");
}

void leave_to_itself(std::function<void()> work) {
    left_threads();
    const auto has_ended = std::make_shared<std::atomic<bool>>(false);
    std::thread thread([has_ended, work = std::move(work)]() mutable {
        work();
        work = nullptr;
        *has_ended = true;
    });
    left_threads().take(std::move(thread), [has_ended] { return has_ended->load(); });
}

}  // namespace kreisblick::core
