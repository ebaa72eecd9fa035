#include "io/register_import.h"

#include "geo/crs.h"
#include "io/house_directory.h"
#include "io/register_columns.h"
#include "io/source_text.h"
#include "io/unfinished_file.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <set>
#include <sstream>

namespace kreisblick::io {
namespace {

using model::CaseAssignment;
using model::CaseField;
using model::RegisterCase;

/// A position counts for the house it lies in, or for the only one within this reach: GPS and clicks miss by so much.
constexpr double k_reach_m = 15;

/// What became of a row's building.
struct Match {
    std::string building;
    std::string why;  ///< what is doubtful; empty where nothing is
};

std::string ids_of(const std::vector<const HouseDirectory::House*>& houses) {
    std::string ids;
    for (std::size_t i = 0; i < houses.size() && i < 5; ++i) ids += (i > 0 ? ", " : "") + houses[i]->id;
    return houses.size() > 5 ? ids + " …" : ids;
}

bool is_among(const HouseDirectory::House* house, const std::vector<const HouseDirectory::House*>& houses) {
    return std::find(houses.begin(), houses.end(), house) != houses.end();
}

/// By address and place: each alone must name one house, both together the same one.
Match match_of(const HouseDirectory& houses, const model::Address& address, std::optional<geo::Point> place) {
    const auto there = place ? houses.at(*place, k_reach_m) : std::vector<const HouseDirectory::House*>{};
    if (address.is_empty() || address.number.empty()) {
        if (there.size() == 1) return {there.front()->id, ""};
        if (!there.empty()) return {"", "several houses stand at its position: " + ids_of(there)};
        return {"", place ? "no house stands at its position" : "it names neither a house number nor a position"};
    }
    const auto named = houses.by_address(address);
    if (named.size() == 1 && (!place || there.empty() || is_among(named.front(), there))) return {named.front()->id, ""};
    if (named.size() == 1) return {"", fmt::format("its address means {}, its position {}", named.front()->id, ids_of(there))};
    if (named.empty() && there.size() == 1 && there.front()->address.is_empty()) return {there.front()->id, ""};
    if (named.empty())
        return {"", there.empty() ? "no house has its address" : "no house has its address; at its position stands " + ids_of(there)};
    std::vector<const HouseDirectory::House*> both;
    for (const HouseDirectory::House* house : named)
        if (is_among(house, there)) both.push_back(house);
    if (both.size() == 1) return {both.front()->id, ""};
    return {"", fmt::format("its address means {} houses: {}", named.size(), ids_of(named))};
}

void add_reason(std::string& reasons, const std::string& more) {
    if (!more.empty() && reasons.find(more) == std::string::npos) reasons += (reasons.empty() ? "" : "; ") + more;
}

/// A reason fits into a line, however long the value is that it quotes.
std::string cut(const std::string& text) {
    constexpr std::size_t k_longest = 200;
    return text.size() <= k_longest ? text : text.substr(0, k_longest) + "…";
}

/// Whether two different values of a field say the same: an address written in another way, a position at the same building.
bool says_the_same(const RegisterCase& known, const RegisterCase& entered, CaseField field) {
    if (field == CaseField::Address) return model::address_in(known.text(field)).agrees_with(model::address_in(entered.text(field)));
    const bool same_building = known.text(CaseField::Building) == entered.text(CaseField::Building);
    return (field == CaseField::X || field == CaseField::Y) && same_building && !known.text(CaseField::Building).empty();
}

/// The import of one list: what is known before, what the rows so far have added.
class ListImport {
  public:
    ListImport(const HouseDirectory& houses, const geo::Extent& grid, std::vector<RegisterCase> known, const RegisterList& list,
               std::string source)
        : m_houses(houses),
          m_grid(grid),
          m_list(list),
          m_source(std::move(source)) {
        for (RegisterCase& one : known) remember(std::move(one), 0);
    }

    void take(ListedCase row, std::optional<geo::Point> place);
    [[nodiscard]] CaseBatch batch() const { return {m_list.who, {}, m_new, m_edits}; }
    [[nodiscard]] RegisterImportReport& report() { return m_report; }

  private:
    struct Known {
        RegisterCase now;
        std::size_t line;  ///< of this list; 0 = it was in the register before
    };
    void remember(RegisterCase one, std::size_t line);
    /// Values as the fields want them; what they do not allow becomes a reason and leaves the value in the reasons.
    [[nodiscard]] RegisterCase checked(const ListedCase& row, std::string& why) const;
    [[nodiscard]] std::string settle_building(RegisterCase& entered, const ListedCase& row, std::optional<geo::Point> place);
    /// The case of the register that the row speaks of; null if there is none.
    [[nodiscard]] const Known* counterpart(const RegisterCase& entered, const model::Address& address) const;
    void learn(const Known& known, const RegisterCase& entered, std::string why, std::size_t line);
    void enter(RegisterCase entered, std::string why, std::size_t line);
    [[nodiscard]] std::string free_id(const std::string& wanted) const;

    const HouseDirectory& m_houses;
    geo::Extent m_grid;
    const RegisterList& m_list;
    std::string m_source;
    std::vector<Known> m_known;
    std::map<std::string, std::size_t> m_by_id, m_by_building, m_by_address;
    std::vector<NewCase> m_new;
    std::vector<CaseEdit> m_edits;
    RegisterImportReport m_report;
};

void ListImport::remember(RegisterCase one, std::size_t line) {
    const std::size_t number = m_known.size();
    if (!one.id.empty()) m_by_id.emplace(one.id, number);
    if (!one.text(CaseField::Building).empty()) m_by_building.emplace(one.text(CaseField::Building), number);
    const model::Address address = model::address_in(one.text(CaseField::Address));
    if (!address.number.empty()) m_by_address.emplace(address.key() + "|" + address.city, number);
    m_known.push_back({std::move(one), line});
}

RegisterCase ListImport::checked(const ListedCase& row, std::string& why) const {
    RegisterCase entered;
    entered.id = row.id;
    for (const model::CaseFieldDeclaration& field : model::case_fields()) {
        const std::string& written = row.values[static_cast<std::size_t>(field.field)];
        if (written.empty()) continue;
        auto value = model::checked_case_value(field.field, written, model::this_year());
        if (value)
            entered.text(field.field) = std::move(*value);
        else
            add_reason(why, fmt::format("{} reads \"{}\"", field.name, cut(written)));
    }
    if (entered.text(CaseField::Source).empty()) entered.text(CaseField::Source) = m_source;
    return entered;
}

std::string ListImport::settle_building(RegisterCase& entered, const ListedCase& row, std::optional<geo::Point> place) {
    std::string& building = entered.text(CaseField::Building);
    if (m_houses.is_empty()) return "";
    if (!building.empty()) {
        const HouseDirectory::House* named = m_houses.by_id(building);
        if (named) return ++m_report.matched, "";
        const std::string why = fmt::format("there is no building {}", cut(building));
        building.clear();
        return why;
    }
    const Match match = match_of(m_houses, row.address, place);
    building = match.building;
    if (!building.empty()) ++m_report.matched;
    return match.why;
}

const ListImport::Known* ListImport::counterpart(const RegisterCase& entered, const model::Address& address) const {
    const auto find = [&](const std::map<std::string, std::size_t>& by, const std::string& key) -> const Known* {
        const auto found = key.empty() ? by.end() : by.find(key);
        return found == by.end() ? nullptr : &m_known[found->second];
    };
    if (const Known* known = find(m_by_id, entered.id)) return known;
    if (const Known* known = find(m_by_building, entered.text(CaseField::Building))) return known;
    return address.number.empty() ? nullptr : find(m_by_address, address.key() + "|" + address.city);
}

std::string ListImport::free_id(const std::string& wanted) const {
    for (int number = 2;; ++number) {
        std::string id = fmt::format("{}-{}", wanted, number);
        if (!m_by_id.contains(id)) return id;
    }
}

void ListImport::enter(RegisterCase entered, std::string why, std::size_t line) {
    if (m_by_id.contains(entered.id)) entered.id = free_id(entered.id);
    add_reason(entered.text(CaseField::Doubt), why);
    NewCase one{entered.id, {}};
    for (const model::CaseFieldDeclaration& field : model::case_fields())
        if (!entered.text(field.field).empty()) one.values.push_back({field.field, entered.text(field.field)});
    m_new.push_back(std::move(one));
    ++m_report.entered;
    if (!why.empty()) m_report.doubtful.push_back({line, entered.id, why});
    remember(std::move(entered), line);
}

void ListImport::learn(const Known& known, const RegisterCase& entered, std::string why, std::size_t line) {
    CaseEdit edit{known.now.id, {}, {}, {}};
    for (const model::CaseFieldDeclaration& field : model::case_fields()) {
        const std::string &old_value = known.now.text(field.field), &value = entered.text(field.field);
        const bool is_list = field.field == CaseField::Notes || field.field == CaseField::Contact || field.field == CaseField::ContactLog ||
                             field.field == CaseField::Source;
        if (value.empty() || value == old_value) continue;
        if (old_value.empty())
            edit.changes.push_back({field.field, value});
        else if (field.field == CaseField::Source && old_value.find(value) == std::string::npos)
            edit.changes.push_back({field.field, old_value + "; " + value});
        else if (is_list && old_value.find(value) == std::string::npos)
            edit.changes.push_back({field.field, fmt::format("{}\n— {}: {}", old_value, m_source, value)});
        else if (!is_list && !says_the_same(known.now, entered, field.field))
            add_reason(why, fmt::format("{}: {} says \"{}\"", field.name, m_source, cut(value)));
    }
    std::string doubt = known.now.text(CaseField::Doubt);
    add_reason(doubt, why);
    if (doubt != known.now.text(CaseField::Doubt)) edit.changes.push_back({CaseField::Doubt, doubt});
    if (!why.empty()) m_report.doubtful.push_back({line, known.now.id, why});
    ++(edit.changes.empty() ? m_report.unchanged : m_report.changed);
    if (edit.changes.empty()) return;
    RegisterCase& now = m_known[static_cast<std::size_t>(&known - m_known.data())].now;
    for (const CaseAssignment& change : edit.changes) now.text(change.field) = change.value;
    m_edits.push_back(std::move(edit));
}

void ListImport::take(ListedCase row, std::optional<geo::Point> place) {
    if (row.is_empty) return void(++m_report.empty_rows);
    ++m_report.rows;
    std::string why;
    if (row.is_too_long) add_reason(why, "the row has more cells than the header: they stand in the notes");
    if (place && !m_grid.contains(*place)) add_reason(why, "its position lies outside the district and its rim");
    RegisterCase entered = checked(row, why);
    if (place && entered.text(CaseField::X).empty()) {
        entered.text(CaseField::X) = fmt::format("{:.1f}", place->x);
        entered.text(CaseField::Y) = fmt::format("{:.1f}", place->y);
    }
    add_reason(why, settle_building(entered, row, place));
    const Known* known = counterpart(entered, row.address);
    if (known && known->line == 0) return learn(*known, entered, std::move(why), row.line);
    if (known && known->now.id == entered.id && !entered.id.empty())
        add_reason(why, fmt::format("the id {} stands on line {} too", cut(entered.id), known->line));
    else if (known)
        add_reason(why, fmt::format("line {} speaks of the same house", known->line));
    enter(std::move(entered), std::move(why), row.line);
}

core::Result<CsvTable> read_list(const RegisterList& list) {
    std::ifstream file(list.file, std::ios::binary);
    if (!file) return core::fail("it cannot be read");
    std::stringstream bytes;
    bytes << file.rdbuf();
    KREISBLICK_TRY(const std::string text, to_utf8(bytes.str(), list.encoding));
    if (comparable_name(list.encoding) == "utf8" && to_utf8(bytes.str()) != text)
        return core::fail("it is not written in UTF-8, as --encoding says");
    KREISBLICK_TRY(const char delimiter, delimiter_from(list.delimiter));
    return read_csv(text, {delimiter, 0});
}

/// Cells in which UTF-8 was read as Windows-1252 ("Ã¼" for "ü"): the file is written in two encodings.
std::size_t twice_encoded(const CsvTable& table) {
    std::size_t count = 0;
    for (const auto& row : table.rows)
        for (const std::string& cell : row)
            for (const char* sign : {"Ã¤", "Ã¶", "Ã¼", "ÃŸ"})
                if (cell.find(sign) != std::string::npos) {
                    ++count;
                    break;
                }
    return count;
}

/// Where the row says the house is, in the district's CRS.
std::optional<geo::Point> place_of(const ListedCase& row, const geo::Transformer& from_degrees, const geo::Transformer& from_source) {
    geo::Point place{std::nan(""), std::nan("")};
    const std::string &x = row.values[static_cast<std::size_t>(CaseField::X)], &y = row.values[static_cast<std::size_t>(CaseField::Y)];
    if (row.degrees)
        place = from_degrees(*row.degrees);
    else if (const auto east = number_in(x, '.'), north = number_in(y, '.'); east && north)
        place = from_source({*east, *north});
    if (!std::isfinite(place.x) || !std::isfinite(place.y)) return std::nullopt;
    return place;
}

core::Result<RegisterImportReport> import_rows(RegisterFile& file, model::Internal internal, const DistrictFile& district,
                                               const RegisterList& list) {
    KREISBLICK_TRY(const CsvTable table, read_list(list));
    KREISBLICK_TRY(const RegisterColumns columns, RegisterColumns::of(table, list.mapping));
    KREISBLICK_TRY(const HouseDirectory houses, HouseDirectory::of(district));
    KREISBLICK_TRY(std::vector<RegisterCase> known, file.cases(internal));
    KREISBLICK_TRY(const geo::Crs own, geo::Crs::from(district.district().crs));
    KREISBLICK_TRY(const geo::Crs degrees, geo::Crs::from("EPSG:4326"));
    KREISBLICK_TRY(const geo::Crs source, geo::Crs::from(list.source_crs.empty() ? district.district().crs : list.source_crs));
    KREISBLICK_TRY(const geo::Transformer from_degrees, geo::Transformer::between(degrees, own));
    KREISBLICK_TRY(const geo::Transformer from_source, geo::Transformer::between(source, own));
    ListImport import(houses, district.district().grid.extent(), std::move(known), list,
                      list.source.empty() ? list.file.filename().string() : list.source);
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        ListedCase row = columns.row(table, i);
        const auto place = place_of(row, from_degrees, from_source);
        if (place) {
            row.values[static_cast<std::size_t>(CaseField::X)] = fmt::format("{:.1f}", place->x);
            row.values[static_cast<std::size_t>(CaseField::Y)] = fmt::format("{:.1f}", place->y);
        }
        import.take(std::move(row), place);
    }
    KREISBLICK_TRY([[maybe_unused]] const std::size_t entered, file.store(internal, import.batch()));
    RegisterImportReport report = std::move(import.report());
    report.mapping = columns.text(table);
    if (table.short_rows > 0) report.warnings.push_back(fmt::format("{} rows have fewer cells than the header", table.short_rows));
    if (table.long_rows > 0)
        report.warnings.push_back(fmt::format("{} rows have more cells than the header; those stand in the notes", table.long_rows));
    if (report.empty_rows > 0) report.warnings.push_back(fmt::format("{} rows say nothing and were left out", report.empty_rows));
    if (const std::size_t cells = twice_encoded(table); cells > 0)
        report.warnings.push_back(fmt::format("{} cells look as if the file were written in two encodings: ü reads Ã¼", cells));
    if (houses.is_empty()) report.warnings.push_back("the district holds no buildings: cases keep their addresses and are matched to none");
    return report;
}

/// One cell of a CSV, in quotes where it needs them.
std::string csv_cell(const std::string& text, char delimiter) {
    const std::string cell = inert_cell(text);
    if (cell.find_first_of(std::string("\"\r\n") + delimiter) == std::string::npos) return cell;
    std::string quoted = "\"";
    for (const char letter : cell) quoted += letter == '"' ? std::string("\"\"") : std::string(1, letter);
    return quoted + '"';
}

}  // namespace

core::Result<RegisterImportReport> import_register(RegisterFile& file, model::Internal internal, const DistrictFile& district,
                                                   const RegisterList& list) {
    auto report = import_rows(file, internal, district, list);
    if (!report) return core::fail("cannot import the list {}: {}", list.file.string(), report.error().sentence);
    return report;
}

std::string register_csv(const std::vector<RegisterCase>& cases, const std::vector<CaseField>& fields, char delimiter) {
    std::string text = "id";
    for (const CaseField field : fields) text += delimiter + std::string(model::declaration_of(field).name);
    text += "\r\n";
    for (const RegisterCase& one : cases) {
        text += csv_cell(one.id, delimiter);
        for (const CaseField field : fields) text += delimiter + csv_cell(one.text(field), delimiter);
        text += "\r\n";
    }
    return text;
}

core::Result<void> write_text_file(const std::filesystem::path& path, const std::string& text) {
    const auto write = [&]() -> core::Result<void> {
        KREISBLICK_TRY(UnfinishedFile unfinished, UnfinishedFile::beside(path));
        std::ofstream file(unfinished.path(), std::ios::binary);
        file << text;
        file.close();
        if (!file) return core::fail("the disk takes no more, or the folder is read-only");
        return unfinished.finish();
    };
    if (const auto written = write(); !written) return core::fail("cannot write {}: {}", path.string(), written.error().sentence);
    return {};
}

}  // namespace kreisblick::io
