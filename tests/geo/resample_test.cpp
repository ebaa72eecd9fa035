#include "geo/resample.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <limits>
#include <numeric>

using namespace kreisblick::geo;
using Catch::Approx;

namespace {

constexpr float k_gap = std::numeric_limits<float>::quiet_NaN();

Transformer between(const std::string& from, const std::string& to) {
    auto transformer = Transformer::between(Crs::from(from).value(), Crs::from(to).value());
    REQUIRE(transformer);
    return std::move(*transformer);
}

/// A source in the target's own CRS: west edge 0, north edge height, cells of 1.
SourceRaster unit_source(int width, int height, std::vector<float> values) {
    return {{0, 1, 0, double(height), 0, -1, width, height}, std::move(values)};
}

double sum_of(const std::vector<float>& values) {
    double sum = 0;
    for (const float value : values)
        if (value == value) sum += static_cast<double>(value);
    return sum;
}

}  // namespace

TEST_CASE("Bilinear values lie between the four nearest cell centres", "[geo][resample]") {
    const SourceRaster source = unit_source(2, 2, {0, 10, 20, 30});
    CHECK(bilinear_at(source, {0.5, 0.5}) == 0.0f);
    CHECK(bilinear_at(source, {1.0, 0.5}) == 5.0f);
    CHECK(bilinear_at(source, {1.0, 1.0}) == 15.0f);
    CHECK(bilinear_at(source, {0.1, 0.1}) == 0.0f);
    CHECK(std::isnan(bilinear_at(source, {-0.1, 0.5})));
    CHECK(std::isnan(bilinear_at(source, {0.5, 2.0})));
}

TEST_CASE("A neighbour without value leaves its weight to the others; a cell without value stays so", "[geo][resample]") {
    const SourceRaster source = unit_source(2, 1, {4, k_gap});
    CHECK(bilinear_at(source, {0.9, 0.5}) == 4.0f);
    CHECK(std::isnan(bilinear_at(source, {1.1, 0.5})));
}

TEST_CASE("A mean takes the footprint of the target cell, and half of it must have values", "[geo][resample]") {
    const Transformer same = between("EPSG:25832", "EPSG:25832");
    const SourceRaster source = unit_source(4, 2, {1, 2, 3, k_gap, 5, 6, k_gap, k_gap});
    const Raster<float> result = resampled(source, same, {0, 2, 2, 2, 1}, Sampling::Mean);
    CHECK(result.at(0, 0) == 3.5f);
    CHECK(std::isnan(result.at(1, 0)));
    const Raster<float> shifted = resampled(source, same, {0.5, 2, 2, 1, 1}, Sampling::Mean);
    // Half of 1 and 5, all of 2 and 6, half of 3: of 3.5 cells.
    CHECK(shifted.at(0, 0) == Approx((0.5 + 2.5 + 2 + 6 + 1.5) / 3.5));
}

TEST_CASE("The most frequent code wins, the smaller one if two are equal", "[geo][resample]") {
    const Transformer same = between("EPSG:25832", "EPSG:25832");
    const SourceRaster source = unit_source(4, 2, {7, 7, 9, 3, 2, 7, 3, 9});
    const Raster<float> result = resampled(source, same, {0, 2, 2, 2, 1}, Sampling::MostFrequent);
    CHECK(result.at(0, 0) == 7.0f);
    CHECK(result.at(1, 0) == 3.0f);
}

TEST_CASE("The nearest code is that of the cell that holds the centre", "[geo][resample]") {
    const Transformer same = between("EPSG:25832", "EPSG:25832");
    const Raster<float> result = resampled(unit_source(2, 1, {7, -9}), same, {0, 1, 0.5, 4, 2}, Sampling::Nearest);
    CHECK(result.values == std::vector<float>{7, 7, -9, -9, 7, 7, -9, -9});
}

TEST_CASE("Positions between the nodes of the mesh agree with the exact transformation to a third of a millimetre", "[geo][resample]") {
    const Transformer to_degrees = between("EPSG:25832", "EPSG:4326"), back = between("EPSG:4326", "EPSG:25832");
    const SourceGrid source{9.5, 1.0 / 1200, 0, 51.5, 0, -1.0 / 1200, 1200, 900};
    const GridSpec target{548000, 5704000, 10, 900, 700};
    const PositionMesh mesh(to_degrees, source, target);
    std::vector<Point> positions;
    double worst = 0;
    for (int row = 0; row < target.height; row += 13) {
        mesh.row(row, positions);
        for (int column = 0; column < target.width; column += 7) {
            const Point place = back(source.place(positions[static_cast<std::size_t>(column)])), centre = target.centre(column, row);
            worst = std::max(worst, std::hypot(place.x - centre.x, place.y - centre.y));
        }
    }
    CHECK(worst < 0.00033);
}

TEST_CASE("Amounts are shared out by area", "[geo][resample]") {
    const Transformer same = between("EPSG:25832", "EPSG:25832");
    // A cell of 8 over four target cells, a cell without value, a cell of 0.
    const SourceRaster source{{0, 2, 0, 2, 0, -2, 3, 1}, {8, k_gap, 0}};
    const Raster<float> result = shared_out(source, same, {0, 2, 1, 6, 2});
    CHECK(result.at(0, 0) == 2.0f);
    CHECK(result.at(1, 1) == 2.0f);
    CHECK(std::isnan(result.at(2, 0)));
    CHECK(result.at(5, 0) == 0.0f);
    const Raster<float> askew = shared_out(source, same, {-0.5, 2, 1, 3, 2});
    CHECK(askew.at(0, 0) == 1.0f);
    CHECK(askew.at(1, 0) == 2.0f);
    CHECK(askew.at(2, 1) == 1.0f);
}

TEST_CASE("Shared-out amounts keep their sum across reference systems to one in a million", "[geo][resample]") {
    const Transformer to_district = between("EPSG:3035", "EPSG:25832"), to_source = between("EPSG:25832", "EPSG:3035");
    const Point middle = to_source({575000, 5675000});
    SourceRaster source{{middle.x - 3000, 100, 0, middle.y + 3000, 0, -100, 60, 60}, {}};
    source.values.resize(3600);
    for (std::size_t i = 0; i < source.values.size(); ++i) source.values[i] = static_cast<float>((i * 7919) % 23);
    for (const double cell_m : {10.0, 33.0, 250.0}) {
        const int cells = static_cast<int>(12000 / cell_m);
        const Raster<float> result = shared_out(source, to_district, {569000, 5681000, cell_m, cells, cells});
        CHECK(sum_of(result.values) == Approx(sum_of(source.values)).epsilon(1e-6));
    }
}

TEST_CASE("A grid that is rotated or lies south-up finds its cells", "[geo][resample]") {
    const SourceGrid rotated{100, 0, 2, 50, 3, 0, 10, 10};
    const Point place = rotated.place({4, 5});
    CHECK(place == Point{110, 62});
    CHECK(rotated.position(place) == Point{4, 5});
    const SourceGrid window = rotated.window(1, 2, 3, 3);
    CHECK(window.place({0, 0}) == rotated.place({1, 2}));
}
