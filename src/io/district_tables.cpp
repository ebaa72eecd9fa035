#include "io/district_tables.h"

#include "io/geopackage.h"
#include "io/register_tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace kreisblick::io {
namespace {

constexpr const char* k_tables = R"sql(
CREATE TABLE kreisblick_meta (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, key TEXT NOT NULL UNIQUE, value TEXT);
CREATE TABLE kreisblick_parts (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, dataset TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL,
    priority INTEGER NOT NULL, source TEXT, licence TEXT, date TEXT, resolution_m REAL, nature TEXT NOT NULL, coverage_wkt TEXT, mapping TEXT,
    count INTEGER NOT NULL, table_name TEXT, x_min REAL, y_max REAL, cell_m REAL, width INTEGER, height INTEGER, UNIQUE (dataset, name));
CREATE TABLE kreisblick_part_bands (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, part_id INTEGER NOT NULL, position INTEGER NOT NULL,
    name TEXT, unit TEXT, table_name TEXT NOT NULL, is_class INTEGER NOT NULL);
CREATE TABLE kreisblick_part_settings (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, part_id INTEGER NOT NULL, key TEXT NOT NULL, value TEXT);
CREATE TABLE kreisblick_part_notes (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, part_id INTEGER NOT NULL, text TEXT);
)sql";

constexpr std::pair<const char*, const char*> k_labels[] = {
    {"kreisblick_meta", "The district: name, grid, boundary, layout of this file"},
    {"kreisblick_parts", "Parts of the datasets with source, licence, date, resolution and coverage"},
    {"kreisblick_part_bands", "Bands of raster parts and the tables that hold them"},
    {"kreisblick_part_settings", "What was set at import because the source could not say it"},
    {"kreisblick_part_notes", "What import left out or mended"},
};

constexpr const char* k_part_columns =
    "id, dataset, name, kind, priority, source, licence, date, resolution_m, nature, coverage_wkt, mapping, count, table_name, x_min, "
    "y_max, "
    "cell_m, width, height";

/// A number that reads back bit for bit.
std::string exact(double value) { return fmt::format("{}", value); }

std::string wkt_or_nothing(const geo::Geometry& geometry) { return geometry.is_empty() ? std::string{} : geo::to_wkt(geometry); }
geo::Geometry geometry_or_nothing(const std::string& wkt) { return wkt.empty() ? geo::Geometry{} : geo::from_wkt(wkt); }

std::map<std::string, std::string> meta_of(const model::District& district) {
    return {{"schema", std::to_string(model::k_schema_version)},
            {"name", district.name},
            {"crs", district.crs},
            {"x_min", exact(district.grid.x_min)},
            {"y_max", exact(district.grid.y_max)},
            {"cell_m", exact(district.grid.cell_m)},
            {"width", std::to_string(district.grid.width)},
            {"height", std::to_string(district.grid.height)},
            {"rim_m", exact(district.rim_m)},
            {"boundary_wkt", wkt_or_nothing(district.boundary)},
            {"model_data", district.is_model_data ? "1" : "0"}};
}

core::Result<std::map<std::string, std::string>> read_meta(Database& database) {
    KREISBLICK_TRY(Statement rows, database.prepare("SELECT key, value FROM kreisblick_meta"));
    std::map<std::string, std::string> meta;
    while (true) {
        KREISBLICK_TRY(const bool more, rows.step());
        if (!more) return meta;
        meta[rows.text(0)] = rows.text(1);
    }
}

/// A grid that no program could have written is damage, and would be a memory trap.
bool is_plausible(const geo::GridSpec& grid) {
    constexpr std::int64_t k_most_cells = std::int64_t{1} << 36;
    return grid.cell_m > 0 && grid.width > 0 && grid.height > 0 && grid.cells() < k_most_cells && std::isfinite(grid.x_min + grid.y_max);
}

core::Result<model::DatasetKind> kind_from(const std::string& text) {
    for (const auto kind : {model::DatasetKind::Raster, model::DatasetKind::Vector, model::DatasetKind::Table})
        if (model::to_string(kind) == text) return kind;
    return core::fail("\"{}\" is no kind of dataset", text);
}

/// The record in the current row of "SELECT k_part_columns", without bands, settings and notes.
core::Result<model::DatasetPart> part_in(const Statement& row) {
    model::DatasetPart part;
    part.dataset = row.text(1);
    part.name = row.text(2);
    KREISBLICK_TRY(part.kind, kind_from(row.text(3)));
    part.priority = static_cast<int>(row.whole(4));
    part.provenance.source = row.text(5);
    part.provenance.licence = row.text(6);
    part.provenance.date = row.text(7);
    part.provenance.resolution_m = row.number(8);
    KREISBLICK_TRY(part.provenance.nature, model::nature_from(row.text(9)));
    part.coverage = geometry_or_nothing(row.text(10));
    part.mapping = row.text(11);
    part.count = row.whole(12);
    part.table = row.text(13);
    part.grid = {row.number(14), row.number(15), row.number(16), static_cast<int>(row.whole(17)), static_cast<int>(row.whole(18))};
    if (part.kind == model::DatasetKind::Raster && !is_plausible(part.grid))
        return core::fail("the grid of {} makes no sense", part.dataset);
    return part;
}

/// Calls take(row) for each row of a query about one part.
template <typename Take>
core::Result<void> for_each_row(Database& database, const std::string& sql, std::int64_t part_id, Take take) {
    KREISBLICK_TRY(Statement rows, database.prepare(sql));
    rows.bind(part_id);
    while (true) {
        KREISBLICK_TRY(const bool more, rows.step());
        if (!more) return {};
        take(rows);
    }
}

core::Result<void> read_details(Database& database, std::int64_t id, model::DatasetPart& part) {
    KREISBLICK_CHECK(for_each_row(database,
                                  "SELECT name, unit, table_name, is_class FROM kreisblick_part_bands WHERE part_id = ? ORDER BY position",
                                  id, [&](const Statement& row) {
                                      part.bands.push_back({row.text(0), row.text(1), row.text(2), row.whole(3) != 0});
                                  }));
    KREISBLICK_CHECK(for_each_row(database, "SELECT key, value FROM kreisblick_part_settings WHERE part_id = ?", id,
                                  [&](const Statement& row) { part.settings[row.text(0)] = row.text(1); }));
    return for_each_row(database, "SELECT text FROM kreisblick_part_notes WHERE part_id = ? ORDER BY id", id,
                        [&](const Statement& row) { part.notes.push_back(row.text(0)); });
}

core::Result<void> write_details(Database& database, std::int64_t id, const model::DatasetPart& part) {
    int position = 0;
    for (const model::RasterBand& band : part.bands)
        KREISBLICK_CHECK(database.run(
            "INSERT INTO kreisblick_part_bands (part_id, position, name, unit, table_name, is_class) VALUES (?, ?, ?, ?, ?, ?)", id,
            ++position, band.name, band.unit, band.table, band.is_class ? 1 : 0));
    for (const auto& [key, value] : part.settings)
        KREISBLICK_CHECK(database.run("INSERT INTO kreisblick_part_settings (part_id, key, value) VALUES (?, ?, ?)", id, key, value));
    for (const std::string& note : part.notes)
        KREISBLICK_CHECK(database.run("INSERT INTO kreisblick_part_notes (part_id, text) VALUES (?, ?)", id, note));
    return {};
}

double number_in(const std::map<std::string, std::string>& meta, const std::string& key) {
    const auto found = meta.find(key);
    return found == meta.end() ? 0 : std::strtod(found->second.c_str(), nullptr);
}

std::string text_in(const std::map<std::string, std::string>& meta, const std::string& key) {
    const auto found = meta.find(key);
    return found == meta.end() ? std::string{} : found->second;
}

core::Result<void> read_parts(Database& database, std::vector<model::DatasetPart>& parts) {
    KREISBLICK_TRY(Statement rows,
                   database.prepare(std::string("SELECT ") + k_part_columns + " FROM kreisblick_parts ORDER BY dataset, priority, name"));
    while (true) {
        KREISBLICK_TRY(const bool more, rows.step());
        if (!more) return {};
        KREISBLICK_TRY(model::DatasetPart part, part_in(rows));
        KREISBLICK_CHECK(read_details(database, rows.whole(0), part));
        parts.push_back(std::move(part));
    }
}

}  // namespace

core::Result<void> make_district_tables(Database& database, const model::District& district) {
    KREISBLICK_CHECK(database.run(k_tables));
    for (const auto& [table, description] : k_labels) KREISBLICK_CHECK(register_attributes(database, {table, table, description, {}}));
    for (const auto& [key, value] : meta_of(district))
        KREISBLICK_CHECK(database.run("INSERT INTO kreisblick_meta (key, value) VALUES (?, ?)", key, value));
    return {};
}

core::Result<int> read_schema(Database& database) {
    KREISBLICK_TRY(const bool is_district, database.has_table("kreisblick_meta"));
    if (!is_district) return core::fail("it is a GeoPackage, but no Kreisblick district");
    KREISBLICK_TRY(const auto meta, read_meta(database));
    const int schema = static_cast<int>(number_in(meta, "schema"));
    if (schema <= 0) return core::fail("it does not say which layout it has");
    return schema;
}

core::Result<model::District> read_district(Database& database) {
    KREISBLICK_TRY(const auto meta, read_meta(database));
    model::District district;
    district.name = text_in(meta, "name");
    district.crs = text_in(meta, "crs");
    district.grid = {number_in(meta, "x_min"), number_in(meta, "y_max"), number_in(meta, "cell_m"),
                     static_cast<int>(number_in(meta, "width")), static_cast<int>(number_in(meta, "height"))};
    if (!is_plausible(district.grid)) return core::fail("the grid it states makes no sense");
    district.rim_m = number_in(meta, "rim_m");
    district.boundary = geometry_or_nothing(text_in(meta, "boundary_wkt"));
    district.is_model_data = number_in(meta, "model_data") != 0;
    district.schema = static_cast<int>(number_in(meta, "schema"));
    KREISBLICK_CHECK(read_parts(database, district.parts));
    KREISBLICK_TRY(auto cases, register_part(database, district.is_model_data));
    // Behind the other parts of its dataset: its priority is the highest.
    const auto behind = std::find_if(district.parts.begin(), district.parts.end(),
                                     [](const model::DatasetPart& part) { return part.dataset > "register"; });
    if (cases) district.parts.insert(behind, std::move(*cases));
    return district;
}

core::Result<void> write_part(Database& database, const model::DatasetPart& part) {
    const model::Provenance& from = part.provenance;
    KREISBLICK_CHECK(database.run(std::string("INSERT INTO kreisblick_parts (") + k_part_columns +
                                      ") VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                                  part.dataset, part.name, model::to_string(part.kind), part.priority, from.source, from.licence, from.date,
                                  from.resolution_m, model::to_string(from.nature), wkt_or_nothing(part.coverage), part.mapping, part.count,
                                  part.table, part.grid.x_min, part.grid.y_max, part.grid.cell_m, part.grid.width, part.grid.height));
    return write_details(database, database.last_row(), part);
}

core::Result<void> delete_part(Database& database, const std::string& dataset, const std::string& name) {
    constexpr const char* k_this_part = " WHERE part_id IN (SELECT id FROM kreisblick_parts WHERE dataset = ? AND name = ?)";
    for (const char* table : {"kreisblick_part_bands", "kreisblick_part_settings", "kreisblick_part_notes"})
        KREISBLICK_CHECK(database.run(std::string("DELETE FROM ") + table + k_this_part, dataset, name));
    return database.run("DELETE FROM kreisblick_parts WHERE dataset = ? AND name = ?", dataset, name);
}

}  // namespace kreisblick::io
