#include "app/errand.h"

#include "core/log.h"

#include <atomic>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

namespace kreisblick::app {

struct Errand::Parts {
    std::function<void()> wake;
    mutable std::mutex mutex;
    std::condition_variable_any changed;
    Work waiting;
    std::optional<std::stop_source> running;
    Delivery finished;
    std::atomic<double> share = 0;
    std::jthread thread;  // last: it stops before anything else goes

    /// The work and the stop switch of the next errand; no work when the thread shall end.
    Work next(const std::stop_token& stop) {
        std::unique_lock lock(mutex);
        if (!changed.wait(lock, stop, [&] { return static_cast<bool>(waiting); })) return {};
        running.emplace();
        share = 0;
        return std::exchange(waiting, {});
    }

    /// The job boundary: what is thrown ends here.
    Delivery outcome_of(const Work& work) {
        const core::Job job{running->get_token(), [this](double done, const std::string&) { share = done; }};
        try {
            return work(job);
        } catch (const std::exception& exception) {
            core::log_error(fmt::format("a task of the window failed: {}", exception.what()));
            return {};
        }
    }

    void loop(const std::stop_token& stop) {
        while (const Work work = next(stop)) {
            Delivery delivery = outcome_of(work);
            {
                const std::lock_guard lock(mutex);
                const bool outdated = running->stop_requested();
                running.reset();
                if (!outdated) finished = std::move(delivery);
            }
            if (wake) wake();
        }
    }
};

Errand::Errand(std::function<void()> wake) : m_parts(std::make_unique<Parts>()) {
    m_parts->wake = std::move(wake);
    m_parts->thread = std::jthread([parts = m_parts.get()](const std::stop_token& stop) { parts->loop(stop); });
}

Errand::~Errand() {
    {
        const std::lock_guard lock(m_parts->mutex);
        m_parts->waiting = {};
        if (m_parts->running) m_parts->running->request_stop();
    }
    m_parts->thread = {};  // asks the thread to end and waits for it
}

void Errand::run(Work work) {
    {
        const std::lock_guard lock(m_parts->mutex);
        m_parts->waiting = std::move(work);
        m_parts->finished = {};
        if (m_parts->running) m_parts->running->request_stop();
    }
    m_parts->changed.notify_all();
}

void Errand::cancel() {
    const std::lock_guard lock(m_parts->mutex);
    m_parts->waiting = {};
    m_parts->finished = {};
    if (m_parts->running) m_parts->running->request_stop();
}

bool Errand::is_busy() const {
    const std::lock_guard lock(m_parts->mutex);
    return m_parts->waiting || m_parts->running || m_parts->finished;
}

double Errand::share_done() const { return m_parts->share; }

bool Errand::deliver() {
    Delivery delivery;
    {
        const std::lock_guard lock(m_parts->mutex);
        delivery = std::exchange(m_parts->finished, {});
    }
    if (delivery) delivery();
    return static_cast<bool>(delivery);
}

}  // namespace kreisblick::app
