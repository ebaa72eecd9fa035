#include "scene/label_boxes.h"

#include <cmath>

namespace kreisblick::scene {

template <typename Work>
void LabelBoxes::for_each_bucket(const geo::Extent& box, const Work& work) const {
    const auto bucket = [&](double value) { return static_cast<std::int64_t>(std::floor(value / m_size)); };
    for (std::int64_t y = bucket(box.y_min); y <= bucket(box.y_max); ++y)
        for (std::int64_t x = bucket(box.x_min); x <= bucket(box.x_max); ++x)
            if (!work(static_cast<std::uint64_t>(y) << 32 ^ static_cast<std::uint64_t>(x & 0xffffffff))) return;
}

bool LabelBoxes::is_free(const geo::Extent& box) const {
    bool is_free = true;
    for_each_bucket(box, [&](std::uint64_t key) {
        const auto bucket = m_buckets.find(key);
        if (bucket == m_buckets.end()) return true;
        for (const std::uint32_t index : bucket->second)
            if (m_boxes[index].intersects(box)) return is_free = false;
        return true;
    });
    return is_free;
}

void LabelBoxes::take(const geo::Extent& box) {
    const auto index = static_cast<std::uint32_t>(m_boxes.size());
    m_boxes.push_back(box);
    for_each_bucket(box, [&](std::uint64_t key) {
        m_buckets[key].push_back(index);
        return true;
    });
}

}  // namespace kreisblick::scene
