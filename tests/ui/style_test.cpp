#include "ui/style.h"

#include "model/district.h"
#include "ui/fonts.h"
#include "ui/panel_stage.h"
#include "ui/words.h"

using kreisblick::core::Language;
using kreisblick::tests::PanelStage;
namespace ui = kreisblick::ui;

TEST_CASE("ImGui takes its colours and measures from the theme", "[ui][style]") {
    PanelStage stage;
    const ui::Palette palette = ui::palette_of(stage.theme());
    ui::apply_style(palette, 2);
    const ImGuiStyle& style = ImGui::GetStyle();
    CHECK(ImGui::ColorConvertFloat4ToU32(style.Colors[ImGuiCol_WindowBg]) == ui::packed(stage.theme().colour("panel")));
    CHECK(ImGui::ColorConvertFloat4ToU32(style.Colors[ImGuiCol_Text]) == ui::packed(stage.theme().colour("ink")));
    CHECK(style.FrameRounding == 12.0F);
    CHECK(palette.of(kreisblick::model::LayerGroup::Food) == ui::packed(stage.theme().colour("group.food")));
}

TEST_CASE("The system's fonts hold every sign that the window writes", "[ui][fonts]") {
    if (!ui::find_font(false)) SKIP("this system has neither Noto Sans nor DejaVu Sans");
    PanelStage stage;
    const ImFont* font = ImGui::GetIO().Fonts->Fonts[0];
    for (const unsigned sign : {0xE4U,   0xDFU,  0xB2U,  0xB3U,   0xB7U,   0x2013U, 0x201EU, 0x201CU, 0xB0U,   0x2032U,
                                0x2033U, 0x394U, 0x3A3U, 0x2264U, 0x2265U, 0x2192U, 0x2009U, 0x202FU, 0x2212U, 0x2026U}) {
        INFO("U+" << std::hex << sign);
        CHECK(font->FindGlyphNoFallback(static_cast<ImWchar>(sign)) != nullptr);
    }
}

TEST_CASE("Places and scales are written as people of the language write them", "[ui][words]") {
    PanelStage stage;
    CHECK(ui::scale_text(250123, Language::German) == "1:250.000");
    CHECK(ui::scale_text(4876, Language::English) == "1:4,880");
    const kreisblick::model::Speech german(stage.phrases(), Language::German);
    const kreisblick::model::Speech english(stage.phrases(), Language::English);
    CHECK(ui::degrees_text({9.865, 51.227}, german) == "9,86500°\u2009O  51,22700°\u2009N");
    CHECK(ui::degrees_text({-9.5, -1}, english) == "9.50000°\u2009W  1.00000°\u2009S");
    CHECK(ui::metres_text({571234.4, 5678123}, Language::German) == "571.234  5.678.123");
    CHECK(ui::with_unit("712", "m") == "712\u2009m");
    CHECK(ui::with_unit("Laubwald", "") == "Laubwald");
}

TEST_CASE("Where a value comes from is one line: source, date, licence, resolution, nature", "[ui][words]") {
    PanelStage stage;
    const kreisblick::model::Speech german(stage.phrases(), Language::German);
    const kreisblick::model::Provenance srtm{"NASA SRTM 3″", "public domain", "2000", 92.6, kreisblick::model::Nature::Measured};
    CHECK(ui::origin_text(srtm, german) == "NASA SRTM 3″ · 2000 · public domain · Auflösung 93\u2009m · gemessen");
    const kreisblick::model::Provenance modelled{"PVGIS", "", "", 0, kreisblick::model::Nature::Modelled};
    CHECK(ui::origin_text(modelled, german) == "PVGIS · berechnet");
    CHECK(ui::origin_text({}, german).empty());
}
