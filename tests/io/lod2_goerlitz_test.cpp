// Heights, volumes and roofs of the 589 real 3D buildings against what the survey itself states of them.
#include "geo/roof_planes.h"
#include "io/import.h"
#include "io/sqlite_handles.h"
#include "potentials/building_stock.h"
#include "potentials/floor_area.h"
#include "support/places.h"
#include "support/real_data.h"
#include "support/temp_folder.h"
#include "support/village.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

#include <cmath>
#include <map>

using namespace kreisblick;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

/// What the survey states of a building; its roof's area and slope are attributes of their own, of unequal quality.
struct Stated {
    double storeys = 0, roof_m2 = 0, slope_deg = 0, eaves_m = 0, height_m = 0;
};

std::filesystem::path goerlitz() { return tests::require_real_data() / "vector/buildings/lod2_goerlitz_ausschnitt.gpkg"; }

std::map<std::string, Stated> stated_facts() {
    auto database = io::Database::open(goerlitz(), io::SqliteAccess::Read);
    REQUIRE(database);
    auto rows = database->prepare(
        "SELECT ID, Stockwerke, Dachflaech, Dachneig, H_Traufe - H_Boden, H_Objekt FROM lod2_goerlitz WHERE Geometr_3D = 'Roof'");
    REQUIRE(rows);
    std::map<std::string, Stated> facts;
    for (;;) {
        const auto has_row = rows->step();
        REQUIRE(has_row);
        if (!*has_row) return facts;
        facts[rows->text(0)] = {rows->number(1), rows->number(2), rows->number(3), rows->number(4), rows->number(5)};
    }
}

const geo::FeatureTable& buildings() {
    static const geo::FeatureTable table = [] {
        const auto catalogue = model::DatasetCatalogue::read(tests::source_folder() / "layers" / "datasets.toml");
        REQUIRE(catalogue);
        model::District district;
        district.crs = "EPSG:25833";
        district.grid = {499000, 5667000, 10, 200, 200};
        model::ImportSpec spec;
        spec.dataset = "buildings";
        spec.file = goerlitz();
        auto part = io::prepare_vector(district, *catalogue->find("buildings"), spec, {});
        INFO((part ? "" : part.error().sentence));
        REQUIRE(part);
        return std::get<geo::FeatureTable>(std::move(part->content));
    }();
    return table;
}

double roof_area(const std::string& planes_text) {
    double area = 0;
    for (const geo::RoofPlane& plane : geo::roof_planes_from(planes_text).value_or(std::vector<geo::RoofPlane>{})) area += plane.area_m2;
    return area;
}

/// How many of the compared pairs lie within a share of each other, and the sums of both.
struct Comparison {
    int pairs = 0, near = 0;
    double ours = 0, theirs = 0;
    void add(double our, double their, double share) {
        ++pairs;
        near += std::abs(our - their) <= share * their ? 1 : 0;
        ours += our, theirs += their;
    }
    [[nodiscard]] double near_share() const { return static_cast<double>(near) / pairs; }
};

}  // namespace

TEST_CASE("Volumes of the 3D buildings are footprint times mean height", "[io][lod2][real]") {
    const auto facts = stated_facts();
    const geo::FeatureTable& table = buildings();
    REQUIRE(table.size() == 589);
    Comparison volumes;
    for (std::size_t row = 0; row < table.size(); ++row) {
        const Stated& one = facts.at(table.text(row, "id"));
        if (!(one.eaves_m > 0)) continue;  // 18 buildings state no eaves
        // A pitched roof's mean height lies halfway between eaves and ridge.
        volumes.add(table.number(row, "volume_m3"), geo::area(table.geometry(row)) * (one.eaves_m + one.height_m) / 2, 0.05);
    }
    INFO(volumes.near_share() << " of " << volumes.pairs);
    CHECK(volumes.pairs > 550);
    CHECK_THAT(volumes.ours, WithinRel(volumes.theirs, 0.05));
    CHECK(volumes.near_share() > 0.75);
}

TEST_CASE("Roof areas of the 3D buildings are those that the survey states", "[io][lod2][real]") {
    const auto facts = stated_facts();
    const geo::FeatureTable& table = buildings();
    Comparison roofs;
    for (std::size_t row = 0; row < table.size(); ++row)
        if (const Stated& one = facts.at(table.text(row, "id")); one.roof_m2 > 0)
            roofs.add(roof_area(table.text(row, "roof_planes")), one.roof_m2, 0.05);
    INFO(roofs.near_share() << " of " << roofs.pairs);
    CHECK(roofs.pairs > 580);
    CHECK_THAT(roofs.ours, WithinRel(roofs.theirs, 0.02));
    CHECK(roofs.near_share() > 0.95);
}

TEST_CASE("Storeys from the eaves of the 3D buildings are those that the survey states", "[potentials][buildings][real]") {
    const auto facts = stated_facts();
    tests::Village village;
    village.buildings = buildings();
    for (double& storeys : village.buildings.find("storeys")->numbers) storeys = std::nan("");  // as though the survey stated none
    village.set_grid({499000, 5667000, 10, 200, 200});
    const potentials::BuildingStock stock = village.stock();
    REQUIRE(stock.size() > 580);
    int compared = 0, same = 0, within_one = 0;
    for (std::size_t row = 0; row < stock.size(); ++row) {
        const Stated& one = facts.at(stock.shapes.text(row, "id"));
        // The survey's number is no count: it is a third of the height up to the ridge, rounded.
        if (one.storeys > 0) CHECK(one.storeys == std::floor(one.height_m / 3 + 0.5));
        const potentials::Building& building = stock.buildings[row];
        if (!(one.storeys > 0) || !stock.uses.at(building.use).is_dwelling || building.timber_likelihood >= 0.5) continue;
        CHECK(building.storeys_origin == potentials::Origin::Derived);
        CHECK(building.storeys == static_cast<float>(potentials::storeys_below_eaves(one.eaves_m, potentials::k_storey_residential_m)));
        const double difference = std::abs(static_cast<double>(building.storeys) - one.storeys);
        ++compared;
        same += difference == 0 ? 1 : 0;
        within_one += difference <= 1 ? 1 : 0;
    }
    INFO(same << " same and " << within_one << " within one of " << compared);
    CHECK(compared > 200);
    CHECK(static_cast<double>(within_one) / compared > 0.95);
    CHECK(static_cast<double>(same) / compared > 0.55);
}

TEST_CASE("Slopes that no roof can have are refused, wherever they are stated", "[potentials][buildings][real]") {
    const auto facts = stated_facts();
    tests::Village village;
    int impossible = 0;
    double x = 500100;
    for (const auto& [id, one] : facts) {
        if (one.slope_deg >= 0 && one.slope_deg <= 80) continue;
        ++impossible;
        village.add(id, {x += 20, 5679000}, 10, 10, "house", {{"year", 1900}, {"height_m", 12}, {"roof_tilt_deg", one.slope_deg}});
    }
    REQUIRE(impossible > 1);  // −60.477°, −43.342°, 90°
    const potentials::BuildingStock stock = village.stock();
    std::string notes;
    for (const core::Words& words : stock.notes) notes += words.english;
    CHECK(notes.find("Impossible slope of the roof, which does not count: " + std::to_string(impossible) + " buildings") !=
          std::string::npos);
    // The eaves are those of the pitch that is assumed for a dwelling before 1919.
    for (const potentials::Building& building : stock.buildings) CHECK_THAT(building.eaves_m, WithinAbs(12 - 5 * 1.1106, 0.01));
    // The planes that were measured have none of these slopes.
    const geo::FeatureTable& measured = buildings();
    for (std::size_t row = 0; row < measured.size(); ++row)
        for (const geo::RoofPlane& plane :
             geo::roof_planes_from(measured.text(row, "roof_planes")).value_or(std::vector<geo::RoofPlane>{})) {
            CHECK(plane.tilt_deg >= 0);
            CHECK(plane.tilt_deg <= 80);
        }
}
