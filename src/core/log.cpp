#include "core/log.h"

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <memory>
#include <string>

namespace kreisblick::core {
namespace {

/// The one logger: to stderr, so that stdout stays free for results.
spdlog::logger& logger() {
    static const std::shared_ptr<spdlog::logger> instance = [] {
        auto made = std::make_shared<spdlog::logger>("kreisblick", std::make_shared<spdlog::sinks::stderr_color_sink_mt>());
        made->set_pattern("%^%v%$");
        return made;
    }();
    return *instance;
}

}  // namespace

void set_log_level(LogLevel level) {
    switch (level) {
        case LogLevel::Quiet: logger().set_level(spdlog::level::err); break;
        case LogLevel::Normal: logger().set_level(spdlog::level::info); break;
        case LogLevel::Verbose: logger().set_level(spdlog::level::debug); break;
    }
}

void log_info(std::string_view text) { logger().info(text); }
void log_warning(std::string_view text) { logger().warn(text); }
void log_error(std::string_view text) { logger().error(text); }

}  // namespace kreisblick::core
