#pragma once

#include "model/phrases.h"
#include "support/places.h"
#include "ui/panel_frame.h"
#include "ui/panel_view.h"

#include <imgui.h>
#include <catch2/catch_test_macros.hpp>

#include <filesystem>
#include <functional>

namespace kreisblick::tests {

/// ImGui without window and graphics, with the real phrases and colours: panels draw whole frames on it, and a mouse of ours points and
/// clicks.
class PanelStage {
  public:
    PanelStage()
        : m_context(ImGui::CreateContext()),
          m_phrases(read_phrases()),
          m_theme(read_theme()),
          m_palette(ui::palette_of(m_theme)),
          m_fonts(ui::load_fonts(1)) {
        ImGuiIO& io = ImGui::GetIO();
        io.IniFilename = nullptr;
        io.DisplaySize = {1280, 800};
        unsigned char* pixels = nullptr;
        int width = 0;
        int height = 0;
        io.Fonts->GetTexDataAsAlpha8(&pixels, &width, &height);
        ui::apply_style(m_palette, 1);
    }
    ~PanelStage() { ImGui::DestroyContext(m_context); }
    PanelStage(const PanelStage&) = delete;
    PanelStage& operator=(const PanelStage&) = delete;

    /// One frame; returns what the panels asked for in it.
    ui::Commands frame(const std::function<void(const ui::PanelFrame&)>& draw, core::Language language = core::Language::German) {
        ui::Commands commands;
        const model::Speech speech(m_phrases, language);
        ImGui::GetIO().DeltaTime = 1.0F / 60;
        m_controls.begin_frame();
        ImGui::NewFrame();
        draw({speech, m_palette, m_fonts, m_controls, commands, 1, {1280, 800}});
        ImGui::Render();
        return commands;
    }
    void point_at(float x, float y) {
#if IMGUI_VERSION_NUM >= 18700
        ImGui::GetIO().AddMousePosEvent(x, y);
#else
        ImGui::GetIO().MousePos = {x, y};
#endif
    }
    void hold_button(bool down) {
#if IMGUI_VERSION_NUM >= 18700
        ImGui::GetIO().AddMouseButtonEvent(0, down);
#else
        ImGui::GetIO().MouseDown[0] = down;
#endif
    }
    ui::Controls& controls() { return m_controls; }
    const model::Theme& theme() const { return m_theme; }
    const model::Phrases& phrases() const { return m_phrases; }

  private:
    static model::Phrases read_phrases() {
        auto phrases = model::Phrases::read(kreisblick::tests::source_folder() / "assets" / "lang");
        if (!phrases) FAIL(phrases.error().sentence);
        return std::move(*phrases);
    }
    static model::Theme read_theme() {
        auto theme = model::Theme::read(kreisblick::tests::source_folder() / "assets" / "themes" / "light.toml");
        if (!theme) FAIL(theme.error().sentence);
        return std::move(*theme);
    }

    ImGuiContext* m_context;
    model::Phrases m_phrases;
    model::Theme m_theme;
    ui::Palette m_palette;
    ui::Fonts m_fonts;
    ui::Controls m_controls;
};

}  // namespace kreisblick::tests
