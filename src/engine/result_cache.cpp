#include "engine/result_cache.h"

#include <algorithm>

namespace kreisblick::engine {
namespace {

constexpr std::ptrdiff_t k_kept_of_a_layer = 2;  // of ~1,000 km² at 10 m each takes 60 MB

}  // namespace

std::optional<LayerData> ResultCache::find(std::uint64_t provenance) {
    const std::scoped_lock lock(m_mutex);
    const auto found = std::find_if(m_entries.begin(), m_entries.end(), [&](const Entry& entry) { return entry.provenance == provenance; });
    if (found == m_entries.end()) return std::nullopt;
    m_entries.splice(m_entries.begin(), m_entries, found);
    return found->result;
}

void ResultCache::keep(const std::string& layer, std::uint64_t provenance, LayerData result) {
    const std::scoped_lock lock(m_mutex);
    std::erase_if(m_entries, [&](const Entry& entry) { return entry.provenance == provenance; });
    m_entries.push_front({layer, provenance, std::move(result)});
    std::ptrdiff_t kept = 0;
    std::erase_if(m_entries, [&](const Entry& entry) { return entry.layer == layer && ++kept > k_kept_of_a_layer; });
}

}  // namespace kreisblick::engine
