#include "cli/command.h"
#include "cli/json_output.h"

#include <CLI/CLI.hpp>

namespace kreisblick::cli {
namespace {

struct Options {
    std::string file, layer, out, result;
};

core::Result<int> run(const Options& options, const CommonOptions& common) {
    KREISBLICK_TRY(const auto session, open_session(options.file, common));
    KREISBLICK_TRY(const engine::ExportReport report,
                   session->export_layer(options.layer, options.out, terminal_job(common), {}, options.result));
    if (common.json)
        print_json(export_report(options.layer, options.out, report, common.language));
    else
        print_export_report(options.out, report, common.language);
    return 0;
}

}  // namespace

void add_export(CLI::App& program, Action& chosen) {
    auto common = std::make_shared<CommonOptions>();
    auto options = std::make_shared<Options>();
    CLI::App& command = add_command(program, "export", "write a layer as GeoTIFF, GeoPackage, GeoJSON or CSV", common, chosen,
                                    [=] { return run(*options, *common); });
    command.add_option("FILE", options->file, "the district file")->required();
    command.add_option("LAYER", options->layer, "layer to write")->required();
    command.add_option("OUT", options->out, "file to write: .tif, .gpkg, .geojson or .csv")->required();
    command.add_option("--result", options->result, "only this band of the layer's result");
}

}  // namespace kreisblick::cli
