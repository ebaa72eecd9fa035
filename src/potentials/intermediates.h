#pragma once

#include "core/result.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace kreisblick::potentials {

/// Costly things between inputs and results that several methods and later runs share: horizons, distance fields. What is kept under a name
/// must follow from the inputs' grid, the datasets named, and the name alone. Safe from several threads.
class Intermediates {
  public:
    Intermediates() = default;
    Intermediates(const Intermediates&) = delete;
    Intermediates& operator=(const Intermediates&) = delete;
    virtual ~Intermediates() = default;

    /// What is kept under the name, or what `make` returns, which is kept from then on unless it is an Error.
    /// name: what it is and every setting it depends on; always of the same type T. datasets: what it is made from.
    template <typename T>
    [[nodiscard]] core::Result<std::shared_ptr<const T>> get(const std::string& name, const std::vector<std::string>& datasets,
                                                             const std::function<core::Result<T>()>& make) {
        const auto keep = [&]() -> core::Result<std::shared_ptr<const void>> {
            KREISBLICK_TRY(T made, make());
            return std::make_shared<const T>(std::move(made));
        };
        KREISBLICK_TRY(auto kept, find_or_make(name, datasets, keep));
        return std::static_pointer_cast<const T>(std::move(kept));
    }

  protected:
    using Made = core::Result<std::shared_ptr<const void>>;
    [[nodiscard]] virtual Made find_or_make(const std::string& name, const std::vector<std::string>& datasets,
                                            const std::function<Made()>& make) = 0;
};

}  // namespace kreisblick::potentials
