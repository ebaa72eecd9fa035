#include "ui/layer_panel.h"

#include "ui/panel_stage.h"
#include "ui/parameter_rows.h"

#include <catch2/catch_approx.hpp>

using kreisblick::tests::PanelStage;
namespace ui = kreisblick::ui;
namespace model = kreisblick::model;

namespace {

ui::LayerRow row(const std::string& id, bool ready, bool shown) {
    auto declaration = std::make_shared<model::LayerDeclaration>();
    declaration->id = id;
    declaration->title = {"Titel " + id, "Title " + id};
    declaration->group = model::LayerGroup::Energy;
    return {declaration, ready, shown, 1, ready ? "" : "Es fehlen Gebäude.", {}, {}};
}

ui::PanelView two_layers(bool shown) {
    ui::PanelView view;
    view.district = "Werra-Meißner-Kreis";
    view.opening = false;
    view.looks = std::make_shared<model::Looks>();
    view.layers = {row("lower", true, false), row("upper", true, shown)};
    return view;
}

/// All frames of a click: pointing, pressing, letting go. What was asked for in any of them.
ui::Commands click(PanelStage& stage, const std::function<void(const ui::PanelFrame&)>& draw, float x, float y) {
    ui::Commands all;
    const auto run = [&] {
        const ui::Commands asked = stage.frame(draw);
        all.insert(all.end(), asked.begin(), asked.end());
    };
    stage.point_at(x, y);
    run();
    run();
    stage.hold_button(true);
    run();
    stage.hold_button(false);
    run();
    run();
    return all;
}

}  // namespace

TEST_CASE("A click on a layer's switch asks for the layer, once, and changes nothing itself", "[ui][layers]") {
    PanelStage stage;
    ui::LayerPanel panel;
    const ui::PanelView view = two_layers(false);
    const auto draw = [&](const ui::PanelFrame& frame) { panel.draw(frame, view); };
    stage.frame(draw);
    // The first row lies below head and group heading; the uppermost layer of the map comes first.
    ui::Commands asked;
    for (float y = 60; y < 160 && asked.empty(); y += 6) asked = click(stage, draw, 30, y);
    REQUIRE(asked.size() == 1);
    const auto* shown = std::get_if<ui::ShowLayer>(&asked.front());
    REQUIRE(shown);
    CHECK(shown->layer == "upper");
    CHECK(shown->shown);
    CHECK_FALSE(view.layers[1].shown);
}

TEST_CASE("A script presses a control by its id and gets the same command", "[ui][controls]") {
    PanelStage stage;
    ui::LayerPanel panel;
    const ui::PanelView view = two_layers(true);
    const auto draw = [&](const ui::PanelFrame& frame) { panel.draw(frame, view); };
    stage.frame(draw);
    CHECK(stage.controls().has("layer.upper"));
    CHECK(stage.controls().has("layer.upper.opacity"));
    CHECK_FALSE(stage.controls().has("layer.lower.opacity"));

    stage.controls().press("layer.upper");
    const ui::Commands pressed = stage.frame(draw);
    REQUIRE(pressed.size() == 1);
    CHECK_FALSE(std::get<ui::ShowLayer>(pressed.front()).shown);
    CHECK(stage.frame(draw).empty());

    stage.controls().set("layer.upper.opacity", 0.4);
    const ui::Commands set = stage.frame(draw);
    REQUIRE(set.size() == 1);
    CHECK(std::get<ui::SetOpacity>(set.front()).opacity == Catch::Approx(0.4));
    CHECK_FALSE(stage.controls().is_waiting());
}

TEST_CASE("What no control answers to stays unanswered until given up", "[ui][controls]") {
    PanelStage stage;
    stage.controls().press("nobody");
    ui::LayerPanel panel;
    const ui::PanelView view = two_layers(true);
    CHECK(stage.frame([&](const ui::PanelFrame& frame) { panel.draw(frame, view); }).empty());
    CHECK(stage.controls().is_waiting());
    stage.controls().give_up();
    CHECK_FALSE(stage.controls().is_waiting());
}

TEST_CASE("A layer without data cannot be switched on; a click opens its reason", "[ui][layers]") {
    PanelStage stage;
    ui::LayerPanel panel;
    ui::PanelView view = two_layers(false);
    view.layers = {row("missing", false, false)};
    const auto draw = [&](const ui::PanelFrame& frame) { panel.draw(frame, view); };
    stage.frame(draw);
    CHECK_FALSE(stage.controls().has("layer.missing"));
    REQUIRE(stage.controls().has("layer.missing.why"));
    const int before = ImGui::GetDrawData()->TotalVtxCount;
    stage.controls().press("layer.missing.why");
    CHECK(stage.frame(draw).empty());
    stage.frame(draw);
    CHECK(ImGui::GetDrawData()->TotalVtxCount > before);
}

TEST_CASE("The controls of a layer's parameters come from its declaration", "[ui][parameters]") {
    PanelStage stage;
    ui::LayerPanel panel;
    ui::PanelView view = two_layers(true);
    auto declaration = std::make_shared<model::LayerDeclaration>(*view.layers[1].declaration);
    declaration->parameters = {{"azimuth", "number", {"Licht aus", "Light from"}, "315", 0, 360, 0, "°", {}, {}},
                               {"sky", "choice", {"Himmel", "Sky"}, "clear", {}, {}, 0, "", {"clear", "real"}, {}}};
    view.layers[1].declaration = declaration;
    const auto draw = [&](const ui::PanelFrame& frame) { panel.draw(frame, view); };
    stage.frame(draw);

    stage.controls().set("layer.upper.azimuth", 91.4);  // steps of 2 from 0
    const ui::Commands set = stage.frame(draw);
    REQUIRE(set.size() == 1);
    const auto azimuth = std::get<ui::SetParameter>(set.front());
    CHECK(azimuth.layer == "upper");
    CHECK(azimuth.parameter == "azimuth");
    CHECK(azimuth.value == "92");
    view.layers[1].parameters = {{"azimuth", "92"}};
    CHECK(stage.frame(draw).empty());
    stage.controls().set("layer.upper.azimuth", 1000);
    CHECK(std::get<ui::SetParameter>(stage.frame(draw).at(0)).value == "360");

    stage.controls().press("layer.upper.sky.real");
    const ui::Commands pressed = stage.frame(draw);
    REQUIRE(pressed.size() == 1);
    CHECK(std::get<ui::SetParameter>(pressed.front()).value == "real");
}

TEST_CASE("A slider steps by a hundredth of its range, rounded to what people count in", "[ui][parameters]") {
    const auto step = [](double min, double max, const std::string& type = "number") {
        return ui::step_of({"p", type, {}, "0", min, max, 0, "", {}, {}});
    };
    CHECK(step(0, 360) == 2);
    CHECK(step(0, 100) == 1);
    CHECK(step(0.5, 10) == Catch::Approx(0.05));
    CHECK(step(0, 5, "whole") == 1);
    CHECK(ui::step_of({"p", "number", {}, "0", 0, 5, 0.25, "", {}, {}}) == 0.25);
}
