#include "io/csv_table.h"

#include "io/source_text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <utility>

namespace kreisblick::io {
namespace {

/// How much of a file is looked at to find out how it is written.
constexpr std::size_t k_sample_rows = 50;
constexpr std::size_t k_sample_cells = 20000;
constexpr std::array<char, 4> k_usual_delimiters = {',', ';', '\t', '|'};

/// Walks over a CSV text, record by record.
class RecordReader {
  public:
    RecordReader(std::string_view text, char delimiter) : m_text(text), m_delimiter(delimiter) {}

    /// Reads the next record into cells; false at the end. A record of one empty cell is a blank line.
    bool next(std::vector<std::string>& cells) {
        if (m_at >= m_text.size()) return false;
        m_record_line = m_line;
        std::size_t count = 0;
        do {
            if (count == cells.size()) cells.emplace_back();
            read_cell(cells[count++]);
        } while (take_delimiter());
        cells.resize(count);
        take_line_end();
        return true;
    }

    [[nodiscard]] std::size_t record_line() const { return m_record_line; }
    /// The line on which a quote was opened that nothing closes; 0 if there is none.
    [[nodiscard]] std::size_t open_quote_line() const { return m_open_quote_line; }

  private:
    void read_cell(std::string& cell) {
        cell.clear();
        if (m_at < m_text.size() && m_text[m_at] == '"') read_quoted(cell);
        const std::size_t start = m_at;
        while (m_at < m_text.size() && m_text[m_at] != m_delimiter && m_text[m_at] != '\n' && m_text[m_at] != '\r') ++m_at;
        cell.append(m_text.substr(start, m_at - start));
    }

    void read_quoted(std::string& cell) {
        const std::size_t opened_on = m_line;
        for (++m_at; m_at < m_text.size(); ++m_at) {
            if (m_text[m_at] == '\n') ++m_line;
            if (m_text[m_at] != '"') {
                cell.push_back(m_text[m_at]);
            } else if (m_at + 1 < m_text.size() && m_text[m_at + 1] == '"') {
                cell.push_back('"');
                ++m_at;
            } else {
                ++m_at;
                return;
            }
        }
        m_open_quote_line = opened_on;
    }

    bool take_delimiter() {
        if (m_at >= m_text.size() || m_text[m_at] != m_delimiter) return false;
        ++m_at;
        return true;
    }

    void take_line_end() {
        if (m_at < m_text.size() && m_text[m_at] == '\r') ++m_at;
        if (m_at < m_text.size() && m_text[m_at] == '\n') ++m_at;
        ++m_line;
    }

    std::string_view m_text;
    char m_delimiter;
    std::size_t m_at = 0;
    std::size_t m_line = 1;
    std::size_t m_record_line = 1;
    std::size_t m_open_quote_line = 0;
};

bool is_blank(const std::vector<std::string>& cells) { return cells.size() == 1 && trimmed(cells[0]).empty(); }

/// How well a delimiter fits: columns of the header, times the share of sample rows that have as many. A single column scores nothing.
double fit_of(std::string_view text, char delimiter) {
    RecordReader reader(text, delimiter);
    std::vector<std::string> cells;
    std::size_t columns = 0, rows = 0, alike = 0;
    while (rows < k_sample_rows && reader.next(cells)) {
        if (is_blank(cells)) continue;
        if (columns == 0) columns = cells.size();
        ++rows;
        alike += cells.size() == columns ? 1 : 0;
    }
    return columns < 2 ? 0 : static_cast<double>(columns) * static_cast<double>(alike) / static_cast<double>(rows);
}

char found_delimiter(std::string_view text) {
    char best = ',';
    double best_fit = 0;
    for (const char candidate : k_usual_delimiters)
        if (const double fit = fit_of(text, candidate); fit > best_fit) best = candidate, best_fit = fit;
    return best;
}

bool has_decimals(const std::string& cell, char sign) {
    const std::size_t at = cell.find(sign);
    return at != std::string::npos && cell.find(sign, at + 1) == std::string::npos && number_in(cell, sign).has_value();
}

/// The sign that more of the numbers with decimals use.
char found_decimal(const CsvTable& table) {
    std::size_t points = 0, commas = 0, seen = 0;
    for (const auto& row : table.rows) {
        for (const std::string& cell : row) {
            const bool comma = cell.find(',') != std::string::npos, point = cell.find('.') != std::string::npos;
            if (comma && !point) commas += has_decimals(cell, ',') ? 1 : 0;
            if (point && !comma) points += has_decimals(cell, '.') ? 1 : 0;
            if (comma && point && number_in(cell)) ++(cell.find(',') > cell.find('.') ? commas : points);
        }
        if ((seen += row.size()) > k_sample_cells) break;
    }
    return commas > points ? ',' : '.';
}

void add_row(CsvTable& table, std::vector<std::string> cells, std::size_t line) {
    if (cells.size() < table.names.size()) ++table.short_rows;
    if (cells.size() > table.names.size()) {
        ++table.long_rows;
        const auto end_of_header = cells.begin() + static_cast<std::ptrdiff_t>(table.names.size());
        table.surplus[table.rows.size()] = {end_of_header, cells.end()};
    }
    cells.resize(table.names.size());
    table.rows.push_back(std::move(cells));
    table.lines.push_back(line);
}

/// "06636": a 0 that a number would not need, so the digits are a key.
bool is_key_with_zero(std::string_view text) {
    text = trimmed(text);
    return text.size() > 1 && text[0] == '0' && text[1] >= '0' && text[1] <= '9';
}

bool is_whole(double value) { return value == std::floor(value) && std::abs(value) < 9007199254740992.0; }

/// The type all values of a column allow.
geo::ColumnType found_type(const CsvTable& table, std::size_t index) {
    bool any = false, whole = true;
    for (const auto& row : table.rows) {
        const std::string& cell = row[index];
        if (says_nothing(cell)) continue;
        const auto value = number_in(cell, table.dialect.decimal);
        if (!value || is_key_with_zero(cell)) return geo::ColumnType::Text;
        if (std::abs(*value) >= 9007199254740992.0 && cell.find('e') == std::string::npos && cell.find('E') == std::string::npos)
            return geo::ColumnType::Text;  // a long key of digits: a double would change it
        any = true;
        whole = whole && is_whole(*value) && cell.find(table.dialect.decimal) == std::string::npos;
    }
    if (!any) return geo::ColumnType::Text;
    return whole ? geo::ColumnType::Whole : geo::ColumnType::Number;
}

core::Result<char> sign_from(const std::string& text, const std::vector<std::pair<std::string, char>>& words, const char* what) {
    if (text.empty()) return '\0';
    for (const auto& [word, sign] : words)
        if (text == word || text == std::string(1, sign)) return sign;
    return core::fail("\"{}\" is no {}", text, what);
}

}  // namespace

core::Result<CsvTable> read_csv(std::string_view text, CsvDialect dialect) {
    CsvTable table;
    table.dialect = dialect;
    if (dialect.delimiter == 0) table.dialect.delimiter = found_delimiter(text);
    RecordReader reader(text, table.dialect.delimiter);
    std::vector<std::string> cells;
    while (table.names.empty() && reader.next(cells))
        if (!is_blank(cells))
            for (const std::string& name : cells) table.names.emplace_back(trimmed(name));
    if (table.names.empty()) return core::fail("it is empty");
    while (reader.next(cells))
        if (!is_blank(cells)) add_row(table, cells, reader.record_line());
    if (reader.open_quote_line() > 0) return core::fail("the quotation mark opened on line {} is never closed", reader.open_quote_line());
    if (dialect.decimal == 0) table.dialect.decimal = found_decimal(table);
    return table;
}

core::Result<char> delimiter_from(const std::string& text) {
    if (text == R"(\t)") return '\t';
    if (text.size() == 1 && text != "\"" && text != "\n" && text != "\r") return text[0];
    return sign_from(text, {{"tab", '\t'}, {"comma", ','}, {"semicolon", ';'}, {"pipe", '|'}},
                     "delimiter; use one sign, or tab, comma, semicolon, pipe");
}

core::Result<char> decimal_from(const std::string& text) {
    return sign_from(text, {{"point", '.'}, {"comma", ','}}, "decimal sign; use \".\" or \",\"");
}

std::string inert_cell(std::string text) {
    constexpr std::string_view k_run_by_spreadsheets = "=+-@\t\r";
    if (!text.empty() && k_run_by_spreadsheets.find(text[0]) != std::string_view::npos) text.insert(text.begin(), '\'');
    return text;
}

geo::Column typed_column(const CsvTable& table, std::size_t index) {
    geo::Column column{table.names[index], {}, found_type(table, index), {}, {}};
    for (const auto& row : table.rows) {
        if (column.is_text()) {
            column.texts.emplace_back(trimmed(row[index]));
            continue;
        }
        const auto value = says_nothing(row[index]) ? std::nullopt : number_in(row[index], table.dialect.decimal);
        column.numbers.push_back(value.value_or(std::numeric_limits<double>::quiet_NaN()));
    }
    return column;
}

}  // namespace kreisblick::io
