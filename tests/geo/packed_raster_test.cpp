#include "geo/packed_raster.h"

#include "geo/sampling.h"

#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <cstring>

using kreisblick::geo::Extent;
using kreisblick::geo::GridSpec;
using kreisblick::geo::PackedRaster;
using kreisblick::geo::Raster;

TEST_CASE("Whole numbers, single values and missing ones come back from a packed raster as they were", "[geo][raster]") {
    Raster<float> raster(GridSpec{1000, 2000, 10, 150, 3}, 7.25F);
    for (int column = 0; column < 150; ++column) raster.at(column, 1) = static_cast<float>(column * 400 - 3000);
    raster.at(3, 1) = kreisblick::geo::NoData<float>::value;
    raster.at(149, 2) = kreisblick::geo::NoData<float>::value;
    const PackedRaster packed(raster);
    const Raster<float> back = packed.whole();
    CHECK(back.grid == raster.grid);
    for (std::size_t i = 0; i < raster.values.size(); ++i) {
        CHECK(Raster<float>::is_data(back.values[i]) == Raster<float>::is_data(raster.values[i]));
        if (Raster<float>::is_data(raster.values[i])) CHECK(back.values[i] == raster.values[i]);
    }
    CHECK(packed.bytes() < raster.values.size() * 3);
}

TEST_CASE("Amounts come back from a packed raster to a hundred-thousandth of the range around them", "[geo][raster]") {
    Raster<float> raster(GridSpec{0, 0, 10, 200, 1});
    for (int column = 0; column < 200; ++column) raster.at(column, 0) = 500 + 40 * std::sin(static_cast<float>(column) / 9);
    const Raster<float> back = PackedRaster(raster).whole();
    for (int column = 0; column < 200; ++column) CHECK(std::abs(back.at(column, 0) - raster.at(column, 0)) <= 80.0F / 100000);
}

TEST_CASE("A part of a packed raster keeps its place, and ends where the raster ends", "[geo][raster]") {
    Raster<float> raster(GridSpec{0, 1000, 10, 100, 100}, 0);
    for (int row = 0; row < 100; ++row)
        for (int column = 0; column < 100; ++column) raster.at(column, row) = static_cast<float>(column + 100 * row);
    const PackedRaster packed(raster);
    const Raster<float> inner = packed.part(Extent{205, 795, 215, 805}, 1);
    CHECK(inner.grid == GridSpec{190, 820, 10, 4, 4});
    CHECK(inner.at(0, 0) == 19 + 100 * 18);
    CHECK(inner.at(3, 3) == 22 + 100 * 21);
    const Raster<float> corner = packed.part(Extent{985, -500, 2000, 15}, 2);
    CHECK(corner.grid == GridSpec{960, 40, 10, 4, 4});
    CHECK(packed.part(Extent{5000, 5000, 6000, 6000}, 2).values.empty());
}

TEST_CASE("A packed raster beyond its memory budget lies in a file and reads the same, whole, in part and halved", "[geo][raster]") {
    const GridSpec grid{0, 900, 10, 131, 90};
    Raster<float> raster(grid);
    for (std::size_t i = 0; i < raster.values.size(); ++i)
        if (i % 7 != 0) raster.values[i] = std::sin(static_cast<float>(i)) * static_cast<float>(i % 131);
    PackedRaster filed(grid, 1000);
    CHECK_FALSE(filed.is_in_memory());
    CHECK(filed.bytes() == 0);
    for (const int first : {60, 0, 30})
        filed.put_rows(first, std::span(raster.values).subspan(static_cast<std::size_t>(first) * 131, 30 * 131));
    const PackedRaster kept(raster);
    CHECK(kept.is_in_memory());
    const auto same = [](const Raster<float>& one, const Raster<float>& other) {
        return one.grid == other.grid && std::memcmp(one.values.data(), other.values.data(), one.values.size() * sizeof(float)) == 0;
    };
    CHECK(same(filed.whole(), kept.whole()));
    CHECK(same(filed.part(Extent{655, 405, 695, 425}, 2), kept.part(Extent{655, 405, 695, 425}, 2)));
    CHECK(same(filed.halved().whole(), kept.halved().whole()));
    CHECK(same(kept.halved().whole(), PackedRaster(kreisblick::geo::halved(kept.whole())).whole()));
}
