#include "model/phrases.h"

#include "support/places.h"
#include "support/temp_folder.h"

#include <catch2/catch_test_macros.hpp>

#include <fstream>
#include <regex>
#include <set>
#include <sstream>

namespace fs = std::filesystem;
using kreisblick::core::Language;
using kreisblick::model::Phrases;

namespace {

std::string content_of(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::stringstream content;
    content << stream.rdbuf();
    return content.str();
}

/// Every key that the window's code asks for.
std::set<std::string> keys_in_code() {
    static const std::regex call("\\bsay\\(\"([^\"]+)\"\\)");
    std::set<std::string> keys;
    for (const char* room : {"src/ui", "src/app"})
        for (const auto& entry : fs::recursive_directory_iterator(kreisblick::tests::source_folder() / room)) {
            const std::string code = content_of(entry.path());
            for (auto match = std::sregex_iterator(code.begin(), code.end(), call); match != std::sregex_iterator(); ++match)
                keys.insert((*match)[1]);
        }
    return keys;
}

/// The {} and {:…} of a text, in order.
std::vector<std::string> places_in(const std::string& text) {
    static const std::regex place("\\{[^}]*\\}");
    std::vector<std::string> places;
    for (auto match = std::sregex_iterator(text.begin(), text.end(), place); match != std::sregex_iterator(); ++match)
        places.push_back(match->str());
    return places;
}

}  // namespace

TEST_CASE("Every phrase the window says exists in both languages, and none lies unused", "[model][phrases]") {
    const auto phrases = Phrases::read(kreisblick::tests::source_folder() / "assets" / "lang");
    if (!phrases) FAIL(phrases.error().sentence);
    const std::set<std::string> asked = keys_in_code();
    for (const std::string& key : asked) CHECK((phrases->all().contains(key) ? "" : "missing: " + key) == "");
    for (const auto& [key, words] : phrases->all()) {
        CHECK((asked.contains(key) ? "" : "unused: " + key) == "");
        INFO(key);
        CHECK_FALSE(words.german.empty());
        CHECK_FALSE(words.english.empty());
        CHECK(places_in(words.german) == places_in(words.english));
    }
}

TEST_CASE("A key that only one language has is an error that names file and key", "[model][phrases]") {
    const kreisblick::tests::TempFolder folder;
    folder.write("de.toml", "[phrases]\n\"a.b\" = \"Ja\"\n\"a.c\" = \"Nein\"\n");
    folder.write("en.toml", "[phrases]\n\"a.b\" = \"Yes\"\n");
    const auto phrases = Phrases::read(folder.path());
    REQUIRE_FALSE(phrases);
    CHECK(phrases.error().sentence.find("en.toml has no text for \"a.c\"") != std::string::npos);
}

TEST_CASE("A phrase is said in the language asked for, an unknown key as itself", "[model][phrases]") {
    const kreisblick::tests::TempFolder folder;
    folder.write("de.toml", "[phrases]\n\"a.b\" = \"Höhe\"\n");
    folder.write("en.toml", "[phrases]\n\"a.b\" = \"Height\"\n");
    const auto phrases = Phrases::read(folder.path());
    REQUIRE(phrases);
    CHECK((*phrases)("a.b", Language::German) == "Höhe");
    CHECK((*phrases)("a.b", Language::English) == "Height");
    CHECK((*phrases)("a.x", Language::English) == "a.x");
}
