// The window at work: this program plays a script that measures itself, in the real window on the screen that there is, else on one
// that only exists in memory.
#include "cli/bench/bench.h"
#include "cli/bench/stopwatch.h"
#include "cli/command.h"
#include "core/log.h"
#include "geo/crs.h"
#include "io/district_file.h"
#include "scene/camera.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>

namespace kreisblick::cli {
namespace {

namespace fs = std::filesystem;

constexpr int k_width_px = 1920;
constexpr int k_height_px = 1080;
constexpr int k_frames = 120;
constexpr int k_step_px = 16;  // a screen in two seconds

struct View {
    std::string name, words;
    double scale;
};

/// The raster that lies over the relief while panning: radiation, else the slope, as the district has them.
std::string raster_layer(const std::vector<engine::LayerStatus>& layers) {
    for (const char* id : {"radiation", "slope"})
        if (std::any_of(layers.begin(), layers.end(), [&](const engine::LayerStatus& status) {
                return status.declaration->id == id && status.state == engine::LayerState::Ready;
            }))
            return id;
    return {};
}

std::string joined(const std::vector<std::string>& ids) {
    std::string list;
    for (const std::string& id : ids) list += (list.empty() ? "" : ",") + id;
    return list;
}

/// Where most people live: the largest place, else the middle of the district.
core::Result<geo::Point> busiest_place(const fs::path& district) {
    KREISBLICK_TRY(const io::DistrictFile file, io::DistrictFile::open(district));
    geo::Point busiest = file.district().grid.extent().centre();
    double most = -1;
    for (const model::DatasetPart* part : file.district().parts_of("places")) {
        KREISBLICK_TRY(const geo::FeatureTable table, file.read_features(*part));
        for (std::size_t row = 0; row < table.size(); ++row) {
            const double people = table.number(row, "population");
            if (!(people > most) || table.extent(row).is_empty()) continue;
            most = people;
            busiest = table.extent(row).centre();
        }
    }
    return busiest;
}

std::string camera_line(const geo::Transformer& to_degrees, geo::Point place, double scale) {
    const geo::Point degrees = to_degrees(place);
    return fmt::format("camera {:.7f} {:.7f} {:.0f}\nwait idle\n", degrees.x, degrees.y, scale);
}

/// The script: pans at each scale, rests, shows everything there is, and says what that took.
core::Result<std::string> make_script(const fs::path& district, const engine::Session& session, const std::vector<View>& views) {
    KREISBLICK_TRY(const geo::Crs metres, geo::Crs::from(session.district().crs));
    KREISBLICK_TRY(const geo::Crs degrees, geo::Crs::from("EPSG:4326"));
    KREISBLICK_TRY(const geo::Transformer to_degrees, geo::Transformer::between(metres, degrees));
    KREISBLICK_TRY(const geo::Point busiest, busiest_place(district));
    std::vector<std::string> shown = session.start_view().layers, all;
    for (const engine::LayerStatus& status : session.layers())
        if (status.state == engine::LayerState::Ready) all.push_back(status.declaration->id);
    if (const std::string raster = raster_layer(session.layers()); !raster.empty()) shown.push_back(raster);
    std::string script = fmt::format("size {} {}\nlayers {}\nwait idle\n", k_width_px, k_height_px, joined(shown));
    for (const View& view : views) {
        const geo::Extent ground = session.district().grid.extent();
        // Panning westwards ends near the busiest place after having crossed it.
        const double half_way_m = k_frames * k_step_px / 2.0 * view.scale * scene::k_pixel_m;
        const geo::Point start{std::min(busiest.x + half_way_m, ground.x_max), busiest.y};
        script += camera_line(to_degrees, view.name == "district" ? ground.centre() : start, view.scale);
        script += fmt::format("pan {} {} {} {}\nwait idle\n", k_step_px, k_step_px / 4, k_frames, view.name);
    }
    script += "rest 1\nlayers " + joined(all) + "\nwait idle\n";
    for (const View& view : views)
        script += camera_line(to_degrees, busiest, view.scale) + fmt::format("pan -9 7 40 everything_{}\n", view.name);
    return script + "wait idle\nmemory\nquit\n";
}

/// The command that opens the window: on the screen that there is, else on a virtual one; empty if there is neither.
std::vector<std::string> window_command(const BenchSetup& setup, const fs::path& district, const fs::path& script) {
    const std::vector<std::string> view{"env",
                                        "XDG_STATE_HOME=" + (setup.folder / "state").string(),
                                        own_program(),
                                        "view",
                                        district.string(),
                                        "--ui-scale",
                                        "1",
                                        "--script",
                                        script.string()};
    const auto names_screen = [](const char* name) { return std::getenv(name) && *std::getenv(name) != '\0'; };
    if (names_screen("DISPLAY") || names_screen("WAYLAND_DISPLAY")) return view;
    if (!is_installed("xvfb-run")) return {};
    std::vector<std::string> command{"xvfb-run", "-a", "-s", fmt::format("-screen 0 {}x{}x24", k_width_px, k_height_px)};
    command.insert(command.end(), view.begin(), view.end());
    return command;
}

/// The first line that the script printed which begins so; what comes after.
core::Result<std::string> said(const fs::path& output, const std::string& beginning) {
    std::ifstream lines(output);
    for (std::string line; std::getline(lines, line);)
        if (line.rfind(beginning, 0) == 0) return line.substr(beginning.size());
    return core::fail("the window did not say \"{}\" while it was measured", beginning);
}

core::Result<BenchResult> pan_result(const fs::path& output, const View& view, int runs) {
    KREISBLICK_TRY(const std::string times, said(output, "pan " + view.name + ":"));
    double median_ms = 0, p95_ms = 0, longest_ms = 0;
    int frames = 0;
    if (std::sscanf(times.c_str(), "%d frames: median %lf ms, p95 %lf ms, longest %lf", &frames, &median_ms, &p95_ms, &longest_ms) != 4)
        return core::fail("the window's times cannot be read: \"{}\"", times);
    BenchResult result{"viewer.pan_" + view.name,
                       fmt::format("p95 of {} frames while panning {}, half of them take ≤ {:.1f} ms, the longest {:.1f} ms", frames,
                                   view.words, median_ms, longest_ms),
                       p95_ms, "ms", runs};
    result.target = BenchTarget{16.7, 33};
    return result;
}

core::Result<std::vector<BenchResult>> results_of(const fs::path& output, const std::vector<View>& views) {
    std::vector<BenchResult> results;
    for (const View& view : views) {
        KREISBLICK_TRY(BenchResult result, pan_result(output, view, 1));
        results.push_back(std::move(result));
    }
    KREISBLICK_TRY(const std::string rest, said(output, "rest:"));
    double idle_ms = 0;
    int frames = 0;
    if (std::sscanf(rest.c_str(), "%d frames, %lf ms", &frames, &idle_ms) != 2)
        return core::fail("the window's rest cannot be read: \"{}\"", rest);
    results.push_back({"viewer.rest", fmt::format("processor time of a second in which nothing changes; {} frames drawn", frames), idle_ms,
                       "ms", 1, BenchTarget{5, 20}});
    KREISBLICK_TRY(const std::string memory, said(output, "memory:"));
    const double peak_mib = std::strtod(memory.c_str(), nullptr);
    results.push_back({"viewer.memory", "most memory at once, with every layer shown", peak_mib, "MiB", 1, BenchTarget{600, 1024}});
    return results;
}

/// The median of each figure over the runs; all have the same figures in the same order.
std::vector<BenchResult> medians(const std::vector<std::vector<BenchResult>>& runs) {
    std::vector<BenchResult> results = runs.front();
    for (std::size_t figure = 0; figure < results.size(); ++figure) {
        std::vector<double> values;
        for (const auto& run : runs) values.push_back(run[figure].value);
        results[figure].value = median(values);
        results[figure].runs = static_cast<int>(runs.size());
    }
    return results;
}

}  // namespace

core::Result<std::vector<BenchResult>> bench_viewer(const BenchSetup& setup) {
    KREISBLICK_TRY(const fs::path district, bench_district(setup));
    const fs::path script = setup.folder / "viewer.txt", output = setup.folder / "viewer.out";
    const std::vector<std::string> command = window_command(setup, district, script);
    if (command.empty()) {
        core::log_warning("viewer is not measured: it needs a display, or xvfb-run to make one");
        return std::vector<BenchResult>{};
    }
    std::vector<View> views;
    {
        KREISBLICK_TRY(const auto session, open_session(district.string(), {}));
        const geo::Extent inner = session->district().grid.extent().grown(-session->district().rim_m);
        const double whole = scene::Camera::showing(inner, k_width_px, k_height_px, 0).scale_denominator();
        views = {{"district", "the whole district", whole}, {"25000", "at 1:25,000", 25000}, {"5000", "at 1:5,000", 5000}};
        KREISBLICK_TRY(const std::string text, make_script(district, *session, views));
        std::ofstream(script) << text;
    }
    std::vector<std::vector<BenchResult>> runs;
    for (int run = 0; run < setup.runs_or(3); ++run) {
        fs::remove_all(setup.folder / "state");
        KREISBLICK_TRY([[maybe_unused]] const ProcessTime taken, time_process(command, output));
        KREISBLICK_TRY(std::vector<BenchResult> results, results_of(output, views));
        runs.push_back(std::move(results));
    }
    return medians(runs);
}

}  // namespace kreisblick::cli
