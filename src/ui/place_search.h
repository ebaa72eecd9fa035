#pragma once

#include "ui/panel_frame.h"
#include "ui/panel_view.h"

#include <string>

namespace kreisblick::ui {

/// The field at the top of the map in which one writes a place's name, and the list of what is found. Keys reach it through the window.
class PlaceSearch {
  public:
    void draw(const PanelFrame& frame, const PanelView& view);

    void focus() { m_wants_focus = true; }
    /// Something is written, or the field has the keys.
    [[nodiscard]] bool is_open() const { return m_is_active || m_wants_focus || !m_written.empty(); }
    void close();
    /// Marks the next (1) or the previous (-1) of what was found.
    void mark(int step) { m_marked += step; }
    /// Goes to the marked place, once it is drawn again.
    void choose() { m_wants_choice = true; }

  private:
    /// True when the text changed.
    bool draw_field(const PanelFrame& frame);
    /// is_new: the list does not belong to the text yet.
    void draw_found(const PanelFrame& frame, const PanelView& view, bool is_new);

    std::string m_written;
    int m_marked = 0;
    int m_generation = 0;  // a new field has no memory of what was written into the one before
    bool m_wants_focus = false;
    bool m_wants_choice = false;
    bool m_is_active = false;
};

}  // namespace kreisblick::ui
