#include "io/overrides.h"

#include "io/district_tables.h"
#include "io/geopackage.h"
#include "io/sqlite_handles.h"

#include <fmt/chrono.h>

#include <algorithm>
#include <ctime>

namespace kreisblick::io {
namespace {

constexpr const char* k_dataset = "overrides";
constexpr const char* k_part = "main";
constexpr const char* k_columns[] = {"building", "field", "value", "reason", "user", "time"};

std::string now() { return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr))); }

const model::DatasetPart* part_of(const model::District& district) {
    for (const model::DatasetPart* part : district.parts_of(k_dataset))
        if (part->name == k_part) return part;
    return nullptr;
}

/// A name for the table that the file does not use yet.
core::Result<std::string> free_name(Database& database) {
    std::string name = "overrides_main";
    for (int number = 2;; ++number) {
        KREISBLICK_TRY(const bool is_taken, database.has_table(name));
        if (!is_taken) return name;
        name = fmt::format("overrides_main_{}", number);
    }
}

/// The empty table and its record, in the caller's transaction; returns the table's name.
core::Result<std::string> make_part(Database& database, const model::District& district) {
    model::DatasetPart record;
    record.dataset = k_dataset;
    record.name = k_part;
    record.kind = model::DatasetKind::Table;
    record.provenance.source = "Berichtigungen vor Ort";
    record.coverage = geo::polygon_of(district.grid.extent());
    geo::FeatureTable rows(geo::GeometryKind::None);
    for (const char* column : k_columns) rows.column(column, geo::ColumnType::Text);
    KREISBLICK_TRY(record.table, free_name(database));
    KREISBLICK_TRY(const int srs_id, require_reference_system(database, district.crs));
    KREISBLICK_CHECK(write_features_table(database, {record.table, "overrides · main", record.provenance.source, {}}, srs_id, rows, {}));
    KREISBLICK_CHECK(write_part(database, record));
    return record.table;
}

core::Result<void> append(Database& database, const std::string& table, const std::vector<Override>& rows) {
    std::string names;
    for (const char* column : k_columns) names += (names.empty() ? "" : ", ") + io::quoted(column);
    for (const Override& row : rows)
        KREISBLICK_CHECK(database.run("INSERT INTO " + io::quoted(table) + " (" + names + ") VALUES (?, ?, ?, ?, ?, ?)", row.building,
                                      row.field, row.value, row.reason, row.user, row.time));
    return {};
}

/// Everything in one transaction: a table that is not there yet, the rows, and what the record says of them.
core::Result<void> write(const std::filesystem::path& path, const std::vector<Override>& rows) {
    KREISBLICK_TRY(Database database, Database::open(path, SqliteAccess::Write));
    KREISBLICK_TRY(Transaction transaction, Transaction::begin(database));
    KREISBLICK_TRY(const model::District district, read_district(database));
    const model::DatasetPart* part = part_of(district);
    std::string table = part ? part->table : "";
    if (!part) {
        KREISBLICK_TRY(table, make_part(database, district));
    }
    KREISBLICK_CHECK(append(database, table, rows));
    KREISBLICK_CHECK(database.run(
        "UPDATE kreisblick_parts SET count = (SELECT count(*) FROM " + io::quoted(table) + "), date = ? WHERE dataset = ? AND name = ?",
        rows.back().time, std::string(k_dataset), std::string(k_part)));
    KREISBLICK_CHECK(
        database.run("UPDATE gpkg_contents SET last_change = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') WHERE table_name = ?", table));
    return transaction.commit();
}

}  // namespace

core::Result<std::vector<Override>> read_overrides(const DistrictFile& file) {
    std::vector<Override> rows;
    const model::DatasetPart* part = part_of(file.district());
    if (!part) return rows;
    KREISBLICK_TRY(const geo::FeatureTable table, file.read_features(*part));
    for (std::size_t row = 0; row < table.size(); ++row)
        rows.push_back({table.text(row, "building"), table.text(row, "field"), table.text(row, "value"), table.text(row, "reason"),
                        table.text(row, "user"), table.text(row, "time")});
    return rows;
}

core::Result<void> add_overrides(const std::filesystem::path& path, std::vector<Override> rows) {
    if (rows.empty()) return {};
    for (Override& row : rows) row.time = now();
    KREISBLICK_TRY([[maybe_unused]] const DistrictFile file, DistrictFile::open(path));  // is it a district, and up to date?
    const auto written = write(path, rows);
    if (!written)
        return core::fail("cannot store the correction in {}: {}; the file is as it was", path.string(), written.error().sentence);
    return {};
}

}  // namespace kreisblick::io
