#include "io/register_file.h"

#include "io/district_file.h"
#include "support/temp_folder.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <fstream>
#include <random>
#include <thread>
#include <type_traits>

#include <sys/wait.h>
#include <unistd.h>

using namespace kreisblick;
using Catch::Matchers::ContainsSubstring;
using model::CaseField;

namespace {

// For the public there is no function that gives cases: the calls do not even compile.
template <typename Proof>
concept GivesCases = requires(io::RegisterFile file, Proof proof) {
    file.cases(proof);
};
template <typename Proof>
concept GivesACase = requires(io::RegisterFile file, Proof proof) {
    file.find(proof, "L-1");
};
template <typename Proof>
concept GivesHistory = requires(io::RegisterFile file, Proof proof) {
    file.history(proof, "L-1");
};
template <typename Proof>
concept Edits = requires(io::RegisterFile file, Proof proof, io::CaseEdit edit) {
    file.edit(proof, edit);
};
static_assert(GivesCases<model::Internal> && GivesCases<model::Council> && !GivesCases<model::Public>);
static_assert(GivesACase<model::Internal> && GivesACase<model::Council> && !GivesACase<model::Public>);
static_assert(GivesHistory<model::Internal> && !GivesHistory<model::Council> && !GivesHistory<model::Public>);
static_assert(Edits<model::Internal> && !Edits<model::Council> && !Edits<model::Public>);
// Nobody makes a proof for himself.
static_assert(!std::is_default_constructible_v<model::Internal>);

const model::Internal k_internal = *model::Audience::internal().as<model::Internal>();
const model::Council k_council = *model::Audience::council().as<model::Council>();

std::filesystem::path district_in(const tests::TempFolder& folder) {
    model::District district;
    district.grid = {570000, 5680000, 10, 100, 100};
    const auto file = io::DistrictFile::create(folder / "d.gpkg", district);
    if (!file) FAIL(file.error().sentence);
    return file->path();
}

io::RegisterFile opened(const std::filesystem::path& path) {
    auto file = io::RegisterFile::open(path);
    if (!file) FAIL(file.error().sentence);
    return std::move(*file);
}

io::NewCase house(const std::string& id) {
    return {id, {{CaseField::Address, "Erdachte Gasse 7, Musterdorf"}, {CaseField::Contact, "Frau Ausgedacht, 000 111"}}};
}

/// A register with the case A-1.
io::RegisterFile with_case(const std::filesystem::path& path) {
    auto file = opened(path);
    const auto added = file.add(k_internal, house("A-1"), "Anna");
    if (!added) FAIL(added.error().sentence);
    return file;
}

std::string status_of(io::RegisterFile& file) { return file.find(k_internal, "A-1")->text(CaseField::Status); }

}  // namespace

TEST_CASE("A district without a register shows an empty one", "[io][register]") {
    const tests::TempFolder folder;
    auto file = opened(district_in(folder));
    CHECK(file.cases(k_internal)->empty());
    CHECK(file.history(k_internal, "")->empty());
    CHECK_THAT(file.find(k_internal, "A-1").error().sentence, ContainsSubstring("there is no case A-1"));
}

TEST_CASE("An edit writes value and history together, and undo takes it back", "[io][register]") {
    const tests::TempFolder folder;
    const auto path = district_in(folder);
    auto file = with_case(path);
    const auto edited =
        file.edit(k_internal, {"A-1", 1, "Bernd", {{CaseField::Status, "geprüft"}, {CaseField::Condition, "Dach undicht"}}});
    REQUIRE(edited);
    CHECK(edited->revision == 2);
    CHECK(edited->text(CaseField::Status) == "checked");
    const auto history = *opened(path).history(k_internal, "A-1");
    REQUIRE(history.size() == 3);
    CHECK(history[1].who == "Bernd");
    CHECK(history[1].field == "status");
    CHECK(history[1].old_value == "suspected");
    CHECK(history[1].new_value == "checked");
    CHECK(history[2].field == "condition");
    CHECK(history[1].edit == history[2].edit);

    const auto undone = file.undo(k_internal, "A-1", "Bernd");
    REQUIRE(undone);
    CHECK((*undone)->text(CaseField::Status) == "suspected");
    CHECK((*undone)->text(CaseField::Condition).empty());
    CHECK((*undone)->text(CaseField::Address) == "Erdachte Gasse 7, Musterdorf");
    CHECK((*undone)->revision == 3);
    const auto taken_out = file.undo(k_internal, "A-1", "Bernd");
    REQUIRE(taken_out);
    CHECK_FALSE(taken_out->has_value());
    CHECK(file.cases(k_internal)->empty());
    // Status, address and contact, which the case held, and that it is gone.
    const auto after = *file.history(k_internal, "A-1");
    REQUIRE(after.size() == 9);
    CHECK(std::any_of(after.begin(), after.end(), [](const model::CaseChange& change) {
        return change.field == "contact" && change.old_value == "Frau Ausgedacht, 000 111" && change.new_value.empty();
    }));
    CHECK_FALSE(file.undo(k_internal, "A-1", "Bernd"));
}

TEST_CASE("Of two editors of one case the second is told who was faster, and nothing of theirs is written", "[io][register]") {
    const tests::TempFolder folder;
    const auto path = district_in(folder);
    auto first = with_case(path);
    auto second = opened(path);
    const std::int64_t read = second.find(k_internal, "A-1")->revision;
    REQUIRE(first.edit(k_internal, {"A-1", read, "Anna", {{CaseField::Condition, "gut"}}}));
    const auto late = second.edit(k_internal, {"A-1", read, "Bernd", {{CaseField::Condition, "schlecht"}, {CaseField::Plan, "Laden"}}});
    REQUIRE_FALSE(late);
    CHECK_THAT(late.error().sentence, ContainsSubstring("Anna") && ContainsSubstring("condition") && ContainsSubstring("gut"));
    const auto now = *second.find(k_internal, "A-1");
    CHECK(now.text(CaseField::Condition) == "gut");
    CHECK(now.text(CaseField::Plan).empty());
    CHECK(second.edit(k_internal, {"A-1", now.revision, "Bernd", {{CaseField::Condition, "schlecht"}}}));
}

TEST_CASE("A move of the status that makes no sense is refused with what may follow", "[io][register]") {
    const tests::TempFolder folder;
    auto file = with_case(district_in(folder));
    const auto skipped = file.edit(k_internal, {"A-1", {}, "Anna", {{CaseField::Status, "reused"}}});
    REQUIRE_FALSE(skipped);
    CHECK_THAT(skipped.error().sentence, ContainsSubstring("suspected cannot become reused: next may be checked, no_vacancy, ruin"));
    CHECK(status_of(file) == "suspected");
    for (const char* status : {"checked", "owner_written", "willing", "sheet_made", "offered", "sold", "in_works", "reused", "suspected"}) {
        const auto moved = file.edit(k_internal, {"A-1", {}, "Anna", {{CaseField::Status, status}}});
        INFO(status);
        CHECK(moved);
    }
}

TEST_CASE("The council's cases hold no contact, no log, no notes and no paths", "[io][register][privacy]") {
    const tests::TempFolder folder;
    auto file = with_case(district_in(folder));
    REQUIRE(file.edit(k_internal, {"A-1",
                                   {},
                                   "Anna",
                                   {{CaseField::ContactLog, "Anruf"},
                                    {CaseField::Notes, "Erbe: Herr Erfunden"},
                                    {CaseField::Photos, "fotos/erfunden.jpg"},
                                    {CaseField::Condition, "trocken"}}}));
    const auto seen = *file.cases(k_council);
    REQUIRE(seen.size() == 1);
    CHECK(seen[0].text(CaseField::Condition) == "trocken");
    CHECK(seen[0].text(CaseField::Address) == "Erdachte Gasse 7, Musterdorf");
    for (const CaseField field : {CaseField::Contact, CaseField::ContactLog, CaseField::Notes, CaseField::Photos, CaseField::Drawings})
        CHECK(seen[0].text(field).empty());
}

TEST_CASE("A batch with one bad value enters nothing", "[io][register]") {
    const tests::TempFolder folder;
    auto file = opened(district_in(folder));
    io::CaseBatch batch{"Liste", {}, {house("A-1"), {"A-2", {{CaseField::Since, "3019"}}}}};
    const auto refused = file.store(k_internal, batch);
    REQUIRE_FALSE(refused);
    CHECK_THAT(refused.error().sentence, ContainsSubstring("3019"));
    CHECK(file.cases(k_internal)->empty());
    batch.new_cases[1].values.clear();
    batch.new_cases.push_back({"", {}});
    CHECK(*file.store(k_internal, batch) == 3);
    CHECK(file.cases(k_internal)->back().id == "L-00003");
    CHECK_FALSE(file.store(k_internal, {"Liste", {}, {house("A-1")}}));
}

TEST_CASE("Cases are known to methods as the dataset register, without names", "[io][register]") {
    const tests::TempFolder folder;
    const auto path = district_in(folder);
    auto file = opened(path);
    REQUIRE(file.store(k_internal, {"Liste",
                                    {},
                                    {{"A", {{CaseField::Building, "h1"}, {CaseField::Status, "checked"}, {CaseField::Since, "2001"}}},
                                     {"B", {{CaseField::Building, "h2"}, {CaseField::Status, "offered"}, {CaseField::Extent, "teil"}}},
                                     {"C", {{CaseField::Building, "h3"}}},
                                     {"D", {{CaseField::Building, "h4"}, {CaseField::Status, "bewohnt"}}}}}));
    const auto district = io::DistrictFile::open(path);
    REQUIRE(district);
    REQUIRE(district->district().parts_of("register").size() == 1);
    const auto facts = *district->read_features(*district->district().parts_of("register").front());
    REQUIRE(facts.size() == 4);
    CHECK(facts.columns().size() == 3);
    CHECK(facts.text(0, "building") == "h1");
    CHECK(facts.text(0, "state") == "vacant");
    CHECK(facts.number(0, "since") == 2001);
    CHECK(facts.text(1, "state") == "partly vacant");
    CHECK(facts.text(2, "state") == "suspected");
    CHECK(facts.text(3, "state") == "occupied");
}

namespace {

/// Edits one case again and again, and says after each edit, in a file, which one is done.
[[noreturn]] void edit_without_end(const std::filesystem::path& path, const std::filesystem::path& said, long from) {
    auto file = io::RegisterFile::open(path);
    std::FILE* told = std::fopen(said.c_str(), "wb");
    if (!file || !told) _exit(1);
    for (long number = from;; ++number) {
        const std::string value = std::to_string(number);
        if (!file->edit(k_internal, {"A-1", {}, "Kind", {{CaseField::Plan, value}, {CaseField::Condition, "Z" + value}}})) _exit(2);
        std::rewind(told);
        std::fprintf(told, "%012ld", number);
        std::fflush(told);
    }
}

long number_in(const std::filesystem::path& path) {
    long number = 0;
    std::ifstream(path) >> number;
    return number;
}

/// Kills an editing child so many times, each time requiring that what it said is there. Returns the number of the last edit.
long kill_editors(const std::filesystem::path& path, const tests::TempFolder& folder, int kills) {
    std::minstd_rand random(17);
    std::uniform_int_distribution<int> moment_us(200, 40000);
    long done = 0;
    for (int kill_number = 0; kill_number < kills; ++kill_number) {
        const auto said = folder / ("said" + std::to_string(kill_number % 2));
        std::filesystem::remove(said);
        const pid_t child = fork();
        if (child == 0) edit_without_end(path, said, done + 1);
        std::this_thread::sleep_for(std::chrono::microseconds(moment_us(random)));
        kill(child, SIGKILL);
        int status = 0;
        waitpid(child, &status, 0);
        REQUIRE(WIFSIGNALED(status));
        const long confirmed = std::max(done, number_in(said));
        auto file = opened(path);
        const auto now = file.find(k_internal, "A-1");
        REQUIRE(now);
        const long stored = now->text(CaseField::Plan).empty() ? 0 : std::stol(now->text(CaseField::Plan));
        REQUIRE(stored >= confirmed);
        REQUIRE(stored <= confirmed + 1);
        if (stored > 0) REQUIRE(now->text(CaseField::Condition) == "Z" + std::to_string(stored));
        done = stored;
    }
    return done;
}

/// The same on a new district, which must be sound afterwards, with all edits in the history. Returns how many there were.
long edits_that_outlive(int kills) {
    const tests::TempFolder folder;
    const auto path = district_in(folder);
    { static_cast<void>(with_case(path)); }
    const long done = kill_editors(path, folder, kills);
    auto database = io::Database::open(path, io::SqliteAccess::Read);
    auto check = database->prepare("PRAGMA integrity_check");
    REQUIRE(check->step().value());
    CHECK(check->text(0) == "ok");
    CHECK(opened(path).history(k_internal, "A-1")->size() == static_cast<std::size_t>(2 * done + 1));
    return done;
}

}  // namespace

TEST_CASE("A kill at any of 50 moments of editing loses no confirmed edit and leaves the file sound", "[io][register]") {
    CHECK(edits_that_outlive(50) > 0);
}

TEST_CASE("A kill at any of 1,000 moments of editing loses no confirmed edit and leaves the file sound", "[io][register][.][long]") {
    CHECK(edits_that_outlive(1000) > 0);
}
