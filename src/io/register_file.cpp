#include "io/register_file.h"

#include "io/district_file.h"
#include "io/register_tables.h"

#include <algorithm>
#include <set>

namespace kreisblick::io {
namespace {

using model::CaseAssignment;
using model::CaseField;
using model::RegisterCase;

constexpr const char* k_entered = "entered";

/// One edit on its way into the history.
struct Entry {
    std::int64_t edit = 0;
    std::string who;
    std::string when;
};

core::Result<Entry> begin_entry(Database& database, const std::string& who, const std::string& when = {}) {
    KREISBLICK_CHECK(require_register(database));
    Entry entry{0, who, when};
    KREISBLICK_TRY(entry.edit, next_register_edit(database));
    if (when.empty()) {
        KREISBLICK_TRY(entry.when, register_clock(database));
    }
    return entry;
}

/// "Anna (2024-03-01T09:30:00.000Z): status suspected → checked", cut where a value is long.
std::string described(const model::CaseChange& change) {
    const auto cut = [](const std::string& text) { return text.size() > 60 ? text.substr(0, 60) + "…" : text; };
    return fmt::format("{} ({}): {} {} → {}", change.who, change.when, change.field, cut(change.old_value), cut(change.new_value));
}

core::Result<RegisterCase> required_case(Database& database, const std::string& id) {
    KREISBLICK_TRY(std::vector<RegisterCase> found, read_register_cases(database, id));
    if (found.empty()) return core::fail("there is no case {}", id);
    return std::move(found.front());
}

/// An Error that says who was faster, if the case is not as it was read.
core::Result<void> check_revision(Database& database, const RegisterCase& now, const CaseEdit& edit) {
    if (!edit.revision || *edit.revision == now.revision) return {};
    KREISBLICK_TRY(const auto changes, read_case_changes(database, now.id));
    return core::fail("the case {} was changed since it was read, by {}; read it again (revision {}, not {})", now.id,
                      changes.empty() ? "another" : described(changes.back()), now.revision, *edit.revision);
}

/// Checks values and moves, and leaves only what really changes.
core::Result<std::vector<CaseAssignment>> real_changes(const RegisterCase& now, const std::vector<CaseAssignment>& wanted) {
    std::vector<CaseAssignment> changes;
    for (const CaseAssignment& assignment : wanted) {
        KREISBLICK_TRY(std::string value, model::checked_case_value(assignment.field, assignment.value, model::this_year()));
        if (assignment.field == CaseField::Status) {
            KREISBLICK_TRY(const model::CaseStatus to, model::status_from(value));
            KREISBLICK_CHECK(model::check_transition(now.status(), to));
        }
        if (value != now.text(assignment.field)) changes.push_back({assignment.field, std::move(value)});
    }
    return changes;
}

/// Values and history of one case, within the caller's transaction.
core::Result<void> write_changes(Database& database, const RegisterCase& now, const std::vector<CaseAssignment>& changes,
                                 const Entry& entry, bool is_undo = false) {
    if (changes.empty()) return {};
    for (const CaseAssignment& change : changes)
        KREISBLICK_CHECK(write_case_change(database, {entry.edit, now.id, entry.who, entry.when, model::declaration_of(change.field).name,
                                                      now.text(change.field), change.value, is_undo}));
    return update_register_case(database, now.id, changes);
}

core::Result<std::string> enter_case(Database& database, const NewCase& wanted, const Entry& entry) {
    RegisterCase entered;
    entered.id = wanted.id;
    if (entered.id.empty()) {
        KREISBLICK_TRY(entered.id, free_case_id(database));
    }
    KREISBLICK_TRY(const auto same, read_register_cases(database, entered.id));
    if (!same.empty()) return core::fail("there is a case {} already", entered.id);
    entered.revision = 1;
    entered.text(CaseField::Status) = model::to_string(model::CaseStatus::Suspected);
    for (const CaseAssignment& assignment : wanted.values) {
        KREISBLICK_TRY(entered.text(assignment.field), model::checked_case_value(assignment.field, assignment.value, model::this_year()));
    }
    KREISBLICK_CHECK(insert_register_case(database, entered));
    KREISBLICK_CHECK(write_case_change(database, {entry.edit, entered.id, entry.who, entry.when, k_entered, "", entered.id, false}));
    return entered.id;
}

/// Takes a case out. What it held stays in the history: nothing that somebody wrote is lost.
core::Result<void> take_out(Database& database, const RegisterCase& now, const Entry& entry) {
    for (const model::CaseFieldDeclaration& field : model::case_fields())
        if (!now.text(field.field).empty())
            KREISBLICK_CHECK(
                write_case_change(database, {entry.edit, now.id, entry.who, entry.when, field.name, now.text(field.field), "", true}));
    KREISBLICK_CHECK(write_case_change(database, {entry.edit, now.id, entry.who, entry.when, k_entered, now.id, "", true}));
    return delete_register_case(database, now.id);
}

/// The lines of the last edit of a case that was not taken back; none where all are.
std::vector<model::CaseChange> last_edit(const std::vector<model::CaseChange>& history) {
    std::size_t taken_back = 0;
    std::set<std::int64_t> counted;
    for (auto change = history.rbegin(); change != history.rend(); ++change) {
        if (!counted.insert(change->edit).second) continue;
        if (change->is_undo) {
            ++taken_back;
        } else if (taken_back > 0) {
            --taken_back;
        } else {
            std::vector<model::CaseChange> lines;
            for (const model::CaseChange& line : history)
                if (line.edit == change->edit) lines.push_back(line);
            return lines;
        }
    }
    return {};
}

/// What sets the fields back to what they were before the lines.
core::Result<std::vector<CaseAssignment>> reversal_of(const std::vector<model::CaseChange>& lines) {
    std::vector<CaseAssignment> values;
    for (const model::CaseChange& line : lines) {
        KREISBLICK_TRY(const CaseField field, model::case_field_from(line.field));
        values.push_back({field, line.old_value});
    }
    return values;
}

bool is_vacant(model::CaseStatus status) {
    const std::string fact = fact_of(status, {});
    return fact == "vacant";
}

void count(const RegisterCase& one, CaseCounts& counts) {
    const model::CaseStatus status = one.status();
    counts.cases += status == model::CaseStatus::NoVacancy ? 0U : 1U;
    counts.vacant += is_vacant(status) ? 1U : 0U;
    counts.reused += status == model::CaseStatus::Reused ? 1U : 0U;
}

}  // namespace

template <typename Work>
auto RegisterFile::in_transaction(const char* tried, Work work) -> decltype(work()) {
    const auto whole = [&]() -> decltype(work()) {
        KREISBLICK_TRY(Transaction transaction, Transaction::begin(*m_database));
        auto result = work();
        if (!result) return result;
        KREISBLICK_CHECK(transaction.commit());
        return result;
    };
    auto result = whole();
    if (!result) return core::fail("cannot {} in the register of {}: {}", tried, m_path.string(), result.error().sentence);
    return result;
}

void RegisterFile::JournalCloser::operator()(Database* database) const {
    // Another program that is writing keeps its journal; ours is empty.
    static_cast<void>(database->run("PRAGMA journal_mode = DELETE"));
    delete database;
}

core::Result<RegisterFile> RegisterFile::open(const std::filesystem::path& district_file) {
    // Refuses what is no district, and undoes what a kill left half done.
    KREISBLICK_TRY([[maybe_unused]] const DistrictFile checked, DistrictFile::open(district_file));
    auto database = Database::open(district_file, SqliteAccess::Write);
    if (!database) return core::fail("cannot open the register of {}: {}", district_file.string(), database.error().sentence);
    OpenDatabase opened(new Database(std::move(*database)));
    // Where that is refused (a read-only file), edits say so themselves.
    static_cast<void>(opened->run("PRAGMA journal_mode = PERSIST"));
    return RegisterFile(district_file, std::move(opened));
}

core::Result<std::vector<RegisterCase>> RegisterFile::read_cases() {
    auto cases = read_register_cases(*m_database);
    if (!cases) return core::fail("cannot read the register of {}: {}", m_path.string(), cases.error().sentence);
    return cases;
}

core::Result<RegisterCase> RegisterFile::read_case(const std::string& id) {
    auto found = required_case(*m_database, id);
    if (!found) return core::fail("cannot read the register of {}: {}", m_path.string(), found.error().sentence);
    return found;
}

core::Result<std::vector<RegisterCase>> RegisterFile::cases(model::Internal) { return read_cases(); }

core::Result<std::vector<model::CouncilCase>> RegisterFile::cases(model::Council) {
    KREISBLICK_TRY(const auto all, read_cases());
    return std::vector<model::CouncilCase>(all.begin(), all.end());
}

core::Result<RegisterCase> RegisterFile::find(model::Internal, const std::string& id) { return read_case(id); }

core::Result<model::CouncilCase> RegisterFile::find(model::Council, const std::string& id) {
    KREISBLICK_TRY(const RegisterCase found, read_case(id));
    return model::CouncilCase(found);
}

core::Result<std::vector<model::CaseChange>> RegisterFile::history(model::Internal, const std::string& id) {
    auto changes = read_case_changes(*m_database, id);
    if (!changes) return core::fail("cannot read the register of {}: {}", m_path.string(), changes.error().sentence);
    return changes;
}

core::Result<std::map<std::size_t, CaseCounts>> RegisterFile::counts(const AreaOf& area_of) {
    KREISBLICK_TRY(const auto all, read_cases());
    std::map<std::size_t, CaseCounts> result;
    for (const RegisterCase& one : all)
        if (const auto area = area_of(one.text(CaseField::Building), one.number(CaseField::X), one.number(CaseField::Y)))
            count(one, result[*area]);
    return result;
}

core::Result<RegisterCase> RegisterFile::edit(model::Internal, const CaseEdit& edit) {
    return in_transaction("change a case", [&]() -> core::Result<RegisterCase> {
        KREISBLICK_TRY(const RegisterCase now, required_case(*m_database, edit.case_id));
        KREISBLICK_CHECK(check_revision(*m_database, now, edit));
        KREISBLICK_TRY(const auto changes, real_changes(now, edit.changes));
        KREISBLICK_TRY(const Entry entry, begin_entry(*m_database, edit.who));
        KREISBLICK_CHECK(write_changes(*m_database, now, changes, entry));
        return required_case(*m_database, now.id);
    });
}

core::Result<RegisterCase> RegisterFile::add(model::Internal, const NewCase& entered, const std::string& who) {
    return in_transaction("enter a case", [&]() -> core::Result<RegisterCase> {
        KREISBLICK_TRY(const Entry entry, begin_entry(*m_database, who));
        KREISBLICK_TRY(const std::string id, enter_case(*m_database, entered, entry));
        return required_case(*m_database, id);
    });
}

core::Result<std::optional<RegisterCase>> RegisterFile::undo(model::Internal, const std::string& id, const std::string& who) {
    return in_transaction("take an edit back", [&]() -> core::Result<std::optional<RegisterCase>> {
        KREISBLICK_TRY(const RegisterCase now, required_case(*m_database, id));
        KREISBLICK_TRY(const auto history, read_case_changes(*m_database, id));
        const auto lines = last_edit(history);
        if (lines.empty()) return core::fail("there is nothing to take back of the case {}", id);
        KREISBLICK_TRY(const Entry entry, begin_entry(*m_database, who));
        if (lines.front().field == k_entered) {
            KREISBLICK_CHECK(take_out(*m_database, now, entry));
            return std::optional<RegisterCase>{};
        }
        KREISBLICK_TRY(const auto values, reversal_of(lines));
        KREISBLICK_CHECK(write_changes(*m_database, now, values, entry, true));
        KREISBLICK_TRY(RegisterCase after, required_case(*m_database, id));
        return std::optional<RegisterCase>(std::move(after));
    });
}

core::Result<std::size_t> RegisterFile::store(model::Internal, const CaseBatch& batch) {
    return in_transaction("enter cases", [&]() -> core::Result<std::size_t> {
        KREISBLICK_TRY(const Entry entry, begin_entry(*m_database, batch.who, batch.when));
        for (const NewCase& entered : batch.new_cases) {
            KREISBLICK_TRY([[maybe_unused]] const std::string id, enter_case(*m_database, entered, entry));
        }
        for (const CaseEdit& edit : batch.edits) {
            KREISBLICK_TRY(const RegisterCase now, required_case(*m_database, edit.case_id));
            KREISBLICK_TRY(const auto changes, real_changes(now, edit.changes));
            KREISBLICK_CHECK(write_changes(*m_database, now, changes, entry));
        }
        return batch.new_cases.size();
    });
}

}  // namespace kreisblick::io
