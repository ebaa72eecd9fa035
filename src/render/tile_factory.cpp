#include "render/tile_factory.h"

#include "core/log.h"
#include "core/thread_priority.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>

namespace kreisblick::render {
namespace {

/// A tile of one version of the map.
struct Order {
    std::shared_ptr<const scene::MapSnapshot> snapshot;
    scene::TileKey key;

    [[nodiscard]] bool is(const scene::MapSnapshot& other, const scene::TileKey& wanted) const {
        return snapshot->version == other.version && key == wanted;
    }
};

/// A tile that a worker is painting.
struct UnderWay {
    Order order;
    std::stop_source stop;
};

}  // namespace

struct TileFactory::Parts {
    TileMaker maker;
    std::function<void()> on_ready;

    mutable std::mutex mutex;
    std::condition_variable_any changed;
    std::deque<Order> queue;
    std::vector<std::shared_ptr<UnderWay>> under_way;
    std::deque<std::shared_ptr<const TilePicture>> finished;

    std::mutex labels_mutex;  // held while labels are placed: whoever needs the same ones waits for them
    std::shared_ptr<const scene::LabelLayout> labels;

    std::vector<std::jthread> workers;  // last: they stop before anything else goes

    std::shared_ptr<const scene::LabelLayout> labels_for(const Order& order) {
        const std::lock_guard lock(labels_mutex);
        if (!labels || labels->version != order.snapshot->version || labels->metres_per_pixel != order.key.metres_per_pixel) {
            auto placed = std::make_shared<scene::LabelLayout>(maker.place_labels(*order.snapshot, order.key.metres_per_pixel));
            placed->version = order.snapshot->version;
            placed->metres_per_pixel = order.key.metres_per_pixel;
            labels = std::move(placed);
        }
        return labels;
    }

    /// The tile, or nothing when it was stopped or could not be painted. The job boundary: nothing is thrown beyond.
    std::shared_ptr<const TilePicture> paint(const UnderWay& work) {
        try {
            const auto placed = labels_for(work.order);
            if (work.stop.stop_requested()) return nullptr;
            const core::Job job{work.stop.get_token(), {}};
            const scene::MapSnapshot& snapshot = *work.order.snapshot;
            const auto tile = maker.compose(snapshot, *placed, work.order.key, job);
            if (!tile) return nullptr;
            return std::make_shared<TilePicture>(TilePicture{tile->key, tile->version, scene::flattened(*tile, snapshot)});
        } catch (const std::exception& exception) {
            core::log_warning("cannot paint the map tile in column {}, row {}: {}", work.order.key.column, work.order.key.row,
                              exception.what());
            return nullptr;
        }
    }

    /// The next order, or nothing when the worker shall end.
    std::shared_ptr<UnderWay> next(const std::stop_token& stop) {
        std::unique_lock lock(mutex);
        if (!changed.wait(lock, stop, [&] { return !queue.empty(); })) return nullptr;
        auto work = std::make_shared<UnderWay>(UnderWay{std::move(queue.front()), {}});
        queue.pop_front();
        under_way.push_back(work);
        return work;
    }

    void work(const std::stop_token& stop) {
        while (const auto current = next(stop)) {
            const auto tile = paint(*current);
            bool delivered = false;
            {
                const std::lock_guard lock(mutex);
                std::erase(under_way, current);
                delivered = tile && !current->stop.stop_requested();
                if (delivered) finished.push_back(tile);
            }
            changed.notify_all();
            if (delivered && on_ready) on_ready();
        }
    }

    void stop_under_way() {
        const std::lock_guard lock(mutex);
        queue.clear();
        for (const auto& current : under_way) current->stop.request_stop();
    }
};

TileFactory::TileFactory(TileMaker maker, std::function<void()> on_ready, int threads) : m_parts(std::make_unique<Parts>()) {
    m_parts->maker = std::move(maker);
    m_parts->on_ready = std::move(on_ready);
    for (int index = 0; index < threads; ++index)
        m_parts->workers.emplace_back([parts = m_parts.get()](const std::stop_token& stop) {
            core::stand_back();
            parts->work(stop);
        });
}

TileFactory::~TileFactory() {
    m_parts->stop_under_way();
    m_parts->workers.clear();
}

void TileFactory::order(std::shared_ptr<const scene::MapSnapshot> snapshot, std::vector<scene::TileKey> wanted) {
    {
        const std::lock_guard lock(m_parts->mutex);
        const auto is_wanted = [&](const Order& order) {
            return std::any_of(wanted.begin(), wanted.end(), [&](const scene::TileKey& key) { return order.is(*snapshot, key); });
        };
        const auto is_made = [&](const scene::TileKey& key) {
            const auto& under_way = m_parts->under_way;
            const auto& finished = m_parts->finished;
            return std::any_of(under_way.begin(), under_way.end(),
                               [&](const auto& work) { return work->order.is(*snapshot, key) && !work->stop.stop_requested(); }) ||
                   std::any_of(finished.begin(), finished.end(),
                               [&](const auto& tile) { return tile->version == snapshot->version && tile->key == key; });
        };
        for (const auto& work : m_parts->under_way)
            if (!is_wanted(work->order)) work->stop.request_stop();
        m_parts->queue.clear();
        for (const scene::TileKey& key : wanted)
            if (!is_made(key)) m_parts->queue.push_back({snapshot, key});
    }
    m_parts->changed.notify_all();
}

std::shared_ptr<const TilePicture> TileFactory::take() {
    const std::lock_guard lock(m_parts->mutex);
    if (m_parts->finished.empty()) return nullptr;
    auto tile = std::move(m_parts->finished.front());
    m_parts->finished.pop_front();
    return tile;
}

bool TileFactory::has_finished() const {
    const std::lock_guard lock(m_parts->mutex);
    return !m_parts->finished.empty();
}

bool TileFactory::is_idle() const {
    const std::lock_guard lock(m_parts->mutex);
    return m_parts->queue.empty() && m_parts->under_way.empty();
}

bool TileFactory::wait_for_tile() {
    std::unique_lock lock(m_parts->mutex);
    m_parts->changed.wait(lock, [&] { return !m_parts->finished.empty() || (m_parts->queue.empty() && m_parts->under_way.empty()); });
    return !m_parts->finished.empty();
}

}  // namespace kreisblick::render
