#pragma once

#include "core/job.h"
#include "core/result.h"
#include "geo/feature_table.h"
#include "geo/raster.h"
#include "io/sqlite_handles.h"

#include <string>

namespace kreisblick::io {

/// Writes tables of a GeoPackage by SQL alone, inside the caller's transaction: GDAL cannot add a raster in an open transaction. GDAL reads
/// what is written here (OGC 12-128r18 GeoPackage 1.3 in the layout of 1.2, OGC 17-066r1 tiled gridded coverages). Errors are clauses.

/// What people see of a table in other programs.
struct TableLabel {
    std::string table;
    std::string identifier;  ///< unique in the file
    std::string description;
    std::string unit;  ///< coverages: of the values
};

/// Makes an empty GeoPackage out of an empty database.
[[nodiscard]] core::Result<void> make_geopackage(Database& database);
/// The id of a reference system in the file, which is written there if need be.
[[nodiscard]] core::Result<int> require_reference_system(Database& database, const std::string& crs);
/// A table of ours without geometry, shown by other programs as an attribute table.
[[nodiscard]] core::Result<void> register_attributes(Database& database, const TableLabel& label);

[[nodiscard]] core::Result<void> write_coverage(Database& database, const TableLabel& label, int srs_id, const geo::Raster<float>& raster,
                                                const core::Job& job);
[[nodiscard]] core::Result<void> write_coverage(Database& database, const TableLabel& label, int srs_id,
                                                const geo::Raster<std::int16_t>& raster, const core::Job& job);
/// Features with a spatial index, or rows without geometry (GeometryKind::None). Units of columns go into gpkg_data_columns.
[[nodiscard]] core::Result<void> write_features_table(Database& database, const TableLabel& label, int srs_id,
                                                      const geo::FeatureTable& features, const core::Job& job);
/// Which rows of a table are wanted.
struct RowFilter {
    std::string column{};  ///< empty = any
    std::string text{};    ///< that this column holds
};
/// The rows of such a table that fit, by default all, with units.
[[nodiscard]] core::Result<geo::FeatureTable> read_features_table(Database& database, const std::string& table, const core::Job& job = {},
                                                                  const RowFilter& filter = {});

/// Takes a table out, with all that other tables say about it; no Error if there is none.
[[nodiscard]] core::Result<void> drop_table(Database& database, const std::string& table);

}  // namespace kreisblick::io
