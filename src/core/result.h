#pragma once

#include <fmt/format.h>
#include <tl/expected.hpp>

#include <string>
#include <utility>
#include <vector>

namespace kreisblick::core {

/// Why something could not be done: one sentence that names the object, what was tried and the cause.
struct Error {
    std::string sentence;
};

/// The value, or the sentence that says why there is none. Bad data is normal and comes back as an Error; misuse by code is an assert.
template <typename T>
using Result = tl::expected<T, Error>;

/// Things a user should know about work that succeeded all the same. They travel with the value, as a member of it.
using Warnings = std::vector<std::string>;

/// An Error whose sentence is formatted from its arguments: `return fail("cannot read {}: {}", path, why);`
template <typename... Arguments>
[[nodiscard]] tl::unexpected<Error> fail(fmt::format_string<Arguments...> text, Arguments&&... arguments) {
    return tl::unexpected<Error>(Error{fmt::format(text, std::forward<Arguments>(arguments)...)});
}

}  // namespace kreisblick::core

#define KREISBLICK_JOIN_(a, b) a##b
#define KREISBLICK_JOIN(a, b) KREISBLICK_JOIN_(a, b)

/// `KREISBLICK_TRY(auto grid, read_grid(path));` declares grid, or leaves the function with the Error.
#define KREISBLICK_TRY(declaration, expression)                                                                   \
    auto KREISBLICK_JOIN(outcome_, __LINE__) = (expression);                                                      \
    if (!KREISBLICK_JOIN(outcome_, __LINE__))                                                                     \
        return tl::unexpected<::kreisblick::core::Error>(std::move(KREISBLICK_JOIN(outcome_, __LINE__).error())); \
    declaration = std::move(*KREISBLICK_JOIN(outcome_, __LINE__))

/// `KREISBLICK_CHECK(write(path));` for a Result<void>: leaves the function with the Error, if there is one.
#define KREISBLICK_CHECK(expression) \
    if (auto outcome = (expression); !outcome) return tl::unexpected<::kreisblick::core::Error>(std::move(outcome.error()))
