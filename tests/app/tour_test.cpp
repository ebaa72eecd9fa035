// A tour of the real window over everything there is to see. The window ends with exit code 1 as soon as OpenGL reports an error; under
// the sanitizers it also ends so when one of them reports something.
#include "geo/crs.h"
#include "support/program.h"
#include "support/stand_in_data.h"
#include "support/virtual_screen.h"

#include <fmt/format.h>
#include <catch2/catch_test_macros.hpp>

#include <array>
#include <regex>

using kreisblick::geo::Crs;
using kreisblick::geo::Point;
using kreisblick::tests::read_file;
using kreisblick::tests::run_program;
using kreisblick::tests::TempFolder;

namespace {

struct Layer {
    std::string id;
    std::vector<std::string> parameters;  // those with a slider
};

/// Every layer there is: the program lists what layers/ declares. Each must have something to show.
std::vector<Layer> layers_of(const std::string& district) {
    std::vector<Layer> layers;
    const auto document = run_program({"layers", district, "--json"}).json();
    for (const auto& layer : document["layers"]) {
        Layer one{layer["id"], {}};
        INFO(one.id);
        CHECK(layer["state"] == "ready");
        for (const auto& parameter : layer["params"])
            if (parameter["min"].is_number() && parameter["max"].is_number()) one.parameters.push_back(parameter["name"]);
        layers.push_back(std::move(one));
    }
    return layers;
}

/// The middle of the district in degrees, about which every tour flies.
Point middle_of(const std::string& district) {
    const auto info = run_program({"info", district, "--json"}).json();
    const auto& extent = info["extent"];
    const auto metres = Crs::from(info["crs"].get<std::string>()), degrees = Crs::from("EPSG:4326");
    REQUIRE((metres && degrees));
    const auto to_degrees = kreisblick::geo::Transformer::between(*metres, *degrees);
    REQUIRE(to_degrees);
    return (*to_degrees)(
        {(extent[0].get<double>() + extent[2].get<double>()) / 2, (extent[1].get<double>() + extent[3].get<double>()) / 2});
}

std::string camera(const Point& middle, double scale) { return fmt::format("camera {:.5f} {:.5f} {}\n", middle.x, middle.y, scale); }

/// Each layer alone at a scale of its own, with its parameters moved; then all of them through scales, themes, languages and sizes.
std::string tour(const std::vector<Layer>& layers, const Point& middle, int frames) {
    constexpr std::array<double, 6> k_scales = {200000, 100000, 50000, 25000, 10000, 5000};
    std::string script = frames > 1 ? "size 1280 800\nwait idle\n" : "size 640 480\nwait idle\n", all;
    std::size_t turn = 0;
    for (const Layer& layer : layers) {
        all += (all.empty() ? "" : ",") + layer.id;
        script += "layers " + layer.id + "\n" + camera(middle, k_scales[turn % k_scales.size()]) + "wait idle\n";
        script += "set layer." + layer.id + ".opacity 0.6\n";
        for (const std::string& parameter : layer.parameters) script += "set layer." + layer.id + "." + parameter + " 0.5\n";
        script += fmt::format("pan 17 -9 {} {}\nclick {:.5f} {:.5f}\n", frames, layer.id, middle.x, middle.y);
        script += turn % 2 == 0 ? "theme dark\n" : "lang en\n";
        script += turn % 3 == 0 ? "key t\n" : "key l\n";
        ++turn;
    }
    script += "layers " + all + "\n";
    for (const double scale : k_scales)
        script +=
            camera(middle, scale) + fmt::format("wheel {:.5f} {:.5f} 2\nkey minus\npan -13 21 {} all\n", middle.x, middle.y, 3 * frames);
    script += "wait idle\nkey /\ntype a\nwait idle\nkey down\nkey enter\nwait idle\nkey esc\n";
    script += "size 700 500\npan 5 5 " + std::to_string(frames) + " small\nkey f1\nsize 1280 1000\npan -5 -5 " + std::to_string(frames) +
              " large\nkey esc\nkey home\nwait idle\nshot end\nquit\n";
    return script;
}

/// The frames that all pans of a tour drew, as the window counted them.
int frames_in(const std::string& said) {
    int frames = 0;
    const std::regex count("pan [^:]*: ([0-9]+) frames");
    for (auto match = std::sregex_iterator(said.begin(), said.end(), count); match != std::sregex_iterator(); ++match)
        frames += std::stoi((*match)[1]);
    return frames;
}

/// Plays the tour on a small model district; how many frames it had.
int play_tour(int frames) {
    kreisblick::tests::need_virtual_screen();
    const TempFolder folder;
    const std::string district = (folder / "model.gpkg").string();
    REQUIRE(run_program({"model", district, "--scale", "0.03", "--quiet"}).exit_code == 0);
    kreisblick::tests::supply_missing_datasets(district);
    const std::string script = tour(layers_of(district), middle_of(district), frames);
    const int code = kreisblick::tests::play_on_virtual_screen(district, folder, script);
    INFO(script);
    INFO(read_file(folder / "error"));
    INFO(read_file(folder / "out"));
    CHECK(code == 0);
    CHECK(std::filesystem::exists(folder / "end.png"));
    return frames_in(read_file(folder / "out"));
}

}  // namespace

TEST_CASE("A short tour over all layers, scales, themes and languages draws without any error of OpenGL", "[app][viewer][tour]") {
    CHECK(play_tour(1) > 30);
}

TEST_CASE("A tour of 500 frames over all layers, scales, themes and languages draws without any error of OpenGL",
          "[app][viewer][tour][.][long]") {
    CHECK(play_tour(12) >= 500);
}
