// The vacancy register as somebody attacks it who has only what is made for the public, or for the council.
#include "io/sqlite_handles.h"
#include "support/register_village.h"

#include <catch2/matchers/catch_matchers_string.hpp>

#include <algorithm>
#include <cstring>

using namespace kreisblick;
using Catch::Matchers::ContainsSubstring;
using tests::failure_of;
using tests::RegisterVillage;
using tests::run_program;

namespace {

constexpr const char* k_list =
    "id,building,status,contact,contact_log,notes,photos,condition\n"
    "FALL-GEHEIM-3,geb-nirgend-3,checked,Frau Ausgedacht-Geheim 000 4711,Anruf am Erfundenstag,Erbin: "
    "Ausgedacht-Geheim,bild-geheim.jpg,morsch\n"
    "FALL-GEHEIM-4,geb-nirgend-4,checked,Herr Erdacht-Geheim,,,,\n"
    "FALL-GEHEIM-5,geb-nirgend-5,checked,,,,,\nFALL-GEHEIM-6,geb-nirgend-6,offered,,,,,\n"
    "FALL-GEHEIM-7,geb-nirgend-7,checked,,,,,\nFALL-GEHEIM-8,geb-nirgend-8,checked,,,,,\n"
    "FALL-GEHEIM-21,geb-nirgend-21,checked,,,,,\n";

/// The eight bytes of a corner of the third house, and of its south edge, as a file of geometries holds them.
std::string bytes_of(double value) {
    std::string bytes(sizeof value, '\0');
    std::memcpy(bytes.data(), &value, sizeof value);
    return bytes;
}

/// What nobody may find: ids, addresses, people, geometry of single houses.
std::vector<std::string> secrets_of_houses() {
    return {"FALL-GEHEIM", "geb-nirgend", "Nirgendweg", bytes_of(5670500.375), bytes_of(5670510.375), "5670500.375", "570560"};
}
std::vector<std::string> secrets_of_people() { return {"Ausgedacht", "Erdacht-Geheim", "4711", "Erfundenstag", "bild-geheim", "Erbin"}; }

void check_holds_none(const std::string& content, const std::vector<std::string>& secrets, const std::string& what) {
    for (const std::string& secret : secrets) {
        INFO(what << " holds " << secret);
        CHECK(content.find(secret) == std::string::npos);
    }
}

/// Twelve houses in Oberdorf of which six are cases, three in Unterdorf of which one is.
struct Attacked : RegisterVillage {
    Attacked() { static_cast<void>(import_list("liste.csv", k_list)); }
    /// Runs a command for the public and looks through all it says.
    tests::ProgramRun in_public(std::vector<std::string> arguments, const std::string& audience = "public") const {
        arguments.insert(arguments.end(), {"--audience", audience});
        std::string what;
        for (const std::string& word : arguments) what += word + " ";
        const tests::ProgramRun done = run_program(arguments);
        auto secrets = secrets_of_people();
        if (audience == "public")
            for (const std::string& secret : secrets_of_houses()) secrets.push_back(secret);
        check_holds_none(done.out + done.error, secrets, what);
        return done;
    }
};

}  // namespace

TEST_CASE("No command tells the public anything of a single house", "[cli][privacy]") {
    const Attacked district;
    const std::string& file = district.file;
    for (const std::vector<std::string>& command : std::vector<std::vector<std::string>>{
             {"info", file}, {"check", file}, {"layers", file}, {"query", file, "570565", "5670505"}, {"register", file, "list"}}) {
        CHECK(district.in_public(command).exit_code == 0);
        auto as_json = command;
        as_json.emplace_back("--json");
        CHECK(district.in_public(as_json).exit_code == 0);
    }
    for (const std::vector<std::string>& command :
         std::vector<std::vector<std::string>>{{"register", file, "show", "FALL-GEHEIM-3"},
                                               {"register", file, "set", "FALL-GEHEIM-3", "condition=gut"},
                                               {"register", file, "undo", "FALL-GEHEIM-3"},
                                               {"register", file, "import", (district.folder / "liste.csv").string()},
                                               {"register", file, "groups", "--size", "2"},
                                               {"card", file, "geb-nirgend-3"},
                                               {"import", file, "register", (district.folder / "liste.csv").string()},
                                               {"import", file, "poi", (district.folder / "places.geojson").string()}})
        CHECK(district.in_public(command).exit_code == 1);
    CHECK(run_program({"register", file, "show", "FALL-GEHEIM-3", "--json"}).json()["condition"] == "morsch");
    // Of a footprint everybody sees that it is a building; its use and name only who may know them.
    const auto seen_by = [&](const char* audience) {
        const auto told =
            district.in_public({"query", file, "570565", "5670505", "--layers", "buildings", "--lang", "en", "--json"}, audience);
        return told.json()["values"][0]["text"].get<std::string>();
    };
    CHECK(seen_by("public") == "Buildings");
    CHECK_THAT(seen_by("council"), ContainsSubstring("house"));
    for (const auto& dataset : run_program({"info", file, "--json", "--audience", "public"}).json()["datasets"])
        CHECK(dataset["id"] != "register");
}

TEST_CASE("No format of export writes a row, a geometry or an id of a single house for the public", "[cli][privacy]") {
    const Attacked district;
    for (const char* layer : {"buildings", "roofs"})
        for (const char* command : {"export", "compute"})
            for (const char* ending : {"csv", "geojson", "gpkg", "tif"}) {
                const auto out = (district.folder / (std::string(layer) + "." + command + "." + ending)).string();
                INFO(out);
                auto arguments = command == std::string("export") ? std::vector<std::string>{"export", district.file, layer, out}
                                                                  : std::vector<std::string>{"compute", district.file, layer, "--out", out};
                const auto done = district.in_public(arguments);
                CHECK(done.exit_code == 0);
                check_holds_none(tests::read_file(out), secrets_of_houses(), out);
            }
    const auto cases = (district.folder / "cases.csv").string();
    CHECK(district.in_public({"register", district.file, "export", cases}).exit_code == 0);
    check_holds_none(tests::read_file(cases), secrets_of_houses(), cases);
    check_holds_none(tests::read_file(cases), secrets_of_people(), cases);
    // Twelve houses are a village, three are not.
    const std::string csv = tests::read_file(district.folder / "roofs.export.csv");
    CHECK_THAT(csv, ContainsSubstring("Oberdorf,\"10\",\"20\",71000,50000,100000"));
    CHECK(std::count(csv.begin(), csv.end(), '\n') == 3);
    CHECK_THAT(csv, ContainsSubstring("Unterdorf,\"0\",\"5\",,,"));
}

TEST_CASE("The public's sums are classes that no filter and no parameter moves by one house", "[cli][privacy]") {
    const Attacked district;
    const auto list = [&] { return district.in_public({"register", district.file, "list", "--json"}).json(); };
    const auto before = list();
    REQUIRE(before["areas"].size() == 2);
    CHECK(before["areas"][0]["area"] == "Oberdorf");
    CHECK(before["areas"][0]["vacant"] == nlohmann::json({{"from", 5}, {"to", 10}}));
    // One case, or none, or four: nobody knows.
    CHECK(before["areas"][1]["vacant"] == nlohmann::json({{"from", 0}, {"to", 5}}));
    for (const char* filter : {"--status=checked", "--search=GEHEIM", "--where=building=geb-nirgend-3", "--doubtful", "--sort=since"})
        CHECK_THAT(failure_of({"register", district.file, "list", filter, "--audience", "public"}), ContainsSubstring("fixed sums"));
    // With and without one house: the same answer.
    REQUIRE(run_program({"register", district.file, "set", "FALL-GEHEIM-5", "status=no_vacancy"}).exit_code == 0);
    CHECK(list() == before);

    const auto exported = [&](const std::string& name, const std::vector<std::string>& more) {
        const auto out = district.folder / name;
        std::vector<std::string> arguments{"compute", district.file, "roofs", "--out", out.string()};
        arguments.insert(arguments.end(), more.begin(), more.end());
        CHECK(district.in_public(arguments).exit_code == 0);
        return tests::read_file(out);
    };
    const std::string sums = exported("a.csv", {});
    CHECK(exported("b.csv", {"--set", "roofs.least_area=100"}) == sums);
    CHECK(exported("c.csv", {"--set", "roofs.performance_ratio=0.75"}) == sums);
    // Every place of the village gives the village's class.
    const auto at = [&](const char* x, const char* y) {
        return district.in_public({"query", district.file, x, y, "--layers", "roofs", "--json"}).json()["values"][0];
    };
    CHECK(at("570565", "5670505") == at("570625", "5670505"));
    CHECK(at("570565", "5670505")["value"]["low"] > 0);
    CHECK(at("573025", "5673005")["value"].is_null());
}

TEST_CASE("A copy for the public holds no byte of the register or of a single house", "[cli][privacy]") {
    const Attacked district;
    // What was deleted lies in free pages of the original.
    REQUIRE(run_program({"register", district.file, "undo", "FALL-GEHEIM-8"}).exit_code == 0);
    const auto out = district.folder / "public.gpkg";
    const auto report = district.in_public({"pack", district.file, out.string(), "--results", "--json"}).json();
    CHECK(report["left_out"].dump() == R"(["buildings","register"])");
    const std::string bytes = tests::read_file(out);
    auto secrets = secrets_of_houses();
    for (const std::string& secret : secrets_of_people()) secrets.push_back(secret);
    check_holds_none(bytes, secrets, "the packed copy");
    check_holds_none(bytes, {"kreisblick_register", "liste.csv"}, "the packed copy");
    CHECK(run_program({"check", out.string()}).exit_code == 0);
    CHECK_THAT(bytes, ContainsSubstring("public_sums_register") && ContainsSubstring("public_sums_roofs") && ContainsSubstring("Oberdorf"));
    const auto info = run_program({"info", out.string(), "--json"}).json();
    CHECK(info["datasets"].size() == 1);
    CHECK_THAT(failure_of({"pack", district.file, out.string()}), ContainsSubstring("a file of that name exists"));
}

namespace {

/// Farms, fields and houses as some office hands them out: with columns about people that the program does not know.
void add_owners(RegisterVillage& village) {
    const std::string people = R"("Eigentümer":"Ausgedacht, Berta","telefon":"000 4711","reason":"Erbin")";
    village.add("actors",
                RegisterVillage::point(R"("name":"Hofladen","category":"farm","lage":"Erfundenstag",)" + people, 570700, 5670700));
    village.add("parcels",
                RegisterVillage::feature(
                    R"("id":"p-1","use":"arable","lage":"Erfundenstag",)" + people,
                    R"("Polygon","coordinates":[[[571000,5671000],[571100,5671000],[571100,5671100],[571000,5671100],[571000,5671000]]])"));
}

}  // namespace

TEST_CASE("Columns about people that a file brought along reach nobody but the initiative itself", "[cli][privacy]") {
    Attacked district;
    add_owners(district);
    for (const std::string audience : {"council", "public"})
        for (const char* ending : {"csv", "geojson", "gpkg"}) {
            const auto out = (district.folder / (audience + "." + ending)).string();
            INFO(out);
            CHECK(district.in_public({"export", district.file, "actors", out}, audience).exit_code == 0);
            auto secrets = secrets_of_people();
            // Of what nobody has declared the council sees the rest, the public nothing.
            if (audience == "council") std::erase(secrets, "Erfundenstag");
            check_holds_none(tests::read_file(out), secrets, out);
            CHECK_THAT(tests::read_file(out), ContainsSubstring("Hofladen"));
        }
    for (const std::string audience : {"council", "public"}) {
        const auto out = (district.folder / (audience + "-pack.gpkg")).string();
        REQUIRE(district.in_public({"pack", district.file, out}, audience).exit_code == 0);
        auto secrets = secrets_of_people();
        if (audience == "council") std::erase(secrets, "Erfundenstag");
        check_holds_none(tests::read_file(out), secrets, out);
        CHECK_THAT(tests::read_file(out), ContainsSubstring("Hofladen") && ContainsSubstring("arable"));
        CHECK(run_program({"check", out}).exit_code == 0);
    }
    const auto own = (district.folder / "own.csv").string();
    CHECK(run_program({"export", district.file, "actors", own}).exit_code == 0);
    CHECK_THAT(tests::read_file(own), ContainsSubstring("Ausgedacht, Berta"));
}

TEST_CASE("A dataset that the program does not know is withheld from the public, and its names from the council", "[cli][privacy]") {
    Attacked district;
    district.add("actors", RegisterVillage::point(R"("name":"Ausgedacht, Karl","lage":"Erfundenstag","telefon":"000 4711")", 571711.375,
                                                  5671711.625));
    {
        // As a newer program, or somebody by SQL, may have left it.
        auto database = io::Database::open(district.file, io::SqliteAccess::Write);
        REQUIRE(database);
        REQUIRE(database->run("UPDATE kreisblick_parts SET dataset = 'melderegister' WHERE dataset = 'actors'"));
        REQUIRE(database->run("CREATE TABLE umfrage (id INTEGER PRIMARY KEY, owner TEXT NOT NULL, wunsch TEXT)"));
        REQUIRE(database->run("INSERT INTO umfrage VALUES (1, 'Frau Ausgedacht', 'Dorfladen')"));
        // A name is a name where it is the key too.
        REQUIRE(database->run("CREATE TABLE stimmen (owner TEXT NOT NULL PRIMARY KEY, wahl TEXT) WITHOUT ROWID"));
        REQUIRE(database->run("INSERT INTO stimmen VALUES ('Frau Ausgedacht', 'Ja'), ('Herr Erdacht-Geheim', 'Enthaltung')"));
    }
    for (const std::string audience : {"council", "public"}) {
        const auto out = (district.folder / (audience + ".gpkg")).string();
        REQUIRE(district.in_public({"pack", district.file, out}, audience).exit_code == 0);
        auto secrets = secrets_of_people();
        if (audience == "council") std::erase(secrets, "Erfundenstag");
        check_holds_none(tests::read_file(out), secrets, out);
        // The public gets neither the places of it nor that there is such a thing.
        for (const std::string& trace : {bytes_of(571711.375), bytes_of(5671711.625), std::string("melderegister"), std::string("umfrage"),
                                         std::string("Dorfladen")}) {
            INFO(audience << " and " << trace);
            CHECK((tests::read_file(out).find(trace) != std::string::npos) == (audience == "council"));
        }
        const std::string told = district.in_public({"info", district.file, "--json"}, audience).out;
        if (audience == "public") CHECK(told.find("melderegister") == std::string::npos);
    }
}

TEST_CASE("No layer tells the public what the register says, and no figure beside one counts single houses", "[cli][privacy]") {
    const Attacked district;
    const auto told = [&](const std::string& name) {
        const auto out = (district.folder / name).string();
        const auto done = district.in_public({"export", district.file, "vacancy", out, "--json"});
        CHECK(done.exit_code == 0);
        nlohmann::json report = done.json();
        report.erase("out");
        return report.dump() + tests::read_file(out);
    };
    const std::string before = told("before.csv");
    CHECK_THAT(before, ContainsSubstring("Oberdorf"));
    for (const char* id : {"FALL-GEHEIM-3", "FALL-GEHEIM-4", "FALL-GEHEIM-5", "FALL-GEHEIM-6"})
        REQUIRE(run_program({"register", district.file, "set", id, "status=no_vacancy"}).exit_code == 0);
    CHECK(told("after.csv") == before);
    const auto internal = (district.folder / "internal.csv").string();
    REQUIRE(run_program({"export", district.file, "vacancy", internal}).exit_code == 0);
    CHECK_THAT(tests::read_file(internal), ContainsSubstring("registered"));
}

TEST_CASE("Faults and corrections of single houses, and what imports noted of them, stay from the public", "[cli][privacy]") {
    Attacked district;
    const std::string& file = district.file;
    std::string houses;
    for (int i = 1; i <= 12; ++i) {
        std::string house = RegisterVillage::house(i, 570500 + 20 * i, 5670500.375);
        if (i == 3) house.insert(house.find("\"id\""), "\"storeys\":77,");
        houses += house;
    }
    district.add("buildings", houses + RegisterVillage::house(99, 990000, 5670500.375));
    RegisterVillage::run({"override", file, "set", "geb-nirgend-3", "year=1701", "--reason", "laut Frau Ausgedacht", "--user", "Erbin"});
    const auto part_of = [&](const std::string& dataset, const std::string& audience) {
        const auto info = district.in_public({"info", file, "--json"}, audience).json();
        for (const auto& one : info["datasets"])
            if (one["id"] == dataset) return one["parts"][0];
        return nlohmann::json();
    };
    CHECK(part_of("buildings", "council").contains("notes"));
    CHECK_FALSE(part_of("buildings", "public").contains("notes"));
    CHECK_FALSE(part_of("overrides", "council").is_null());
    CHECK(part_of("overrides", "public").is_null());
    CHECK_THAT(district.in_public({"check", file, "--lang", "en"}).out, ContainsSubstring("0 to less than 5 buildings"));
    CHECK_THAT(district.in_public({"check", file}, "council").out, ContainsSubstring("geb-nirgend-3"));
    for (const std::string audience : {"council", "public"}) {
        CHECK(district.in_public({"override", file, "list"}, audience).exit_code == 1);
        CHECK(district.in_public({"override", file, "set", "geb-nirgend-3", "year=1702", "--reason", "x"}, audience).exit_code == 1);
        const auto out = (district.folder / (audience + ".gpkg")).string();
        CHECK(district.in_public({"pack", file, out}, audience).exit_code == 0);
        check_holds_none(tests::read_file(out), {"laut Frau", "Erbin"}, out);
    }
    // Beside a layer of a small district stand classes, and no note that counts.
    const auto report =
        district.in_public({"export", file, "heat_demand", (district.folder / "heat.csv").string(), "--json", "--lang", "en"}).json();
    REQUIRE(report["figures"].size() > 2);
    for (const auto& figure : report["figures"]) {
        INFO(figure.dump());
        if (figure["value"].is_null()) continue;
        REQUIRE(figure["value"].is_object());
        const double low = figure["value"]["low"], high = figure["value"]["high"];
        CHECK((figure["unit"] == "%" || high / low == 2 || high / low == 2.5));
    }
    for (const auto& note : report["notes"]) CHECK(note.get<std::string>().find_first_of("0123456789") == std::string::npos);
    const auto own = (district.folder / "own.csv").string();
    const auto whole = run_program({"export", file, "heat_demand", own, "--json", "--lang", "en"}).json();
    CHECK(whole["notes"].size() > report["notes"].size());
}

TEST_CASE("The council gets cases without people, in every command and in a packed copy", "[cli][privacy]") {
    const Attacked district;
    const auto council = [&](std::vector<std::string> arguments) {
        const auto done = district.in_public(std::move(arguments), "council");
        CHECK(done.exit_code == 0);
        return done.out;
    };
    CHECK_THAT(council({"register", district.file, "list", "--json"}), ContainsSubstring("FALL-GEHEIM-3") && ContainsSubstring("morsch"));
    CHECK_THAT(council({"register", district.file, "show", "FALL-GEHEIM-3"}), ContainsSubstring("morsch"));
    CHECK_THAT(council({"card", district.file, "geb-nirgend-3"}), ContainsSubstring("FALL-GEHEIM-3"));
    const auto names_register = [](const nlohmann::json& info) {
        return info["datasets"].dump().find(R"("register")") != std::string::npos;
    };
    CHECK(names_register(run_program({"info", district.file, "--json"}).json()));
    CHECK_FALSE(names_register(nlohmann::json::parse(council({"info", district.file, "--json"}))));
    static_cast<void>(council({"register", district.file, "groups", "--size", "2"}));
    const auto list = district.folder / "council.csv", copy = district.folder / "council.gpkg";
    static_cast<void>(council({"register", district.file, "export", list.string()}));
    static_cast<void>(council({"pack", district.file, copy.string()}));
    for (const auto& file : {list, copy}) {
        check_holds_none(tests::read_file(file), secrets_of_people(), file.string());
        CHECK_THAT(tests::read_file(file), ContainsSubstring("FALL-GEHEIM-3"));
    }
    // Not even the empty columns that would say what is known of somebody.
    const std::string header = tests::read_file(list).substr(0, tests::read_file(list).find('\n'));
    CHECK_THAT(header, ContainsSubstring("condition"));
    check_holds_none(header, {"contact", "contact_log", "notes", "photos", "drawings"}, "the council's list");
    CHECK(run_program({"register", copy.string(), "show", "FALL-GEHEIM-3", "--json"}).json()["contact"].is_null());
    CHECK_THAT(failure_of({"register", district.file, "set", "FALL-GEHEIM-3", "condition=gut", "--audience", "council"}),
               ContainsSubstring("internal alone"));
}

TEST_CASE("A copy for the initiative itself holds everything", "[cli][privacy]") {
    const Attacked district;
    const auto copy = (district.folder / "all.gpkg").string();
    REQUIRE(run_program({"pack", district.file, copy}).exit_code == 0);
    const auto shown = run_program({"register", copy, "show", "FALL-GEHEIM-3", "--json"}).json();
    CHECK(shown == run_program({"register", district.file, "show", "FALL-GEHEIM-3", "--json"}).json());
    CHECK(run_program({"info", copy, "--json"}).json()["datasets"] == run_program({"info", district.file, "--json"}).json()["datasets"]);
    const auto value = [](const std::string& file) {
        return run_program({"query", file, "570565", "5670505", "--layers", "buildings,places,roofs", "--json"}).json();
    };
    CHECK(value(copy) == value(district.file));
}

TEST_CASE("With the results a copy holds what the layers give, for the council without people", "[cli][privacy]") {
    Attacked district;
    add_owners(district);
    for (const std::string audience : {"internal", "council"}) {
        const auto out = district.folder / (audience + ".gpkg");
        const auto packed = run_program({"pack", district.file, out.string(), "--results", "--audience", audience, "--json"}).json();
        const auto has = [&](const char* table) { return packed["added"].dump().find(table) != std::string::npos; };
        CHECK((has("result_roofs") && has("result_vacancy") && has("result_heat_demand")));
        auto database = io::Database::open(out, io::SqliteAccess::Read);
        REQUIRE(database);
        const auto number = [&](const std::string& sql) {
            auto rows = database->prepare(sql);
            REQUIRE(rows);
            REQUIRE(rows->step().value());
            return rows->whole(0);
        };
        CHECK(number("SELECT count(*) FROM result_vacancy WHERE basis = 'registered'") == 7);
        CHECK(number("SELECT count(*) FROM gpkg_contents WHERE table_name LIKE 'result_%'") == static_cast<int>(packed["added"].size()));
        if (audience == "council") {
            auto secrets = secrets_of_people();
            std::erase(secrets, "Erfundenstag");
            check_holds_none(tests::read_file(out), secrets, out.string());
        }
        // Packed again, the newer results take the place of the older ones.
        const auto again = (district.folder / (audience + "-again.gpkg")).string();
        CHECK(run_program({"pack", out.string(), again, "--results", "--audience", audience, "--json"}).json()["added"] == packed["added"]);
        CHECK(run_program({"check", again}).exit_code == 0);
    }
}

TEST_CASE("A picture for the public is drawn, and shows a layer with values per house by village", "[cli][privacy]") {
    const Attacked district;
    const auto out = (district.folder / "map.png").string();
    const auto internal = (district.folder / "internal.png").string();
    REQUIRE(district.in_public({"render", district.file, out, "--layers", "roofs", "--size", "400x300"}).exit_code == 0);
    REQUIRE(run_program({"render", district.file, internal, "--layers", "roofs", "--size", "400x300"}).exit_code == 0);
    const bool is_same = tests::read_file(out) == tests::read_file(internal);
    CHECK_FALSE(is_same);
}
