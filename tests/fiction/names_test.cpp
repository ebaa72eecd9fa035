#include "fiction/names.h"
#include "fiction/street_names.h"
#include "support/real_data.h"
#include "support/small_fiction.h"

#include <catch2/catch_test_macros.hpp>

#include <fstream>
#include <set>
#include <sstream>

using namespace kreisblick;

namespace {

/// The second column of a table of places.
void add_csv_names(const std::filesystem::path& file, std::set<std::string>& names) {
    std::ifstream in(file);
    REQUIRE(in);
    std::string line, cell;
    std::getline(in, line);
    while (std::getline(in, line)) {
        std::istringstream cells(line);
        std::getline(cells, cell, ',');
        std::getline(cells, cell, ',');
        names.insert(cell);
    }
}

/// The values of "GEN" in a file of administrative areas.
void add_area_names(const std::filesystem::path& file, std::set<std::string>& names) {
    std::ifstream in(file);
    REQUIRE(in);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    for (std::size_t at = text.find("\"GEN\""); at != std::string::npos; at = text.find("\"GEN\"", at + 1)) {
        const std::size_t from = text.find('"', text.find(':', at)) + 1;
        names.insert(text.substr(from, text.find('"', from) - from));
    }
}

std::set<std::string> real_names() {
    const std::filesystem::path folder = tests::require_real_data() / "vector" / "boundaries";
    std::set<std::string> names;
    add_csv_names(folder / "orte_geonames_bbox.csv", names);
    add_area_names(folder / "gemeinden_06636_vg250_npm2017.geojson", names);
    add_area_names(folder / "gemeinden_umgebung_vg250_npm2017.geojson", names);
    return names;
}

}  // namespace

TEST_CASE("No invented place bears the name of a real one", "[fiction][names]") {
    const std::set<std::string> real = real_names();
    REQUIRE(real.contains("Witzenhausen"));
    REQUIRE(real.size() > 200);
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        fiction::Names names(seed);
        for (int place = 0; place < 300; ++place) {
            const std::string name = place < 7 ? names.town() : names.village();
            INFO(name);
            CHECK(!real.contains(name));
        }
    }
}

TEST_CASE("No two places of a district bear the same name, however many there are", "[fiction][names]") {
    fiction::Names names(1);
    std::set<std::string> seen;
    for (int place = 0; place < 3000; ++place) CHECK(seen.insert(names.village()).second);
}

TEST_CASE("The streets of a place have names of their own", "[fiction][names]") {
    fiction::StreetNames names(7);
    std::set<std::string> seen;
    for (int street = 0; street < 250; ++street) CHECK(seen.insert(names.next(street % 5 == 0)).second);
    for (int street = 0; street < 10; ++street) CHECK(seen.insert(names.through_road()).second);
}
