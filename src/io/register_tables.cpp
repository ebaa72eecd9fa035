#include "io/register_tables.h"

#include "io/geopackage.h"

#include <fmt/format.h>

#include <limits>

namespace kreisblick::io {
namespace {

using model::CaseField;
using model::CaseStatus;

/// Written when a case is entered or taken out, in place of a field.
constexpr const char* k_history_sql = R"sql(
CREATE TABLE kreisblick_register_history (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, edit INTEGER NOT NULL, case_id TEXT NOT NULL,
    who TEXT NOT NULL, at TEXT NOT NULL, field TEXT NOT NULL, old_value TEXT, new_value TEXT, is_undo INTEGER NOT NULL DEFAULT 0);
CREATE INDEX kreisblick_register_history_case ON kreisblick_register_history (case_id, edit);
)sql";

const char* type_of(model::CaseFieldDeclaration::Kind kind) {
    using Kind = model::CaseFieldDeclaration::Kind;
    return kind == Kind::Number ? "REAL" : kind == Kind::Year ? "INTEGER" : "TEXT";
}

/// "building, address, …" of all fields.
std::string field_names() {
    std::string names;
    for (const model::CaseFieldDeclaration& field : model::case_fields()) names += fmt::format(", {}", field.name);
    return names.substr(2);
}

/// An empty value is NULL, so that other programs see "no value".
void bind_value(Statement& statement, const std::string& value) {
    if (value.empty())
        statement.bind(nullptr);
    else
        statement.bind(value);
}

model::RegisterCase case_in(const Statement& row) {
    model::RegisterCase result;
    result.id = row.text(0);
    result.revision = row.whole(1);
    for (std::size_t i = 0; i < model::k_case_fields; ++i) result.values[i] = row.text(static_cast<int>(i) + 2);
    return result;
}

}  // namespace

core::Result<bool> has_register(Database& database) { return database.has_table(k_register_table); }

core::Result<void> require_register(Database& database) {
    KREISBLICK_TRY(const bool exists, has_register(database));
    if (exists) return {};
    std::string columns;
    for (const model::CaseFieldDeclaration& field : model::case_fields())
        columns += fmt::format(", {} {}", field.name, type_of(field.kind));
    KREISBLICK_CHECK(database.run(fmt::format(
        "CREATE TABLE {} (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, case_id TEXT NOT NULL UNIQUE, revision INTEGER NOT NULL{})",
        k_register_table, columns)));
    KREISBLICK_CHECK(database.run(k_history_sql));
    KREISBLICK_CHECK(
        register_attributes(database, {k_register_table, k_register_table, "The vacancy register: personal data, not for passing on", {}}));
    return register_attributes(database,
                               {k_register_history_table, k_register_history_table, "Who changed what when in the vacancy register", {}});
}

core::Result<std::vector<model::RegisterCase>> read_register_cases(Database& database, const std::string& id) {
    std::vector<model::RegisterCase> cases;
    KREISBLICK_TRY(const bool exists, has_register(database));
    if (!exists) return cases;
    KREISBLICK_TRY(Statement rows, database.prepare(fmt::format("SELECT case_id, revision, {} FROM {}{}", field_names(), k_register_table,
                                                                id.empty() ? " ORDER BY id" : " WHERE case_id = ?")));
    if (!id.empty()) rows.bind(id);
    while (true) {
        KREISBLICK_TRY(const bool more, rows.step());
        if (!more) return cases;
        cases.push_back(case_in(rows));
    }
}

core::Result<void> insert_register_case(Database& database, const model::RegisterCase& entered) {
    std::string marks;
    for (std::size_t i = 0; i < model::k_case_fields; ++i) marks += ", ?";
    KREISBLICK_TRY(Statement insert, database.prepare(fmt::format("INSERT INTO {} (case_id, revision, {}) VALUES (?, ?{})",
                                                                  k_register_table, field_names(), marks)));
    insert.bind(entered.id).bind(entered.revision);
    for (const std::string& value : entered.values) bind_value(insert, value);
    return insert.run();
}

core::Result<void> update_register_case(Database& database, const std::string& id, const std::vector<model::CaseAssignment>& values) {
    std::string fields;
    for (const model::CaseAssignment& value : values) fields += fmt::format(", {} = ?", model::declaration_of(value.field).name);
    KREISBLICK_TRY(Statement update,
                   database.prepare(fmt::format("UPDATE {} SET revision = revision + 1{} WHERE case_id = ?", k_register_table, fields)));
    for (const model::CaseAssignment& value : values) bind_value(update, value.value);
    return update.bind(id).run();
}

core::Result<void> delete_register_case(Database& database, const std::string& id) {
    return database.run(fmt::format("DELETE FROM {} WHERE case_id = ?", k_register_table), id);
}

core::Result<std::int64_t> next_register_edit(Database& database) {
    KREISBLICK_TRY(Statement last, database.prepare("SELECT coalesce(max(edit), 0) + 1 FROM kreisblick_register_history WHERE id = "
                                                    "(SELECT max(id) FROM kreisblick_register_history)"));
    KREISBLICK_TRY([[maybe_unused]] const bool found, last.step());
    return last.whole(0);
}

core::Result<std::string> register_clock(Database& database) {
    KREISBLICK_TRY(Statement now, database.prepare("SELECT strftime('%Y-%m-%dT%H:%M:%fZ', 'now')"));
    KREISBLICK_TRY([[maybe_unused]] const bool found, now.step());
    return now.text(0);
}

core::Result<void> write_case_change(Database& database, const model::CaseChange& change) {
    return database.run(
        "INSERT INTO kreisblick_register_history (edit, case_id, who, at, field, old_value, new_value, is_undo) VALUES (?, ?, ?, ?, ?, ?, "
        "?, ?)",
        change.edit, change.case_id, change.who, change.when, change.field, change.old_value, change.new_value, change.is_undo ? 1 : 0);
}

core::Result<std::vector<model::CaseChange>> read_case_changes(Database& database, const std::string& id) {
    std::vector<model::CaseChange> changes;
    KREISBLICK_TRY(const bool exists, has_register(database));
    if (!exists) return changes;
    KREISBLICK_TRY(Statement rows, database.prepare(std::string("SELECT edit, case_id, who, at, field, old_value, new_value, is_undo FROM "
                                                                "kreisblick_register_history") +
                                                    (id.empty() ? "" : " WHERE case_id = ?") + " ORDER BY id"));
    if (!id.empty()) rows.bind(id);
    while (true) {
        KREISBLICK_TRY(const bool more, rows.step());
        if (!more) return changes;
        changes.push_back(
            {rows.whole(0), rows.text(1), rows.text(2), rows.text(3), rows.text(4), rows.text(5), rows.text(6), rows.whole(7) != 0});
    }
}

core::Result<std::string> free_case_id(Database& database) {
    KREISBLICK_TRY(Statement last,
                   database.prepare("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'kreisblick_register'"));
    KREISBLICK_TRY([[maybe_unused]] const bool found, last.step());
    KREISBLICK_TRY(Statement taken, database.prepare("SELECT 1 FROM kreisblick_register WHERE case_id = ?"));
    for (std::int64_t number = last.whole(0) + 1;; ++number) {
        std::string id = fmt::format("L-{:05}", number);
        KREISBLICK_TRY(const bool is_taken, taken.bind(id).step());
        if (!is_taken) return id;
        taken.reset();
    }
}

std::string fact_of(CaseStatus status, const std::string& extent) {
    switch (status) {
        case CaseStatus::Suspected: return "suspected";
        case CaseStatus::Reused:
        case CaseStatus::NoVacancy: return "occupied";
        case CaseStatus::Ruin: return "ruin";
        default: return extent == "part" ? "partly vacant" : "vacant";
    }
}

core::Result<std::optional<model::DatasetPart>> register_part(Database& database, bool is_model_data) {
    KREISBLICK_TRY(const bool exists, has_register(database));
    if (!exists) return std::nullopt;
    KREISBLICK_TRY(Statement count, database.prepare("SELECT count(*) FROM kreisblick_register"));
    KREISBLICK_TRY([[maybe_unused]] const bool counted, count.step());
    if (count.whole(0) == 0) return std::nullopt;
    KREISBLICK_TRY(Statement last, database.prepare("SELECT at FROM kreisblick_register_history ORDER BY id DESC LIMIT 1"));
    KREISBLICK_TRY(const bool has_last, last.step());
    model::DatasetPart part;
    part.dataset = "register";
    part.name = "cases";
    part.kind = model::DatasetKind::Table;
    part.priority = 100;
    part.provenance.source = is_model_data ? "Modelldaten, Kreisblick" : "Leerstandsregister";
    part.provenance.licence = is_model_data ? "CC0 1.0" : "";
    part.provenance.date = has_last ? last.text(0) : "";
    part.provenance.nature = is_model_data ? model::Nature::Model : model::Nature::Measured;
    part.count = count.whole(0);
    part.table = k_register_table;
    return part;
}

core::Result<geo::FeatureTable> read_register_facts(Database& database) {
    KREISBLICK_TRY(const std::vector<model::RegisterCase> cases, read_register_cases(database));
    geo::FeatureTable facts(geo::GeometryKind::None);
    facts.column("building", geo::ColumnType::Text);
    facts.column("state", geo::ColumnType::Text);
    facts.column("since", geo::ColumnType::Whole);
    for (const model::RegisterCase& one : cases) {
        const std::size_t row = facts.add_row();
        facts.columns()[0].texts[row] = one.text(CaseField::Building);
        facts.columns()[1].texts[row] = fact_of(one.status(), one.text(CaseField::Extent));
        facts.columns()[2].numbers[row] = one.number(CaseField::Since);
    }
    return facts;
}

}  // namespace kreisblick::io
