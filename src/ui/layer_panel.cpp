#include "ui/layer_panel.h"

#include "ui/parameter_rows.h"
#include "ui/widgets.h"
#include "ui/words.h"

#include <algorithm>
#include <array>
namespace kreisblick::ui {
namespace {

/// In the order of the list.
constexpr std::array k_groups = {model::LayerGroup::Energy, model::LayerGroup::Food, model::LayerGroup::Housing, model::LayerGroup::Basics};

const std::string& title_of(model::LayerGroup group, const PanelFrame& frame) {
    switch (group) {
        case model::LayerGroup::Energy: return frame.say("group.energy");
        case model::LayerGroup::Food: return frame.say("group.food");
        case model::LayerGroup::Housing: return frame.say("group.housing");
        case model::LayerGroup::Basics: break;
    }
    return frame.say("group.basics");
}

/// The coloured bar and the name of a group.
void draw_heading(const PanelFrame& frame, model::LayerGroup group) {
    ImGui::Dummy({0, 8 * frame.unit});
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    const float height = text_size(frame.fonts.bold, title_of(group, frame)).y;
    ImDrawList& drawing = *ImGui::GetWindowDrawList();
    drawing.AddRectFilled({corner.x, corner.y + 2 * frame.unit}, {corner.x + 4 * frame.unit, corner.y + height}, frame.palette.of(group),
                          2 * frame.unit);
    ImGui::SetCursorScreenPos({corner.x + 12 * frame.unit, corner.y});
    text(frame.fonts.bold, frame.palette.of(group), title_of(group, frame));
}

/// A clickable stripe over the width of the panel that lights up under the pointer.
bool row_clicked(const PanelFrame& frame, const std::string& id, float height) {
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    const float width = content_width(frame.unit);
    const bool clicked = ImGui::InvisibleButton(id.c_str(), {width, height});
    if (ImGui::IsItemHovered())
        ImGui::GetWindowDrawList()->AddRectFilled({corner.x - 4 * frame.unit, corner.y},
                                                  {corner.x + width + 4 * frame.unit, corner.y + height}, frame.palette.raised,
                                                  6 * frame.unit);
    const bool by_script = frame.controls.pressed(id);
    ImGui::SetCursorScreenPos(corner);
    return clicked || by_script;
}

/// A number about the district: what on the left, how much on the right; on a line below where both do not fit on one.
void figure_row(const PanelFrame& frame, const std::string& title, const std::string& amount) {
    const float right = content_width(frame.unit), amount_width = text_size(frame.fonts.bold, amount).x, line = 20 * frame.unit;
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    const bool on_one_line = text_size(frame.fonts.small, title).x + 8 * frame.unit + amount_width <= right;
    const float below = on_one_line ? 0 : line;
    text_at(*ImGui::GetWindowDrawList(), frame.fonts.bold, {corner.x + right - amount_width, corner.y + below}, frame.palette.ink, amount);
    text_cut(frame.fonts.small, frame.palette.muted, title, on_one_line ? right - amount_width - 8 * frame.unit : right);
    ImGui::SetCursorScreenPos({corner.x, corner.y + below + line});
}

}  // namespace

std::optional<std::string> listed_layer(const PanelView& view, int number) {
    for (const model::LayerGroup group : k_groups)
        for (auto row = view.layers.rbegin(); row != view.layers.rend(); ++row)
            if (row->declaration->group == group && row->ready && --number == 0) return row->declaration->id;
    return std::nullopt;
}

void LayerPanel::draw(const PanelFrame& frame, const PanelView& view) {
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize({k_panel_width * frame.unit, frame.size.y - k_status_height * frame.unit});
    constexpr ImGuiWindowFlags k_flags = ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoMove |
                                         ImGuiWindowFlags_NoCollapse | ImGuiWindowFlags_NoSavedSettings |
                                         ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoNav;
    ImGui::Begin("layers", nullptr, k_flags);
    draw_head(frame, view);
    ImGui::BeginChild("list", {0, 0}, false, ImGuiWindowFlags_NoNav);
    for (const model::LayerGroup group : k_groups) draw_group(frame, view, group);
    ImGui::Dummy({0, 8 * frame.unit});
    ImGui::EndChild();
    ImGui::End();
    const float edge = k_panel_width * frame.unit;
    ImGui::GetForegroundDrawList()->AddLine({edge, 0}, {edge, frame.size.y - k_status_height * frame.unit}, frame.palette.line);
}

void LayerPanel::draw_head(const PanelFrame& frame, const PanelView& view) const {
    text(frame.fonts.title, frame.palette.ink, view.opening && view.district.empty() ? frame.say("panel.opening") : view.district);
    if (view.area_km2 > 0)
        text(frame.fonts.small, frame.palette.muted,
             with_unit(core::number(view.area_km2, 0, frame.speech.language()), "km²") + " · " + frame.say("panel.grid") + " " +
                 with_unit(core::number(view.cell_m, 0, frame.speech.language()), "m"));
    if (view.model_data) text(frame.fonts.bold, frame.palette.stop, frame.say("panel.model_data"));
    ImGui::Dummy({0, 4 * frame.unit});
    ImGui::Separator();
}

void LayerPanel::draw_group(const PanelFrame& frame, const PanelView& view, model::LayerGroup group) {
    const auto in_group = [&](const LayerRow& row) { return row.declaration->group == group; };
    if (std::none_of(view.layers.begin(), view.layers.end(), in_group)) return;
    draw_heading(frame, group);
    // Uppermost first, as the layers lie on the map; what is missing comes last.
    for (auto row = view.layers.rbegin(); row != view.layers.rend(); ++row)
        if (in_group(*row) && row->ready) draw_layer(frame, view, *row);
    for (auto row = view.layers.rbegin(); row != view.layers.rend(); ++row)
        if (in_group(*row) && !row->ready) draw_missing(frame, *row);
}

void LayerPanel::draw_layer(const PanelFrame& frame, const PanelView& view, const LayerRow& row) const {
    const core::Language language = frame.speech.language();
    const std::string& id = row.declaration->id;
    const float unit = frame.unit;
    ImGui::PushID(id.c_str());
    if (row_clicked(frame, "layer." + id, 28 * unit)) frame.ask(ShowLayer{id, !row.shown});
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    draw_switch(*ImGui::GetWindowDrawList(), frame, {corner.x, corner.y + 6 * unit}, row.shown);
    const float indent = 40 * unit;
    ImGui::SetCursorScreenPos({corner.x + indent, corner.y + 4 * unit});
    text_cut(row.shown ? frame.fonts.bold : frame.fonts.body, frame.palette.ink, row.declaration->title.in(language), content_width(unit));
    ImGui::SetCursorScreenPos({corner.x, corner.y + 26 * unit});
    ImGui::Indent(indent);
    const std::string& explanation = row.declaration->explanation.in(language);
    if (!explanation.empty()) text(frame.fonts.small, frame.palette.muted, explanation);
    if (row.shown) {
        double opacity = row.opacity;
        const float label_width = std::max(text_size(frame.fonts.small, frame.say("layer.opacity")).x, parameter_label_width(frame, row));
        if (share_slider(frame, "layer." + id + ".opacity", frame.say("layer.opacity"), label_width, opacity))
            frame.ask(SetOpacity{id, opacity});
        parameter_rows(frame, row, label_width);
        for (const auto& [title, amount] : row.figures) figure_row(frame, title, amount);
        for (const std::string& note : row.notes) text(frame.fonts.small, frame.palette.muted, note);
        for (const scene::LegendEntry& entry : row.legend) {
            // The layer's title stands above already; a heading says more only where it names a unit.
            const bool repeats = entry.sample == scene::LegendEntry::Sample::Heading && entry.text == row.declaration->title.in(language);
            if (!repeats) legend_row(frame, entry, *view.looks);
        }
    }
    ImGui::Unindent(indent);
    ImGui::Dummy({0, 2 * unit});
    ImGui::PopID();
}

void LayerPanel::draw_missing(const PanelFrame& frame, const LayerRow& row) {
    const std::string& id = row.declaration->id;
    const float unit = frame.unit;
    const ImU32 pale = faded(frame.palette.muted, 0.75F);
    ImGui::PushID(id.c_str());
    const bool open = m_explained.contains(id);
    if (row_clicked(frame, "layer." + id + ".why", 26 * unit)) {
        if (open)
            m_explained.erase(id);
        else
            m_explained.insert(id);
    }
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    const std::string& tag = frame.say("layer.without_data");
    const float tag_width = text_size(frame.fonts.small, tag).x;
    const float right = corner.x + content_width(unit);
    text_at(*ImGui::GetWindowDrawList(), frame.fonts.small, {right - tag_width, corner.y + 4 * unit}, pale, tag);
    ImGui::SetCursorScreenPos({corner.x + 40 * unit, corner.y + 3 * unit});
    text_cut(frame.fonts.body, pale, row.declaration->title.in(frame.speech.language()), right - tag_width - corner.x - 48 * unit);
    ImGui::SetCursorScreenPos({corner.x, corner.y + 26 * unit});
    if (open) {
        ImGui::Indent(40 * unit);
        text(frame.fonts.small, frame.palette.muted, row.reason);
        ImGui::Unindent(40 * unit);
    }
    ImGui::PopID();
}

}  // namespace kreisblick::ui
