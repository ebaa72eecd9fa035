#include "io/source_text.h"

#include <catch2/catch_test_macros.hpp>

using namespace kreisblick;

TEST_CASE("Latin-1, Windows-1252, UTF-8 with and without mark, and UTF-16 all become the same text", "[io][text]") {
    const std::string wanted = "Großalmerode";
    CHECK(io::to_utf8("Großalmerode").value() == wanted);
    CHECK(io::to_utf8("\xEF\xBB\xBFGroßalmerode").value() == wanted);
    CHECK(io::to_utf8("Gro\xDF"
                      "almerode")
              .value() == wanted);
    CHECK(io::to_utf8("Gro\xDF"
                      "almerode",
                      "ISO-8859-1")
              .value() == wanted);
    CHECK(io::to_utf8("5 \x80", "Windows-1252").value() == "5 €");
    CHECK(io::to_utf8("5 \xA4", "ISO-8859-15").value() == "5 €");
    const std::string little{'\xFF', '\xFE', 'G', '\0', '\xF6', '\0'};
    CHECK(io::to_utf8(little).value() == "Gö");
    CHECK(io::to_utf8(std::string{'\xFE', '\xFF', '\0', 'G', '\0', '\xF6'}).value() == "Gö");
}

TEST_CASE("An unknown encoding is refused with the list of known ones", "[io][text]") {
    const auto text = io::to_utf8("abc", "EBCDIC");
    REQUIRE_FALSE(text);
    CHECK(text.error().sentence.find("EBCDIC") != std::string::npos);
    CHECK(text.error().sentence.find("Windows-1252") != std::string::npos);
}

TEST_CASE("Names are compared without case, signs and the two ways of writing an umlaut", "[io][mapping]") {
    CHECK(io::comparable_name("Straßen-Nr.") == "strassennr");
    CHECK(io::comparable_name("addr:house_Number") == "addrhousenumber");
    CHECK(io::comparable_name("ENERGIETRÄGER") == io::comparable_name("energietraeger"));
}

TEST_CASE("A source column's name keeps its letters and loses its signs", "[io][mapping]") {
    CHECK(io::column_name("addr:street") == "addr_street");
    CHECK(io::column_name(" Höhe (m) ") == "Höhe_m");
    CHECK(io::column_name("%%") == "column");
}

TEST_CASE("Numbers are read in German and English writing, and nothing else is a number", "[io][text]") {
    CHECK(io::number_in("12,5") == 12.5);
    CHECK(io::number_in(" 12.5 ") == 12.5);
    CHECK(io::number_in("1.234,5") == 1234.5);
    CHECK(io::number_in("1,234.5") == 1234.5);
    CHECK(io::number_in("1.234", ',') == 1234.0);
    CHECK(io::number_in("51.2041", ',') == 51.2041);
    CHECK(io::number_in("1.234", '.') == 1.234);
    CHECK(io::number_in("+3") == 3.0);
    CHECK(io::number_in("-3e2") == -300.0);
    for (const char* text : {"", "12 kW", "1,2,3", "inf", "nan", "0x10", "12.", "--3", "1.23.4"}) {
        INFO(text);
        if (std::string(text) == "12.")
            CHECK(io::number_in(text) == 12.0);
        else
            CHECK_FALSE(io::number_in(text));
    }
}

TEST_CASE("A cell may say in several ways that it holds nothing", "[io][text]") {
    for (const char* text : {"", "  ", "NA", "n/a", "NaN", "null", "[Unspecified]", "-"}) CHECK(io::says_nothing(text));
    for (const char* text : {"0", "nein", "--"}) CHECK_FALSE(io::says_nothing(text));
}
