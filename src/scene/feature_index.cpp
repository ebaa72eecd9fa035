#include "scene/feature_index.h"

#include <algorithm>
#include <cmath>

namespace kreisblick::scene {
namespace {

/// Columns or rows of buckets along one side, so that a bucket holds a handful of features.
int buckets_along(std::size_t features) { return std::clamp(static_cast<int>(std::sqrt(static_cast<double>(features) / 4)), 1, 512); }

/// The bucket a coordinate falls into; whatever lies outside (or is no number) goes to the border.
int bucket_of(double value, double from, double size, int count) {
    const double share = size > 0 ? (value - from) / size : 0;
    if (!(share > 0)) return 0;
    return share >= 1 ? count - 1 : static_cast<int>(share * count);
}

struct BucketRange {
    int left, right, top, bottom;
};

}  // namespace

IndexedFeatures::IndexedFeatures(geo::FeatureTable table) : m_table(std::move(table)), m_extent(m_table.extent()) {
    m_columns = m_rows = buckets_along(m_table.size());
    const auto range_of = [&](const geo::Extent& e) {
        return BucketRange{bucket_of(e.x_min, m_extent.x_min, m_extent.width(), m_columns),
                           bucket_of(e.x_max, m_extent.x_min, m_extent.width(), m_columns),
                           bucket_of(e.y_min, m_extent.y_min, m_extent.height(), m_rows),
                           bucket_of(e.y_max, m_extent.y_min, m_extent.height(), m_rows)};
    };
    const auto for_each_bucket = [&](const auto& work) {
        for (std::size_t row = 0; row < m_table.size(); ++row) {
            if (m_table.extent(row).is_empty()) continue;
            const BucketRange range = range_of(m_table.extent(row));
            for (int y = range.top; y <= range.bottom; ++y)
                for (int x = range.left; x <= range.right; ++x)
                    work(static_cast<std::size_t>(y * m_columns + x), static_cast<std::uint32_t>(row));
        }
    };
    m_first.assign(static_cast<std::size_t>(m_columns * m_rows) + 1, 0);
    for_each_bucket([&](std::size_t bucket, std::uint32_t) { ++m_first[bucket + 1]; });
    for (std::size_t bucket = 1; bucket < m_first.size(); ++bucket) m_first[bucket] += m_first[bucket - 1];
    m_entries.resize(m_first.back());
    std::vector<std::uint32_t> next(m_first.begin(), m_first.end() - 1);
    for_each_bucket([&](std::size_t bucket, std::uint32_t row) { m_entries[next[bucket]++] = row; });
}

std::vector<std::uint32_t> IndexedFeatures::in(const geo::Extent& window) const {
    std::vector<std::uint32_t> found;
    if (m_entries.empty() || window.is_empty() || !window.intersects(m_extent)) return found;
    const int left = bucket_of(window.x_min, m_extent.x_min, m_extent.width(), m_columns);
    const int right = bucket_of(window.x_max, m_extent.x_min, m_extent.width(), m_columns);
    const int top = bucket_of(window.y_min, m_extent.y_min, m_extent.height(), m_rows);
    const int bottom = bucket_of(window.y_max, m_extent.y_min, m_extent.height(), m_rows);
    for (int y = top; y <= bottom; ++y) {
        const auto first = m_first[static_cast<std::size_t>(y * m_columns + left)],
                   last = m_first[static_cast<std::size_t>(y * m_columns + right) + 1];
        for (auto entry = first; entry < last; ++entry)
            if (m_table.extent(m_entries[entry]).intersects(window)) found.push_back(m_entries[entry]);
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

}  // namespace kreisblick::scene
