#include "cli/command.h"

#include "cli/interrupt.h"
#include "core/log.h"
#include "core/parallel.h"
#include "geo/crs.h"

#include <CLI/CLI.hpp>

#include <cmath>
#include <cstdio>
#include <sstream>

#include <unistd.h>

namespace kreisblick::cli {

CLI::App& add_command(CLI::App& program, const std::string& name, const std::string& description,
                      const std::shared_ptr<CommonOptions>& common, Action& chosen, Action action) {
    CLI::App* command = program.add_subcommand(name, description);
    command->add_flag("--json", common->json, "one JSON document on stdout");
    command->add_flag("--quiet", common->quiet, "no progress and no warnings on stderr");
    command->add_option("--threads", common->threads, "threads to use (default: all)")->check(CLI::Range(0, 1024));
    command->add_option("--lang", common->language, "language of texts: de, en")
        ->transform(CLI::CheckedTransformer(
            std::map<std::string, core::Language>{{"de", core::Language::German}, {"en", core::Language::English}}));
    command
        ->add_option_function<std::string>(
            "--audience", [common](const std::string& whom) { common->audience = *model::Audience::from(whom); },
            "whom the result is for: internal, council, public")
        ->default_str("internal")
        ->check(CLI::IsMember({"internal", "council", "public"}));
    command->callback([&chosen, common, action = std::move(action)] {
        chosen = [common, action] {
            if (common->quiet) core::set_log_level(core::LogLevel::Quiet);
            core::set_thread_count(common->threads);
            return action();
        };
    });
    return *command;
}

core::Job terminal_job(const CommonOptions& common) {
    core::Job job{interrupted(), {}};
    if (common.quiet || isatty(STDERR_FILENO) == 0) return job;
    job.on_progress = [](double share, const std::string& doing) {
        fmt::print(stderr, "\r\033[K{:3.0f} %  {}", share * 100, doing);
        if (share >= 1) fmt::print(stderr, "\r\033[K");
        std::fflush(stderr);
    };
    return job;
}

core::Result<std::shared_ptr<engine::Session>> open_session(const std::string& file, const CommonOptions& common) {
    KREISBLICK_TRY(engine::Declarations declarations, engine::Declarations::read());
    return engine::Session::open(file, std::make_shared<engine::Declarations>(std::move(declarations)), common.audience);
}

core::Result<engine::ParameterValues> parse_parameters(const engine::Session& session, const std::vector<std::string>& assignments) {
    engine::ParameterValues values;
    for (const std::string& assignment : assignments) KREISBLICK_CHECK(engine::set_parameter(session.declarations(), values, assignment));
    return values;
}

std::vector<std::string> parse_list(const std::string& text) {
    std::vector<std::string> items;
    std::stringstream stream(text);
    for (std::string item; std::getline(stream, item, ',');)
        if (!item.empty()) items.push_back(item);
    return items;
}

core::Result<geo::Point> parse_pair(const std::string& text, const std::string& option) {
    double x = 0, y = 0;
    char comma = 0;
    std::istringstream stream(text);
    stream.imbue(std::locale::classic());
    if (stream >> x >> comma >> y && comma == ',' && stream.peek() == EOF) return geo::Point{x, y};
    return core::fail("{} wants two numbers like 9.865,51.227, but got \"{}\"", option, text);
}

core::Result<geo::Point> to_district(const model::District& district, geo::Point place, const std::string& crs) {
    KREISBLICK_TRY(const geo::Crs from, geo::Crs::from(crs));
    KREISBLICK_TRY(const geo::Crs to, geo::Crs::from(district.crs));
    KREISBLICK_TRY(const geo::Transformer transform, geo::Transformer::between(from, to));
    const geo::Point result = transform(place);
    if (std::isfinite(result.x) && std::isfinite(result.y)) return result;
    return core::fail("the place {}, {} in {} has no counterpart in {}", place.x, place.y, crs, district.crs);
}

}  // namespace kreisblick::cli
