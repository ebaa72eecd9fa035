#include "ui/import_dialog.h"

#include "ui/panel_stage.h"

using kreisblick::tests::PanelStage;
namespace ui = kreisblick::ui;

namespace {

ui::PanelView with_sheet() {
    ui::PanelView view;
    view.import_sheet.emplace();
    for (int i = 1; i <= 9; ++i) view.import_sheet->datasets.emplace_back("d" + std::to_string(i), "Datensatz " + std::to_string(i));
    view.import_sheet->chosen = "d1";
    view.import_sheet->parts = {{"Gebäude", 12, false, "year = baujahr", {}}};
    view.import_sheet->can_start = true;
    return view;
}

}  // namespace

TEST_CASE("A file's likely datasets are offered first, the others on demand", "[ui][import]") {
    PanelStage stage;
    ui::ImportDialog dialog;
    const ui::PanelView view = with_sheet();
    const auto draw = [&](const ui::PanelFrame& frame) { dialog.draw(frame, view); };
    stage.frame(draw);
    CHECK(stage.controls().has("import.dataset.d6"));
    CHECK_FALSE(stage.controls().has("import.dataset.d7"));
    stage.controls().press("import.more");
    stage.frame(draw);
    stage.frame(draw);
    CHECK(stage.controls().has("import.dataset.d9"));
    stage.controls().press("import.dataset.d9");
    const ui::Commands asked = stage.frame(draw);
    REQUIRE(asked.size() == 1);
    CHECK(std::get<ui::ChooseDataset>(asked.front()).dataset == "d9");
}

TEST_CASE("Only what could be read can be imported; a file without a reference system is asked for one", "[ui][import]") {
    PanelStage stage;
    ui::ImportDialog dialog;
    ui::PanelView view = with_sheet();
    const auto draw = [&](const ui::PanelFrame& frame) { dialog.draw(frame, view); };
    stage.frame(draw);
    CHECK_FALSE(stage.controls().has("import.crs"));
    stage.controls().press("import.start");
    CHECK(std::holds_alternative<ui::StartImport>(stage.frame(draw).at(0)));

    view.import_sheet->can_start = false;
    view.import_sheet->needs_crs = true;
    view.import_sheet->fault = "cannot import houses.shp: nothing says its coordinate reference system";
    stage.frame(draw);
    CHECK(stage.controls().has("import.crs"));
    CHECK_FALSE(stage.controls().has("import.start"));
    stage.controls().press("import.close");
    CHECK(std::holds_alternative<ui::CloseImport>(stage.frame(draw).at(0)));
}
