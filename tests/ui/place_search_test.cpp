#include "ui/place_search.h"

#include "ui/layer_panel.h"
#include "ui/panel_stage.h"
#include "ui/status_bar.h"

using kreisblick::tests::PanelStage;
namespace ui = kreisblick::ui;

namespace {

/// Writes into the field that has the keys; what was asked for until it is drawn.
ui::Commands write(PanelStage& stage, const std::function<void(const ui::PanelFrame&)>& draw, const char* words) {
    ImGui::GetIO().AddInputCharactersUTF8(words);
    return stage.frame(draw);
}

}  // namespace

TEST_CASE("What is written into the search field is searched; Enter goes to the marked place", "[ui][search]") {
    PanelStage stage;
    ui::PlaceSearch search;
    ui::PanelView view;
    const auto draw = [&](const ui::PanelFrame& frame) { search.draw(frame, view); };
    stage.frame(draw);
    CHECK_FALSE(search.is_open());
    search.focus();
    for (int frame = 0; frame < 3; ++frame) stage.frame(draw);
    CHECK(search.is_open());
    const ui::Commands asked = write(stage, draw, "gro\u00df");
    REQUIRE(asked.size() == 1);
    CHECK(std::get<ui::SearchPlaces>(asked.front()).text == "gro\u00df");

    view.found = {{"Großalmerode", "Stadt"}, {"Großburschla", "Dorf"}};
    stage.frame(draw);
    CHECK(stage.controls().has("search.place.2"));
    search.mark(1);
    search.mark(1);  // stays on the last one
    search.choose();
    const ui::Commands chosen = stage.frame(draw);
    REQUIRE(chosen.size() == 1);
    CHECK(std::get<ui::FlyTo>(chosen.front()).index == 1);
    search.close();
    stage.frame(draw);
    CHECK_FALSE(search.is_open());
    CHECK_FALSE(stage.controls().has("search.place.1"));
}

TEST_CASE("A job in the status bar is cancelled by its cross", "[ui][jobs]") {
    PanelStage stage;
    const ui::StatusBar bar;
    ui::PanelView view;
    view.jobs = {{"map", "Lädt", 0.4, true}, {"open", "Öffnet", 0, false}};
    const auto draw = [&](const ui::PanelFrame& frame) { bar.draw(frame, view); };
    stage.frame(draw);
    CHECK_FALSE(stage.controls().has("job.open.cancel"));
    stage.controls().press("job.map.cancel");
    const ui::Commands asked = stage.frame(draw);
    REQUIRE(asked.size() == 1);
    CHECK(std::get<ui::CancelJob>(asked.front()).job == "map");
}

TEST_CASE("Layers are counted as the list shows them: by group, uppermost first, without those that lack data", "[ui][layers]") {
    namespace model = kreisblick::model;
    ui::PanelView view;
    const auto add = [&](const char* id, model::LayerGroup group, bool ready) {
        auto declaration = std::make_shared<model::LayerDeclaration>();
        declaration->id = id;
        declaration->group = group;
        ui::LayerRow row;
        row.declaration = declaration;
        row.ready = ready;
        view.layers.push_back(row);
    };
    add("relief", model::LayerGroup::Basics, true);
    add("wind", model::LayerGroup::Energy, true);
    add("solar", model::LayerGroup::Energy, false);
    add("plants", model::LayerGroup::Energy, true);
    CHECK(ui::listed_layer(view, 1) == "plants");
    CHECK(ui::listed_layer(view, 2) == "wind");
    CHECK(ui::listed_layer(view, 3) == "relief");
    CHECK_FALSE(ui::listed_layer(view, 4));
}
