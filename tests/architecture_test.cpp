#include "support/places.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

/// What src/README.md allows: which rooms a room may use, which room may include what is foreign.
struct Rules {
    std::map<std::string, std::set<std::string>> may_use;
    std::map<std::string, std::set<std::string>> rooms_of_foreign_prefix;
    std::set<std::string> allowed_everywhere;
};

std::string read_text(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    REQUIRE(stream.is_open());
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// The words between backticks.
std::vector<std::string> quoted_words(const std::string& text) {
    static const std::regex quoted("`([^`]+)`");
    std::vector<std::string> words;
    for (std::sregex_iterator match(text.begin(), text.end(), quoted), end; match != end; ++match) words.push_back((*match)[1]);
    return words;
}

/// The cells of a table row "| a | b |"; empty where the line is none.
std::vector<std::string> cells_of(const std::string& line) {
    std::vector<std::string> cells;
    if (line.rfind("|", 0) != 0) return cells;
    std::istringstream stream(line.substr(1));
    for (std::string cell; std::getline(stream, cell, '|');) cells.push_back(cell);
    return cells;
}

/// The names in a cell "geo, core".
std::set<std::string> names_in(const std::string& cell) {
    static const std::regex name("[a-z]+");
    std::set<std::string> names;
    for (std::sregex_iterator match(cell.begin(), cell.end(), name), end; match != end; ++match) names.insert(match->str());
    return names;
}

void read_row(const std::vector<std::string>& cells, Rules& rules) {
    if (cells.size() < 5 || quoted_words(cells[1]).empty()) return;
    std::string room = quoted_words(cells[1])[0];
    room.erase(room.find_last_not_of('/') + 1);
    rules.may_use[room] = names_in(cells[3]);
    rules.may_use[room].insert(room);
    for (const std::string& prefix : quoted_words(cells[4])) rules.rooms_of_foreign_prefix[prefix].insert(room);
}

Rules read_rules(const std::string& readme) {
    Rules rules;
    std::istringstream stream(readme);
    for (std::string line; std::getline(stream, line);) {
        read_row(cells_of(line), rules);
        if (line.rfind("Everywhere:", 0) == 0)
            for (const std::string& prefix : quoted_words(line)) rules.allowed_everywhere.insert(prefix);
    }
    rules.may_use["main.cpp"] = {"app", "cli"};
    return rules;
}

/// "geo/raster.h" lies in the room geo, "main.cpp" in a room of its own.
std::string room_of(const std::string& path_in_src) { return path_in_src.substr(0, path_in_src.find('/')); }

bool is_standard_header(const std::string& path) { return path.find_first_of("./") == std::string::npos; }

bool starts_with_any(const std::string& path, const std::set<std::string>& prefixes) {
    return std::any_of(prefixes.begin(), prefixes.end(), [&](const std::string& prefix) { return path.rfind(prefix, 0) == 0; });
}

/// Why a room may not include a path; empty where it may.
std::string objection(const std::string& room, const std::string& path, bool in_quotes, const Rules& rules) {
    if (in_quotes) {
        if (!rules.may_use.contains(room_of(path))) return "is in no room";
        return rules.may_use.at(room).contains(room_of(path)) ? "" : "belongs to a room that " + room + " may not use";
    }
    if (is_standard_header(path) || starts_with_any(path, rules.allowed_everywhere)) return "";
    bool is_listed = false;
    for (const auto& [prefix, rooms] : rules.rooms_of_foreign_prefix) {
        if (path.rfind(prefix, 0) != 0) continue;
        if (rooms.contains(room)) return "";
        is_listed = true;
    }
    return is_listed ? "is for other rooms than " + room : "is foreign and not in the table";
}

/// One sentence for each include of a file that the rules forbid.
std::vector<std::string> forbidden_includes(const std::string& path_in_src, const std::string& code, const Rules& rules) {
    static const std::regex include(R"(^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"])");
    const std::string room = room_of(path_in_src);
    if (!rules.may_use.contains(room)) return {"src/" + path_in_src + " lies in no room of the table"};
    std::vector<std::string> sentences;
    std::istringstream stream(code);
    for (std::string line; std::getline(stream, line);) {
        std::smatch match;
        if (!std::regex_search(line, match, include)) continue;
        const std::string why = objection(room, match[2], match[1] == "\"", rules);
        if (!why.empty()) sentences.push_back("src/" + path_in_src + " includes " + match[2].str() + ", which " + why);
    }
    return sentences;
}

Rules rules_of_the_project() { return read_rules(read_text(kreisblick::tests::source_folder() / "src" / "README.md")); }

const char* const k_small_table =
    "| level | folder | what | may use | foreign |\n"
    "|---|---|---|---|---|\n"
    "| 0 | `core/` | words | – | `fmt/` |\n"
    "| 1 | `geo/` | places | core | `proj.h` |\n"
    "| 2 | `io/` | files | geo, core | `gdal`, `cpl_` |\n"
    "Everywhere: `unistd.h`\n";

}  // namespace

TEST_CASE("No file of src includes what the table of rooms does not allow", "[architecture]") {
    const Rules rules = rules_of_the_project();
    const fs::path src = kreisblick::tests::source_folder() / "src";
    std::size_t files = 0;
    for (const auto& entry : fs::recursive_directory_iterator(src)) {
        if (entry.path().extension() != ".cpp" && entry.path().extension() != ".h") continue;
        ++files;
        for (const std::string& sentence :
             forbidden_includes(entry.path().lexically_relative(src).generic_string(), read_text(entry.path()), rules))
            FAIL_CHECK(sentence);
    }
    CHECK(files > 40);
}

TEST_CASE("The arrows of the table of rooms point downwards only", "[architecture]") {
    const Rules rules = rules_of_the_project();
    CHECK(rules.may_use.size() > 10);
    for (const auto& [room, used] : rules.may_use)
        for (const std::string& other : used) {
            INFO(room << " uses " << other);
            REQUIRE(rules.may_use.contains(other));
            CHECK((other == room || !rules.may_use.at(other).contains(room)));
        }
}

TEST_CASE("The check on includes finds each kind of forbidden one", "[architecture]") {
    const Rules rules = read_rules(k_small_table);
    const auto faults = [&](const char* path, const char* code) { return forbidden_includes(path, code, rules); };
    CHECK(faults("io/a.cpp", "#include \"io/a.h\"\n#include \"geo/b.h\"\n#include <gdal_priv.h>\n#include <vector>\n#include <unistd.h>\n")
              .empty());
    CHECK(faults("core/a.h", "#pragma once\n#include <fmt/format.h>\n").empty());
    CHECK(faults("geo/a.cpp", "#include \"io/a.h\"\n") ==
          std::vector<std::string>{"src/geo/a.cpp includes io/a.h, which belongs to a room that geo may not use"});
    CHECK(faults("geo/a.cpp", "  #  include <cpl_conv.h>\n") ==
          std::vector<std::string>{"src/geo/a.cpp includes cpl_conv.h, which is for other rooms than geo"});
    CHECK(faults("io/a.cpp", "#include <fmt/core.h>\n#include <proj.h>\n").size() == 2);
    CHECK(faults("io/a.cpp", "#include <curl/curl.h>\n") ==
          std::vector<std::string>{"src/io/a.cpp includes curl/curl.h, which is foreign and not in the table"});
    CHECK(faults("io/a.cpp", "#include \"a.h\"\n").size() == 1);
    CHECK(faults("attic/a.cpp", "").size() == 1);
    CHECK(faults("main.cpp", "#include \"core/a.h\"\n").size() == 1);
}
