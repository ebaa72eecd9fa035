#include "engine/result_cache.h"

#include "core/hash.h"

#include <algorithm>

namespace kreisblick::engine {
namespace {

constexpr std::ptrdiff_t k_kept_of_a_layer = 2;  // of ~1,000 km² at 10 m each takes 90 MB

}  // namespace

std::uint64_t provenance_hash(const model::District& district, const model::LayerDeclaration& layer,
                              const potentials::Parameters& parameters) {
    std::uint64_t hash = core::hash_text(layer.id + "\n" + layer.input.method + "\n");
    for (const auto& [name, value] : parameters) hash = core::hash_text(name + "=" + value + "\n", hash);
    for (const std::string& dataset : layer.input.needs)
        for (const model::DatasetPart* part : district.parts_of(dataset)) {
            hash = core::hash_text(fmt::format("{}/{} {} {} {} {} {}\n", dataset, part->name, part->priority, part->count, part->table,
                                               part->provenance.source, part->provenance.date),
                                   hash);
            for (const model::RasterBand& band : part->bands) hash = core::hash_text(band.table + "\n", hash);
        }
    return hash;
}

std::shared_ptr<const scene::RasterSource> ResultCache::find(std::uint64_t provenance) {
    const std::scoped_lock lock(m_mutex);
    const auto found = std::find_if(m_entries.begin(), m_entries.end(), [&](const Entry& entry) { return entry.provenance == provenance; });
    if (found == m_entries.end()) return nullptr;
    m_entries.splice(m_entries.begin(), m_entries, found);
    return found->result;
}

void ResultCache::keep(const std::string& layer, std::uint64_t provenance, std::shared_ptr<const scene::RasterSource> result) {
    const std::scoped_lock lock(m_mutex);
    std::erase_if(m_entries, [&](const Entry& entry) { return entry.provenance == provenance; });
    m_entries.push_front({layer, provenance, std::move(result)});
    std::ptrdiff_t kept = 0;
    std::erase_if(m_entries, [&](const Entry& entry) { return entry.layer == layer && ++kept > k_kept_of_a_layer; });
}

}  // namespace kreisblick::engine
