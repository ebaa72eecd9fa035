#pragma once

#include "core/result.h"
#include "potentials/area_classes.h"
#include "potentials/method.h"
#include "potentials/rocks.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace kreisblick::potentials {

/// The rock of every cell, as the district's geology tells, polygons before classes of rasters.
struct GeologyMap {
    RockTable table;
    ClassCells rocks;                                   ///< RockTable::Index; k_unknown where no map tells or its rock is not in the table
    bool has_geology = false;                           ///< whether the district has a map at all
    std::int64_t cells_without = 0;                     ///< where there is a map, but not here
    std::map<std::string, std::int64_t> unknown_rocks;  ///< what the map says but no row of the table knows: polygons, or cells of a raster
    AreaOverlaps overlaps;                              ///< the later polygon counts
};

/// The declared table of rocks among the inputs.
inline constexpr const char* k_rocks_table = "rocks";

/// Reads "geology" and the table of rocks from the inputs. An Error where the table cannot be right.
[[nodiscard]] core::Result<GeologyMap> geology_map(const Inputs& inputs, const core::Job& job);
/// Says what is missing or doubtful: no geology, parts without, rocks that the table does not know, overlaps.
void note_geology(const GeologyMap& map, const Inputs& inputs, Results& results);

}  // namespace kreisblick::potentials
