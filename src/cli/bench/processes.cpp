// Whole commands, measured from the start of the process to its end.
#include "cli/bench/bench.h"
#include "cli/bench/stopwatch.h"
#include "core/log.h"
#include "core/resources.h"

namespace kreisblick::cli {
namespace {

namespace fs = std::filesystem;

core::Result<fs::path> real_recipe() {
    KREISBLICK_TRY(const fs::path home, core::resource_folder());
    return home / "layers" / "recipes" / "werra-meissner.toml";
}

core::Result<ProcessTime> build_real(const BenchSetup& setup, const fs::path& file) {
    KREISBLICK_TRY(const fs::path recipe, real_recipe());
    fs::remove(file);
    return time_process({own_program(), "new", file.string(), "--recipe", recipe.string(), "--data", setup.real_data->string(), "--quiet"});
}

core::Result<ProcessTime> make_model(const fs::path& file) {
    fs::remove(file);
    return time_process({own_program(), "model", file.string(), "--quiet"});
}

void add_process_figures(BenchResult& result, const ProcessTime& taken) {
    result.cpu_s = taken.cpu_seconds;
    result.peak_mib = taken.peak_mib;
}

/// The extract that both programs read: Lauf an der Pegnitz, and a district around it.
constexpr const char* k_osm_file = "vector/osm/lauf_an_der_pegnitz_2020-01-15.osm.pbf";
constexpr const char* k_osm_extent = "655000,5475000,680000,5500000";

core::Result<ProcessTime> import_osm(const BenchSetup& setup, const std::string& source) {
    const std::string file = (setup.folder / "osm.gpkg").string();
    fs::remove(file);
    KREISBLICK_TRY([[maybe_unused]] const ProcessTime made,
                   time_process({own_program(), "new", file, "--extent", k_osm_extent, "--crs", "EPSG:25832"}));
    return time_process({own_program(), "import", file, "osm", source, "--quiet"});
}

core::Result<ProcessTime> import_by_ogr(const BenchSetup& setup, const std::string& source) {
    const std::string file = (setup.folder / "ogr.gpkg").string();
    fs::remove(file);
    return time_process({"ogr2ogr", "-f", "GPKG", "-t_srs", "EPSG:25832", file, source, "points", "lines", "multipolygons"});
}

}  // namespace

core::Result<fs::path> bench_district(const BenchSetup& setup) {
    if (!setup.district.empty()) return setup.district;
    fs::path made = setup.folder / "district.gpkg";
    if (fs::exists(made)) return made;
    KREISBLICK_TRY([[maybe_unused]] const ProcessTime taken, setup.real_data ? build_real(setup, made) : make_model(made));
    return made;
}

core::Result<std::vector<BenchResult>> bench_model(const BenchSetup& setup) {
    std::vector<ProcessTime> runs;
    for (int run = 0; run < setup.runs_or(3); ++run) {
        KREISBLICK_TRY(const ProcessTime taken, make_model(setup.folder / "model.gpkg"));
        runs.push_back(taken);
    }
    BenchResult result{"model", "the model district, process start to finished file", median(runs).seconds, "s",
                       static_cast<int>(runs.size())};
    add_process_figures(result, median(runs));
    result.target = BenchTarget{10, 10};
    return std::vector<BenchResult>{std::move(result)};
}

core::Result<std::vector<BenchResult>> bench_import(const BenchSetup& setup) {
    if (!setup.real_data) {
        core::log_warning("import is not measured: it needs the real data that KREISBLICK_REAL_DATA names");
        return std::vector<BenchResult>{};
    }
    std::vector<ProcessTime> runs;
    for (int run = 0; run < setup.runs_or(3); ++run) {
        KREISBLICK_TRY(const ProcessTime taken, build_real(setup, setup.folder / "import.gpkg"));
        runs.push_back(taken);
    }
    BenchResult result{"import", "the real district from its recipe", median(runs).seconds, "s", static_cast<int>(runs.size())};
    add_process_figures(result, median(runs));
    return std::vector<BenchResult>{std::move(result)};
}

core::Result<std::vector<BenchResult>> bench_osm(const BenchSetup& setup) {
    const std::string source = setup.real_data ? (*setup.real_data / k_osm_file).string() : "";
    if (!fs::exists(source)) {
        core::log_warning("osm is not measured: it needs {} of the real data that KREISBLICK_REAL_DATA names", k_osm_file);
        return std::vector<BenchResult>{};
    }
    const bool has_reference = is_installed("ogr2ogr");
    std::vector<ProcessTime> ours, theirs;
    for (int run = 0; run < setup.runs_or(5); ++run) {
        KREISBLICK_TRY(const ProcessTime taken, import_osm(setup, source));
        ours.push_back(taken);
        if (!has_reference) continue;
        KREISBLICK_TRY(const ProcessTime taken_there, import_by_ogr(setup, source));
        theirs.push_back(taken_there);
    }
    BenchResult result{"osm", "import of an OpenStreetMap extract (Lauf an der Pegnitz)", median(ours).seconds, "s",
                       static_cast<int>(ours.size())};
    add_process_figures(result, median(ours));
    result.target = BenchTarget{1.2, 1.2, BenchTarget::Of::Ratio};
    if (has_reference) result.reference = BenchReference{"ogr2ogr -f GPKG, points, lines, multipolygons", median(theirs).seconds};
    return std::vector<BenchResult>{std::move(result)};
}

core::Result<std::vector<BenchResult>> bench_render(const BenchSetup& setup) {
    KREISBLICK_TRY(const fs::path district, bench_district(setup));
    std::vector<ProcessTime> runs;
    for (int run = 0; run < setup.runs_or(7); ++run) {
        KREISBLICK_TRY(const ProcessTime taken,
                       time_process({own_program(), "render", district.string(), (setup.folder / "map.png").string(), "--quiet"}));
        runs.push_back(taken);
    }
    BenchResult result{"render", "process start to PNG of the whole district, 1920 × 1080", median(runs).seconds, "s",
                       static_cast<int>(runs.size())};
    add_process_figures(result, median(runs));
    result.target = BenchTarget{0.5, 1.0};
    return std::vector<BenchResult>{std::move(result)};
}

}  // namespace kreisblick::cli
