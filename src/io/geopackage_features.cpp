// Features with their spatial index, and tables without geometry.
#include "io/geopackage.h"
#include "io/geopackage_geometry.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <limits>
#include <set>

namespace kreisblick::io {
namespace {

constexpr const char* k_rtree_definition = "http://www.geopackage.org/spec120/#extension_rtree";
/// Rows between two looks at the stop token.
constexpr std::size_t k_rows_between_polls = 4096;

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    return text;
}

/// Column names as SQL can hold them: unlike in any case, and not those of key and geometry.
std::vector<std::string> column_names(const geo::FeatureTable& features) {
    std::set<std::string> taken{"fid", "geom", "rowid"};
    std::vector<std::string> names;
    for (const geo::Column& column : features.columns()) {
        std::string name = column.name.empty() ? "column" : column.name;
        for (int number = 2; !taken.insert(lower(name)).second; ++number) name = column.name + "_" + std::to_string(number);
        names.push_back(name);
    }
    return names;
}

const char* sql_type(geo::ColumnType type) {
    switch (type) {
        case geo::ColumnType::Whole: return "INTEGER";
        case geo::ColumnType::Number: return "REAL";
        case geo::ColumnType::Text: return "TEXT";
    }
    return "TEXT";
}

bool has_single_points(const geo::FeatureTable& features) {
    for (std::size_t row = 0; row < features.size(); ++row)
        if (features.part_count(row) > 1 || (features.part_count(row) == 1 && features.part(row, 0).size() > 1)) return false;
    return true;
}

struct Shape {
    BlobShape blob = BlobShape::Multi;
    const char* name = "MULTIPOLYGON";
};

Shape shape_of(const geo::FeatureTable& features) {
    if (features.kind() == geo::GeometryKind::Line) return {BlobShape::Multi, "MULTILINESTRING"};
    if (features.kind() == geo::GeometryKind::Polygon) return {BlobShape::Multi, "MULTIPOLYGON"};
    return has_single_points(features) ? Shape{BlobShape::SinglePoint, "POINT"} : Shape{BlobShape::Multi, "MULTIPOINT"};
}

core::Result<void> create_table(Database& database, const std::string& table, const geo::FeatureTable& features,
                                const std::vector<std::string>& names, const Shape& shape) {
    std::string sql = "CREATE TABLE " + quoted(table) + " (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL";
    if (features.kind() != geo::GeometryKind::None) sql += std::string(", geom ") + shape.name;
    for (std::size_t index = 0; index < names.size(); ++index)
        sql += ", " + quoted(names[index]) + " " + sql_type(features.columns()[index].type);
    return database.run(sql + ")");
}

core::Result<void> register_columns(Database& database, const std::string& table, const geo::FeatureTable& features,
                                    const std::vector<std::string>& names) {
    for (std::size_t index = 0; index < names.size(); ++index) {
        const std::string& unit = features.columns()[index].unit;
        if (unit.empty()) continue;
        KREISBLICK_CHECK(database.run("INSERT INTO gpkg_data_columns (table_name, column_name, title, description) VALUES (?, ?, ?, ?)",
                                      table, names[index], names[index] + " [" + unit + "]", unit));
    }
    return {};
}

void bind_value(Statement& insert, const geo::Column& column, std::size_t row) {
    if (column.is_text()) {
        if (column.texts[row].empty())
            insert.bind(nullptr);
        else
            insert.bind(column.texts[row]);
    } else if (column.type == geo::ColumnType::Whole && std::abs(column.numbers[row]) < 9e15) {
        insert.bind(static_cast<std::int64_t>(column.numbers[row]));
    } else {
        insert.bind(column.numbers[row]);
    }
}

std::string insert_statement(const std::string& table, const std::vector<std::string>& names, bool has_geometry) {
    std::string columns = "fid", marks = "?";
    if (has_geometry) columns += ", geom", marks += ", ?";
    for (const std::string& name : names) columns += ", " + quoted(name), marks += ", ?";
    return "INSERT INTO " + quoted(table) + " (" + columns + ") VALUES (" + marks + ")";
}

core::Result<void> insert_rows(Database& database, const std::string& table, int srs_id, const geo::FeatureTable& features,
                               const std::vector<std::string>& names, const Shape& shape, const core::Job& job) {
    const bool has_geometry = features.kind() != geo::GeometryKind::None;
    KREISBLICK_TRY(Statement insert, database.prepare(insert_statement(table, names, has_geometry)));
    std::vector<std::uint8_t> blob;
    for (std::size_t row = 0; row < features.size(); ++row) {
        if (row % k_rows_between_polls == 0 && job.stopped()) return core::fail("it was stopped");
        insert.bind(static_cast<std::int64_t>(row + 1));
        if (has_geometry) {
            write_geopackage_geometry(features.geometry(row), shape.blob, srs_id, blob);
            insert.bind(Bytes(blob));
        }
        for (const geo::Column& column : features.columns()) bind_value(insert, column, row);
        KREISBLICK_CHECK(insert.run());
    }
    return {};
}

/// Fills the index before its triggers exist: they call functions that only GDAL brings along.
core::Result<void> fill_index(Database& database, const std::string& table, const geo::FeatureTable& features) {
    const std::string index = quoted("rtree_" + table + "_geom");
    KREISBLICK_CHECK(database.run("CREATE VIRTUAL TABLE " + index + " USING rtree(id, minx, maxx, miny, maxy)"));
    KREISBLICK_TRY(Statement insert, database.prepare("INSERT INTO " + index + " VALUES (?, ?, ?, ?, ?)"));
    for (std::size_t row = 0; row < features.size(); ++row) {
        const geo::Extent& extent = features.extent(row);
        if (extent.is_empty()) continue;
        insert.bind(static_cast<std::int64_t>(row + 1)).bind(extent.x_min).bind(extent.x_max).bind(extent.y_min).bind(extent.y_max);
        KREISBLICK_CHECK(insert.run());
    }
    return {};
}

/// The triggers that keep the index right when other programs edit (GeoPackage 1.2, annex L; {0} table, {1} index).
constexpr const char* k_index_triggers = R"sql(
CREATE TRIGGER "{1}_insert" AFTER INSERT ON "{0}" WHEN (new.geom NOT NULL AND NOT ST_IsEmpty(NEW.geom)) BEGIN
    INSERT OR REPLACE INTO "{1}" VALUES (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom)); END;
CREATE TRIGGER "{1}_update1" AFTER UPDATE OF geom ON "{0}" WHEN OLD.fid = NEW.fid AND (NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom)) BEGIN
    INSERT OR REPLACE INTO "{1}" VALUES (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom)); END;
CREATE TRIGGER "{1}_update2" AFTER UPDATE OF geom ON "{0}" WHEN OLD.fid = NEW.fid AND (NEW.geom ISNULL OR ST_IsEmpty(NEW.geom)) BEGIN
    DELETE FROM "{1}" WHERE id = OLD.fid; END;
CREATE TRIGGER "{1}_update3" AFTER UPDATE ON "{0}" WHEN OLD.fid != NEW.fid AND (NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom)) BEGIN
    DELETE FROM "{1}" WHERE id = OLD.fid;
    INSERT OR REPLACE INTO "{1}" VALUES (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom)); END;
CREATE TRIGGER "{1}_update4" AFTER UPDATE ON "{0}" WHEN OLD.fid != NEW.fid AND (NEW.geom ISNULL OR ST_IsEmpty(NEW.geom)) BEGIN
    DELETE FROM "{1}" WHERE id IN (OLD.fid, NEW.fid); END;
CREATE TRIGGER "{1}_delete" AFTER DELETE ON "{0}" WHEN old.geom NOT NULL BEGIN DELETE FROM "{1}" WHERE id = OLD.fid; END;
)sql";

/// GDAL keeps the number of features here, so that other programs need not count.
constexpr const char* k_count_triggers = R"sql(
CREATE TRIGGER "trigger_insert_feature_count_{0}" AFTER INSERT ON "{0}" BEGIN
    UPDATE gpkg_ogr_contents SET feature_count = feature_count + 1 WHERE lower(table_name) = lower('{0}'); END;
CREATE TRIGGER "trigger_delete_feature_count_{0}" AFTER DELETE ON "{0}" BEGIN
    UPDATE gpkg_ogr_contents SET feature_count = feature_count - 1 WHERE lower(table_name) = lower('{0}'); END;
)sql";

core::Result<void> register_features(Database& database, const TableLabel& label, int srs_id, const geo::FeatureTable& features,
                                     const Shape& shape) {
    const geo::Extent extent = features.extent();
    constexpr double k_none = std::numeric_limits<double>::quiet_NaN();
    const bool empty = extent.is_empty();
    KREISBLICK_CHECK(
        database.run("INSERT INTO gpkg_contents (table_name, data_type, identifier, description, min_x, min_y, max_x, max_y, srs_id) "
                     "VALUES (?, 'features', ?, ?, ?, ?, ?, ?, ?)",
                     label.table, label.identifier, label.description, empty ? k_none : extent.x_min, empty ? k_none : extent.y_min,
                     empty ? k_none : extent.x_max, empty ? k_none : extent.y_max, srs_id));
    KREISBLICK_CHECK(
        database.run("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, ?, 0, 0)", label.table, std::string(shape.name), srs_id));
    KREISBLICK_CHECK(fill_index(database, label.table, features));
    KREISBLICK_CHECK(database.run(fmt::format(k_index_triggers, label.table, "rtree_" + label.table + "_geom")));
    return database.run("INSERT INTO gpkg_extensions VALUES (?, 'geom', 'gpkg_rtree_index', ?, 'write-only')", label.table,
                        std::string(k_rtree_definition));
}

/// The unit of a column, as it was registered.
core::Result<std::string> unit_of(Database& database, const std::string& table, const std::string& column) {
    KREISBLICK_TRY(Statement find, database.prepare("SELECT description FROM gpkg_data_columns WHERE table_name = ? AND column_name = ?"));
    KREISBLICK_TRY(const bool found, find.bind(table).bind(column).step());
    return found ? find.text(0) : std::string{};
}

/// What the table's geometry column holds; None where it has none.
core::Result<geo::GeometryKind> kind_of(Database& database, const std::string& table) {
    KREISBLICK_TRY(Statement find, database.prepare("SELECT geometry_type_name FROM gpkg_geometry_columns WHERE table_name = ?"));
    KREISBLICK_TRY(const bool found, find.bind(table).step());
    if (!found) return geo::GeometryKind::None;
    const std::string type = find.text(0);
    if (type.find("POINT") != std::string::npos) return geo::GeometryKind::Point;
    return type.find("LINE") != std::string::npos ? geo::GeometryKind::Line : geo::GeometryKind::Polygon;
}

/// The columns of a table without key and geometry, as empty columns of a FeatureTable.
core::Result<geo::FeatureTable> empty_like(Database& database, const std::string& table, geo::GeometryKind kind) {
    geo::FeatureTable features(kind);
    KREISBLICK_TRY(Statement columns, database.prepare("SELECT name, upper(type) FROM pragma_table_info(?) ORDER BY cid"));
    columns.bind(table);
    while (true) {
        KREISBLICK_TRY(const bool more, columns.step());
        if (!more) return features;
        const std::string name = columns.text(0), type = columns.text(1);
        if (name == "fid" || name == "geom") continue;
        KREISBLICK_TRY(const std::string unit, unit_of(database, table, name));
        const bool whole = type.find("INT") != std::string::npos, text = type.find("TEXT") != std::string::npos;
        features.column(name, text ? geo::ColumnType::Text : whole ? geo::ColumnType::Whole : geo::ColumnType::Number, unit);
    }
}

/// The rows that a filter asks for, their values in the order of the columns.
core::Result<Statement> selected_rows(Database& database, const std::string& table, const geo::FeatureTable& features,
                                      const RowFilter& filter) {
    std::string sql = features.kind() == geo::GeometryKind::None ? "SELECT NULL" : "SELECT geom";
    for (const geo::Column& column : features.columns()) sql += ", " + quoted(column.name);
    sql += " FROM " + quoted(table) + " WHERE 1";
    // SQLite takes a name in quotes that is no column for a text.
    if (!filter.column.empty()) sql += features.find(filter.column) ? " AND " + quoted(filter.column) + " = ?" : " AND 0";
    KREISBLICK_TRY(Statement rows, database.prepare(sql + " ORDER BY fid"));
    if (features.find(filter.column)) rows.bind(filter.text);
    return rows;
}

/// Values of the row, gathered column by column and put into the table when all rows are there.
void collect_values(const Statement& rows, std::vector<geo::Column>& columns) {
    for (std::size_t index = 0; index < columns.size(); ++index) {
        const int at = static_cast<int>(index) + 1;
        if (columns[index].is_text())
            columns[index].texts.push_back(rows.text(at));
        else
            columns[index].numbers.push_back(rows.is_null(at) ? std::numeric_limits<double>::quiet_NaN() : rows.number(at));
    }
}

}  // namespace

core::Result<void> write_features_table(Database& database, const TableLabel& label, int srs_id, const geo::FeatureTable& features,
                                        const core::Job& job) {
    const std::vector<std::string> names = column_names(features);
    const Shape shape = shape_of(features);
    KREISBLICK_CHECK(create_table(database, label.table, features, names, shape));
    KREISBLICK_CHECK(insert_rows(database, label.table, srs_id, features, names, shape, job));
    KREISBLICK_CHECK(features.kind() == geo::GeometryKind::None ? register_attributes(database, label)
                                                                : register_features(database, label, srs_id, features, shape));
    KREISBLICK_CHECK(register_columns(database, label.table, features, names));
    KREISBLICK_CHECK(database.run("INSERT INTO gpkg_ogr_contents VALUES (?, ?)", label.table, static_cast<std::int64_t>(features.size())));
    return database.run(fmt::format(k_count_triggers, label.table));
}

core::Result<geo::FeatureTable> read_features_table(Database& database, const std::string& table, const core::Job& job,
                                                    const RowFilter& filter) {
    KREISBLICK_TRY(const geo::GeometryKind kind, kind_of(database, table));
    KREISBLICK_TRY(geo::FeatureTable features, empty_like(database, table, kind));
    KREISBLICK_TRY(Statement rows, selected_rows(database, table, features, filter));
    std::vector<geo::Column> columns = std::move(features.columns());
    features.columns().clear();
    while (true) {
        KREISBLICK_TRY(const bool more, rows.step());
        if (!more) break;
        if (features.size() % k_rows_between_polls == 0 && job.stopped()) return core::fail("it was stopped");
        geo::Geometry geometry{kind, {}};
        if (const Bytes blob = rows.blob(0); !blob.empty()) {
            auto parsed = read_geopackage_geometry(blob);
            if (!parsed || (!parsed->is_empty() && parsed->kind != kind)) return core::fail("the table {} holds a damaged geometry", table);
            geometry.parts = std::move(parsed->parts);
        }
        features.add(geometry);
        collect_values(rows, columns);
    }
    features.columns() = std::move(columns);
    return features;
}

}  // namespace kreisblick::io
