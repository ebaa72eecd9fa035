#pragma once

#include "ui/panel_frame.h"
#include "ui/panel_view.h"

namespace kreisblick::ui {

/// The answer to a click: every shown layer's value here, with unit and where it comes from; and the ring on the map.
class QueryCard {
  public:
    void draw(const PanelFrame& frame, const PanelView& view) const;
};

}  // namespace kreisblick::ui
