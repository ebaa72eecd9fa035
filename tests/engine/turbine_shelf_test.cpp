#include "engine/turbine_shelf.h"

#include "potentials/power_curve.h"
#include "support/temp_folder.h"
#include "support/turbines.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <algorithm>
#include <fstream>

using namespace kreisblick;
using Catch::Approx;
using Catch::Matchers::ContainsSubstring;

namespace {

/// A district of one hectare, with power curves of its own where a test gives some.
struct Shelf {
    tests::TempFolder folder;
    std::optional<io::DistrictFile> file;

    explicit Shelf(std::optional<geo::FeatureTable> curves = std::nullopt) {
        model::District district;
        district.name = "Probe";
        district.grid = {570000, 5671000, 10, 10, 10};
        auto made = io::DistrictFile::create(folder / "probe.gpkg", district);
        REQUIRE(made);
        file.emplace(std::move(*made));
        if (!curves) return;
        io::PartContent content;
        content.record.dataset = "turbine_curves";
        content.record.kind = model::DatasetKind::Table;
        content.content = std::move(*curves);
        std::vector<io::PartContent> parts;
        parts.push_back(std::move(content));
        const auto stored = file->replace_parts(std::move(parts), {});
        INFO((stored ? "" : stored.error().sentence));
        REQUIRE(stored);
    }

    /// The curve in a file with that text.
    core::Result<model::Turbine> own(const std::string& text) {
        const std::string path = (folder / "own.csv").string();
        std::ofstream(path) << text;
        KREISBLICK_TRY(const auto turbines, engine::turbines_for(*file, tests::turbines(), {{"turbine", path}}));
        return *std::find_if(turbines.begin(), turbines.end(), [&](const auto& one) { return one.id == path; });
    }
};

std::string sentence_of(const core::Result<model::Turbine>& turbine) { return turbine ? "" : turbine.error().sentence; }

}  // namespace

TEST_CASE("A power curve of one's own comes from a CSV, in any order of columns, with comma or point", "[engine][wind]") {
    Shelf shelf;
    for (const char* text : {"speed,power\n3,0\n5,1000\n7,2000\n", "Windgeschwindigkeit in m/s;Leistung in kW\n3,0;0\n5,0;1000\n7,0;2000\n",
                             "power_kw,wind_speed\n0,3\n1000,5\n2000,7\n", "v;P\n3;0\n5;1000\n7;2000\n", "3;0\n5;1000\n7;2000\n"}) {
        CAPTURE(text);
        const auto turbine = shelf.own(text);
        INFO(sentence_of(turbine));
        REQUIRE(turbine);
        CHECK(turbine->rated_kw == 2000);
        CHECK(turbine->power_kw(5.5) == Approx(1250));
        CHECK(potentials::checked(*turbine).warnings.empty());
    }
}

TEST_CASE("A curve in watts is read as one in kilowatts", "[engine][wind]") {
    Shelf shelf;
    const auto turbine = shelf.own("speed,power\n3,0\n8,2000000\n12,4000000\n");
    REQUIRE(turbine);
    CHECK(turbine->power_kw(8) == Approx(2000));
}

TEST_CASE("Curves that do not rise, have gaps or miss values are warned of and still defined", "[engine][wind]") {
    Shelf shelf;
    const auto warnings = [&](const char* text) {
        const auto turbine = shelf.own(text);
        INFO(sentence_of(turbine));
        REQUIRE(turbine);
        const potentials::CheckedTurbine result = potentials::checked(*turbine);
        CHECK(std::isfinite(result.turbine.power_kw(7.5)));
        std::string all;
        for (const core::Words& words : result.warnings) all += words.english + "|";
        return all;
    };
    CHECK_THAT(warnings("speed,power\n3,0\n5,500\n6,400\n7,1400\n8,2000\n"), ContainsSubstring("falls before"));  // a drop
    CHECK_THAT(warnings("speed,power\n3,0\n5,500\n10,3000\n12,4000\n"), ContainsSubstring("1 gaps"));             // a gap
    CHECK_THAT(warnings("speed,power\n5,500\n3,0\n8,2000\n"), ContainsSubstring("1"));                            // out of order
    CHECK_THAT(warnings("speed,power\n3,0\n5,\n6,900\n,700\n8,2000\n"), ContainsSubstring("2"));                  // empty cells
    CHECK(warnings("speed,power\n3,0\n5,500\n7,1400\n8,2000\n").empty());
}

TEST_CASE("A file that holds no curve is refused with what a curve needs", "[engine][wind]") {
    Shelf shelf;
    CHECK_THAT(sentence_of(shelf.own("speed\n3\n4\n")), ContainsSubstring("speed in m/s and power in kW"));
    CHECK_THAT(sentence_of(shelf.own("turbine,maker\nA,B\n")), ContainsSubstring("needs two columns of numbers"));
    CHECK_FALSE(sentence_of(shelf.own("")).empty());
    const auto missing = engine::turbines_for(*shelf.file, tests::turbines(), {{"turbine", "/nowhere/none.csv"}});
    REQUIRE_FALSE(missing);
    CHECK_THAT(missing.error().sentence, ContainsSubstring("/nowhere/none.csv"));
}

TEST_CASE("The district's turbines stand beside the built-in ones, and before those of the same name", "[engine][wind]") {
    geo::FeatureTable curves;
    for (int row = 0; row < 5; ++row) curves.add_row();
    curves.column("turbine", geo::ColumnType::Text).texts = {"X-100", "X-100", "X-100", "V126/3450", "V126/3450"};
    curves.column("speed", geo::ColumnType::Number, "m/s").numbers = {3, 8, 12, 3, 12};
    curves.column("power", geo::ColumnType::Number).numbers = {0, 1000, 2500, 0, 3000};
    curves.column("rotor_m", geo::ColumnType::Number, "m").numbers = {100, 100, 100, 126, 126};
    Shelf shelf(std::move(curves));
    const auto turbines = engine::turbines_for(*shelf.file, tests::turbines(), {});
    REQUIRE(turbines);
    CHECK(turbines->size() == tests::turbines().size() + 1);
    for (const model::Turbine& turbine : *turbines) {
        if (turbine.id == "X-100") CHECK(turbine.power_kw(5.5) == Approx(500));
        if (turbine.id == "X-100") CHECK(turbine.rotor_m == 100);
        if (turbine.id == "V126/3450") CHECK(turbine.rated_kw == 3000);
    }
}
