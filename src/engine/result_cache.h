#pragma once

#include "model/district.h"
#include "model/layer.h"
#include "potentials/method.h"
#include "scene/map_snapshot.h"

#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <string>

namespace kreisblick::engine {

/// What a result follows from, as one number: the layer's method, its parameters, and every part of the datasets it is computed from with
/// source, date and counts. Two results with the same number are the same.
[[nodiscard]] std::uint64_t provenance_hash(const model::District& district, const model::LayerDeclaration& layer,
                                            const potentials::Parameters& parameters);

/// The results of methods that were computed last, by provenance: going back to a value that was just left costs nothing. A few of each
/// layer are kept, the oldest goes first. Safe from several threads.
class ResultCache {
  public:
    /// Null where it is not kept (any more).
    [[nodiscard]] std::shared_ptr<const scene::RasterSource> find(std::uint64_t provenance);
    void keep(const std::string& layer, std::uint64_t provenance, std::shared_ptr<const scene::RasterSource> result);

  private:
    struct Entry {
        std::string layer;
        std::uint64_t provenance;
        std::shared_ptr<const scene::RasterSource> result;
    };
    std::mutex m_mutex;
    std::list<Entry> m_entries;  // last used first
};

}  // namespace kreisblick::engine
