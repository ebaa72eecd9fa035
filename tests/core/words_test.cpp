#include "core/words.h"

#include "core/units.h"

#include <catch2/catch_test_macros.hpp>

using kreisblick::core::Language;
using kreisblick::core::number;
using kreisblick::core::significant;

TEST_CASE("Numbers are written as people of the language write them", "[core][words]") {
    CHECK(number(1234.5, 1, Language::German) == "1.234,5");
    CHECK(number(1234.5, 1, Language::English) == "1,234.5");
    CHECK(number(-1234567, 0, Language::German) == "\u22121.234.567");
    CHECK(number(-0.04, 1, Language::German) == "0,0");
    CHECK(number(999, 0, Language::German) == "999");
}

TEST_CASE("Modelled values keep two significant digits", "[core][words]") {
    CHECK(significant(1234, 2, Language::German) == "1.200");
    CHECK(significant(0.0567, 2, Language::German) == "0,057");
    CHECK(significant(0, 2, Language::German) == "0");
}

TEST_CASE("English falls back to German where there is no English text", "[core][words]") {
    CHECK(kreisblick::core::Words{"Höhe", ""}.in(Language::English) == "Höhe");
    CHECK(kreisblick::core::Words{"Höhe", "Elevation"}.in(Language::English) == "Elevation");
}

TEST_CASE("Units that are words are said in the reader's language, signs stay as they are", "[core][words]") {
    using kreisblick::core::unit_in;
    CHECK(unit_in("persons/ha", Language::German) == "Personen/ha");
    CHECK(unit_in("persons/ha", Language::English) == "persons/ha");
    CHECK(unit_in("dwellings", Language::German) == "Wohnungen");
    CHECK(unit_in("of 6", Language::German) == "von 6");
    CHECK(unit_in("MWh/(ha·a)", Language::German) == "MWh/(ha·a)");
    CHECK(unit_in("personskm", Language::German) == "personskm");
    CHECK(unit_in("", Language::German).empty());
}
