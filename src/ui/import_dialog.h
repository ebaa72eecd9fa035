#pragma once

#include "ui/panel_frame.h"
#include "ui/panel_view.h"

namespace kreisblick::ui {

/// The sheet that shows what a file would bring, lets one say what it is, and begins the import.
class ImportDialog {
  public:
    void draw(const PanelFrame& frame, const PanelView& view);

  private:
    void draw_datasets(const PanelFrame& frame, const ImportSheet& sheet);

    bool m_all_datasets = false;  // not only the likely ones are listed
};

}  // namespace kreisblick::ui
