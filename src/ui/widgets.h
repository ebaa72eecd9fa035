#pragma once

#include "scene/decor.h"
#include "ui/panel_frame.h"

#include <string>

namespace kreisblick::ui {

/// Text in a font and colour, broken at spaces where it reaches width (0: the right edge of the content).
void text(ImFont* font, ImU32 colour, const std::string& words, float width = 0);
/// The width left for content in this line: a little less where the window scrolls, so that nothing touches the bar.
[[nodiscard]] float content_width(float unit);
/// The same on one line, cut with "…" where it would be wider than width.
void text_cut(ImFont* font, ImU32 colour, const std::string& words, float width);
[[nodiscard]] ImVec2 text_size(ImFont* font, const std::string& words);
/// Draws text without moving the cursor.
void text_at(ImDrawList& drawing, ImFont* font, ImVec2 where, ImU32 colour, const std::string& words);

/// A grey tip beside the pointer while it rests on the last item, wrapped at a readable width; none for no words.
void tip(const PanelFrame& frame, const std::string& words);

/// The pill that says on or off; only drawn, the row around it is clicked.
void draw_switch(ImDrawList& drawing, const PanelFrame& frame, ImVec2 where, bool on);

/// A thin slider over the width of the content: a label in a column of its own width, the track, and the number as given. share: 0…1;
/// true while a hand changes it. Scripts are the caller's.
bool slider(const PanelFrame& frame, const std::string& id, const std::string& label, const std::string& number, float label_width,
            double& share);
/// A slider from 0 to 1 with its share in percent, for hand and script; true while it changes value.
bool share_slider(const PanelFrame& frame, const std::string& id, const std::string& label, float label_width, double& value);

/// A small button that is on or off; true when pressed by hand or script.
bool chip(const PanelFrame& frame, const std::string& id, const std::string& words, bool on);
/// A field to write in, with pale words where it is empty; as wide as the next item is to be. True when Enter ends the writing.
bool text_field(const PanelFrame& frame, const std::string& id, const std::string& hint, std::string& written);

/// One row of a legend.
void legend_row(const PanelFrame& frame, const scene::LegendEntry& entry, const model::Looks& looks);

/// What a square button shows.
enum class Sign { Plus, Minus, Home, Theme, Question, Cross };
/// A square button with a drawn sign; true when pressed by hand or script.
bool sign_button(const PanelFrame& frame, const std::string& id, Sign sign, const std::string& explanation, float side);
/// A cross without a ground, for a line of text.
bool small_cross(const PanelFrame& frame, const std::string& id, const std::string& explanation, float side);
/// The same as sign_button with a short text.
bool text_button(const PanelFrame& frame, const std::string& id, const std::string& words, const std::string& explanation, ImVec2 size);

}  // namespace kreisblick::ui
