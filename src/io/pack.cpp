#include "io/pack.h"

#include "io/district_tables.h"
#include "io/geopackage.h"
#include "io/register_tables.h"
#include "io/unfinished_file.h"

#include <algorithm>
#include <set>

namespace kreisblick::io {
namespace {

/// Tables that speak about other tables, and by which column.
constexpr std::pair<const char*, const char*> k_about[] = {
    {"gpkg_contents", "table_name"},
    {"gpkg_ogr_contents", "table_name"},
    {"gpkg_geometry_columns", "table_name"},
    {"gpkg_tile_matrix_set", "table_name"},
    {"gpkg_tile_matrix", "table_name"},
    {"gpkg_data_columns", "table_name"},
    {"gpkg_2d_gridded_coverage_ancillary", "tile_matrix_set_name"},
    {"gpkg_2d_gridded_tile_ancillary", "tpudt_name"},
};

core::Result<std::vector<std::string>> texts_of(Database& database, const std::string& sql, const std::string& argument = {}) {
    std::vector<std::string> texts;
    KREISBLICK_TRY(Statement rows, database.prepare(sql));
    if (!argument.empty()) rows.bind(argument);
    while (true) {
        KREISBLICK_TRY(const bool more, rows.step());
        if (!more) return texts;
        texts.push_back(rows.text(0));
    }
}

/// Runs the statements by which the source made something of a table.
core::Result<void> make_as_in_source(Database& database, const std::string& kind, const std::string& table) {
    KREISBLICK_TRY(const auto statements, texts_of(database,
                                                   "SELECT sql FROM source.sqlite_master WHERE type = '" + kind +
                                                       "' AND lower(tbl_name) = lower(?) AND sql IS NOT NULL",
                                                   table));
    for (const std::string& sql : statements) KREISBLICK_CHECK(database.run(sql));
    return {};
}

core::Result<void> copy_rows(Database& database, const std::string& table) {
    return database.run("INSERT INTO main." + quoted(table) + " SELECT * FROM source." + quoted(table));
}

/// A column in which people's names and words about people stand.
bool names_people(const std::string& column) {
    static const std::set<std::string> names{"who", "user", "user_name", "author", "reason", "contact"};
    return names.contains(column);
}

core::Result<void> empty_names(Database& database, const std::string& table) {
    KREISBLICK_TRY(const auto columns, texts_of(database, "SELECT lower(name) FROM pragma_table_info(?)", table));
    for (const std::string& column : columns)
        if (names_people(column)) KREISBLICK_CHECK(database.run(fmt::format("UPDATE main.{} SET {} = ''", quoted(table), quoted(column))));
    return {};
}

/// Everything of one table: rows, spatial index, indexes, what the standard's tables say about it, triggers.
core::Result<void> copy_table(Database& database, const std::string& table) {
    KREISBLICK_CHECK(make_as_in_source(database, "table", table));
    KREISBLICK_CHECK(copy_rows(database, table));
    const std::string index = "rtree_" + table + "_geom";
    KREISBLICK_TRY(const auto has_index, texts_of(database, "SELECT name FROM source.sqlite_master WHERE name = ?", index));
    if (!has_index.empty()) {
        KREISBLICK_CHECK(make_as_in_source(database, "table", index));
        KREISBLICK_CHECK(copy_rows(database, index));
    }
    KREISBLICK_CHECK(make_as_in_source(database, "index", table));
    for (const auto& [about, column] : k_about) {
        KREISBLICK_CHECK(database.run(fmt::format("DELETE FROM main.{} WHERE {} = ?", about, column), table));
        KREISBLICK_TRY(const auto columns,
                       texts_of(database, "SELECT name FROM pragma_table_info(?) WHERE name <> 'id'", std::string(about)));
        std::string names;
        for (const std::string& name : columns) names += (names.empty() ? "" : ", ") + quoted(name);
        KREISBLICK_CHECK(
            database.run(fmt::format("INSERT INTO main.{0} ({1}) SELECT {1} FROM source.{0} WHERE {2} = ?", about, names, column), table));
    }
    KREISBLICK_CHECK(
        database.run("INSERT OR IGNORE INTO main.gpkg_extensions SELECT * FROM source.gpkg_extensions WHERE table_name = ?", table));
    return make_as_in_source(database, "trigger", table);
}

std::vector<std::string> tables_of(const model::DatasetPart& part) {
    std::vector<std::string> tables;
    if (part.table == k_register_table) return tables;
    if (!part.table.empty()) tables.push_back(part.table);
    for (const model::RasterBand& band : part.bands) tables.push_back(band.table);
    return tables;
}

core::Result<void> copy_parts(Database& database, const std::vector<model::DatasetPart>& parts, PackRules::OtherTables rule,
                              const core::Job& job) {
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (job.stopped()) return core::fail("it was stopped");
        job.progress(static_cast<double>(i) / static_cast<double>(parts.size()), parts[i].dataset);
        for (const std::string& table : tables_of(parts[i])) {
            KREISBLICK_CHECK(copy_table(database, table));
            if (parts[i].kind == model::DatasetKind::Table && rule != PackRules::OtherTables::All)
                KREISBLICK_CHECK(empty_names(database, table));
        }
        if (parts[i].table != k_register_table) KREISBLICK_CHECK(write_part(database, parts[i]));
    }
    return {};
}

/// The register with the fields that the council may see; who changed what stays behind.
core::Result<void> copy_cases_without_contact(Database& database) {
    KREISBLICK_CHECK(require_register(database));
    std::string names = "case_id, revision";
    for (const model::CaseFieldDeclaration& field : model::case_fields())
        if (field.for_council) names += std::string(", ") + field.name;
    return database.run(fmt::format("INSERT INTO main.{0} ({1}) SELECT {1} FROM source.{0} ORDER BY id", k_register_table, names));
}

core::Result<void> copy_register(Database& database, PackRules::Register rule) {
    KREISBLICK_TRY(const auto known,
                   texts_of(database, "SELECT name FROM source.sqlite_master WHERE name = ?", std::string(k_register_table)));
    if (known.empty() || rule == PackRules::Register::None) return {};
    if (rule == PackRules::Register::WithoutContact) return copy_cases_without_contact(database);
    KREISBLICK_CHECK(copy_table(database, k_register_table));
    return copy_table(database, k_register_history_table);
}

/// Whether a table of the file is neither the standard's, nor an index, nor a record of the district, nor a part, nor the register.
bool is_other(const std::string& table, const std::set<std::string>& of_parts) {
    for (const char* prefix : {"gpkg_", "rtree_", "sqlite_", "kreisblick_part", "kreisblick_meta", k_register_table})
        if (table.rfind(prefix, 0) == 0) return false;
    return !of_parts.contains(table);
}

core::Result<void> copy_others(Database& database, const model::District& district, PackRules::OtherTables rule) {
    if (rule == PackRules::OtherTables::None) return {};
    std::set<std::string> of_parts;
    for (const model::DatasetPart& part : district.parts)
        for (const std::string& table : tables_of(part)) of_parts.insert(table);
    KREISBLICK_TRY(const auto tables, texts_of(database, "SELECT name FROM source.sqlite_master WHERE type = 'table'"));
    for (const std::string& table : tables) {
        if (!is_other(table, of_parts)) continue;
        KREISBLICK_CHECK(copy_table(database, table));
        if (rule == PackRules::OtherTables::WithoutNames) KREISBLICK_CHECK(empty_names(database, table));
    }
    return {};
}

core::Result<void> add_extras(Database& database, const std::string& crs, const std::vector<PackRules::Extra>& extras,
                              const core::Job& job) {
    KREISBLICK_TRY(const int srs_id, require_reference_system(database, crs));
    for (const PackRules::Extra& extra : extras)
        KREISBLICK_CHECK(write_features_table(database, {extra.table, extra.table, extra.description, {}}, srs_id, extra.features, job));
    return {};
}

core::Result<void> fill(Database& database, const model::District& district, const PackRules& rules, const core::Job& job) {
    KREISBLICK_TRY(Transaction transaction, Transaction::begin(database));
    KREISBLICK_CHECK(make_geopackage(database));
    KREISBLICK_CHECK(database.run("INSERT OR IGNORE INTO main.gpkg_spatial_ref_sys SELECT * FROM source.gpkg_spatial_ref_sys"));
    KREISBLICK_CHECK(make_district_tables(database, district));
    KREISBLICK_CHECK(copy_parts(database, rules.parts, rules.others, job));
    KREISBLICK_CHECK(copy_register(database, rules.cases));
    KREISBLICK_CHECK(copy_others(database, district, rules.others));
    KREISBLICK_CHECK(add_extras(database, district.crs, rules.extra, job));
    return transaction.commit();
}

core::Result<void> write_copy(const DistrictFile& from, const std::filesystem::path& path, const PackRules& rules, const core::Job& job) {
    KREISBLICK_TRY(Database database, Database::open(path, SqliteAccess::Create));
    KREISBLICK_CHECK(database.run("ATTACH ? AS source", from.path().string()));
    KREISBLICK_CHECK(fill(database, from.district(), rules, job));
    KREISBLICK_CHECK(database.run("DETACH source"));
    return database.run("VACUUM");
}

}  // namespace

core::Result<void> write_packed_copy(const DistrictFile& from, const std::filesystem::path& out, const PackRules& rules,
                                     const core::Job& job) {
    std::error_code ignored;
    if (std::filesystem::exists(out, ignored)) return core::fail("cannot pack into {}: a file of that name exists", out.string());
    const auto make = [&]() -> core::Result<void> {
        KREISBLICK_TRY(UnfinishedFile unfinished, UnfinishedFile::beside(out));
        KREISBLICK_CHECK(write_copy(from, unfinished.path(), rules, job));
        return unfinished.finish();
    };
    if (const auto made = make(); !made)
        return core::fail("cannot pack {} into {}: {}", from.path().string(), out.string(), made.error().sentence);
    return {};
}

}  // namespace kreisblick::io
