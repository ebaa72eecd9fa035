#pragma once

#include "geo/extent.h"

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace kreisblick::scene {

/// Boxes that are taken, found quickly by place. Units are whatever the caller uses.
class LabelBoxes {
  public:
    explicit LabelBoxes(double bucket_size) : m_size(bucket_size) {}

    [[nodiscard]] bool is_free(const geo::Extent& box) const;
    void take(const geo::Extent& box);

  private:
    template <typename Work>
    void for_each_bucket(const geo::Extent& box, const Work& work) const;

    double m_size;
    std::vector<geo::Extent> m_boxes;
    std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> m_buckets;
};

}  // namespace kreisblick::scene
