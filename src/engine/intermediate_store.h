#pragma once

#include "model/district.h"
#include "potentials/intermediates.h"

#include <list>
#include <memory>
#include <mutex>

namespace kreisblick::engine {

/// The costly things that methods share, for as long as the district is open: the few used last. Whoever asks for something that another
/// thread is just making waits for it. Safe from several threads.
class IntermediateStore {
  public:
    /// What methods see of the store when they work on this grid of a district; the district must outlive it.
    [[nodiscard]] std::unique_ptr<potentials::Intermediates> of(const model::District& district, const geo::GridSpec& grid);

  private:
    using Made = core::Result<std::shared_ptr<const void>>;
    struct Entry {
        std::string name;
        std::mutex making;
        std::shared_ptr<const void> kept;  // null until made
    };
    class View;

    std::shared_ptr<Entry> entry(const std::string& name);
    Made find_or_make(const std::string& name, const std::function<Made()>& make);

    std::mutex m_mutex;
    std::list<std::shared_ptr<Entry>> m_entries;  // last used first
};

}  // namespace kreisblick::engine
