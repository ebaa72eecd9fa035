#pragma once

#include "potentials/intermediates.h"

#include <cstdint>
#include <list>
#include <map>
#include <memory>
#include <mutex>

namespace kreisblick::engine {

/// The costly things that methods share, for as long as the district is open: the few used last. Whoever asks for something that another
/// thread is just making waits for it. Safe from several threads.
class IntermediateStore {
  public:
    /// What methods see of the store when their inputs carry this number (equal inputs, equal number).
    [[nodiscard]] std::unique_ptr<potentials::Intermediates> of(std::uint64_t inputs);

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
