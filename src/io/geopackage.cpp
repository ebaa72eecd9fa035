#include "io/geopackage.h"

#include "io/gdal_handles.h"

#include <array>

namespace kreisblick::io {
namespace {

/// "GPKG" in the file's head; version 1.2 of the standard, which is what GDAL 3.6 and QGIS 3.22 write.
constexpr const char* k_pragmas = "PRAGMA application_id = 1196444487; PRAGMA user_version = 10200;";

constexpr const char* k_base_tables = R"sql(
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
    organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT, definition_12_063 TEXT NOT NULL DEFAULT 'undefined');
INSERT INTO gpkg_spatial_ref_sys VALUES
    ('Undefined Cartesian SRS', -1, 'NONE', -1, 'undefined', 'undefined Cartesian coordinate reference system', 'undefined'),
    ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', 'undefined geographic coordinate reference system', 'undefined');
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT DEFAULT '',
    last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')), min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE,
    srs_id INTEGER, CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_ogr_contents (table_name TEXT NOT NULL PRIMARY KEY, feature_count INTEGER DEFAULT NULL);
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL,
    z TINYINT NOT NULL, m TINYINT NOT NULL, CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
    CONSTRAINT uk_gc_table_name UNIQUE (table_name), CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
    CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
CREATE TABLE gpkg_tile_matrix_set (table_name TEXT NOT NULL PRIMARY KEY, srs_id INTEGER NOT NULL, min_x DOUBLE NOT NULL, min_y DOUBLE NOT NULL,
    max_x DOUBLE NOT NULL, max_y DOUBLE NOT NULL, CONSTRAINT fk_gtms_table_name FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
    CONSTRAINT fk_gtms_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
CREATE TABLE gpkg_tile_matrix (table_name TEXT NOT NULL, zoom_level INTEGER NOT NULL, matrix_width INTEGER NOT NULL, matrix_height INTEGER NOT NULL,
    tile_width INTEGER NOT NULL, tile_height INTEGER NOT NULL, pixel_x_size DOUBLE NOT NULL, pixel_y_size DOUBLE NOT NULL,
    CONSTRAINT pk_ttm PRIMARY KEY (table_name, zoom_level),
    CONSTRAINT fk_tmm_table_name FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name));
CREATE TABLE gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL, scope TEXT NOT NULL,
    CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));
CREATE TABLE gpkg_data_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title TEXT, description TEXT, mime_type TEXT,
    constraint_name TEXT, CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name), CONSTRAINT gdc_tn UNIQUE (table_name, name));
CREATE TABLE gpkg_data_column_constraints (constraint_name TEXT NOT NULL, constraint_type TEXT NOT NULL, value TEXT, min NUMERIC,
    min_is_inclusive BOOLEAN, max NUMERIC, max_is_inclusive BOOLEAN, description TEXT,
    CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value));
CREATE TABLE gpkg_2d_gridded_coverage_ancillary (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, tile_matrix_set_name TEXT NOT NULL UNIQUE,
    datatype TEXT NOT NULL DEFAULT 'integer', scale REAL NOT NULL DEFAULT 1.0, offset REAL NOT NULL DEFAULT 0.0, precision REAL DEFAULT 1.0,
    data_null REAL, grid_cell_encoding TEXT DEFAULT 'grid-value-is-center', uom TEXT, field_name TEXT DEFAULT 'Height',
    quantity_definition TEXT DEFAULT 'Height',
    CONSTRAINT fk_g2dgtct_name FOREIGN KEY(tile_matrix_set_name) REFERENCES gpkg_tile_matrix_set ( table_name )
    CHECK (datatype in ('integer','float')));
CREATE TABLE gpkg_2d_gridded_tile_ancillary (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, tpudt_name TEXT NOT NULL, tpudt_id INTEGER NOT NULL,
    scale REAL NOT NULL DEFAULT 1.0, offset REAL NOT NULL DEFAULT 0.0, min REAL DEFAULT NULL, max REAL DEFAULT NULL, mean REAL DEFAULT NULL,
    std_dev REAL DEFAULT NULL, CONSTRAINT fk_g2dgtat_name FOREIGN KEY (tpudt_name) REFERENCES gpkg_contents(table_name),
    UNIQUE (tpudt_name, tpudt_id));
INSERT INTO gpkg_extensions VALUES
    ('gpkg_spatial_ref_sys', 'definition_12_063', 'gpkg_crs_wkt', 'http://www.geopackage.org/spec120/#extension_crs_wkt', 'read-write'),
    ('gpkg_data_columns', NULL, 'gpkg_schema', 'http://www.geopackage.org/spec120/#extension_schema', 'read-write'),
    ('gpkg_data_column_constraints', NULL, 'gpkg_schema', 'http://www.geopackage.org/spec120/#extension_schema', 'read-write'),
    ('gpkg_2d_gridded_coverage_ancillary', NULL, 'gpkg_2d_gridded_coverage',
     'http://docs.opengeospatial.org/is/17-066r1/17-066r1.html', 'read-write'),
    ('gpkg_2d_gridded_tile_ancillary', NULL, 'gpkg_2d_gridded_coverage', 'http://docs.opengeospatial.org/is/17-066r1/17-066r1.html', 'read-write');
)sql";

/// Reference systems without a code of their authority are numbered from here, as GDAL does.
constexpr int k_first_own_srs_id = 100000;

std::string wkt(const OGRSpatialReference& reference, const char* format) {
    char* raw = nullptr;
    const std::array<const char*, 2> options{format, nullptr};
    if (reference.exportToWkt(&raw, options.data()) != OGRERR_NONE) return "undefined";
    const CplText text(raw);
    return text.get();
}

/// Id of a reference system that stands in the file already; -1 if there is none.
core::Result<int> known_reference_system(Database& database, const std::string& organisation, int code, const std::string& definition) {
    KREISBLICK_TRY(Statement find, database.prepare("SELECT srs_id FROM gpkg_spatial_ref_sys WHERE (upper(organization) = upper(?) AND "
                                                    "organization_coordsys_id = ?) OR definition_12_063 = ?"));
    KREISBLICK_TRY(const bool found, find.bind(organisation).bind(code).bind(definition).step());
    return found ? static_cast<int>(find.whole(0)) : -1;
}

core::Result<int> free_srs_id(Database& database) {
    KREISBLICK_TRY(Statement last, database.prepare("SELECT max(srs_id) FROM gpkg_spatial_ref_sys"));
    KREISBLICK_TRY([[maybe_unused]] const bool found, last.step());
    return std::max(k_first_own_srs_id, static_cast<int>(last.whole(0)) + 1);
}

}  // namespace

core::Result<void> make_geopackage(Database& database) {
    KREISBLICK_CHECK(database.run(k_pragmas));
    KREISBLICK_CHECK(database.run(k_base_tables));
    KREISBLICK_TRY([[maybe_unused]] const int wgs84, require_reference_system(database, "EPSG:4326"));
    return {};
}

core::Result<int> require_reference_system(Database& database, const std::string& crs) {
    KREISBLICK_TRY(const OGRSpatialReference reference, spatial_reference(crs));
    const char* authority = reference.GetAuthorityName(nullptr);
    const char* code_text = reference.GetAuthorityCode(nullptr);
    const int code = code_text ? std::atoi(code_text) : 0;
    const bool has_code = authority && code > 0;
    const std::string definition = wkt(reference, "FORMAT=WKT2_2015");
    KREISBLICK_TRY(const int known, known_reference_system(database, has_code ? authority : "", code, definition));
    if (known != -1) return known;
    KREISBLICK_TRY(const int own_id, free_srs_id(database));
    const int id = has_code && EQUAL(authority, "EPSG") ? code : own_id;
    KREISBLICK_CHECK(
        database.run("INSERT INTO gpkg_spatial_ref_sys (srs_name, srs_id, organization, organization_coordsys_id, definition, "
                     "definition_12_063) VALUES (?, ?, ?, ?, ?, ?)",
                     std::string(reference.GetName() ? reference.GetName() : "unnamed"), id, std::string(has_code ? authority : "NONE"),
                     has_code ? code : id, wkt(reference, "FORMAT=WKT1_GDAL"), definition));
    return id;
}

core::Result<void> register_attributes(Database& database, const TableLabel& label) {
    return database.run(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES (?, 'attributes', ?, ?, 0)", label.table,
        label.identifier, label.description);
}

core::Result<void> drop_table(Database& database, const std::string& table) {
    KREISBLICK_TRY(const bool exists, database.has_table(table));
    if (!exists) return {};
    KREISBLICK_CHECK(database.run("DROP TABLE IF EXISTS " + quoted("rtree_" + table + "_geom")));
    KREISBLICK_CHECK(database.run("DROP TABLE " + quoted(table)));
    KREISBLICK_CHECK(database.run("DELETE FROM gpkg_2d_gridded_coverage_ancillary WHERE tile_matrix_set_name = ?", table));
    KREISBLICK_CHECK(database.run("DELETE FROM gpkg_2d_gridded_tile_ancillary WHERE tpudt_name = ?", table));
    for (const char* about : {"gpkg_tile_matrix", "gpkg_tile_matrix_set", "gpkg_geometry_columns", "gpkg_data_columns", "gpkg_ogr_contents",
                              "gpkg_extensions", "gpkg_contents"})
        KREISBLICK_CHECK(database.run(std::string("DELETE FROM ") + about + " WHERE table_name = ?", table));
    return {};
}

}  // namespace kreisblick::io
