#include "potentials/rocks.h"

#include "model/declared_table.h"
#include "support/places.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <limits>

using namespace kreisblick;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::WithinAbs;
using potentials::RockTable;

namespace {

geo::FeatureTable declared() {
    auto read = model::read_declared_table(tests::source_folder() / "layers" / "tables" / "rocks.toml");
    INFO((read ? "" : read.error().sentence));
    REQUIRE(read);
    return std::move(*read);
}

RockTable rocks() {
    auto table = RockTable::from(declared());
    INFO((table ? "" : table.error().sentence));
    REQUIRE(table);
    return std::move(*table);
}

std::string refused(const std::string& column, const std::string& text, double number) {
    geo::FeatureTable table = declared();
    geo::Column& cells = *table.find(column);
    (cells.is_text() ? cells.texts[1] = text : std::string{});
    if (!cells.is_text()) cells.numbers[1] = number;
    const auto read = RockTable::from(table);
    REQUIRE_FALSE(read);
    return read.error().sentence;
}

}  // namespace

TEST_CASE("Rocks conduct and store heat as the reference says (geothermal.md §2)", "[potentials][geothermal]") {
    struct Check {
        const char* id;
        double conductivity, heat_capacity_low, heat_capacity_high;
        bool is_published;
    };
    const RockTable table = rocks();
    for (const Check& expected : {
             Check{"limestone", 2.8, 2.1, 2.4, true},
             Check{"sandstone", 2.3, 1.6, 2.8, true},
             Check{"basalt", 1.7, 2.3, 2.6, true},
             Check{"gneiss", 2.9, 1.8, 2.4, true},
             Check{"dry_gravel", 0.4, 1.4, 1.6, true},
             Check{"wet_gravel", 2.1, 2.2, 2.9, true},
             Check{"dry_clay", 0.5, 1.5, 1.6, true},
             Check{"wet_clay", 1.7, 1.6, 3.4, true},
             Check{"middle_buntsandstein", 2.6, 2.1, 2.1, false},
             Check{"upper_buntsandstein", 2.0, 2.2, 2.2, false},
             Check{"muschelkalk", 2.4, 2.2, 2.2, false},
             Check{"keuper", 2.1, 2.2, 2.2, false},
             Check{"zechstein_dolomite", 2.8, 2.4, 2.4, false},
             Check{"anhydrite", 4.1, 2.0, 2.0, false},
             Check{"rock_salt", 5.4, 1.9, 1.9, false},
             Check{"gypsum", 1.6, 2.0, 2.0, false},
             Check{"zechstein_clay", 1.8, 2.2, 2.2, false},
             Check{"palaeozoic", 2.7, 2.1, 2.1, false},
             Check{"valley_gravel", 2.0, 2.4, 2.4, false},
             Check{"loess", 1.6, 2.2, 2.2, false},
         }) {
        INFO(expected.id);
        const potentials::Rock* rock = table.find(expected.id);
        REQUIRE(rock);
        CHECK(rock->conductivity_w_m_k == expected.conductivity);
        CHECK(rock->heat_capacity_mj_m3_k >= expected.heat_capacity_low);
        CHECK(rock->heat_capacity_mj_m3_k <= expected.heat_capacity_high);
        CHECK(rock->is_published == expected.is_published);
    }
}

TEST_CASE("A map's codes and names are read as rocks, the longest known word first", "[potentials][geothermal]") {
    const RockTable table = rocks();
    const auto id = [&](const std::string& code, const std::string& name) { return table.at(table.rock_of(code, name)).id; };
    CHECK(id("1", "") == "valley_gravel");
    CHECK(id("4", "") == "basalt");
    CHECK(id("sm", "irgendwas") == "middle_buntsandstein");
    CHECK(id("", "Mittlerer Buntsandstein") == "middle_buntsandstein");
    CHECK(id("", "Oberer Buntsandstein") == "upper_buntsandstein");
    CHECK(id("77", "Oberer Buntsandstein (Röt)") == "upper_buntsandstein");
    CHECK(id("", "MITTLERER MUSCHELKALK") == "middle_muschelkalk");
    CHECK(id("", "Lösslehm") == "loess");
    CHECK(id("", "Zechstein 3, Hauptanhydrit") == "zechstein");
    CHECK(table.rock_of("77", "Kreide") == RockTable::k_unknown);
    CHECK(table.rock_of("", "") == RockTable::k_unknown);
    CHECK(table.at(RockTable::k_unknown).id == "unknown");
}

TEST_CASE("A probe's ground is the mean of what it meets, by thickness", "[potentials][geothermal]") {
    const std::vector<potentials::GroundSlice> profile{{20, 2.0, 2.4}, {30, 1.0, 2.0}, {10, 3.0, 2.2}};
    CHECK_THAT(potentials::mean_ground(profile, 10).conductivity_w_m_k, WithinAbs(2.0, 1e-12));
    CHECK_THAT(potentials::mean_ground(profile, 40).conductivity_w_m_k, WithinAbs(1.5, 1e-12));
    // The lowest slice goes on downwards: (20·2 + 30·1 + 50·3)/100.
    CHECK_THAT(potentials::mean_ground(profile, 100).conductivity_w_m_k, WithinAbs(2.2, 1e-12));
    CHECK_THAT(potentials::mean_ground(profile, 40).heat_capacity_mj_m3_k, WithinAbs(2.2, 1e-12));
    CHECK(potentials::mean_ground({}, 100).conductivity_w_m_k == 0);
    const RockTable table = rocks();
    // 15 m of gravel (2.0) on 85 m of Buntsandstein (2.6).
    const auto gravel = potentials::mean_ground(table.profile(table.rock_of("1", "")), 100);
    CHECK_THAT(gravel.conductivity_w_m_k, WithinAbs(0.15 * 2.0 + 0.85 * 2.6, 1e-12));
}

TEST_CASE("A longer probe meets what lies below: shell limestone, then the Röt with its gypsum", "[potentials][geothermal]") {
    const RockTable table = rocks();
    const auto ids = [&](double length_m) {
        std::string text;
        for (const potentials::Rock* rock : table.met(table.rock_of("3", ""), length_m)) text += rock->id + " ";
        return text;
    };
    CHECK(ids(100) == "muschelkalk ");
    CHECK(ids(130) == "muschelkalk upper_buntsandstein ");
    CHECK(ids(400) == "muschelkalk upper_buntsandstein middle_buntsandstein ");
}

TEST_CASE("A table of rocks that cannot be right is refused with the row that is wrong", "[potentials][geothermal]") {
    CHECK_THAT(refused("conductivity", "", -1), ContainsSubstring("\"palaeozoic\" has a conductivity of -1"));
    CHECK_THAT(refused("conductivity", "", std::numeric_limits<double>::quiet_NaN()), ContainsSubstring("conductivity"));
    CHECK_THAT(refused("heat_capacity", "", 9), ContainsSubstring("heat capacity of 9"));
    CHECK_THAT(refused("thickness", "", 0), ContainsSubstring("0 m thick"));
    CHECK_THAT(refused("hazard", "dragons", 0), ContainsSubstring("unknown word"));
    CHECK_THAT(refused("below", "palaeozoic", 0), ContainsSubstring("does not stand above it"));
    CHECK_THAT(refused("id", "unknown", 0), ContainsSubstring("\"unknown\" twice"));
    CHECK_THAT(RockTable::from({}).error().sentence, ContainsSubstring("must begin with the rock \"unknown\""));
}
