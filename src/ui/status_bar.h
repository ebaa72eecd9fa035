#pragma once

#include "ui/panel_frame.h"
#include "ui/panel_view.h"

namespace kreisblick::ui {

/// The bottom line: where the pointer is, what lies there and who says so, what runs, the scale.
class StatusBar {
  public:
    void draw(const PanelFrame& frame, const PanelView& view) const;
};

}  // namespace kreisblick::ui
