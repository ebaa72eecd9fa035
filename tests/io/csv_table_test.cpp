#include "io/csv_table.h"

#include <catch2/catch_test_macros.hpp>

#include <cmath>

using namespace kreisblick;

TEST_CASE("Commas, semicolons, tabs and pipes are found out as delimiters", "[io][csv]") {
    for (const char sign : {',', ';', '\t', '|'}) {
        const std::string text = std::string("name") + sign + "value\nA" + sign + "1\nB" + sign + "2\n";
        const auto table = io::read_csv(text).value();
        CHECK(table.dialect.delimiter == sign);
        REQUIRE(table.rows.size() == 2);
        CHECK(table.rows[1] == std::vector<std::string>{"B", "2"});
    }
}

TEST_CASE("Quoted cells keep delimiters, quotes and line breaks", "[io][csv]") {
    const auto table = io::read_csv("a,b\r\n\"x, \"\"y\"\"\",\"two\nlines\"\r\n\r\nlast,\r\n").value();
    REQUIRE(table.rows.size() == 2);
    CHECK(table.rows[0] == std::vector<std::string>{"x, \"y\"", "two\nlines"});
    CHECK(table.rows[1] == std::vector<std::string>{"last", ""});
    CHECK(table.lines == std::vector<std::size_t>{2, 5});
}

TEST_CASE("The decimal comma is found out where the numbers use it", "[io][csv]") {
    const auto table = io::read_csv("ort;kw;ort_id\nA;12,5;1\nB;1.234,0;2\n").value();
    CHECK(table.dialect.decimal == ',');
    const auto column = io::typed_column(table, 1);
    CHECK(column.type == geo::ColumnType::Number);
    CHECK(column.numbers == std::vector<double>{12.5, 1234});
}

TEST_CASE("Columns of numbers are numbers, and keys with leading zeros stay text", "[io][csv]") {
    const auto table = io::read_csv("ags,people,share,name,none\n06636001,12,0.5,A,\n06636002,NA,1,7,\n").value();
    CHECK(io::typed_column(table, 0).texts == std::vector<std::string>{"06636001", "06636002"});
    const auto people = io::typed_column(table, 1);
    CHECK(people.type == geo::ColumnType::Whole);
    CHECK(people.numbers[0] == 12);
    CHECK(std::isnan(people.numbers[1]));
    CHECK(io::typed_column(table, 2).type == geo::ColumnType::Number);
    CHECK(io::typed_column(table, 3).is_text());
    CHECK(io::typed_column(table, 4).is_text());
}

TEST_CASE("Rows that are too short or too long are counted and made to fit", "[io][csv]") {
    const auto table = io::read_csv("a,b,c\n1,2\n1,2,3,4\n").value();
    CHECK(table.short_rows == 1);
    CHECK(table.long_rows == 1);
    CHECK(table.rows[0] == std::vector<std::string>{"1", "2", ""});
    CHECK(table.rows[1] == std::vector<std::string>{"1", "2", "3"});
}

TEST_CASE("A text that is no table is refused with the reason", "[io][csv]") {
    CHECK(io::read_csv("").error().sentence.find("empty") != std::string::npos);
    CHECK(io::read_csv("\n \n").error().sentence.find("empty") != std::string::npos);
    CHECK(io::read_csv("a,b\n1,\"2\n3,4\n").error().sentence.find("line 2") != std::string::npos);
}

TEST_CASE("Delimiter and decimal sign can be given as sign or word", "[io][csv]") {
    CHECK(io::delimiter_from("tab").value() == '\t');
    CHECK(io::delimiter_from(";").value() == ';');
    CHECK(io::delimiter_from("").value() == '\0');
    CHECK_FALSE(io::delimiter_from("never"));
    CHECK(io::decimal_from("comma").value() == ',');
    CHECK_FALSE(io::decimal_from(";"));
    CHECK(io::read_csv("a#b\n1#2\n", {'#', '.'}).value().rows[0] == std::vector<std::string>{"1", "2"});
}
