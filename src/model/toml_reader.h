#pragma once

#include "core/result.h"
#include "core/words.h"

#include <toml++/toml.h>

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace kreisblick::model {

/// Faults found while a TOML file is read, each with file and line.
class TomlFaults {
  public:
    explicit TomlFaults(std::filesystem::path file) : m_file(std::move(file)) {}
    void add(const toml::node* where, const std::string& what);
    [[nodiscard]] bool none() const { return m_faults.empty(); }
    /// All faults as one Error: the first in full, the others counted.
    [[nodiscard]] core::Error error() const;

  private:
    std::filesystem::path m_file;
    std::vector<std::string> m_faults;
};

/// Reads one table key by key. A wrong type is a fault; a key that nobody asked for is one too (finish() finds them), so a typing
/// error in a declaration is never silently ignored.
class TomlReader {
  public:
    TomlReader(const toml::table& table, TomlFaults& faults) : m_table(&table), m_faults(&faults) {}

    [[nodiscard]] bool has(const std::string& key) const { return m_table->contains(key); }
    [[nodiscard]] std::string text(const std::string& key, const std::string& fallback = {});
    [[nodiscard]] std::string required_text(const std::string& key);
    /// A name of something the program knows: letters, digits, "_", "-" and ".", never a path.
    [[nodiscard]] std::string name(const std::string& key, const std::string& fallback = {});
    [[nodiscard]] std::vector<std::string> names(const std::string& key);
    [[nodiscard]] double number(const std::string& key, double fallback = 0);
    [[nodiscard]] std::optional<double> maybe_number(const std::string& key);
    [[nodiscard]] int whole(const std::string& key, int fallback = 0);
    [[nodiscard]] bool flag(const std::string& key, bool fallback = false);
    /// A table { de = "…", en = "…" }, or one text for both.
    [[nodiscard]] core::Words words(const std::string& key);
    [[nodiscard]] std::vector<std::string> texts(const std::string& key);
    [[nodiscard]] std::vector<double> numbers(const std::string& key);
    /// A table of texts and numbers, all as text.
    [[nodiscard]] std::map<std::string, std::string> text_map(const std::string& key);
    /// An array of pairs of numbers: [[200000, 0.8], [5000, 4]].
    [[nodiscard]] std::vector<std::pair<double, double>> number_pairs(const std::string& key);
    /// Calls read for the table under the key, if there is one.
    void table(const std::string& key, const std::function<void(TomlReader&)>& read);
    /// Calls read for each table of the array under the key ([[key]]).
    void tables(const std::string& key, const std::function<void(TomlReader&)>& read);
    /// A text that must be one of the names; the first where it is not given.
    template <typename T>
    [[nodiscard]] T choice(const std::string& key, const std::vector<std::pair<std::string, T>>& names);

    void fault(const std::string& key, const std::string& what) { m_faults->add(node(key), what); }
    /// Reports every key that was not asked for.
    void finish();

  private:
    [[nodiscard]] const toml::node* node(const std::string& key) const;
    [[nodiscard]] const toml::node* asked(const std::string& key);
    void wrong_type(const std::string& key, const toml::node& found, const char* expected);

    const toml::table* m_table;
    TomlFaults* m_faults;
    std::set<std::string> m_asked;
};

/// Parses the file and lets read take it apart; the Error names file and line of the first fault.
[[nodiscard]] core::Result<void> read_toml(const std::filesystem::path& file, const std::function<void(TomlReader&)>& read);

template <typename T>
T TomlReader::choice(const std::string& key, const std::vector<std::pair<std::string, T>>& names) {
    const std::string wanted = text(key, names.front().first);
    std::string known;
    for (const auto& [name, value] : names) {
        if (name == wanted) return value;
        known += (known.empty() ? "" : ", ") + name;
    }
    fault(key, fmt::format("\"{}\" is not one of {} (key \"{}\")", wanted, known, key));
    return names.front().second;
}

}  // namespace kreisblick::model
