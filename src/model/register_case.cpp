#include "model/register_case.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <ctime>
#include <limits>

namespace kreisblick::model {
namespace {

using Kind = CaseFieldDeclaration::Kind;

struct StatusDeclaration {
    CaseStatus status;
    const char* id;
    core::Words words;
    std::vector<const char*> also_called;  ///< as lists of councils and initiatives write it
    std::vector<CaseStatus> next;
};

const std::vector<StatusDeclaration>& statuses() {
    using S = CaseStatus;
    static const std::vector<StatusDeclaration> declared{
        {S::Suspected, "suspected", {"vermutet", "suspected"}, {"verdacht", "unklar", "risk of vacancy"}, {S::Checked}},
        {S::Checked,
         "checked",
         {"vor Ort geprüft", "checked on site"},
         {"geprüft", "leer", "leerstehend", "leerstand", "vacant", "empty"},
         {S::OwnerWritten}},
        {S::OwnerWritten,
         "owner_written",
         {"Eigentümer angeschrieben", "owner written to"},
         {"angeschrieben"},
         {S::NotForSale, S::Later, S::Willing}},
        {S::NotForSale, "not_for_sale", {"nicht zu verkaufen", "not for sale"}, {"kein verkauf"}, {S::OwnerWritten, S::Later, S::Willing}},
        {S::Later, "later", {"später", "later"}, {}, {S::OwnerWritten, S::NotForSale, S::Willing}},
        {S::Willing,
         "willing",
         {"Eigentümer willig", "willing"},
         {"verkaufsbereit", "zu verkaufen"},
         {S::SheetMade, S::Offered, S::NotForSale, S::Later}},
        {S::SheetMade, "sheet_made", {"Steckbrief erstellt", "sheet made"}, {"steckbrief"}, {S::Offered, S::NotForSale, S::Later}},
        {S::Offered, "offered", {"angeboten", "offered"}, {}, {S::Sold, S::NotForSale, S::Later}},
        {S::Sold,
         "sold",
         {"verkauft oder vermietet", "sold or let"},
         {"verkauft", "vermietet", "let"},
         {S::InWorks, S::Reused, S::Offered}},
        {S::InWorks, "in_works", {"im Umbau", "in works"}, {"in sanierung", "umbau"}, {S::Reused, S::Offered}},
        {S::Reused, "reused", {"wieder genutzt", "reused"}, {"bewohnt", "genutzt"}, {S::Suspected}},
        {S::NoVacancy, "no_vacancy", {"kein Leerstand", "no vacancy"}, {}, {S::Suspected}},
        {S::Ruin, "ruin", {"Ruine oder abgebrochen", "ruin or demolished"}, {"ruine", "abgebrochen", "abriss", "demolished"}, {S::InWorks}},
    };
    return declared;
}

const StatusDeclaration& declaration_of(CaseStatus status) { return statuses()[static_cast<std::size_t>(status)]; }

/// Lower-case letters and digits; ä, ö, ü, ß as they are and as two letters are the same.
std::string comparable(std::string_view text) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte == 0xC3 && i + 1 < text.size()) {
            const auto second = static_cast<unsigned char>(text[++i]);
            result += second == 0xA4 || second == 0x84 ? "ae" : second == 0xB6 || second == 0x96 ? "oe" : second == 0x9F ? "ss" : "ue";
        } else if (byte < 128 && std::isalnum(byte) != 0) {
            result += static_cast<char>(std::tolower(byte));
        }
    }
    return result;
}

std::string_view without_blanks(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

core::Result<std::string> checked_number(const CaseFieldDeclaration& field, std::string_view text) {
    double value = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (fault == std::errc{} && end == text.data() + text.size() && std::isfinite(value)) return std::string(text);
    return core::fail("{} wants a number with a decimal point, but got \"{}\"", field.name, text);
}

core::Result<std::string> checked_year(const CaseFieldDeclaration& field, std::string_view text, int latest_year) {
    int year = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), year);
    if (fault == std::errc{} && end == text.data() + text.size() && year >= 1000 && year <= latest_year) return std::string(text);
    return core::fail("{} wants a year between 1000 and {}, but got \"{}\"", field.name, latest_year, text);
}

core::Result<std::string> checked_extent(std::string_view text) {
    for (const char* word : {"whole", "ganz", "vollstaendig", "vacant"})
        if (comparable(text) == word) return std::string("whole");
    for (const char* word : {"part", "teil", "teilweise", "teilleerstand", "partlyvacant"})
        if (comparable(text) == word) return std::string("part");
    return core::fail("extent wants whole or part, but got \"{}\"", text);
}

}  // namespace

std::string to_string(CaseStatus status) { return declaration_of(status).id; }
core::Words words_of(CaseStatus status) { return declaration_of(status).words; }

std::span<const CaseStatus> all_statuses() {
    static const std::vector<CaseStatus> all = [] {
        std::vector<CaseStatus> list;
        for (const StatusDeclaration& entry : statuses()) list.push_back(entry.status);
        return list;
    }();
    return all;
}

core::Result<CaseStatus> status_from(std::string_view text) {
    const std::string wanted = comparable(text);
    std::string ids;
    for (const StatusDeclaration& entry : statuses()) {
        if (wanted == comparable(entry.id) || wanted == comparable(entry.words.german) || wanted == comparable(entry.words.english))
            return entry.status;
        for (const char* name : entry.also_called)
            if (wanted == comparable(name)) return entry.status;
        ids += (ids.empty() ? "" : ", ") + std::string(entry.id);
    }
    return core::fail("\"{}\" is no status; there are {}", text, ids);
}

std::vector<CaseStatus> statuses_after(CaseStatus status) {
    std::vector<CaseStatus> next = declaration_of(status).next;
    for (const CaseStatus always : {CaseStatus::NoVacancy, CaseStatus::Ruin})
        if (status != always) next.push_back(always);
    return next;
}

core::Result<void> check_transition(CaseStatus from, CaseStatus to) {
    if (from == to) return {};
    const auto next = statuses_after(from);
    if (std::find(next.begin(), next.end(), to) != next.end()) return {};
    std::string ids;
    for (const CaseStatus status : next) ids += (ids.empty() ? "" : ", ") + to_string(status);
    return core::fail("{} cannot become {}: next may be {}", to_string(from), to_string(to), ids);
}

std::span<const CaseFieldDeclaration, k_case_fields> case_fields() {
    static const std::array<CaseFieldDeclaration, k_case_fields> fields{{
        {CaseField::Building, "building", {"Gebäude", "Building"}, Kind::Text, true},
        {CaseField::Address, "address", {"Adresse", "Address"}, Kind::Text, true},
        {CaseField::X, "x", {"Ostwert", "East"}, Kind::Number, true},
        {CaseField::Y, "y", {"Nordwert", "North"}, Kind::Number, true},
        {CaseField::Status, "status", {"Stand", "Status"}, Kind::Status, true},
        {CaseField::Since, "since", {"leer seit", "empty since"}, Kind::Year, true},
        {CaseField::Extent, "extent", {"Umfang", "Extent"}, Kind::Extent, true},
        {CaseField::Condition, "condition", {"Zustand", "Condition"}, Kind::Text, true},
        {CaseField::CostEur, "cost_eur", {"Kosten in €", "Cost in €"}, Kind::Number, true},
        {CaseField::Plan, "plan", {"Vorhaben", "Plan"}, Kind::Text, true},
        {CaseField::Contact, "contact", {"Kontakt", "Contact"}, Kind::Text, false},
        {CaseField::ContactLog, "contact_log", {"Gesprächsnotizen", "Contact log"}, Kind::Text, false},
        {CaseField::Drawings, "drawings", {"Zeichnungen", "Drawings"}, Kind::Text, false},
        {CaseField::Photos, "photos", {"Fotos", "Photos"}, Kind::Text, false},
        {CaseField::Notes, "notes", {"Notizen", "Notes"}, Kind::Text, false},
        {CaseField::Source, "source", {"Herkunft", "Source"}, Kind::Text, true},
        {CaseField::Doubt, "doubt", {"zu klären", "to be settled"}, Kind::Text, false},
    }};
    return fields;
}

const CaseFieldDeclaration& declaration_of(CaseField field) { return case_fields()[static_cast<std::size_t>(field)]; }

core::Result<CaseField> case_field_from(std::string_view name) {
    std::string names;
    for (const CaseFieldDeclaration& entry : case_fields()) {
        if (name == entry.name) return entry.field;
        names += (names.empty() ? "" : ", ") + std::string(entry.name);
    }
    return core::fail("a case has no field \"{}\"; it has {}", name, names);
}

int this_year() {
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    gmtime_r(&now, &parts);
    return 1900 + parts.tm_year;
}

core::Result<std::string> checked_case_value(CaseField field, std::string_view value, int latest_year) {
    const CaseFieldDeclaration& declared = declaration_of(field);
    if (declared.kind == Kind::Text) return std::string(value);
    const std::string_view text = without_blanks(value);
    if (text.empty() && declared.kind != Kind::Status) return std::string{};
    switch (declared.kind) {
        case Kind::Number: return checked_number(declared, text);
        case Kind::Year: return checked_year(declared, text, latest_year);
        case Kind::Extent: return checked_extent(text);
        case Kind::Status: break;
        case Kind::Text: return std::string(value);
    }
    KREISBLICK_TRY(const CaseStatus status, status_from(text));
    return to_string(status);
}

CaseStatus RegisterCase::status() const {
    const std::string& written = text(CaseField::Status);
    for (const StatusDeclaration& entry : statuses())
        if (written == entry.id) return entry.status;
    return status_from(written).value_or(CaseStatus::Suspected);
}

double RegisterCase::number(CaseField field) const {
    const std::string& written = text(field);
    double value = std::numeric_limits<double>::quiet_NaN();
    if (!written.empty()) std::from_chars(written.data(), written.data() + written.size(), value);
    return value;
}

CouncilCase::CouncilCase(const RegisterCase& full) {
    m_case.id = full.id;
    m_case.revision = full.revision;
    for (const CaseFieldDeclaration& declared : case_fields())
        if (declared.for_council) m_case.text(declared.field) = full.text(declared.field);
}

}  // namespace kreisblick::model
