#include "model/toml_reader.h"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <sstream>

namespace kreisblick::model {
namespace {

bool is_name(const std::string& text) {
    const auto allowed = [](unsigned char c) { return std::isalnum(c) || c >= 128 || c == '_' || c == '-' || c == '.'; };
    return text.find("..") == std::string::npos && std::all_of(text.begin(), text.end(), allowed);
}

}  // namespace

void TomlFaults::add(const toml::node* where, const std::string& what) {
    const auto line = where ? where->source().begin.line : 0;
    m_faults.push_back(line > 0 ? fmt::format("{}:{}: {}", m_file.string(), line, what) : fmt::format("{}: {}", m_file.string(), what));
}

core::Error TomlFaults::error() const {
    if (m_faults.size() == 1) return {m_faults.front()};
    return {fmt::format("{} (and {} more)", m_faults.front(), m_faults.size() - 1)};
}

const toml::node* TomlReader::node(const std::string& key) const {
    const toml::node* found = m_table->get(key);
    return found ? found : m_table;
}

const toml::node* TomlReader::asked(const std::string& key) {
    m_asked.insert(key);
    return m_table->get(key);
}

void TomlReader::wrong_type(const std::string& key, const toml::node& found, const char* expected) {
    m_faults->add(&found, fmt::format("\"{}\" must be {}", key, expected));
}

std::string TomlReader::text(const std::string& key, const std::string& fallback) {
    const toml::node* found = asked(key);
    if (!found) return fallback;
    if (const auto value = found->value_exact<std::string>()) return *value;
    wrong_type(key, *found, "a text in quotes");
    return fallback;
}

std::string TomlReader::required_text(const std::string& key) {
    if (!has(key)) m_faults->add(m_table, fmt::format("\"{}\" is missing", key));
    return text(key);
}

std::string TomlReader::name(const std::string& key, const std::string& fallback) {
    std::string result = text(key, fallback);
    if (!is_name(result)) fault(key, fmt::format("\"{}\" is not a name (key \"{}\"): paths are not allowed here", result, key));
    return result;
}

std::vector<std::string> TomlReader::names(const std::string& key) {
    std::vector<std::string> result = texts(key);
    for (const std::string& one : result)
        if (!is_name(one)) fault(key, fmt::format("\"{}\" is not a name (key \"{}\"): paths are not allowed here", one, key));
    return result;
}

double TomlReader::number(const std::string& key, double fallback) { return maybe_number(key).value_or(fallback); }

std::optional<double> TomlReader::maybe_number(const std::string& key) {
    const toml::node* found = asked(key);
    if (!found) return std::nullopt;
    if (found->is_number()) return found->value<double>();
    wrong_type(key, *found, "a number");
    return std::nullopt;
}

int TomlReader::whole(const std::string& key, int fallback) {
    const toml::node* found = asked(key);
    if (!found) return fallback;
    if (found->is_integer()) return static_cast<int>(found->value<std::int64_t>().value_or(fallback));
    wrong_type(key, *found, "a whole number");
    return fallback;
}

bool TomlReader::flag(const std::string& key, bool fallback) {
    const toml::node* found = asked(key);
    if (!found) return fallback;
    if (found->is_boolean()) return found->value<bool>().value_or(fallback);
    wrong_type(key, *found, "true or false");
    return fallback;
}

core::Words TomlReader::words(const std::string& key) {
    const toml::node* found = asked(key);
    if (!found) return {};
    if (const auto both = found->value_exact<std::string>()) return {*both, *both};
    core::Words result;
    if (!found->is_table()) wrong_type(key, *found, "a text or { de = …, en = … }");
    table(key, [&](TomlReader& reader) { result = {reader.required_text("de"), reader.text("en")}; });
    return result;
}

std::vector<std::string> TomlReader::texts(const std::string& key) {
    std::vector<std::string> result;
    const toml::node* found = asked(key);
    if (!found) return result;
    if (!found->is_array()) return wrong_type(key, *found, "a list of texts"), result;
    for (const toml::node& item : *found->as_array()) {
        if (const auto value = item.value_exact<std::string>())
            result.push_back(*value);
        else
            wrong_type(key, item, "a list of texts");
    }
    return result;
}

std::vector<double> TomlReader::numbers(const std::string& key) {
    std::vector<double> result;
    const toml::node* found = asked(key);
    if (!found) return result;
    if (!found->is_array()) return wrong_type(key, *found, "a list of numbers"), result;
    for (const toml::node& item : *found->as_array()) {
        if (item.is_number())
            result.push_back(*item.value<double>());
        else
            wrong_type(key, item, "a list of numbers");
    }
    return result;
}

std::map<std::string, std::string> TomlReader::text_map(const std::string& key) {
    std::map<std::string, std::string> result;
    const toml::node* found = asked(key);
    if (!found) return result;
    if (!found->is_table()) return wrong_type(key, *found, "a table of texts"), result;
    for (const auto& [name, item] : *found->as_table()) {
        if (const auto text = item.value_exact<std::string>())
            result[std::string(name.str())] = *text;
        else if (item.is_number())
            result[std::string(name.str())] = fmt::format("{}", *item.value<double>());
        else
            wrong_type(std::string(name.str()), item, "a text or a number");
    }
    return result;
}

std::vector<std::pair<double, double>> TomlReader::number_pairs(const std::string& key) {
    std::vector<std::pair<double, double>> result;
    const toml::node* found = asked(key);
    if (!found) return result;
    if (!found->is_array()) return wrong_type(key, *found, "a list of pairs of numbers"), result;
    for (const toml::node& item : *found->as_array()) {
        const toml::array* pair = item.as_array();
        const bool good = pair && pair->size() == 2 && (*pair)[0].is_number() && (*pair)[1].is_number();
        if (good)
            result.emplace_back(*(*pair)[0].value<double>(), *(*pair)[1].value<double>());
        else
            wrong_type(key, item, "a list of pairs of numbers");
    }
    return result;
}

void TomlReader::table(const std::string& key, const std::function<void(TomlReader&)>& read) {
    const toml::node* found = asked(key);
    if (!found) return;
    if (!found->is_table()) return wrong_type(key, *found, "a table");
    TomlReader reader(*found->as_table(), *m_faults);
    read(reader);
    reader.finish();
}

void TomlReader::tables(const std::string& key, const std::function<void(TomlReader&)>& read) {
    const toml::node* found = asked(key);
    if (!found) return;
    if (!found->is_array()) return wrong_type(key, *found, "a list of tables");
    for (const toml::node& item : *found->as_array()) {
        if (!item.is_table()) {
            wrong_type(key, item, "a list of tables");
            continue;
        }
        TomlReader reader(*item.as_table(), *m_faults);
        read(reader);
        reader.finish();
    }
}

void TomlReader::finish() {
    for (const auto& [name, item] : *m_table)
        if (!m_asked.contains(std::string(name.str()))) m_faults->add(&item, fmt::format("unknown key \"{}\"", name.str()));
}

core::Result<void> read_toml(const std::filesystem::path& file, const std::function<void(TomlReader&)>& read) {
    std::ifstream stream(file, std::ios::binary);
    std::stringstream content;
    if (!stream || std::filesystem::is_directory(file))
        return core::fail("cannot read {}: there is no such file, or it may not be read", file.string());
    content << stream.rdbuf();
    TomlFaults faults(file);
    try {
        const toml::table table = toml::parse(content.str(), file.string());
        TomlReader reader(table, faults);
        read(reader);
        reader.finish();
    } catch (const toml::parse_error& broken) {
        return core::fail("{}:{}: {}", file.string(), broken.source().begin.line, broken.description());
    }
    if (!faults.none()) return tl::unexpected(faults.error());
    return {};
}

}  // namespace kreisblick::model
