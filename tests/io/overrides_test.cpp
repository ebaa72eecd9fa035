#include "io/overrides.h"

#include "support/temp_folder.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <atomic>
#include <string>
#include <thread>

using namespace kreisblick;
using Catch::Matchers::ContainsSubstring;

namespace {

std::filesystem::path empty_district(const tests::TempFolder& folder) {
    model::District district;
    district.name = "Testkreis";
    district.grid = {500000, 5680000, 10, 200, 200};
    const auto file = io::DistrictFile::create(folder / "d.gpkg", district);
    INFO((file ? "" : file.error().sentence));
    REQUIRE(file);
    return folder / "d.gpkg";
}

std::vector<io::Override> rows_of(const std::filesystem::path& path) {
    const auto file = io::DistrictFile::open(path);
    REQUIRE(file);
    const auto rows = io::read_overrides(*file);
    REQUIRE(rows);
    return *rows;
}

}  // namespace

TEST_CASE("Corrections are kept in the district with reason, person and time, and their history stays", "[io][overrides]") {
    const tests::TempFolder folder;
    const auto path = empty_district(folder);
    CHECK(rows_of(path).empty());
    REQUIRE(io::add_overrides(path, {{"h1", "year", "1780", "Inschrift", "Anna", {}}, {"h1", "heated", "no", "Besuch", "Anna", {}}}));
    REQUIRE(io::add_overrides(path, {{"h1", "year", "", "Irrtum", "Bernd", {}}}));
    const std::vector<io::Override> rows = rows_of(path);
    REQUIRE(rows.size() == 3);
    CHECK(rows[0].value == "1780");
    CHECK(rows[0].reason == "Inschrift");
    CHECK(rows[1].user == "Anna");
    CHECK(rows[2].value.empty());
    CHECK(rows[2].user == "Bernd");
    CHECK(rows[0].time.size() == 20);
    CHECK(rows[0].time <= rows[2].time);
}

TEST_CASE("The record of the corrections says how many there are and from when", "[io][overrides]") {
    const tests::TempFolder folder;
    const auto path = empty_district(folder);
    REQUIRE(io::add_overrides(path, {{"h1", "year", "1780", "", "", {}}}));
    REQUIRE(io::add_overrides(path, {{"h2", "year", "1790", "", "", {}}}));
    const auto file = io::DistrictFile::open(path);
    REQUIRE(file);
    const auto parts = file->district().parts_of("overrides");
    REQUIRE(parts.size() == 1);
    CHECK(parts[0]->count == 2);
    CHECK(parts[0]->provenance.date == rows_of(path).back().time);
}

TEST_CASE("A correction that cannot be stored says so and leaves the file as it was", "[io][overrides]") {
    const tests::TempFolder folder;
    const auto gone = io::add_overrides(folder / "gone.gpkg", {{"h1", "year", "1780", "", "", {}}});
    REQUIRE_FALSE(gone);
    CHECK_THAT(gone.error().sentence, ContainsSubstring("gone.gpkg"));
}

TEST_CASE("Two who correct at the same time lose nothing of each other", "[io][overrides]") {
    const tests::TempFolder folder;
    const auto path = empty_district(folder);
    std::atomic<int> stored = 0;
    {
        std::vector<std::jthread> editors;
        for (const char* user : {"Anna", "Bernd"})
            editors.emplace_back([&path, &stored, user] {
                for (int i = 0; i < 10; ++i)
                    if (io::add_overrides(path, {{"h" + std::to_string(i), "year", "1780", "", user, {}}})) ++stored;
            });
    }
    CHECK(stored > 0);
    CHECK(static_cast<int>(rows_of(path).size()) == stored);
    const auto file = io::DistrictFile::open(path);
    REQUIRE(file);
    CHECK(file->district().parts_of("overrides").size() == 1);
}
