// Drawing the map: the rasteriser alone on synthetic features, and whole views of a district.
#include "cli/bench/bench.h"
#include "cli/bench/stopwatch.h"
#include "cli/bench/synthetic.h"
#include "cli/command.h"
#include "core/parallel.h"
#include "scene/tile.h"

#include <cmath>

namespace kreisblick::cli {
namespace {

constexpr int k_width_px = 1920;
constexpr int k_height_px = 1080;

/// Makes every tile that the camera sees, as the map's workers do.
core::Result<void> draw_tiles(const scene::MapSnapshot& snapshot, const scene::Camera& camera) {
    const scene::Camera exact = camera.snapped(snapshot.grid);
    const scene::LabelLayout labels = scene::place_labels(snapshot, exact.metres_per_pixel);
    const std::vector<scene::TileKey> keys = scene::visible_tiles(exact, snapshot.grid);
    std::vector<std::shared_ptr<const scene::Tile>> tiles(keys.size());
    core::parallel_blocks(static_cast<std::int64_t>(keys.size()), 1, [&](std::int64_t index, std::int64_t) {
        const auto at = static_cast<std::size_t>(index);
        tiles[at] = scene::compose_tile(snapshot, labels, keys[at], {});
    });
    return {};
}

/// A map of one layer with one rule over 71 × 40 km, as a screen shows it at 37 m per pixel.
scene::MapSnapshot one_layer(const std::shared_ptr<const model::Looks>& looks, geo::FeatureTable features, const model::StyleRule& rule) {
    scene::MapSnapshot snapshot;
    snapshot.version = 1;
    snapshot.looks = looks;
    snapshot.theme = {looks, &looks->themes.at("light")};
    snapshot.grid = {0, 40000, 10, 71110, 4000};
    auto declaration = std::make_shared<model::LayerDeclaration>();
    declaration->style.rules = {rule};
    snapshot.layers.push_back({declaration, 1, {std::make_shared<scene::IndexedFeatures>(std::move(features))}, nullptr});
    return snapshot;
}

model::StyleRule road_rule(double casing_px) {
    model::StyleRule rule;
    rule.line = "road.federal";
    rule.line_px.stops = {{1000, 2}};
    rule.casing = "road.federal.casing";
    rule.casing_px = casing_px;
    return rule;
}

core::Result<BenchResult> time_layer(const BenchSetup& setup, const std::string& name, const std::string& detail, double goal_ms,
                                     const scene::MapSnapshot& snapshot) {
    const scene::Camera camera{{71110 / 2.0, 20000}, 40000.0 / k_height_px, k_width_px, k_height_px, 1};
    const int runs = setup.runs_or(15);
    KREISBLICK_TRY(const WorkTime taken, median_time(runs, [&] { return draw_tiles(snapshot, camera); }));
    BenchResult result{name, detail, taken.seconds * 1000, "ms", runs};
    result.cpu_s = taken.cpu_seconds;
    result.target = BenchTarget{goal_ms, goal_ms};
    return result;
}

/// The rasteriser on its own.
core::Result<std::vector<BenchResult>> time_rasteriser(const BenchSetup& setup, const std::shared_ptr<const model::Looks>& looks) {
    const geo::Extent ground{0, 0, 71110, 40000};
    const geo::FeatureTable roads = synthetic_roads(25000, ground);
    model::StyleRule building;
    building.fill = "building";
    std::vector<BenchResult> results;
    for (const double casing_px : {0.0, 1.0}) {
        KREISBLICK_TRY(BenchResult result,
                       time_layer(setup, casing_px > 0 ? "map.roads_with_casing" : "map.roads",
                                  casing_px > 0 ? "25,000 roads anti-aliased, with casing" : "25,000 roads anti-aliased, 2 px wide", 12,
                                  one_layer(looks, roads, road_rule(casing_px))));
        if (casing_px > 0) result.target.reset();
        results.push_back(std::move(result));
    }
    KREISBLICK_TRY(BenchResult result, time_layer(setup, "map.buildings", "60,000 buildings filled", 8,
                                                  one_layer(looks, synthetic_buildings(60000, ground), building)));
    results.push_back(std::move(result));
    return results;
}

struct View {
    std::string name;
    double scale;  ///< 0 = the whole district
};

/// Another place for each run, so that nothing of the run before is of use; all within the middle of the district.
scene::Camera camera_of(const View& view, const model::District& district, int run) {
    const geo::Extent ground = district.grid.extent().grown(-district.rim_m);
    if (view.scale == 0) {
        scene::Camera camera = scene::Camera::showing(ground, k_width_px, k_height_px, 20 + run, 1);
        return camera;
    }
    const double angle = 2.4 * run, away = std::min(ground.width(), ground.height()) / 4;
    return {{ground.centre().x + away * std::cos(angle), ground.centre().y + away * std::sin(angle)},
            view.scale * scene::k_pixel_m,
            k_width_px,
            k_height_px,
            1};
}

/// Whole views of a district with the layers that are on at the start.
core::Result<std::vector<BenchResult>> time_redraws(const BenchSetup& setup) {
    KREISBLICK_TRY(const std::filesystem::path file, bench_district(setup));
    KREISBLICK_TRY(const auto session, open_session(file.string(), {}));
    KREISBLICK_TRY(const auto snapshot, session->snapshot(session->start_view(), {}));
    std::vector<BenchResult> results;
    for (const View& view : {View{"district", 0}, View{"25000", 25000}, View{"5000", 5000}}) {
        int run = 0;
        const int runs = setup.runs_or(7);
        KREISBLICK_TRY(const WorkTime taken,
                       median_time(runs, [&] { return draw_tiles(*snapshot, camera_of(view, session->district(), run++)); }));
        BenchResult result{"map.redraw_" + view.name, "all tiles of a new view of " + session->district().name, taken.seconds * 1000, "ms",
                           runs};
        result.cpu_s = taken.cpu_seconds;
        result.target = BenchTarget{100, 100};
        results.push_back(std::move(result));
    }
    return results;
}

}  // namespace

core::Result<std::vector<BenchResult>> bench_map(const BenchSetup& setup) {
    KREISBLICK_TRY(const engine::Declarations declarations, engine::Declarations::read());
    KREISBLICK_TRY(std::vector<BenchResult> results, time_rasteriser(setup, declarations.looks));
    KREISBLICK_TRY(const std::vector<BenchResult> redraws, time_redraws(setup));
    results.insert(results.end(), redraws.begin(), redraws.end());
    return results;
}

}  // namespace kreisblick::cli
