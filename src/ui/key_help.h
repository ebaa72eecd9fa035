#pragma once

#include "ui/panel_frame.h"
#include "ui/panel_view.h"

namespace kreisblick::ui {

/// The sheet that names every key and what the mouse does.
class KeyHelp {
  public:
    void draw(const PanelFrame& frame, const PanelView& view) const;
};

}  // namespace kreisblick::ui
