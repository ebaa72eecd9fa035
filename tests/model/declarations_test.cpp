#include "model/dataset.h"
#include "model/layer.h"
#include "model/recipe.h"
#include "model/theme.h"
#include "support/places.h"
#include "support/temp_folder.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <filesystem>

namespace fs = std::filesystem;
using namespace kreisblick;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::WithinAbs;

namespace {

const fs::path k_source = tests::source_folder();

model::DatasetCatalogue catalogue() {
    const auto read = model::DatasetCatalogue::read(k_source / "layers" / "datasets.toml");
    INFO((read ? "" : read.error().sentence));
    REQUIRE(read);
    return *read;
}

constexpr const char* k_good_layer = R"(id = "heights"
title = { de = "Höhe", en = "Height" }
unit = "m"
[input]
dataset = "elevation"
[style]
kind = "ramp"
ramp = "gelaende"
max = 800
)";

}  // namespace

TEST_CASE("Every layer file of the program is valid, and its input is a dataset the program knows", "[model][layers]") {
    const auto layers = model::read_layers(k_source / "layers");
    INFO((layers ? "" : layers.error().sentence));
    REQUIRE(layers);
    const auto datasets = catalogue();
    CHECK(layers->size() >= 15);
    for (const model::LayerDeclaration& layer : *layers)
        for (const auto* names : {&layer.input.needs, &layer.input.instead})
            for (const std::string& need : *names) {
                INFO(layer.id << " needs " << need);
                CHECK(datasets.find(need) != nullptr);
            }
}

TEST_CASE("Every colour and ramp that a layer names is in both themes", "[model][layers]") {
    const auto layers = model::read_layers(k_source / "layers");
    const auto looks = model::Looks::read(k_source / "assets");
    REQUIRE(layers);
    REQUIRE(looks);
    for (const auto& [id, theme] : looks->themes)
        for (const model::LayerDeclaration& layer : *layers) {
            const auto known = [&](const std::string& colour) { return colour.empty() || colour[0] == '#' || theme.has(colour); };
            for (const model::StyleRule& rule : layer.style.rules) {
                for (const std::string& colour : {rule.fill, rule.outline, rule.line, rule.casing}) {
                    INFO(id << ": layer " << layer.id << " names the colour " << colour);
                    CHECK(known(colour));
                }
                if (rule.label) CHECK(known(rule.label->colour));
            }
            for (const model::ClassStyle& entry : layer.style.classes) CHECK(known(entry.colour));
            if (!layer.style.ramp.empty()) CHECK(looks->ramps.contains(layer.style.ramp));
        }
}

TEST_CASE("A layer file with an unknown key is refused with file and line", "[model][layers]") {
    const tests::TempFolder folder;
    const auto read = model::LayerDeclaration::read(folder.write("heights.toml", std::string(k_good_layer) + "opactiy = 0.5\n"));
    REQUIRE_FALSE(read);
    CHECK_THAT(read.error().sentence, ContainsSubstring("heights.toml:10") && ContainsSubstring("opactiy"));
}

TEST_CASE("A layer file with a wrong type is refused with file and line", "[model][layers]") {
    const tests::TempFolder folder;
    const auto read = model::LayerDeclaration::read(folder.write("heights.toml", std::string(k_good_layer) + "opacity = \"half\"\n"));
    REQUIRE_FALSE(read);
    CHECK_THAT(read.error().sentence, ContainsSubstring("heights.toml:10") && ContainsSubstring("opacity") && ContainsSubstring("number"));
}

TEST_CASE("A layer works with the datasets that stand in only where the district lacks one that it needs", "[model][layers]") {
    const tests::TempFolder folder;
    const auto read = model::LayerDeclaration::read(folder.write("demand.toml", R"(id = "demand"
group = "housing"
title = { de = "Bedarf", en = "Demand" }
personal = true
[input]
method = "demand"
needs = ["buildings", "roads"]
instead = ["census_100m"]
)"));
    INFO((read ? "" : read.error().sentence));
    REQUIRE(read);
    CHECK(read->personal);
    const auto with = [](std::initializer_list<const char*> datasets) {
        model::District district;
        for (const char* dataset : datasets) district.parts.emplace_back().dataset = dataset;
        return district;
    };
    CHECK(read->input.needs_in(with({"buildings", "roads", "census_100m"})) == read->input.needs);
    CHECK(read->input.missing_in(with({"buildings", "roads"})).empty());
    CHECK(read->input.needs_in(with({"buildings", "census_100m"})) == std::vector<std::string>{"census_100m"});
    CHECK(read->input.missing_in(with({"census_100m"})).empty());
    CHECK(read->input.missing_in(with({"roads"})) == std::vector<std::string>{"buildings"});
}

TEST_CASE("A layer file that is no TOML is refused with file and line", "[model][layers]") {
    const tests::TempFolder folder;
    const auto read = model::LayerDeclaration::read(folder.write("heights.toml", "id = \"heights\"\ntitle = = 3\n"));
    REQUIRE_FALSE(read);
    CHECK_THAT(read.error().sentence, ContainsSubstring("heights.toml:2"));
}

TEST_CASE("A recipe may not name files outside its data folder", "[model][recipe]") {
    const tests::TempFolder folder;
    for (const std::string path : {"../secret.tif", "/etc/passwd", "a/../../b.tif"}) {
        const auto read = model::Recipe::read(folder.write("r.toml", "name = \"X\"\nboundary = \"" + path + "\"\n"), catalogue());
        REQUIRE_FALSE(read);
        CHECK_THAT(read.error().sentence, ContainsSubstring("r.toml:2") && ContainsSubstring("leads out of the data folder"));
    }
}

TEST_CASE("A recipe that names an unknown dataset or key is refused with file and line", "[model][recipe]") {
    const tests::TempFolder folder;
    const std::string head = "name = \"X\"\nboundary = \"b.geojson\"\n[[import]]\nfile = \"f.tif\"\nsource = \"s\"\nlicence = \"l\"\n";
    const auto unknown = model::Recipe::read(folder.write("a.toml", head + "dataset = \"hights\"\n"), catalogue());
    REQUIRE_FALSE(unknown);
    CHECK_THAT(unknown.error().sentence, ContainsSubstring("a.toml:7") && ContainsSubstring("hights"));
    const auto key = model::Recipe::read(folder.write("b.toml", head + "dataset = \"elevation\"\nbnad = 1\n"), catalogue());
    REQUIRE_FALSE(key);
    CHECK_THAT(key.error().sentence, ContainsSubstring("b.toml:8") && ContainsSubstring("bnad"));
}

TEST_CASE("The recipe of the real district is valid and gives every import a source and a licence", "[model][recipe]") {
    const auto recipe = model::Recipe::read(k_source / "layers" / "recipes" / "werra-meissner.toml", catalogue());
    INFO((recipe ? "" : recipe.error().sentence));
    REQUIRE(recipe);
    CHECK(recipe->name == "Werra-Meißner-Kreis");
    for (const model::ImportSpec& spec : recipe->imports) {
        CHECK_FALSE(spec.provenance.source.empty());
        CHECK_FALSE(spec.provenance.licence.empty());
    }
}

TEST_CASE("Sequential ramps are monotone in lightness and span at least 55 of CIELAB's L*", "[model][ramps]") {
    const auto looks = model::Looks::read(k_source / "assets");
    REQUIRE(looks);
    CHECK(looks->ramps.size() >= 8);
    for (const auto& [id, ramp] : looks->ramps) {
        if (ramp.is_diverging()) continue;
        INFO("ramp " << id);
        double above = 101;
        for (const model::Colour colour : ramp.colours()) {
            const double lightness = model::to_lab(colour).lightness;
            CHECK(lightness <= above + 0.35);  // bytes round: a step of one in a channel is up to 0.3 in L*
            above = lightness;
        }
        CHECK(model::to_lab(ramp.colours().front()).lightness - above >= 55);
    }
}

TEST_CASE("Colours go to CIELAB and back", "[model][ramps]") {
    CHECK_THAT(model::to_lab({255, 255, 255, 255}).lightness, WithinAbs(100, 0.01));
    CHECK_THAT(model::to_lab({255, 0, 0, 255}).a, WithinAbs(80.09, 0.05));  // sRGB red under D65
    for (const model::Colour colour : {model::Colour{11, 110, 105, 255}, model::Colour{224, 122, 31, 255}})
        CHECK(model::from_lab(model::to_lab(colour)) == colour);
}

TEST_CASE("A size that depends on the scale is interpolated over the logarithm of the scale", "[model][layers]") {
    const model::ScaledSize size{{{1000, 8}, {100000, 2}}};
    CHECK_THAT(size.at(10000), WithinAbs(5, 1e-9));
    CHECK(size.at(500) == 8);
    CHECK(size.at(1e6) == 2);
    CHECK(model::ScaledSize{}.at(1000) == 0);
}
