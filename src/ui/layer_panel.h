#pragma once

#include "ui/panel_frame.h"
#include "ui/panel_view.h"

#include <optional>
#include <set>
#include <string>

namespace kreisblick::ui {

/// The layer that stands at this place of the list (from 1), counting only those that can be shown; none beyond the end.
[[nodiscard]] std::optional<std::string> listed_layer(const PanelView& view, int number);

/// The list of layers on the left: on and off, strength, legend; what the district cannot show, with its reason.
class LayerPanel {
  public:
    void draw(const PanelFrame& frame, const PanelView& view);

  private:
    void draw_head(const PanelFrame& frame, const PanelView& view) const;
    void draw_group(const PanelFrame& frame, const PanelView& view, model::LayerGroup group);
    void draw_layer(const PanelFrame& frame, const PanelView& view, const LayerRow& row) const;
    void draw_missing(const PanelFrame& frame, const LayerRow& row);

    std::set<std::string> m_explained;  ///< missing layers whose reason is open
};

}  // namespace kreisblick::ui
