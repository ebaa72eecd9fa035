#include "engine/intermediate_store.h"

#include "engine/provenance.h"

#include <fmt/format.h>

#include <algorithm>

namespace kreisblick::engine {
namespace {

constexpr std::size_t k_kept = 3;  // a map of horizons takes up to 700 MB of memory, the distances of wind 250

}  // namespace

/// The store on one grid of a district.
class IntermediateStore::View : public potentials::Intermediates {
  public:
    View(IntermediateStore& store, const model::District& district, const geo::GridSpec& grid)
        : m_store(store),
          m_district(district),
          m_grid(grid) {}

  protected:
    Made find_or_make(const std::string& name, const std::vector<std::string>& datasets, const std::function<Made()>& make) override {
        return m_store.find_or_make(fmt::format("{:016x} {}", inputs_hash(m_district, datasets, m_grid), name), make);
    }

  private:
    IntermediateStore& m_store;
    const model::District& m_district;
    geo::GridSpec m_grid;
};

std::unique_ptr<potentials::Intermediates> IntermediateStore::of(const model::District& district, const geo::GridSpec& grid) {
    return std::make_unique<View>(*this, district, grid);
}

std::shared_ptr<IntermediateStore::Entry> IntermediateStore::entry(const std::string& name) {
    const std::scoped_lock lock(m_mutex);
    const auto found = std::find_if(m_entries.begin(), m_entries.end(), [&](const auto& entry) { return entry->name == name; });
    if (found != m_entries.end()) {
        m_entries.splice(m_entries.begin(), m_entries, found);
    } else {
        m_entries.push_front(std::make_shared<Entry>());
        m_entries.front()->name = name;
        if (m_entries.size() > k_kept) m_entries.pop_back();
    }
    return m_entries.front();
}

IntermediateStore::Made IntermediateStore::find_or_make(const std::string& name, const std::function<Made()>& make) {
    const std::shared_ptr<Entry> wanted = entry(name);
    const std::scoped_lock lock(wanted->making);
    if (!wanted->kept) {
        KREISBLICK_TRY(wanted->kept, make());
    }
    return wanted->kept;
}

}  // namespace kreisblick::engine
