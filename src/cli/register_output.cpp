#include "cli/register_output.h"

#include "core/log.h"

#include <cmath>

namespace kreisblick::cli {
namespace {

using model::CaseField;
using Kind = model::CaseFieldDeclaration::Kind;

Json value_json(const model::RegisterCase& one, const model::CaseFieldDeclaration& field) {
    if (one.text(field.field).empty()) return nullptr;
    if (field.kind == Kind::Number) return one.number(field.field);
    if (field.kind == Kind::Year) return static_cast<int>(one.number(field.field));
    return one.text(field.field);
}

Json fields_json(const model::RegisterCase& one, bool for_council, core::Language language) {
    Json entry{{"id", one.id}, {"revision", one.revision}};
    for (const model::CaseFieldDeclaration& field : model::case_fields())
        if (!for_council || field.for_council) entry[field.name] = value_json(one, field);
    entry["status_text"] = model::words_of(one.status()).in(language);
    return entry;
}

/// The counts that sums have, by the names of their columns.
std::vector<std::string> counts_in(const geo::FeatureTable& sums) {
    std::vector<std::string> names;
    for (const char* name : {"buildings", "cases", "vacant", "reused"})
        if (sums.find(std::string(name) + "_from")) names.emplace_back(name);
    return names;
}

std::string class_text(double from, double to, core::Language language) {
    if (from > 0) return fmt::format("{}–{}", core::number(from, 0, language), core::number(to - 1, 0, language));
    return language == core::Language::English ? fmt::format("fewer than {:.0f}", to) : fmt::format("weniger als {:.0f}", to);
}

}  // namespace

Json case_json(const model::RegisterCase& one, core::Language language) { return fields_json(one, false, language); }
Json case_json(const model::CouncilCase& one, core::Language language) { return fields_json(one.shown(), true, language); }

void print_case(const model::RegisterCase& one, core::Language language) {
    fmt::print("{}  ({})\n", one.id, one.revision);
    for (const model::CaseFieldDeclaration& field : model::case_fields()) {
        if (one.text(field.field).empty()) continue;
        const std::string text = field.kind == Kind::Status ? model::words_of(one.status()).in(language) : one.text(field.field);
        fmt::print("  {:<18} {}\n", field.title.in(language), text);
    }
}

void print_case_line(const model::RegisterCase& one, core::Language language) {
    fmt::print("{:<10} {:<26} {:<6} {}{}\n", one.id, model::words_of(one.status()).in(language), one.text(CaseField::Since),
               one.text(CaseField::Address), one.text(CaseField::Doubt).empty() ? "" : "  ?");
}

Json history_json(const std::vector<model::CaseChange>& history) {
    Json list = Json::array();
    for (const model::CaseChange& change : history)
        list.push_back({{"edit", change.edit},
                        {"case", change.case_id},
                        {"who", change.who},
                        {"when", change.when},
                        {"field", change.field},
                        {"old", change.old_value},
                        {"new", change.new_value},
                        {"undo", change.is_undo}});
    return list;
}

Json import_json(const io::RegisterImportReport& report) {
    Json document{{"rows", report.rows},       {"entered", report.entered}, {"changed", report.changed}, {"unchanged", report.unchanged},
                  {"matched", report.matched}, {"mapping", report.mapping}, {"doubtful", Json::array()}, {"warnings", report.warnings}};
    for (const io::DoubtfulRow& row : report.doubtful)
        document["doubtful"].push_back({{"line", row.line}, {"case", row.case_id}, {"why", row.why}});
    return document;
}

void print_import(const io::RegisterImportReport& report) {
    fmt::print("{} rows: {} entered, {} learned something, {} known already; {} matched to a building; {} doubtful\n  {}\n", report.rows,
               report.entered, report.changed, report.unchanged, report.matched, report.doubtful.size(), report.mapping);
    for (const io::DoubtfulRow& row : report.doubtful) fmt::print("  line {}: {}: {}\n", row.line, row.case_id, row.why);
    for (const std::string& warning : report.warnings) core::log_warning(std::string_view(warning));
}

Json sums_json(const geo::FeatureTable& sums) {
    Json document{{"audience", "public"}, {"areas", Json::array()}};
    for (std::size_t row = 0; row < sums.size(); ++row) {
        const geo::Point place = sums.extent(row).centre();
        Json entry{{"area", sums.text(row, "area")}, {"x", place.x}, {"y", place.y}};
        for (const std::string& name : counts_in(sums))
            entry[name] = {{"from", sums.number(row, name + "_from")}, {"to", sums.number(row, name + "_to")}};
        document["areas"].push_back(std::move(entry));
    }
    return document;
}

void print_sums(const geo::FeatureTable& sums, core::Language language) {
    for (std::size_t row = 0; row < sums.size(); ++row) {
        fmt::print("{:<32}", sums.text(row, "area"));
        for (const std::string& name : counts_in(sums))
            fmt::print("  {}: {}", name, class_text(sums.number(row, name + "_from"), sums.number(row, name + "_to"), language));
        fmt::print("\n");
    }
}

}  // namespace kreisblick::cli
