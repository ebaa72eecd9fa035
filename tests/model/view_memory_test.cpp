#include "model/view_memory.h"

#include "support/temp_folder.h"

#include <catch2/catch_test_macros.hpp>

#include <fstream>

namespace fs = std::filesystem;
namespace model = kreisblick::model;
using kreisblick::tests::TempFolder;

namespace {

model::ViewMemory looked_at() {
    model::ViewMemory memory;
    memory.middle = {571234.25, 5671000.5};
    memory.scale_denominator = 25000;
    memory.layers = {"elevation", "places"};
    memory.opacity = {{"elevation", 0.4}};
    memory.parameters = {{"hillshade", {{"azimuth", "90"}, {"altitude", "30"}}}};
    memory.theme = "dark";
    memory.language = "en";
    memory.reduce_motion = true;
    return memory;
}

}  // namespace

TEST_CASE("A district is remembered as it was looked at, each for itself, and the last one is known", "[model][memory]") {
    const TempFolder folder;
    CHECK_FALSE(model::last_district(folder.path()));
    CHECK_FALSE(model::remembered_view(folder.path(), "/data/one.gpkg"));
    REQUIRE(model::remember_view(folder.path(), "/data/one.gpkg", looked_at()));
    REQUIRE(model::remember_view(folder.path(), "/data/two \"Ü\".gpkg", {}));
    CHECK(model::last_district(folder.path()) == fs::path("/data/two \"Ü\".gpkg"));
    const auto memory = model::remembered_view(folder.path(), "/data/one.gpkg");
    REQUIRE(memory);
    CHECK(memory->middle == kreisblick::geo::Point{571234.25, 5671000.5});
    CHECK(memory->scale_denominator == 25000);
    CHECK(memory->layers == looked_at().layers);
    CHECK(memory->opacity == looked_at().opacity);
    CHECK(memory->parameters == looked_at().parameters);
    CHECK(memory->theme == "dark");
    CHECK(memory->language == "en");
    CHECK(memory->reduce_motion);
}

TEST_CASE("A memory that was damaged is none, and the next one replaces it", "[model][memory]") {
    const TempFolder folder;
    REQUIRE(model::remember_view(folder.path(), "/data/one.gpkg", looked_at()));
    for (const auto& entry : fs::recursive_directory_iterator(folder.path()))
        if (entry.is_regular_file()) std::ofstream(entry.path()) << "scale = \"large";
    CHECK_FALSE(model::remembered_view(folder.path(), "/data/one.gpkg"));
    CHECK_FALSE(model::last_district(folder.path()));
    REQUIRE(model::remember_view(folder.path(), "/data/one.gpkg", looked_at()));
    CHECK(model::remembered_view(folder.path(), "/data/one.gpkg"));
}

TEST_CASE("A folder that cannot be written is a sentence", "[model][memory]") {
    const TempFolder folder;
    const auto file = folder.write("occupied", "a file, no folder");
    const auto outcome = model::remember_view(file, "/data/one.gpkg", looked_at());
    REQUIRE_FALSE(outcome);
    CHECK(outcome.error().sentence.find("occupied") != std::string::npos);
    CHECK_FALSE(model::remember_view({}, "/data/one.gpkg", looked_at()));
}
