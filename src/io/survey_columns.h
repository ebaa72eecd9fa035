#pragma once

#include "geo/feature_table.h"
#include "io/column_mapping.h"
#include "io/source_table.h"

#include <string>
#include <vector>

namespace kreisblick::io {

/// \file
/// Offices write buildings in their own way: functions and roofs as codes, "Lange Gasse 12 a" in one column, 0 or "{1890}" as the year.
/// The dataset buildings has words, street and house number apart, and no year where none is known.

/// Years that stand in texts become numbers: the first that a text names. For the source's column that fills the field "year".
void read_years(const ColumnMapping& mapping, std::vector<geo::Column>& columns);

/// Codes of "use" and "roof_shape" become words; what the source said stays as "use_stated" where it was another. The house number behind a
/// street goes into "house_number" where that is empty. A year 0 is none. Returns notes on what was read so.
[[nodiscard]] std::vector<std::string> read_survey_columns(geo::FeatureTable& buildings);

}  // namespace kreisblick::io
