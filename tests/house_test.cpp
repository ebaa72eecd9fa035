#include "support/places.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <iterator>
#include <regex>
#include <set>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

const fs::path k_home = kreisblick::tests::source_folder();

std::string read_text(const fs::path& file) {
    INFO("reading " << file);
    std::ifstream stream(file, std::ios::binary);
    REQUIRE(stream.is_open());
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// The project's own text files below some of its folders.
std::vector<fs::path> files_in(std::initializer_list<const char*> folders, const std::set<std::string>& extensions) {
    std::vector<fs::path> files;
    for (const char* folder : folders) {
        if (!fs::exists(k_home / folder)) continue;
        for (const auto& entry : fs::recursive_directory_iterator(k_home / folder))
            if (entry.is_regular_file() && extensions.contains(entry.path().extension().string())) files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

/// The first group of each match.
std::set<std::string> matches_of(const std::string& pattern, const std::string& text) {
    const std::regex expression(pattern);
    std::set<std::string> found;
    for (std::sregex_iterator match(text.begin(), text.end(), expression), end; match != end; ++match) found.insert((*match)[1]);
    return found;
}

std::string in_home(const fs::path& file) { return file.lexically_relative(k_home).generic_string(); }

}  // namespace

TEST_CASE("Every foreign library is in the table of third_party, and the table lists no other", "[house]") {
    std::set<std::string> targets;
    const std::string build_file = read_text(k_home / "third_party" / "CMakeLists.txt");
    targets.merge(matches_of(R"(kreisblick_(?:system|cmake)_package\((\w+) )", build_file));
    targets.merge(matches_of(R"(tp::(\w+))", build_file));
    CHECK(targets.contains("gdal"));
    CHECK(targets == matches_of(R"(`tp::(\w+)`)", read_text(k_home / "third_party" / "README.md")));
}

TEST_CASE("The setup installs every package that the table of third_party names", "[house]") {
    const std::string setup = read_text(k_home / "setup");
    const auto packages = matches_of(R"(\(`([a-z0-9-]+)`\))", read_text(k_home / "third_party" / "README.md"));
    CHECK(packages.size() > 10);
    for (const std::string& package : packages) {
        INFO(package);
        CHECK(std::regex_search(setup, std::regex("[ \n]" + package + "[ \n]")));
    }
}

TEST_CASE("A file of src holds at most 600 lines", "[house]") {
    for (const fs::path& file : files_in({"src"}, {".h", ".cpp"})) {
        const std::string text = read_text(file);
        INFO(in_home(file));
        CHECK(std::count(text.begin(), text.end(), '\n') <= 600);
    }
}

TEST_CASE("A header begins with #pragma once", "[house]") {
    for (const fs::path& file : files_in({"src", "tests"}, {".h"})) {
        INFO(in_home(file));
        CHECK(read_text(file).rfind("#pragma once\n", 0) == 0);
    }
}

TEST_CASE("No file names a path of one person's machine", "[house]") {
    const std::regex machine_path(R"((^|[\s"'=(:])/(home|root|work|Users|mnt)/[A-Za-z])");
    std::vector<fs::path> files = files_in({"src", "tests", "layers", "shaders", "assets", "cmake", "third_party", ".ci"},
                                           {".h", ".cpp", ".toml", ".glsl", ".vert", ".frag", ".txt", ".cmake", ".md", ".json", ""});
    for (const char* name : {"setup", "run", "test", "README.md", "CMakeLists.txt", "CMakePresets.json", "vcpkg.json"})
        files.push_back(k_home / name);
    for (const fs::path& file : files) {
        INFO(in_home(file));
        CHECK_FALSE(std::regex_search(read_text(file), machine_path));
    }
    CHECK(std::regex_search(std::string("open(\"/") + "home/somebody/map.gpkg\")", machine_path));
}

TEST_CASE("The scripts stop at the first command that fails", "[house]") {
    for (const char* name : {"setup", "run", "test", ".ci/run"}) {
        INFO(name);
        const std::string text = read_text(k_home / name);
        CHECK(text.rfind("#!/usr/bin/env bash\n", 0) == 0);
        CHECK(text.find("\nset -euo pipefail\n") != std::string::npos);
        CHECK((fs::status(k_home / name).permissions() & fs::perms::owner_exec) != fs::perms::none);
    }
}

TEST_CASE("The README lists the commands that the program has", "[house]") {
    std::set<std::string> commands;
    for (const fs::path& file : files_in({"src/cli"}, {".cpp"})) commands.merge(matches_of(R"(^(\w+)_command$)", file.stem().string()));
    CHECK(commands.contains("view"));
    CHECK(commands == matches_of(R"(\n\| `(\w+) )", read_text(k_home / "README.md")));
}

TEST_CASE("Every record of a decision is in their index, and every record there exists", "[house]") {
    std::set<std::string> records;
    for (const fs::path& file : files_in({"src/decisions"}, {".md"}))
        if (file.stem() != "README") records.insert(file.filename().string());
    CHECK(records == matches_of(R"(\]\(([a-z0-9-]+\.md)\))", read_text(k_home / "src" / "decisions" / "README.md")));
}
