#include "io/overrides.h"

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

/// The empty table and its record.
core::Result<void> make_part(DistrictFile& file) {
    PartContent content;
    content.record.dataset = k_dataset;
    content.record.name = k_part;
    content.record.kind = model::DatasetKind::Table;
    content.record.provenance.source = "Berichtigungen vor Ort";
    content.record.coverage = geo::polygon_of(file.district().grid.extent());
    geo::FeatureTable table(geo::GeometryKind::None);
    for (const char* column : k_columns) table.column(column, geo::ColumnType::Text);
    content.content = std::move(table);
    std::vector<PartContent> parts;
    parts.push_back(std::move(content));
    return file.replace_parts(std::move(parts), {});
}

core::Result<void> append(Database& database, const std::string& table, const std::vector<Override>& rows) {
    std::string names;
    for (const char* column : k_columns) names += (names.empty() ? "" : ", ") + quoted(column);
    for (const Override& row : rows)
        KREISBLICK_CHECK(database.run("INSERT INTO " + quoted(table) + " (" + names + ") VALUES (?, ?, ?, ?, ?, ?)", row.building,
                                      row.field, row.value, row.reason, row.user, row.time));
    return {};
}

core::Result<void> write(const std::filesystem::path& path, const std::string& table, const std::vector<Override>& rows) {
    KREISBLICK_TRY(Database database, Database::open(path, SqliteAccess::Write));
    KREISBLICK_TRY(Transaction transaction, Transaction::begin(database));
    KREISBLICK_CHECK(append(database, table, rows));
    KREISBLICK_CHECK(database.run(
        "UPDATE kreisblick_parts SET count = (SELECT count(*) FROM " + quoted(table) + "), date = ? WHERE dataset = ? AND name = ?",
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
    KREISBLICK_TRY(DistrictFile file, DistrictFile::open(path));
    if (!part_of(file.district())) KREISBLICK_CHECK(make_part(file));
    const auto written = write(path, part_of(file.district())->table, rows);
    if (!written)
        return core::fail("cannot store the correction in {}: {}; the file is as it was", path.string(), written.error().sentence);
    return {};
}

}  // namespace kreisblick::io
