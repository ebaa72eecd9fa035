#include "ui/import_dialog.h"

#include "ui/widgets.h"
#include "ui/words.h"

#include <fmt/format.h>

#include <algorithm>

namespace kreisblick::ui {
namespace {

constexpr std::size_t k_likely = 6;
constexpr std::size_t k_notes_shown = 3;

void draw_part(const PanelFrame& frame, const ImportSheet::Part& part) {
    const std::string& unit = part.is_raster ? frame.say("import.bands") : frame.say("import.features");
    const std::string count = core::number(static_cast<double>(part.count), 0, frame.speech.language());
    text(frame.fonts.bold, frame.palette.ink, part.title + "  ·  " + count + " " + unit);
    if (!part.mapping.empty()) text(frame.fonts.small, frame.palette.muted, part.mapping);
    for (std::size_t i = 0; i < std::min(part.notes.size(), k_notes_shown); ++i)
        text(frame.fonts.small, frame.palette.muted, part.notes[i]);
    ImGui::Dummy({0, 4 * frame.unit});
}

void draw_crs(const PanelFrame& frame, const ImportSheet& sheet) {
    if (!sheet.needs_crs) return;
    text(frame.fonts.bold, frame.palette.ink, frame.say("import.crs"));
    ImGui::SetNextItemWidth(220 * frame.unit);
    std::string written = sheet.crs;
    const bool entered = text_field(frame, "import.crs", "EPSG:25832", written);
    if (entered || (ImGui::IsItemDeactivatedAfterEdit() && written != sheet.crs)) frame.ask(SetSourceCrs{written});
    ImGui::Dummy({0, 6 * frame.unit});
}

/// What would come in, or why nothing can.
void draw_content(const PanelFrame& frame, const ImportSheet& sheet) {
    if (!sheet.fault.empty()) return text(frame.fonts.body, frame.palette.stop, sheet.fault);
    if (sheet.storing) return text(frame.fonts.body, frame.palette.muted, frame.say("import.storing"));
    if (!sheet.can_start) return text(frame.fonts.body, frame.palette.muted, frame.say("import.reading"));
    text(frame.fonts.body, frame.palette.muted, frame.say("import.content"));
    for (const ImportSheet::Part& part : sheet.parts) draw_part(frame, part);
}

}  // namespace

void ImportDialog::draw_datasets(const PanelFrame& frame, const ImportSheet& sheet) {
    text(frame.fonts.bold, frame.palette.ink, frame.say("import.dataset"));
    const float right = ImGui::GetCursorScreenPos().x + content_width(frame.unit);
    float next = right + 1;
    const auto put = [&](const std::string& id, const std::string& words, bool on) {
        const float width = text_size(frame.fonts.small, words).x + 20 * frame.unit;
        if (next + width <= right) ImGui::SameLine(0, 6 * frame.unit);
        const float left = ImGui::GetCursorScreenPos().x;
        const bool pressed = chip(frame, id, words, on);
        next = left + width + 6 * frame.unit;
        return pressed;
    };
    const std::size_t most = m_all_datasets ? sheet.datasets.size() : std::min(sheet.datasets.size(), k_likely);
    for (std::size_t i = 0; i < most; ++i) {
        const auto& [id, title] = sheet.datasets[i];
        if (put("import.dataset." + id, title, id == sheet.chosen) && id != sheet.chosen) frame.ask(ChooseDataset{id});
    }
    if (most < sheet.datasets.size() && put("import.more", frame.say("import.more"), false)) m_all_datasets = true;
    ImGui::Dummy({0, 6 * frame.unit});
}

void ImportDialog::draw(const PanelFrame& frame, const PanelView& view) {
    if (!view.import_sheet) {
        m_all_datasets = false;
        return;
    }
    const ImportSheet& sheet = *view.import_sheet;
    const float unit = frame.unit;
    const float middle = (frame.size.x + k_panel_width * unit) / 2;
    const float width = std::min(560 * unit, frame.size.x - 32 * unit);
    ImGui::SetNextWindowPos({std::max(middle, width / 2), frame.size.y / 2}, ImGuiCond_Always, {0.5F, 0.5F});
    ImGui::SetNextWindowSizeConstraints({width, 0}, {width, std::max(frame.size.y - 96 * unit, 200 * unit)});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 6 * unit);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 1);
    ImGui::Begin("import", nullptr,
                 ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                     ImGuiWindowFlags_AlwaysAutoResize);
    text(frame.fonts.title, frame.palette.ink, frame.say("import.title"));
    text(frame.fonts.small, frame.palette.muted, sheet.file);
    ImGui::Dummy({0, 6 * unit});
    draw_datasets(frame, sheet);
    draw_crs(frame, sheet);
    draw_content(frame, sheet);
    ImGui::Dummy({0, 6 * unit});
    const ImVec2 size{150 * unit, 32 * unit};
    if (sheet.can_start) {
        if (text_button(frame, "import.start", frame.say("import.start"), "", size)) frame.ask(StartImport{});
        ImGui::SameLine(0, 12 * unit);
    }
    if (text_button(frame, "import.close", frame.say("import.close"), "", size)) frame.ask(CloseImport{});
    ImGui::Dummy({0, 4 * unit});
    ImGui::End();
    ImGui::PopStyleVar(2);
}

}  // namespace kreisblick::ui
