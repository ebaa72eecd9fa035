#include "io/geotiff_rows.h"

#include "io/gdal_handles.h"
#include "support/temp_folder.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <chrono>
#include <thread>

#include <array>
#include <cmath>
#include <vector>

using namespace kreisblick;

TEST_CASE("Rows that arrive in any order make a GeoTIFF; rows that never came hold no value", "[io][export]") {
    const tests::TempFolder folder;
    const geo::GridSpec grid{570000, 5671000, 10, 3, 4};
    auto rows = io::GeotiffRows::beside(folder / "o.tif", "EPSG:25832", grid, {{"global", "kWh/m²"}, {"beam", "kWh/m²"}});
    REQUIRE(rows);
    const std::array<float, 6> last{7, 8, 9, 10, 11, 12};
    const std::array<float, 3> first{1, 2, 3};
    rows->put(1, 2, last);
    rows->put(1, 0, first);
    CHECK_FALSE(std::filesystem::exists(folder / "o.tif"));
    REQUIRE(rows->finish("a source"));

    const io::GdalDataset read = io::open_raster(folder / "o.tif");
    REQUIRE(read);
    std::array<float, 12> values{};
    GDALRasterBand* beam = read->GetRasterBand(2);
    REQUIRE(beam->RasterIO(GF_Read, 0, 0, 3, 4, values.data(), 3, 4, GDT_Float32, 0, 0) == CE_None);
    CHECK(values[0] == 1);
    CHECK(std::isnan(values[3]));
    CHECK(values[11] == 12);
    CHECK(std::string(beam->GetDescription()) == "beam");
}

TEST_CASE("Nothing is left behind when rows are not finished", "[io][export]") {
    const tests::TempFolder folder;
    { CHECK(io::GeotiffRows::beside(folder / "o.tif", "EPSG:25832", {0, 10, 10, 1, 1}, {{"a", ""}})); }
    CHECK(std::filesystem::is_empty(folder / "."));
    const auto nowhere = io::GeotiffRows::beside(folder / "absent/o.tif", "EPSG:25832", {0, 10, 10, 1, 1}, {{"a", ""}});
    REQUIRE_FALSE(nowhere);
    CHECK_THAT(nowhere.error().sentence, Catch::Matchers::ContainsSubstring("there is no folder"));
}

TEST_CASE("Writing rows into a file can be stopped at any moment, and nothing is left behind", "[io][export]") {
    const tests::TempFolder folder;
    const geo::GridSpec grid{570000, 5671000, 10, 1100, 900};
    const std::vector<float> values(static_cast<std::size_t>(grid.cells()), 3.5F);
    double asked_at = 0;
    for (const double share : {0.0, 0.2, 0.6}) {
        auto rows = io::GeotiffRows::beside(folder / "o.tif", "EPSG:25832", grid, {{"a", ""}, {"b", ""}});
        REQUIRE(rows);
        rows->put(0, 0, values);
        std::stop_source source;
        const core::Job job{source.get_token(), [&](double done, const std::string&) {
                                asked_at = done;
                                if (done >= share) source.request_stop();
                            }};
        const auto written = rows->finish("", job);
        CAPTURE(share);
        REQUIRE_FALSE(written);
        CHECK_THAT(written.error().sentence, Catch::Matchers::ContainsSubstring("it was stopped"));
        CHECK(asked_at < 1);
    }
    // GDAL may go on for a moment after nobody waits for it any more.
    for (int i = 0; i < 600 && !std::filesystem::is_empty(folder / "."); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(50));
    CHECK(std::filesystem::is_empty(folder / "."));
}
