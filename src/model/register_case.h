#pragma once

#include "core/result.h"
#include "core/words.h"
#include "model/audience.h"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kreisblick::model {

/// How far a case of the vacancy register is. No official list exists; this one follows what initiatives do, from the suspicion to the
/// house that is lived in again.
enum class CaseStatus {
    Suspected,
    Checked,
    OwnerWritten,
    NotForSale,
    Later,
    Willing,
    SheetMade,
    Offered,
    Sold,
    InWorks,
    Reused,
    NoVacancy,
    Ruin,
};

/// "suspected", "checked", "owner_written" …
[[nodiscard]] std::string to_string(CaseStatus status);
[[nodiscard]] core::Words words_of(CaseStatus status);
/// From the id or the words that lists use for it, in German or English, compared without case and signs; an Error that lists the ids.
[[nodiscard]] core::Result<CaseStatus> status_from(std::string_view text);
[[nodiscard]] std::span<const CaseStatus> all_statuses();
/// What a case may become next. Every case may turn out to be no vacancy or a ruin.
[[nodiscard]] std::vector<CaseStatus> statuses_after(CaseStatus status);

/// The fields of a case that can be set, in the order of the file.
enum class CaseField {
    Building,
    Address,
    X,
    Y,
    Status,
    Since,
    Extent,
    Condition,
    CostEur,
    Plan,
    Contact,
    ContactLog,
    Drawings,
    Photos,
    Notes,
    Source,
    Doubt,
};
inline constexpr std::size_t k_case_fields = 17;

struct CaseFieldDeclaration {
    enum class Kind { Text, Number, Year, Status, Extent };
    CaseField field;
    const char* name;  ///< column, flag and JSON key
    core::Words title;
    Kind kind;
    bool for_council;  ///< false: names, numbers and free texts in which they stand
};
[[nodiscard]] std::span<const CaseFieldDeclaration, k_case_fields> case_fields();
[[nodiscard]] const CaseFieldDeclaration& declaration_of(CaseField field);
/// By the name of the field; an Error that lists the names.
[[nodiscard]] core::Result<CaseField> case_field_from(std::string_view name);

/// A value as the field keeps it: numbers with a decimal point, a year between 1000 and latest_year, statuses by their ids. Empty clears
/// the field (but not the status). The Error says what is allowed.
[[nodiscard]] core::Result<std::string> checked_case_value(CaseField field, std::string_view value, int latest_year);
/// The year that the clock shows.
[[nodiscard]] int this_year();

/// One case as the register keeps it.
struct RegisterCase {
    std::string id;
    std::int64_t revision = 0;  ///< counts its edits: whoever edits says which one was read
    std::array<std::string, k_case_fields> values;

    [[nodiscard]] const std::string& text(CaseField field) const { return values[static_cast<std::size_t>(field)]; }
    [[nodiscard]] std::string& text(CaseField field) { return values[static_cast<std::size_t>(field)]; }
    [[nodiscard]] CaseStatus status() const;
    /// A number field; NaN where it is empty.
    [[nodiscard]] double number(CaseField field) const;
};

/// A case without contact data: what is withheld was never copied into it.
class CouncilCase {
  public:
    explicit CouncilCase(const RegisterCase& full);
    [[nodiscard]] const std::string& id() const { return m_case.id; }
    [[nodiscard]] std::int64_t revision() const { return m_case.revision; }
    /// Empty for what is withheld.
    [[nodiscard]] const std::string& text(CaseField field) const { return m_case.text(field); }
    /// Its fields as a case, the withheld ones empty.
    [[nodiscard]] const RegisterCase& shown() const { return m_case; }

  private:
    RegisterCase m_case;
};

/// One line of a case's history. An edit may change several fields: they share its number.
struct CaseChange {
    std::int64_t edit = 0;
    std::string case_id;
    std::string who;
    std::string when;  ///< 2024-03-01T09:30:00.000Z
    std::string field;
    std::string old_value;
    std::string new_value;
    bool is_undo = false;
};

/// A field and what it is to become.
struct CaseAssignment {
    CaseField field;
    std::string value;
};

/// Whether the move is allowed; the Error lists what may follow.
[[nodiscard]] core::Result<void> check_transition(CaseStatus from, CaseStatus to);

}  // namespace kreisblick::model
