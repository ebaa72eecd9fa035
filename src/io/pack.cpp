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

/// Which columns of a table keep their values; none = all.
using TableRule = std::function<bool(const std::string& column)>;

/// What stands for a column's values that are withheld. Rows of a key stay apart by their number.
std::string nothing_for(bool is_key, bool may_be_null) { return is_key ? "row_number() OVER ()" : may_be_null ? "NULL" : "''"; }

/// The rows, with nothing in the columns that are withheld: no such value ever is in the copy.
core::Result<void> copy_rows(Database& database, const std::string& table, const TableRule& tells = {}) {
    KREISBLICK_TRY(Statement columns, database.prepare("SELECT name, \"notnull\", pk, upper(type) = 'INTEGER' FROM pragma_table_info(?)"));
    columns.bind(table);
    std::string names, values;
    while (true) {
        KREISBLICK_TRY(const bool more, columns.step());
        if (!more) break;
        const std::string name = columns.text(0);
        const bool is_key = columns.whole(2) != 0;
        // Numbers of rows are no secret, a key of words may be a name.
        const bool is_row_number = is_key && columns.whole(3) != 0;
        const bool is_told = !tells || is_row_number || name == "geom" || tells(name);
        names += (names.empty() ? "" : ", ") + quoted(name);
        values += (values.empty() ? "" : ", ") + (is_told ? quoted(name) : nothing_for(is_key, columns.whole(1) == 0));
    }
    return database.run(fmt::format("INSERT INTO main.{0} ({1}) SELECT {2} FROM source.{0}", quoted(table), names, values));
}

/// Everything of one table: rows, spatial index, indexes, what the standard's tables say about it, triggers.
core::Result<void> copy_table(Database& database, const std::string& table, const TableRule& tells = {}) {
    KREISBLICK_CHECK(make_as_in_source(database, "table", table));
    KREISBLICK_CHECK(copy_rows(database, table, tells));
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

/// The rule of one table; none where everything is told.
TableRule rule_of(const PackRules& rules, const std::string& dataset, const std::string& table) {
    if (!rules.tells) return {};
    return [&rules, dataset, table](const std::string& column) { return rules.tells(dataset, table, column); };
}

core::Result<void> copy_parts(Database& database, const PackRules& rules, const core::Job& job) {
    const auto& parts = rules.parts;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (job.stopped()) return core::fail("it was stopped");
        job.progress(static_cast<double>(i) / static_cast<double>(parts.size()), parts[i].dataset);
        for (const std::string& table : tables_of(parts[i])) {
            const bool is_raster = parts[i].kind == model::DatasetKind::Raster;
            KREISBLICK_CHECK(copy_table(database, table, is_raster ? TableRule{} : rule_of(rules, parts[i].dataset, table)));
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

core::Result<void> copy_others(Database& database, const model::District& district, const PackRules& rules) {
    if (!rules.with_others) return {};
    std::set<std::string> of_parts;
    for (const model::DatasetPart& part : district.parts)
        for (const std::string& table : tables_of(part)) of_parts.insert(table);
    for (const PackRules::Extra& extra : rules.extra) of_parts.insert(extra.table);  // those of an older copy give way to the new ones
    KREISBLICK_TRY(const auto tables, texts_of(database, "SELECT name FROM source.sqlite_master WHERE type = 'table'"));
    for (const std::string& table : tables) {
        if (is_other(table, of_parts)) KREISBLICK_CHECK(copy_table(database, table, rule_of(rules, "", table)));
    }
    return {};
}

core::Result<void> add_extra(Database& database, int srs_id, const PackRules::Extra& extra, const core::Job& job) {
    const auto content = extra.make();
    if (!content) return {};
    if (const auto* features = std::get_if<geo::FeatureTable>(&*content))
        return write_features_table(database, {extra.table, extra.table, extra.description, {}}, srs_id, *features, job);
    const ExportBand& band = std::get<ExportBand>(*content);
    return write_coverage(database, {extra.table, extra.table, extra.description, band.unit}, srs_id, band.raster, job);
}

core::Result<void> add_extras(Database& database, const std::string& crs, const std::vector<PackRules::Extra>& extras,
                              const core::Job& job) {
    KREISBLICK_TRY(const int srs_id, require_reference_system(database, crs));
    for (std::size_t i = 0; i < extras.size(); ++i) {
        if (job.stopped()) return core::fail("it was stopped");
        job.progress(static_cast<double>(i) / static_cast<double>(extras.size()), extras[i].table);
        KREISBLICK_CHECK(add_extra(database, srs_id, extras[i], job));
    }
    return job.stopped() ? core::Result<void>(core::fail("it was stopped")) : core::Result<void>();
}

core::Result<void> fill(Database& database, const model::District& district, const PackRules& rules, const core::Job& job) {
    KREISBLICK_TRY(Transaction transaction, Transaction::begin(database));
    KREISBLICK_CHECK(make_geopackage(database));
    KREISBLICK_CHECK(database.run("INSERT OR IGNORE INTO main.gpkg_spatial_ref_sys SELECT * FROM source.gpkg_spatial_ref_sys"));
    KREISBLICK_CHECK(make_district_tables(database, district));
    KREISBLICK_CHECK(copy_parts(database, rules, job));
    KREISBLICK_CHECK(copy_register(database, rules.cases));
    KREISBLICK_CHECK(copy_others(database, district, rules));
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
