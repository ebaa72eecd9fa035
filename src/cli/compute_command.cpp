#include "cli/command.h"
#include "cli/json_output.h"

#include <CLI/CLI.hpp>

namespace kreisblick::cli {
namespace {

struct Options {
    std::string file, layer, out;
    std::vector<std::string> set;
};

core::Result<int> run(const Options& options, const CommonOptions& common) {
    KREISBLICK_TRY(const auto session, open_session(options.file, common));
    KREISBLICK_TRY(const engine::ParameterValues chosen, parse_parameters(*session, options.set));
    KREISBLICK_TRY(const engine::ExportReport report, session->export_layer(options.layer, options.out, terminal_job(common), chosen));
    if (common.json)
        print_json(export_report(options.layer, options.out, report, common.language));
    else
        print_export_report(options.out, report, common.language);
    return 0;
}

}  // namespace

void add_compute(CLI::App& program, Action& chosen) {
    auto common = std::make_shared<CommonOptions>();
    auto options = std::make_shared<Options>();
    CLI::App& command = add_command(program, "compute", "compute a layer with parameters of your choice and write it", common, chosen,
                                    [=] { return run(*options, *common); });
    command.add_option("FILE", options->file, "the district file")->required();
    command.add_option("LAYER", options->layer, "layer to compute")->required();
    command.add_option("--out", options->out, "file to write: .tif, .gpkg, .geojson or .csv")->required();
    command.add_option("--set", options->set, "layer.parameter=value; `kreisblick layers` lists the parameters");
}

}  // namespace kreisblick::cli
