#pragma once

#include "engine/layer_data.h"

#include <cstdint>
#include <list>
#include <mutex>
#include <optional>
#include <string>

namespace kreisblick::engine {

/// The results of methods that were computed last, by provenance: going back to a value that was just left costs nothing. A few of each
/// layer are kept, the oldest goes first. Safe from several threads.
class ResultCache {
  public:
    /// None where it is not kept (any more).
    [[nodiscard]] std::optional<LayerData> find(std::uint64_t provenance);
    void keep(const std::string& layer, std::uint64_t provenance, LayerData result);

  private:
    struct Entry {
        std::string layer;
        std::uint64_t provenance;
        LayerData result;
    };
    std::mutex m_mutex;
    std::list<Entry> m_entries;  // last used first
};

}  // namespace kreisblick::engine
