#include "io/register_columns.h"

#include "io/source_text.h"

#include <algorithm>
#include <utility>

namespace kreisblick::io {
namespace {

using model::CaseField;

/// Fields and what the lists of councils and initiatives call them.
const std::vector<std::pair<std::string, std::vector<const char*>>>& names_of_fields() {
    static const std::vector<std::pair<std::string, std::vector<const char*>>> names{
        {"id",
         {"id", "nr", "lfd nr", "laufende nummer", "fall", "fall nr", "fallnummer", "objekt nr", "objektnummer", "kennung", "case",
          "case id"}},
        {"building", {"building", "gebaeude", "gebaeude id", "gebaeudekennung", "oi", "gml id", "osm id"}},
        {"address", {"address", "adresse", "anschrift", "objekt"}},
        {"street", {"street", "strasse", "str", "strassenname"}},
        {"house_number", {"house number", "hausnummer", "hausnr", "hnr", "haus nr"}},
        {"postcode", {"postcode", "plz", "postleitzahl"}},
        {"city", {"city", "ort", "ortsteil", "stadt", "gemeinde", "dorf", "village"}},
        {"x", {"x", "ost", "ostwert", "rechtswert", "east", "easting"}},
        {"y", {"y", "nord", "nordwert", "hochwert", "north", "northing"}},
        {"lon", {"lon", "lng", "longitude", "laenge", "laengengrad"}},
        {"lat", {"lat", "latitude", "breite", "breitengrad"}},
        {"status", {"status", "stand", "sachstand", "bearbeitungsstand"}},
        {"since", {"since", "seit", "leer seit", "leerstand seit", "leerstehend seit", "vacant since", "empty since"}},
        {"extent", {"extent", "umfang", "teilleerstand", "leerstand"}},
        {"condition", {"condition", "zustand", "bauzustand"}},
        {"cost_eur", {"cost eur", "cost", "kosten", "kosten eur", "kosten in eur", "kostenschaetzung", "cost estimate"}},
        {"plan", {"plan", "vorhaben", "nutzungsidee", "konzept", "reuse plan"}},
        {"contact",
         {"contact", "kontakt", "eigentuemer", "eigentuemerin", "ansprechpartner", "owner", "name", "telefon", "tel", "phone", "mail",
          "e mail", "email"}},
        {"contact_log", {"contact log", "gespraeche", "gespraechsnotizen", "kontaktverlauf", "verlauf"}},
        {"drawings", {"drawings", "zeichnungen", "plaene"}},
        {"photos", {"photos", "fotos", "foto", "bilder", "bild"}},
        {"notes", {"notes", "notizen", "notiz", "bemerkung", "bemerkungen", "anmerkung", "anmerkungen", "kommentar", "comment"}},
        {"source", {"source", "herkunft", "quelle"}},
        {"doubt", {"doubt", "zu klaeren"}},
    };
    return names;
}

/// So much of a column's name is said.
constexpr std::size_t k_longest_name = 40;

/// A cell as people meant it: without the ' that makes formulas inert.
std::string meant(const std::string& cell) {
    std::string_view text = trimmed(cell);
    constexpr std::string_view k_run_by_spreadsheets = "=+-@";
    if (text.size() > 1 && text[0] == '\'' && k_run_by_spreadsheets.find(text[1]) != std::string_view::npos) text.remove_prefix(1);
    return std::string(text);
}

core::Result<std::size_t> column_named(const CsvTable& table, const std::string& name) {
    std::string names;
    for (std::size_t i = 0; i < table.names.size(); ++i) {
        if (table.names[i] == name || comparable_name(table.names[i]) == comparable_name(name)) return i;
        names += (names.empty() ? "" : ", ") + table.names[i];
    }
    return core::fail("there is no column \"{}\"; there are {}", name, names);
}

bool is_field(const std::string& field) {
    return std::any_of(names_of_fields().begin(), names_of_fields().end(), [&](const auto& entry) { return entry.first == field; });
}

}  // namespace

core::Result<RegisterColumns> RegisterColumns::of(const CsvTable& table, const std::map<std::string, std::string>& mapping) {
    RegisterColumns columns;
    std::vector<char> taken(table.names.size(), 0);
    for (const auto& [field, name] : mapping) {
        if (!is_field(field)) return core::fail("--map names \"{}\", which is no field of a case", field);
        KREISBLICK_TRY(const std::size_t column, column_named(table, name));
        columns.m_columns_of[field] = {column};
        taken[column] = 1;
    }
    for (const auto& [field, names] : names_of_fields()) {
        if (mapping.contains(field)) continue;
        for (const char* name : names)
            for (std::size_t i = 0; i < table.names.size(); ++i) {
                const bool is_several = field == "contact" || columns.m_columns_of[field].empty();
                if (taken[i] != 0 || !is_several || comparable_name(table.names[i]) != comparable_name(name)) continue;
                columns.m_columns_of[field].push_back(i);
                taken[i] = 1;
            }
    }
    std::erase_if(columns.m_columns_of, [](const auto& entry) { return entry.second.empty(); });
    if (columns.m_columns_of.empty())
        return core::fail("no column of it is one that a list of houses has; name them with --map, for example --map address={}",
                          table.names.front().substr(0, k_longest_name));
    for (std::size_t i = 0; i < table.names.size(); ++i)
        if (taken[i] == 0) columns.m_other.push_back(i);
    return columns;
}

std::string RegisterColumns::text(const CsvTable& table) const {
    std::string text;
    for (const auto& [field, columns] : m_columns_of)
        for (const std::size_t column : columns) text += fmt::format("{}{} = {}", text.empty() ? "" : ", ", field, table.names[column]);
    return text;
}

std::string RegisterColumns::cell(const CsvTable& table, std::size_t row, const std::string& field) const {
    const auto found = m_columns_of.find(field);
    if (found == m_columns_of.end()) return {};
    if (found->second.size() == 1) return meant(table.rows[row][found->second.front()]);
    std::string text;
    for (const std::size_t column : found->second)
        if (const std::string value = meant(table.rows[row][column]); !value.empty())
            text += fmt::format("{}{}: {}", text.empty() ? "" : "; ", table.names[column], value);
    return text;
}

std::optional<double> RegisterColumns::number(const CsvTable& table, std::size_t row, const std::string& field) const {
    return number_in(cell(table, row, field), table.dialect.decimal);
}

ListedCase RegisterColumns::row(const CsvTable& table, std::size_t row) const {
    ListedCase listed;
    listed.line = table.lines[row];
    listed.is_empty = !table.surplus.contains(row) &&
                      std::all_of(table.rows[row].begin(), table.rows[row].end(), [](const auto& cell) { return trimmed(cell).empty(); });
    listed.id = cell(table, row, "id");
    for (const model::CaseFieldDeclaration& field : model::case_fields())
        listed.values[static_cast<std::size_t>(field.field)] = cell(table, row, field.name);
    for (const CaseField field : {CaseField::X, CaseField::Y, CaseField::CostEur}) {
        std::string& value = listed.values[static_cast<std::size_t>(field)];
        if (const auto written = number_in(value, table.dialect.decimal)) value = fmt::format("{}", *written);
    }
    std::string& notes = listed.values[static_cast<std::size_t>(CaseField::Notes)];
    for (const std::size_t column : m_other)
        if (const std::string value = meant(table.rows[row][column]); !value.empty())
            notes += fmt::format("{}{}: {}", notes.empty() ? "" : "\n", table.names[column], value);
    if (const auto more = table.surplus.find(row); more != table.surplus.end()) {
        listed.is_too_long = true;
        for (const std::string& value : more->second) notes += (notes.empty() ? "" : "\n") + meant(value);
    }
    const std::string street = cell(table, row, "street"), number = cell(table, row, "house_number");
    const std::string postcode = cell(table, row, "postcode"), city = cell(table, row, "city");
    std::string& address = listed.values[static_cast<std::size_t>(CaseField::Address)];
    listed.address = address.empty() ? model::address_of(street, number, postcode, city) : model::address_in(address);
    if (!address.empty() && listed.address.city.empty()) listed.address.city = model::plain_letters(city);
    if (address.empty() && !street.empty()) {
        address = street + (number.empty() ? "" : " " + number);
        if (!postcode.empty() || !city.empty())
            address += fmt::format(", {}{}{}", postcode, postcode.empty() || city.empty() ? "" : " ", city);
    } else if (address.empty()) {
        address = city;
    }
    const auto lon = this->number(table, row, "lon"), lat = this->number(table, row, "lat");
    if (lon && lat) listed.degrees = geo::Point{*lon, *lat};
    return listed;
}

}  // namespace kreisblick::io
