#pragma once

#include "ui/panel_frame.h"
#include "ui/panel_view.h"

namespace kreisblick::ui {

/// What stands on the map itself: the sources at its lower right, MODELLDATEN where the data are invented, and a sentence of trouble.
class MapNotes {
  public:
    void draw(const PanelFrame& frame, const PanelView& view) const;
};

}  // namespace kreisblick::ui
