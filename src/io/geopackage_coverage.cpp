// Rasters as tiled gridded coverages (OGC 17-066r1), written as GDAL's GPKG driver reads them.
#include "io/coverage_tiles.h"
#include "io/geopackage.h"

namespace kreisblick::io {
namespace {

constexpr const char* k_definition = "http://docs.opengeospatial.org/is/17-066r1/17-066r1.html";

/// The number GDAL takes as "no value" for this kind of tile.
double stored_no_data(const geo::Raster<float>&) { return static_cast<double>(k_stored_no_data); }
double stored_no_data(const geo::Raster<std::int16_t>&) { return k_stored_no_code; }

template <typename T>
constexpr bool is_class = std::is_integral_v<T>;

core::Result<void> register_pyramid(Database& database, const std::string& table, int srs_id, const TilePyramid& pyramid) {
    const geo::Extent extent = pyramid.extent();
    KREISBLICK_CHECK(database.run("INSERT INTO gpkg_tile_matrix_set VALUES (?, ?, ?, ?, ?, ?)", table, srs_id, extent.x_min, extent.y_min,
                                  extent.x_max, extent.y_max));
    for (int zoom = 0; zoom < pyramid.levels; ++zoom) {
        const double cell_m = pyramid.grid.cell_m * pyramid.factor(zoom);
        KREISBLICK_CHECK(database.run("INSERT INTO gpkg_tile_matrix VALUES (?, ?, ?, ?, ?, ?, ?, ?)", table, zoom, pyramid.columns(zoom),
                                      pyramid.rows(zoom), k_tile_cells, k_tile_cells, cell_m, cell_m));
    }
    return {};
}

template <typename T>
core::Result<void> register_coverage(Database& database, const TableLabel& label, int srs_id, const geo::Raster<T>& raster) {
    const geo::Extent extent = raster.grid.extent();
    KREISBLICK_CHECK(database.run("CREATE TABLE " + quoted(label.table) +
                                  " (id INTEGER PRIMARY KEY AUTOINCREMENT, zoom_level INTEGER NOT NULL, "
                                  "tile_column INTEGER NOT NULL, tile_row INTEGER NOT NULL, tile_data BLOB NOT NULL, "
                                  "UNIQUE (zoom_level, tile_column, tile_row))"));
    KREISBLICK_CHECK(
        database.run("INSERT INTO gpkg_contents (table_name, data_type, identifier, description, min_x, min_y, max_x, max_y, srs_id) "
                     "VALUES (?, '2d-gridded-coverage', ?, ?, ?, ?, ?, ?, ?)",
                     label.table, label.identifier, label.description, extent.x_min, extent.y_min, extent.x_max, extent.y_max, srs_id));
    KREISBLICK_CHECK(register_pyramid(database, label.table, srs_id, TilePyramid::of(raster.grid)));
    KREISBLICK_CHECK(database.run("INSERT INTO gpkg_extensions VALUES (?, 'tile_data', 'gpkg_2d_gridded_coverage', ?, 'read-write')",
                                  label.table, std::string(k_definition)));
    return database.run(
        "INSERT INTO gpkg_2d_gridded_coverage_ancillary (tile_matrix_set_name, datatype, scale, offset, precision, data_null, "
        "grid_cell_encoding, uom, field_name, quantity_definition) VALUES (?, ?, 1.0, ?, 1.0, ?, 'grid-value-is-area', ?, ?, ?)",
        label.table, std::string(is_class<T> ? "integer" : "float"), is_class<T> ? double(k_code_offset) : 0.0, stored_no_data(raster),
        label.unit, label.identifier, label.identifier);
}

template <typename T>
core::Result<void> write_any_coverage(Database& database, const TableLabel& label, int srs_id, const geo::Raster<T>& raster,
                                      const core::Job& job) {
    KREISBLICK_CHECK(register_coverage(database, label, srs_id, raster));
    KREISBLICK_TRY(Statement insert, database.prepare("INSERT INTO " + quoted(label.table) +
                                                      " (zoom_level, tile_column, tile_row, tile_data) VALUES (?, ?, ?, ?)"));
    KREISBLICK_TRY(Statement describe,
                   database.prepare("INSERT INTO gpkg_2d_gridded_tile_ancillary (tpudt_name, tpudt_id, min, max) VALUES (?, ?, ?, ?)"));
    const auto store = [&](const CoverageTile& tile) -> core::Result<void> {
        KREISBLICK_CHECK(insert.bind(tile.zoom).bind(tile.column).bind(tile.row).bind(Bytes(tile.bytes)).run());
        return describe.bind(label.table).bind(database.last_row()).bind(tile.min).bind(tile.max).run();
    };
    return make_tiles(raster, store, job);
}

}  // namespace

core::Result<void> write_coverage(Database& database, const TableLabel& label, int srs_id, const geo::Raster<float>& raster,
                                  const core::Job& job) {
    return write_any_coverage(database, label, srs_id, raster, job);
}

core::Result<void> write_coverage(Database& database, const TableLabel& label, int srs_id, const geo::Raster<std::int16_t>& raster,
                                  const core::Job& job) {
    for (const std::int16_t code : raster.values)
        if (code == std::numeric_limits<std::int16_t>::max())
            return core::fail("the class code 32767 cannot be stored, it means \"no value\"");
    return write_any_coverage(database, label, srs_id, raster, job);
}

}  // namespace kreisblick::io
