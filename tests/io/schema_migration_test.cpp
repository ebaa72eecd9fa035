#include "io/schema_migration.h"

#include "io/district_file.h"
#include "support/temp_folder.h"

#include <catch2/catch_test_macros.hpp>

using namespace kreisblick;

namespace {

std::filesystem::path new_file(const tests::TempFolder& folder) {
    model::District district;
    district.grid = {0, 100, 10, 10, 10};
    const auto file = io::DistrictFile::create(folder / "d.gpkg", district);
    if (!file) FAIL(file.error().sentence);
    return file->path();
}

io::Migration adds_table(int to_schema, const std::string& table) {
    return {to_schema, [table](io::Database& database) { return database.run("CREATE TABLE " + table + " (a)"); }};
}

std::string stored_schema(io::Database& database) {
    auto statement = database.prepare("SELECT value FROM kreisblick_meta WHERE key = 'schema'");
    REQUIRE(statement);
    REQUIRE(statement->step().value());
    return statement->text(0);
}

}  // namespace

TEST_CASE("Migration runs the steps above the file's schema, in order", "[io][migration]") {
    const tests::TempFolder folder;
    auto database = io::Database::open(new_file(folder), io::SqliteAccess::Write);
    REQUIRE(database);
    const std::vector<io::Migration> steps{adds_table(1, "never"), adds_table(2, "second"), adds_table(3, "third")};
    const auto reached = io::migrate(*database, 1, steps);
    REQUIRE(reached);
    CHECK(*reached == 3);
    CHECK(stored_schema(*database) == "3");
    CHECK(database->has_table("second").value());
    CHECK(database->has_table("third").value());
    CHECK_FALSE(database->has_table("never").value());
}

TEST_CASE("A failing step rolls all steps back", "[io][migration]") {
    const tests::TempFolder folder;
    auto database = io::Database::open(new_file(folder), io::SqliteAccess::Write);
    REQUIRE(database);
    const io::Migration fails{3, [](io::Database&) -> core::Result<void> { return core::fail("it does not work"); }};
    const std::vector<io::Migration> steps{adds_table(2, "second"), fails};
    const auto reached = io::migrate(*database, 1, steps);
    REQUIRE_FALSE(reached);
    CHECK(reached.error().sentence == "it does not work");
    CHECK(stored_schema(*database) == "1");
    CHECK_FALSE(database->has_table("second").value());
}

TEST_CASE("A gap between the steps is refused", "[io][migration]") {
    const tests::TempFolder folder;
    auto database = io::Database::open(new_file(folder), io::SqliteAccess::Write);
    REQUIRE(database);
    CHECK_FALSE(io::migrate(*database, 1, std::vector<io::Migration>{adds_table(3, "third")}));
}
