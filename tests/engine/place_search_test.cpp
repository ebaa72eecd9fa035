#include "engine/place_search.h"

#include <catch2/catch_test_macros.hpp>

using kreisblick::engine::folded;
using kreisblick::engine::Place;
using kreisblick::engine::PlaceIndex;

namespace {

Place place(const std::string& name, double population, Place::Kind kind = Place::Kind::Village) {
    return {name, kind, {}, {}, population};
}

const PlaceIndex& index() {
    static const PlaceIndex places({place("Großalmerode", 6000, Place::Kind::Town), place("Großburschla", 1000), place("Groß Schneen", 800),
                                    place("Hessisch Lichtenau", 12000), place("Möhra", 500), place("Bad Sooden-Allendorf", 8000),
                                    place("Lichtenberg", 200), place("Vernawahlshausen-Groß", 10)});
    return places;
}

std::vector<std::string> names(const std::string& text, std::size_t most = 10) {
    std::vector<std::string> result;
    for (const Place& found : index().find(text, most)) result.push_back(found.name);
    return result;
}

}  // namespace

TEST_CASE("Names are compared without case, accents and signs", "[engine][places]") {
    CHECK(folded("GROSSALMERODE", false) == "grossalmerode");
    CHECK(folded("Großalmerode", false) == "grossalmerode");
    CHECK(folded("Möhra-Äcker", false) == "mohra acker");
    CHECK(folded("Möhra-ÄCKER", true) == "moehra aecker");
    CHECK(folded("Élan ÇÑ", false) == "elan cn");
}

TEST_CASE("Search finds names by their beginning first, then by words, then anywhere; larger places first", "[engine][places]") {
    CHECK(names("gross") == std::vector<std::string>{"Großalmerode", "Großburschla", "Groß Schneen", "Vernawahlshausen-Groß"});
    CHECK(names("Groß").size() == 4);
    CHECK(names("licht") == std::vector<std::string>{"Lichtenberg", "Hessisch Lichtenau"});
    CHECK(names("allendorf") == std::vector<std::string>{"Bad Sooden-Allendorf"});
    CHECK(names("sooden allendorf") == std::vector<std::string>{"Bad Sooden-Allendorf"});
    CHECK(names("almer") == std::vector<std::string>{"Großalmerode"});
    CHECK(names("gross", 2).size() == 2);
}

TEST_CASE("An umlaut is found by itself, by its letter, and by its letter with e", "[engine][places]") {
    for (const char* text : {"möhra", "MÖHRA", "mohra", "moehra"}) CHECK(names(text) == std::vector<std::string>{"Möhra"});
}

TEST_CASE("Nothing is found by nothing, nor by what is not there", "[engine][places]") {
    CHECK(names("").empty());
    CHECK(names("  ").empty());
    CHECK(names("xyz").empty());
}
