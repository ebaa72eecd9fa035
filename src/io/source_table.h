#pragma once

#include "geo/feature_table.h"

#include <cstddef>
#include <string>
#include <vector>

namespace kreisblick::io {

/// What a vector file or CSV holds, before anything is chosen, moved or mended: geometries in the file's own CRS (of any kind, mixed),
/// columns under the file's names.
struct SourceTable {
    std::string described;  ///< how sentences name it: "the layer \"roads\" of /data/x.gpkg"
    std::string crs;        ///< what geo::Crs::from understands; empty where the file does not say
    bool has_geometry = false;
    std::vector<geo::Geometry> geometries;  ///< one per record if has_geometry; without parts where a record has none
    std::vector<geo::Column> columns;
    std::vector<std::string> ids;    ///< one per record: "7" (feature) or "line 12" (CSV), for sentences
    std::string place;               ///< CSV: which columns say where a row lies: "place = lon, lat (EPSG:4326)"
    double census_cell_m = 0;        ///< > 0: the geometries are census cells of this edge
    bool is_lod2 = false;            ///< 3D buildings, whose CRS is settled by their reader
    std::vector<std::string> notes;  ///< what reading itself left out

    [[nodiscard]] std::size_t size() const { return ids.size(); }
};

}  // namespace kreisblick::io
