#include "fiction/fiction.h"

#include "core/parallel.h"
#include "fiction/ponds.h"
#include "fiction/world.h"

#include <algorithm>
#include <iterator>

namespace kreisblick::fiction {
namespace {

core::Result<void> check(const Options& options) {
    if (!(options.scale >= 0.03 && options.scale <= 16))
        return core::fail("the scale of a model district is 0.03 to 16, not {}", options.scale);
    if (!(options.cell_m >= 5 && options.cell_m <= 100))
        return core::fail("a cell of a model district is 5 to 100 m wide, not {} m", options.cell_m);
    return {};
}

model::District district_of(const World& world) {
    model::District district;
    district.name = world.district_name() + " (Modell)";
    district.grid = world.grid;
    district.rim_m = k_rim_m;
    district.boundary = world.territory.boundary;
    district.is_model_data = true;
    return district;
}

model::DatasetPart record_of(const World& world, const std::string& dataset, double resolution_m) {
    model::DatasetPart record;
    record.dataset = dataset;
    record.name = "model";
    record.provenance = {"Modelldaten, Kreisblick", "CC0 1.0", "Modell", resolution_m, model::Nature::Model};
    record.coverage = geo::polygon_of(world.grid.extent());
    return record;
}

/// All parts: what depends on the land cover beside all that does not, each part made by one thread from what is finished.
std::vector<Part> parts_of(World& world) {
    std::vector<Part> cover, others;
    core::parallel_blocks(2, 1, [&](std::int64_t half, std::int64_t) {
        if (half == 0) {
            cover_ground(world);
            add_landcover(world, cover);
            add_economy(world, cover);
            return;
        }
        for (const auto add :
             {add_boundaries, add_water, add_ground, add_roads, add_places, add_heights, add_buildings, add_nature, add_power})
            add(world, others);
    });
    std::move(cover.begin(), cover.end(), std::back_inserter(others));
    return others;
}

}  // namespace

Part part_of(const World& world, const std::string& dataset, geo::FeatureTable features) {
    Part part{record_of(world, dataset, 0), std::move(features)};
    part.record.kind = std::get<geo::FeatureTable>(part.content).kind() == geo::GeometryKind::None ? model::DatasetKind::Table
                                                                                                   : model::DatasetKind::Vector;
    return part;
}

Part part_of(const World& world, const std::string& dataset, std::vector<Band> bands) {
    const double cell_m = std::visit([](const auto& raster) { return raster.grid.cell_m; }, bands.at(0).raster);
    Part part{record_of(world, dataset, cell_m), std::move(bands)};
    part.record.kind = model::DatasetKind::Raster;
    return part;
}

core::Result<Fiction> invent(const Options& options, const core::Job& job) {
    KREISBLICK_CHECK(check(options));
    World world;
    world.plan = Plan::of(options);
    world.land = Land::made(world.plan, job);
    world.territory = Territory::divided(world.land);
    world.grid = world.territory.grid;
    if (job.stopped()) return core::fail("making the model district was stopped");
    world.places = settled(world.land, world.territory);
    build_places(world, job);
    world.ponds = fish_ponds(world);
    age_houses(world);
    name_everything(world);
    Fiction fiction{district_of(world), parts_of(world)};
    if (job.stopped()) return core::fail("making the model district was stopped");
    return fiction;
}

}  // namespace kreisblick::fiction
