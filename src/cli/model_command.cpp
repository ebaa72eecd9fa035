#include "cli/command.h"
#include "cli/json_output.h"
#include "engine/model_district.h"

#include <CLI/CLI.hpp>

namespace kreisblick::cli {
namespace {

core::Result<int> run(const std::string& file, const fiction::Options& options, const CommonOptions& common) {
    KREISBLICK_TRY(const model::District made, engine::make_model_district(file, options, terminal_job(common)));
    const geo::GridSpec& grid = made.grid;
    if (common.json)
        print_json({{"file", file},
                    {"name", made.name},
                    {"model_data", made.is_model_data},
                    {"width", grid.width},
                    {"height", grid.height},
                    {"area_km2", made.area_km2()}});
    else
        fmt::print("{}: {}, {} × {} cells of {} m, {:.2f} km²; everything in it is invented\n", file, made.name, grid.width, grid.height,
                   grid.cell_m, made.area_km2());
    return 0;
}

}  // namespace

void add_model(CLI::App& program, Action& chosen) {
    auto common = std::make_shared<CommonOptions>();
    auto file = std::make_shared<std::string>();
    auto options = std::make_shared<fiction::Options>();
    CLI::App& command = add_command(program, "model", "make the model district: invented, complete, the same for the same seed", common,
                                    chosen, [=] { return run(*file, *options, *common); });
    command.add_option("FILE", *file, "the district file to make (.gpkg)")->required();
    command.add_option("--seed", options->seed, "another number makes another district")->capture_default_str();
    command.add_option("--scale", options->scale, "times the area of about 1,025 km²")
        ->capture_default_str()
        ->check(CLI::Range(0.03, 16.0));
    command.add_option("--cell", options->cell_m, "edge of a grid cell in m")->capture_default_str()->check(CLI::Range(5.0, 100.0));
}

}  // namespace kreisblick::cli
