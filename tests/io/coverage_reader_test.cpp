#include "io/coverage_reader.h"

#include "io/district_file.h"
#include "support/temp_folder.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <array>
#include <thread>

using namespace kreisblick;

namespace {

/// 1100 × 600 cells: three by two tiles.
constexpr geo::GridSpec k_grid{560000, 5680000, 10, 1100, 600};

/// first + column + 10 · row.
geo::Raster<float> plane(float first) {
    geo::Raster<float> raster(k_grid);
    for (int row = 0; row < k_grid.height; ++row)
        for (int column = 0; column < k_grid.width; ++column) raster.at(column, row) = first + static_cast<float>(column + 10 * row);
    return raster;
}

void store(io::DistrictFile& file, float first) {
    io::PartContent part;
    part.record.dataset = "elevation";
    part.record.kind = model::DatasetKind::Raster;
    part.record.provenance = {"made up", "none", "", 10, model::Nature::Model};
    part.content = std::vector<io::BandContent>{{"height", "m", plane(first)}};
    REQUIRE(file.replace_parts({part}, {}));
}

io::DistrictFile district_in(const tests::TempFolder& folder) {
    model::District district;
    district.name = "Test district";
    district.grid = k_grid;
    auto file = io::DistrictFile::create(folder / "district.gpkg", district);
    REQUIRE(file);
    store(*file, 0);
    return *file;
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
    store(file, 1000);
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

TEST_CASE("A table that is not there is an error with a cause", "[io][coverage]") {
    const tests::TempFolder folder;
    const io::DistrictFile file = district_in(folder);
    io::CoverageReader reader(file.path());
    const auto read = reader.read("no_such_table", k_grid, k_grid.extent(), 10);
    REQUIRE_FALSE(read);
    CHECK_FALSE(read.error().sentence.empty());
}
