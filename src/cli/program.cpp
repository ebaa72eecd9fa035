#include "cli/program.h"

#include "cli/command.h"
#include "core/log.h"
#include "core/memory.h"

#include <CLI/CLI.hpp>

#include <exception>

namespace kreisblick::cli {
namespace {

/// Runs what was chosen; an Error becomes one sentence on stderr. One of the two places where exceptions are caught.
int run_action(const Action& action) {
    try {
        const auto code = action();
        if (code) return *code;
        core::log_error(code.error().sentence);
    } catch (const std::exception& problem) {
        core::log_error(fmt::format("stopped by a fault in the program: {}", problem.what()));
    }
    return 1;
}

}  // namespace

int run(int argument_count, char** arguments, const Viewer& viewer) {
    core::keep_freed_memory();
    CLI::App program{"Kreisblick: a map of what a rural district can do - sun, wind, warmth of the ground, land and houses.", "kreisblick"};
    program.require_subcommand(1);
    program.footer("Without a command: the viewer.");
    Action chosen;
    add_view(program, chosen, viewer);
    add_new(program, chosen);
    add_model(program, chosen);
    add_import(program, chosen);
    add_info(program, chosen);
    add_check(program, chosen);
    add_layers(program, chosen);
    add_query(program, chosen);
    add_compute(program, chosen);
    add_export(program, chosen);
    add_render(program, chosen);
    add_probes(program, chosen);
    add_turbines(program, chosen);
    add_override(program, chosen);
    add_register(program, chosen);
    add_card(program, chosen);
    add_pack(program, chosen);
    add_bench(program, chosen);
    try {
        if (argument_count <= 1)
            program.parse("view");
        else
            program.parse(argument_count, arguments);
    } catch (const CLI::ParseError& problem) {
        return program.exit(problem) == 0 ? 0 : 2;
    }
    return run_action(chosen);
}

}  // namespace kreisblick::cli
