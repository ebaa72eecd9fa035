#pragma once

#include "ui/panel_frame.h"
#include "ui/panel_view.h"

namespace kreisblick::ui {

/// The controls of a layer's parameters as it declares them: a slider for a number with bounds, a row of buttons for a choice, else a
/// field. A script calls them layer.<layer>.<parameter> and sets the value itself; a choice is pressed as
/// layer.<layer>.<parameter>.<choice>.
void parameter_rows(const PanelFrame& frame, const LayerRow& row, float label_width);

/// The width that the parameters' names take at most, so that all sliders of a layer begin at one line.
[[nodiscard]] float parameter_label_width(const PanelFrame& frame, const LayerRow& row);

/// The distance between two values of a slider: as declared, else about a hundredth of the range, rounded to 1, 2 or 5.
[[nodiscard]] double step_of(const model::ParameterDeclaration& parameter);

}  // namespace kreisblick::ui
