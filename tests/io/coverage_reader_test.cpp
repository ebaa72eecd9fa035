#include "io/coverage_reader.h"

#include "io/district_file.h"
#include "support/temp_folder.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <array>
#include <atomic>
#include <thread>

using namespace kreisblick;

namespace {

/// 1100 × 600 cells: three by two tiles.
constexpr geo::GridSpec k_grid{560000, 5680000, 10, 1100, 600};
/// More tiles than a reader keeps, and few cells: one row of tiles, of which four rows of cells are used.
constexpr int k_long_tiles = 110;
constexpr geo::GridSpec k_long_grid{560000, 5680000, 10, k_long_tiles * 512, 4};

/// first + column + 10 · row.
geo::Raster<float> plane(float first, const geo::GridSpec& grid = k_grid) {
    geo::Raster<float> raster(grid);
    for (int row = 0; row < grid.height; ++row)
        for (int column = 0; column < grid.width; ++column) raster.at(column, row) = first + static_cast<float>(column + 10 * row);
    return raster;
}

void store(io::DistrictFile& file, std::vector<io::BandContent> bands) {
    io::PartContent part;
    part.record.dataset = "elevation";
    part.record.kind = model::DatasetKind::Raster;
    part.record.provenance = {"made up", "none", "", 10, model::Nature::Model};
    part.content = std::move(bands);
    REQUIRE(file.replace_parts({part}, {}));
}

io::DistrictFile district_in(const tests::TempFolder& folder, const geo::GridSpec& grid, std::vector<io::BandContent> bands) {
    model::District district;
    district.name = "Test district";
    district.grid = grid;
    auto file = io::DistrictFile::create(folder / "district.gpkg", district);
    REQUIRE(file);
    store(*file, std::move(bands));
    return *file;
}

io::DistrictFile district_in(const tests::TempFolder& folder) { return district_in(folder, k_grid, {{"height", "m", plane(0)}}); }

/// Both sides of the western edge of a tile.
geo::Extent about_edge_of(int tile) {
    const double edge = k_long_grid.x_min + tile * 512 * k_long_grid.cell_m;
    return {edge - 300, k_long_grid.y_max - 40, edge + 300, k_long_grid.y_max};
}

/// Whether the cells are those of plane(first, k_long_grid) at the same places.
bool holds_plane(const core::Result<geo::SourceRaster>& read, float first) {
    if (!read || read->values.empty()) return false;
    const geo::Point north_west = read->grid.place({0.5, 0.5});
    const int column = k_long_grid.column_at(north_west.x), row = k_long_grid.row_at(north_west.y);
    for (int y = 0; y < read->grid.height; ++y)
        for (int x = 0; x < read->grid.width; ++x)
            if (read->at(x, y) != first + static_cast<float>(column + x + 10 * (row + y))) return false;
    return true;
}

geo::Raster<float> all_of(const io::DistrictFile& file) {
    const model::DatasetPart& part = file.district().parts.at(0);
    auto read = file.read_band(part, part.bands.at(0), part.grid);
    REQUIRE(read);
    return *read;
}

}  // namespace

TEST_CASE("Windows across tiles hold the same cells, read for the first time or kept", "[io][coverage]") {
    const tests::TempFolder folder;
    const io::DistrictFile file = district_in(folder);
    const model::DatasetPart& part = file.district().parts.at(0);
    const geo::GridSpec window{k_grid.x_min + 5000, k_grid.y_max - 5000, 10, 60, 40};  // columns 500 … 559, rows 500 … 539
    for (int time = 0; time < 2; ++time) {
        const auto read = file.read_band(part, part.bands.at(0), window);
        REQUIRE(read);
        CHECK(read->at(0, 0) == 500 + 5000);
        CHECK(read->at(11, 11) == 511 + 5110);
        CHECK(read->at(12, 12) == 512 + 5120);
        CHECK(read->at(59, 39) == 559 + 5390);
    }
    CHECK(all_of(file).values == plane(0).values);
}

TEST_CASE("What replaces a raster is read at once, where the tiles of the old one were kept", "[io][coverage]") {
    const tests::TempFolder folder;
    io::DistrictFile file = district_in(folder);
    CHECK(all_of(file).at(3, 2) == 23);
    store(file, {{"height", "m", plane(1000)}});
    CHECK(all_of(file).at(3, 2) == 1023);
    CHECK(file.district().parts.size() == 1);
}

TEST_CASE("Several threads read the same raster at once", "[io][coverage]") {
    const tests::TempFolder folder;
    const io::DistrictFile file = district_in(folder);
    const model::DatasetPart& part = file.district().parts.at(0);
    std::array<geo::Raster<float>, 4> read;
    {
        std::vector<std::jthread> threads;
        for (auto& result : read)
            threads.emplace_back([&] { result = file.read_band(part, part.bands.at(0), part.grid).value_or(geo::Raster<float>()); });
    }
    for (const auto& result : read) CHECK(result.values == plane(0).values);
}

TEST_CASE("Several threads share a reader that drives out tiles and closes files, with a table missing now and then", "[io][coverage]") {
    constexpr float k_other = 2000000;
    const tests::TempFolder folder;
    const io::DistrictFile file =
        district_in(folder, k_long_grid, {{"height", "m", plane(0, k_long_grid)}, {"other", "m", plane(k_other, k_long_grid)}});
    const auto& bands = file.district().parts.at(0).bands;
    io::CoverageReader reader(file.path());
    std::atomic<int> wrong = 0;
    const auto walk = [&](int start) {  // some find what others left, some decode what was driven out
        for (int step = 0; step < k_long_tiles; ++step) {
            const geo::Extent wanted = about_edge_of((start + step) % k_long_tiles);
            const bool other = step % 2 == 1;
            if (!holds_plane(reader.read(bands.at(other ? 1 : 0).table, k_long_grid, wanted, 10), other ? k_other : 0)) ++wrong;
            if (step % 16 == 0 && reader.read("no_such_table", k_long_grid, wanted, 10)) ++wrong;
        }
    };
    {
        std::vector<std::jthread> threads;
        for (const int start : {0, 3, 40, 43}) threads.emplace_back(walk, start);
    }
    CHECK(wrong == 0);
}

TEST_CASE("A table that is not there is an error with a cause", "[io][coverage]") {
    const tests::TempFolder folder;
    const io::DistrictFile file = district_in(folder);
    io::CoverageReader reader(file.path());
    const auto read = reader.read("no_such_table", k_grid, k_grid.extent(), 10);
    REQUIRE_FALSE(read);
    CHECK_FALSE(read.error().sentence.empty());
}
