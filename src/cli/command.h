#pragma once

#include "cli/program.h"
#include "core/job.h"
#include "core/result.h"
#include "core/words.h"
#include "engine/session.h"

#include <functional>
#include <memory>
#include <string>

namespace CLI {
class App;
}

namespace kreisblick::cli {

/// The options that every subcommand understands.
struct CommonOptions {
    bool json = false;
    bool quiet = false;
    int threads = 0;
    core::Language language = core::Language::German;
    model::Audience audience = model::Audience::internal();
    std::string user;  ///< who edits; empty: the name the machine knows
};

/// What a subcommand does once its options are parsed: an exit code, or the sentence to print (exit code 1).
using Action = std::function<core::Result<int>()>;

/// Adds a subcommand with the common options; `action` runs when it was chosen.
CLI::App& add_command(CLI::App& program, const std::string& name, const std::string& description,
                      const std::shared_ptr<CommonOptions>& common, Action& chosen, Action action);

/// Says progress on a terminal and nothing elsewhere; Ctrl-C stops it.
[[nodiscard]] core::Job terminal_job(const CommonOptions& common);

/// Opens a district for a command.
[[nodiscard]] core::Result<std::shared_ptr<engine::Session>> open_session(const std::string& file, const CommonOptions& common);

/// "LON,LAT" or "X,Y" as two numbers.
[[nodiscard]] core::Result<geo::Point> parse_pair(const std::string& text, const std::string& option);
/// A list separated by commas.
[[nodiscard]] std::vector<std::string> parse_list(const std::string& text);
/// Several "layer.parameter=value".
[[nodiscard]] core::Result<engine::ParameterValues> parse_parameters(const engine::Session& session,
                                                                     const std::vector<std::string>& assignments);
/// From longitude and latitude (or any other CRS) to the district's.
[[nodiscard]] core::Result<geo::Point> to_district(const model::District& district, geo::Point place, const std::string& crs);

// The subcommands, each in a file of its own.
void add_new(CLI::App& program, Action& chosen);
void add_model(CLI::App& program, Action& chosen);
void add_import(CLI::App& program, Action& chosen);
void add_info(CLI::App& program, Action& chosen);
void add_check(CLI::App& program, Action& chosen);
void add_layers(CLI::App& program, Action& chosen);
void add_query(CLI::App& program, Action& chosen);
void add_compute(CLI::App& program, Action& chosen);
void add_export(CLI::App& program, Action& chosen);
void add_render(CLI::App& program, Action& chosen);
void add_probes(CLI::App& program, Action& chosen);
void add_bench(CLI::App& program, Action& chosen);
void add_register(CLI::App& program, Action& chosen);
void add_card(CLI::App& program, Action& chosen);
void add_pack(CLI::App& program, Action& chosen);
void add_turbines(CLI::App& program, Action& chosen);
void add_override(CLI::App& program, Action& chosen);
void add_view(CLI::App& program, Action& chosen, const Viewer& viewer);

}  // namespace kreisblick::cli
