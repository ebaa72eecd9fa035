#include "potentials/wind_area_ground.h"

#include "core/parallel.h"
#include "geo/distance_field.h"
#include "potentials/area_classes.h"
#include "potentials/chosen_features.h"
#include "potentials/known_ground.h"
#include "potentials/terrain.h"
#include "potentials/wind_obstacles.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace kreisblick::potentials {
namespace {

/// Ground that nobody looked at, as distances; the same for datasets that cover the same.
class UnknownGround {
  public:
    explicit UnknownGround(const Inputs& inputs) : m_inputs(inputs) {}

    core::Result<std::shared_ptr<const SparseBytes>> distance(const std::vector<const geo::Geometry*>& coverage, const core::Job& job) {
        std::vector<geo::Geometry> covered;
        for (const geo::Geometry* part : coverage) covered.push_back(*part);
        for (const auto& [known, bytes] : m_made)
            if (known == covered) return bytes;
        const geo::FeatureTable unknown = unknown_ground_of(m_inputs.grid, coverage);
        const geo::FeatureTable* const table = &unknown;
        KREISBLICK_TRY(SparseBytes bytes, SparseBytes::of_distances(geo::FeatureMarks::of({&table, 1}, m_inputs.grid, job),
                                                                    WindAreaGround::k_step_m, WindAreaGround::k_farthest_m, job));
        m_made.emplace_back(std::move(covered), std::make_shared<const SparseBytes>(std::move(bytes)));
        return m_made.back().second;
    }

  private:
    const Inputs& m_inputs;
    std::vector<std::pair<std::vector<geo::Geometry>, std::shared_ptr<const SparseBytes>>> m_made;
};

/// Makes the ground thing by thing, so that no more than one raster of distances lies in memory.
class GroundMaker {
  public:
    GroundMaker(const Inputs& inputs, const core::Job& job) : m_inputs(inputs), m_job(job), m_unknown(inputs) {
        m_ground.grid = inputs.grid;
        m_areas.assign(static_cast<std::size_t>(inputs.grid.cells()), 0);
    }

    core::Result<WindAreaGround> make() {
        KREISBLICK_CHECK(add_homes());
        KREISBLICK_CHECK(add_roads());
        KREISBLICK_CHECK(add_lines());
        KREISBLICK_CHECK(add_protection());
        KREISBLICK_CHECK(add_water());
        KREISBLICK_CHECK(add_forest_and_priority());
        KREISBLICK_CHECK(add_all_of("bird_nests", WindObstacle::BirdNest, WindAreaGround::k_farthest_m));
        KREISBLICK_CHECK(add_all_of("airfields", WindObstacle::Airfield, WindAreaGround::k_farthest_m));
        KREISBLICK_CHECK(add_slope());
        const geo::CellMask district = district_cells(m_inputs);
        for (std::size_t i = 0; i < m_areas.size(); ++i)
            if (district[i]) m_areas[i] |= InDistrict, ++m_ground.district_cells;
        m_ground.areas = SparseBytes::of_bytes(m_inputs.grid, m_areas, 0);
        if (m_job.stopped()) return core::fail("the distances were stopped");
        return std::move(m_ground);
    }

  private:
    using Tables = std::vector<geo::FeatureTable>;

    core::Result<void> add_distance(WindObstacle obstacle, const FoundFeatures& found, double far_m) {
        WindAreaGround::Distance& distance = m_ground.distances[static_cast<std::size_t>(obstacle)];
        distance.is_known = found.is_known;
        if (!found.is_known) return {};
        if (!found.note.german.empty() && std::find(m_ground.notes.begin(), m_ground.notes.end(), found.note) == m_ground.notes.end())
            m_ground.notes.push_back(found.note);
        KREISBLICK_TRY(distance.to_unknown, m_unknown.distance(found.coverage, m_job));
        const auto marks = geo::FeatureMarks::of(addresses_of(found.tables), m_inputs.grid, m_job);
        KREISBLICK_TRY(distance.to_feature, SparseBytes::of_distances(marks, WindAreaGround::k_step_m, far_m, m_job));
        return {};
    }

    void mark(const Tables& tables, std::uint8_t bit) {
        FoundFeatures found;
        for (const geo::FeatureTable& table : tables)
            if (table.kind() == geo::GeometryKind::Polygon) found.tables.push_back(table);
        const auto marks = geo::FeatureMarks::of(addresses_of(found.tables), m_inputs.grid, m_job);
        for (int row = 0; row < m_inputs.grid.height; ++row)
            for (const auto& run : marks.runs(row))
                for (auto i = m_inputs.grid.index(run.first, row); i < m_inputs.grid.index(run.end, row); ++i)
                    m_areas[static_cast<std::size_t>(i)] |= bit;
    }

    /// The vector features of a dataset, with the ground they are known on; kept read until the next.
    core::Result<FoundFeatures> features(const std::string& dataset) {
        FoundFeatures found;
        const auto coverage = m_inputs.coverage_of(dataset);
        found.coverage.assign(coverage.begin(), coverage.end());
        found.is_known = !found.coverage.empty();
        KREISBLICK_TRY(m_read, m_inputs.read({dataset}));
        return found;
    }

    /// All features of a dataset as one obstacle.
    core::Result<void> add_all_of(const std::string& dataset, WindObstacle obstacle, double far_m) {
        KREISBLICK_TRY(FoundFeatures found, features(dataset));
        found.tables = chosen_features(m_read->tables(dataset), [](const auto&, std::size_t) { return true; });
        return add_distance(obstacle, found, far_m);
    }

    core::Result<void> add_homes() {
        KREISBLICK_TRY(const Homes homes, find_homes(m_inputs, m_job));
        KREISBLICK_CHECK(add_distance(WindObstacle::Settlement, homes.settlements, WindAreaGround::k_farthest_m));
        return add_distance(WindObstacle::Dwelling, homes.dwellings, WindAreaGround::k_farthest_m);
    }

    core::Result<void> add_roads() {
        constexpr double far_m = 600;
        KREISBLICK_TRY(FoundFeatures found, features("roads"));
        for (const auto& [kind, obstacle] :
             {std::pair(RoadClass::Motorway, WindObstacle::Motorway), std::pair(RoadClass::Federal, WindObstacle::FederalRoad),
              std::pair(RoadClass::Other, WindObstacle::OtherRoad)}) {
            found.tables = chosen_features(m_read->tables("roads"), [&, wanted = kind](const auto& table, std::size_t row) {
                return road_class(table.text(row, "class")) == wanted;
            });
            KREISBLICK_CHECK(add_distance(obstacle, found, far_m));
        }
        return {};
    }

    core::Result<void> add_lines() {
        constexpr double far_m = 1000;
        KREISBLICK_TRY(FoundFeatures rails, features("railway"));
        rails.tables = chosen_features(m_read->tables("railway"), [](const auto& table, std::size_t row) {
            const std::string kind = table.text(row, "class");
            return kind != "abandoned" && kind != "disused" && kind != "razed";
        });
        KREISBLICK_CHECK(add_distance(WindObstacle::Railway, rails, far_m));
        KREISBLICK_TRY(FoundFeatures lines, features("power_lines"));
        lines.tables = chosen_features(m_read->tables("power_lines"), [](const auto& table, std::size_t row) {
            return is_high_voltage(table.text(row, "class"), table.text(row, "voltage"));
        });
        return add_distance(WindObstacle::PowerLine, lines, far_m);
    }

    core::Result<void> add_protection() {
        KREISBLICK_TRY(FoundFeatures found, features("protected_areas"));
        const auto of_kind = [&](ProtectionKind wanted) {
            return chosen_features(m_read->tables("protected_areas"),
                                   [&](const auto& table, std::size_t row) { return protection_kind(table.text(row, "class")) == wanted; });
        };
        note_overlaps();
        mark(of_kind(ProtectionKind::Natura), InNatura);
        mark(of_kind(ProtectionKind::Landscape), InLandscape);
        found.tables = of_kind(ProtectionKind::Strict);
        mark(found.tables, InReserve);
        KREISBLICK_CHECK(add_distance(WindObstacle::Reserve, found, 1100));
        m_ground.knows_protection = found.is_known;
        m_ground.unknown_protection = m_ground.distance(WindObstacle::Reserve).to_unknown;
        return {};
    }

    /// Says where areas of different strictness lie over each other.
    void note_overlaps() {
        ClassCells cells(m_areas.size(), 0);
        const auto kind_of = [](const geo::FeatureTable& table, std::size_t row) {
            return static_cast<std::uint8_t>(1 + static_cast<int>(protection_kind(table.text(row, "class"))));
        };
        const AreaOverlaps overlaps =
            mark_areas(m_read->tables("protected_areas"), m_inputs.grid, kind_of, Overlap::LaterCounts, cells, m_job);
        if (overlaps.cells == 0) return;
        const core::Words ground = hectares_of(overlaps.cells, m_inputs.grid), names = listed(overlaps.names);
        m_ground.notes.push_back(
            {fmt::format("Schutzgebiete überdecken sich auf {} ({}); dort gelten die Regeln beider", ground.german, names.german),
             fmt::format("Protected areas overlap on {} ({}); there the rules of both count", ground.english, names.english)});
    }

    core::Result<void> add_water() {
        KREISBLICK_TRY(FoundFeatures zones, features("water_protection"));
        m_ground.knows_water_zones = zones.is_known;
        const auto in_zone = [&](bool third) {
            return chosen_features(m_read->tables("water_protection"),
                                   [&](const auto& table, std::size_t row) { return (water_zone(table.text(row, "zone")) == 3) == third; });
        };
        mark(in_zone(false), InWaterZone2);
        mark(in_zone(true), InWaterZone3);
        if (zones.is_known) {
            KREISBLICK_TRY(m_ground.unknown_water_zones, m_unknown.distance(zones.coverage, m_job));
        }
        KREISBLICK_TRY(FoundFeatures water, features("water"));
        water.tables = chosen_features(m_read->tables("water"), [](const auto& table, std::size_t row) {
            return table.kind() == geo::GeometryKind::Polygon || table.text(row, "class") == "river";
        });
        return add_distance(WindObstacle::Water, water, 600);
    }

    core::Result<void> add_forest_and_priority() {
        KREISBLICK_TRY(const FoundFeatures forest, find_forest(m_inputs));
        mark(forest.tables, InForest);
        KREISBLICK_CHECK(add_distance(WindObstacle::Forest, forest, 600));
        m_ground.knows_forest = forest.is_known;
        m_ground.unknown_forest = m_ground.distance(WindObstacle::Forest).to_unknown;
        KREISBLICK_TRY(const FoundFeatures priority, features("wind_priority"));
        m_ground.knows_priority = priority.is_known;
        mark(chosen_features(m_read->tables("wind_priority"), [](const auto&, std::size_t) { return true; }), InPriority);
        if (priority.is_known) {
            KREISBLICK_TRY(m_ground.unknown_priority, m_unknown.distance(priority.coverage, m_job));
        }
        return {};
    }

    core::Result<void> add_slope() {
        KREISBLICK_TRY(m_read, m_inputs.read({"elevation"}));
        m_ground.slope.assign(m_areas.size(), WindAreaGround::k_no_slope);
        const geo::Raster<float>* heights = m_read->raster("elevation");
        if (!heights) return {};
        const auto sink = [&](int first_row, std::span<const float> slope) {
            std::uint8_t* out = m_ground.slope.data() + m_inputs.grid.index(0, first_row);
            for (std::size_t i = 0; i < slope.size(); ++i)
                if (geo::Raster<float>::is_data(slope[i]))
                    out[i] =
                        static_cast<std::uint8_t>(std::min(std::ceil(slope[i] / static_cast<float>(WindAreaGround::k_slope_step)), 254.0F));
        };
        map_gradient(*heights, slope_percent, sink, m_job);
        m_read = nullptr;
        return {};
    }

    const Inputs& m_inputs;
    const core::Job& m_job;
    UnknownGround m_unknown;
    WindAreaGround m_ground;
    std::vector<std::uint8_t> m_areas;
    std::shared_ptr<const Inputs> m_read;  // what was read last
};

}  // namespace

std::size_t WindAreaGround::bytes() const {
    std::size_t sum = areas.bytes() + slope.size();
    std::vector<const SparseBytes*> counted;
    for (const Distance& distance : distances) {
        sum += distance.to_feature.bytes();
        const SparseBytes* unknown = distance.to_unknown.get();
        if (!unknown || std::find(counted.begin(), counted.end(), unknown) != counted.end()) continue;
        counted.push_back(unknown);
        sum += unknown->bytes();
    }
    return sum;
}

const std::vector<std::string>& wind_area_datasets() {
    static const std::vector<std::string> datasets{
        "elevation",       "settlements", "landcover",        "census_100m", "buildings",     "roads",      "railway",  "power_lines",
        "protected_areas", "water",       "water_protection", "forest",      "wind_priority", "bird_nests", "airfields"};
    return datasets;
}

core::Result<std::shared_ptr<const WindAreaGround>> kept_wind_area_ground(const Inputs& inputs, const core::Job& job) {
    return inputs.kept->get<WindAreaGround>("distances for wind turbines", wind_area_datasets(),
                                            [&] { return GroundMaker(inputs, job).make(); });
}

}  // namespace kreisblick::potentials
