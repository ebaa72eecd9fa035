#pragma once

#include "ui/panel_frame.h"
#include "ui/panel_view.h"

namespace kreisblick::ui {

/// The column of buttons at the map's right edge: closer, farther, whole district, theme, language, keys.
class MapButtons {
  public:
    void draw(const PanelFrame& frame, const PanelView& view) const;
};

}  // namespace kreisblick::ui
