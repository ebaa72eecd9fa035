#include "io/census_cells.h"

#include <catch2/catch_test_macros.hpp>

using namespace kreisblick;

TEST_CASE("A census cell id names its square in EPSG:3035", "[io][census]") {
    CHECK(io::census_cell("100mN30910E42900") == geo::Extent{4290000, 3091000, 4290100, 3091100});
    CHECK(io::census_cell("1kmN3091E4289") == geo::Extent{4289000, 3091000, 4290000, 3092000});
    CHECK(io::census_cell(" 10kmN309E428 ") == geo::Extent{4280000, 3090000, 4290000, 3100000});
    CHECK(io::census_cell("CRS3035RES100mN3091000E4290000") == geo::Extent{4290000, 3091000, 4290100, 3091100});
}

TEST_CASE("Texts that only look like a census cell id are none", "[io][census]") {
    for (const char* id : {"", "100m", "100mN1", "100mN30910E", "100mE42900N30910", "0mN1E1", "100mN-1E4", "100mN30910E42900x", "kmN1E1",
                           "100mN99999999999999999999E1", "1000kmN1E1", "06636001"}) {
        INFO(id);
        CHECK_FALSE(io::census_cell(id));
    }
}
