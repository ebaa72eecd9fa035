#include "cli/command.h"
#include "cli/json_output.h"
#include "core/log.h"
#include "geo/crs.h"
#include "io/import.h"

#include <CLI/CLI.hpp>

#include <map>

namespace kreisblick::cli {
namespace {

struct Options {
    std::string file, boundary, extent, recipe, data, crs = "EPSG:25832", name;
    double cell_m = 10, rim_m = 5000;
};

core::Result<geo::Extent> parse_extent(const std::string& text) {
    const auto items = parse_list(text);
    geo::Extent extent;
    try {
        if (items.size() == 4) extent = {std::stod(items[0]), std::stod(items[1]), std::stod(items[2]), std::stod(items[3])};
    } catch (const std::exception&) {
        extent = {};
    }
    if (extent.is_empty() || extent.width() <= 0 || extent.height() <= 0)
        return core::fail("--extent wants XMIN,YMIN,XMAX,YMAX, but got \"{}\"", text);
    return extent;
}

/// A district without data, from a boundary file or a rectangle.
core::Result<model::District> empty_district(const Options& options) {
    model::District district;
    district.name = options.name.empty() ? std::filesystem::path(options.file).stem().string() : options.name;
    district.crs = options.crs;
    district.rim_m = options.rim_m;
    KREISBLICK_TRY(const geo::Crs crs, geo::Crs::from(options.crs));
    if (crs.is_geographic())
        return core::fail("--crs {} counts in degrees: a district needs a system in metres, like EPSG:25832", options.crs);
    geo::Extent inner;
    if (!options.boundary.empty()) {
        KREISBLICK_TRY(district.boundary, io::read_boundary(options.boundary, {}, options.crs));
        inner = district.boundary.extent();
    } else {
        KREISBLICK_TRY(inner, parse_extent(options.extent));
    }
    district.grid = io::district_grid(inner, options.cell_m, options.rim_m);
    constexpr std::int64_t most_cells = 2'000'000'000;
    if (district.grid.cells() > most_cells)
        return core::fail("a grid of {} m cells over {:.0f} × {:.0f} km is too large: choose a larger --cell", options.cell_m,
                          inner.width() / 1000, inner.height() / 1000);
    return district;
}

core::Result<int> build_recipe(const Options& options, const CommonOptions& common) {
    KREISBLICK_TRY(const engine::Declarations declarations, engine::Declarations::read());
    KREISBLICK_TRY(const model::Recipe recipe, model::Recipe::read(options.recipe, declarations.datasets));
    KREISBLICK_TRY(const io::ImportReport report,
                   io::build_from_recipe(options.file, recipe, declarations.datasets, options.data, terminal_job(common)));
    if (common.json)
        print_json(import_report(report));
    else
        print_import_report(report);
    return 0;
}

core::Result<int> run(const Options& options, const CommonOptions& common) {
    if (!options.recipe.empty()) return build_recipe(options, common);
    KREISBLICK_TRY(const model::District district, empty_district(options));
    KREISBLICK_TRY(const io::DistrictFile made, io::DistrictFile::create(options.file, district));
    const geo::GridSpec& grid = made.district().grid;
    if (common.json)
        print_json({{"file", options.file}, {"width", grid.width}, {"height", grid.height}, {"area_km2", made.district().area_km2()}});
    else
        fmt::print("{}: {} × {} cells of {} m, {:.2f} km²\n", options.file, grid.width, grid.height, grid.cell_m,
                   made.district().area_km2());
    return 0;
}

/// The first few warnings of each dataset; the rest are counted, since `check` lists them all.
void print_warnings(const core::Warnings& warnings) {
    constexpr int most_per_dataset = 4;
    std::map<std::string, int> seen;
    for (const std::string& warning : warnings)
        if (++seen[warning.substr(0, warning.find(':'))] <= most_per_dataset) core::log_warning(std::string_view(warning));
    for (const auto& [dataset, count] : seen)
        if (count > most_per_dataset)
            core::log_warning("{}: {} notes more; `kreisblick check` lists them all.", dataset, count - most_per_dataset);
}

}  // namespace

void print_import_report(const io::ImportReport& report) {
    for (const io::ImportReport::Part& part : report.parts) {
        fmt::print("{:<18} {:<16} {:>9} {}\n", part.dataset, part.part, part.count,
                   part.kind == model::DatasetKind::Raster  ? "cells"
                   : part.kind == model::DatasetKind::Table ? "rows"
                                                            : "features");
        if (!part.mapping.empty()) fmt::print("{:<18}   {}\n", "", part.mapping);
    }
    print_warnings(report.warnings);
}

void add_new(CLI::App& program, Action& chosen) {
    auto common = std::make_shared<CommonOptions>();
    auto options = std::make_shared<Options>();
    CLI::App& command = add_command(program, "new", "make a district: empty, or built from a recipe", common, chosen,
                                    [=] { return run(*options, *common); });
    command.add_option("FILE", options->file, "the district file to make (.gpkg)")->required();
    // Exactly one of the three says what the district is.
    CLI::App& from = *command.add_option_group("what the district is made from")->require_option(1);
    from.add_option("--boundary", options->boundary, "file with the district's polygon");
    from.add_option("--extent", options->extent, "XMIN,YMIN,XMAX,YMAX in the district's CRS");
    auto* recipe = from.add_option("--recipe", options->recipe, "recipe that declares boundary, grid and data (.toml)");
    auto* data = command.add_option("--data", options->data, "folder with the recipe's files");
    command.add_option("--crs", options->crs, "CRS of the district, in metres")->capture_default_str()->excludes(recipe);
    command.add_option("--cell", options->cell_m, "edge of a grid cell in m")
        ->capture_default_str()
        ->check(CLI::Range(0.5, 10000.0))
        ->excludes(recipe);
    command.add_option("--rim", options->rim_m, "rim of data around the district in m")
        ->capture_default_str()
        ->check(CLI::Range(0.0, 100000.0))
        ->excludes(recipe);
    command.add_option("--name", options->name, "name of the district")->excludes(recipe);
    recipe->needs(data);
    data->needs(recipe);
}

}  // namespace kreisblick::cli
