#include "model/address.h"

#include <catch2/catch_test_macros.hpp>

using namespace kreisblick;

TEST_CASE("Addresses written in many ways are the same", "[model][register]") {
    const model::Address plain = model::address_of("Lange Straße", "12a", "37213", "Musterdorf");
    CHECK(plain.street == "langestr");
    for (const char* text :
         {"Lange Str. 12 a, 37213 Musterdorf", "LANGE STRASSE 12A, Musterdorf", "Lange Straße 12 A", "lange strasse 12a; 37213"}) {
        INFO(text);
        const model::Address other = model::address_in(text);
        CHECK(other.number == "12a");
        CHECK(plain.agrees_with(other));
    }
    CHECK_FALSE(plain.agrees_with(model::address_in("Lange Straße 12, Musterdorf")));
    CHECK_FALSE(plain.agrees_with(model::address_in("Lange Straße 12a, Nirgendheim")));
    CHECK_FALSE(plain.agrees_with(model::address_in("Kurze Straße 12a, Musterdorf")));
    CHECK(plain.agrees_with(model::address_in("Lange Straße 12a, Musterstadt-Musterdorf")));
    CHECK(model::address_in("").is_empty());
    CHECK(model::address_in("Straße des 17. Juni 5, Erdachtheim").number != "");
}
