#pragma once

#include <fmt/format.h>

#include <string_view>
#include <utility>

namespace kreisblick::core {

enum class LogLevel { Quiet, Normal, Verbose };

/// How much of the log reaches stderr. Quiet lets only errors through. Default: Normal.
void set_log_level(LogLevel level);

void log_info(std::string_view text);
void log_warning(std::string_view text);
void log_error(std::string_view text);

template <typename... Arguments>
void log_info(fmt::format_string<Arguments...> text, Arguments&&... arguments) requires(sizeof...(Arguments) > 0) {
    log_info(std::string_view(fmt::format(text, std::forward<Arguments>(arguments)...)));
}

template <typename... Arguments>
void log_warning(fmt::format_string<Arguments...> text, Arguments&&... arguments) requires(sizeof...(Arguments) > 0) {
    log_warning(std::string_view(fmt::format(text, std::forward<Arguments>(arguments)...)));
}

}  // namespace kreisblick::core
