#include "cli/command.h"
#include "cli/json_output.h"
#include "engine/pack.h"

#include <CLI/CLI.hpp>

namespace kreisblick::cli {
namespace {

struct Options {
    std::string file, out;
    bool results = false;
};

core::Result<int> run(const Options& options, const CommonOptions& common) {
    KREISBLICK_TRY(engine::Declarations declarations, engine::Declarations::read());
    KREISBLICK_TRY(const engine::PackReport report,
                   engine::pack({options.file, options.out, common.audience, options.results},
                                std::make_shared<const engine::Declarations>(std::move(declarations)), terminal_job(common)));
    if (common.json)
        return print_json(
                   {{"out", options.out}, {"audience", common.audience.name()}, {"left_out", report.left_out}, {"added", report.added}}),
               0;
    fmt::print("{}  {}\n", options.out, common.audience.name());
    for (const std::string& dataset : report.left_out) fmt::print("  - {}\n", dataset);
    for (const std::string& table : report.added) fmt::print("  + {}\n", table);
    return 0;
}

}  // namespace

void add_pack(CLI::App& program, Action& chosen) {
    auto common = std::make_shared<CommonOptions>();
    auto options = std::make_shared<Options>();
    CLI::App& command = add_command(program, "pack", "a copy of a district for others, without what they may not have", common, chosen,
                                    [=] { return run(*options, *common); });
    command.add_option("FILE", options->file, "the district file")->required();
    command.add_option("OUT", options->out, "the copy; must not exist")->required();
    command.add_flag("--results", options->results,
                     "also what the layers' methods give, as tables; for the public as classed sums by village");
}

}  // namespace kreisblick::cli
