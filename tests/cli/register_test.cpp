#include "io/sqlite_handles.h"
#include "support/register_village.h"

#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

using namespace kreisblick;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::WithinAbs;
using tests::failure_of;
using tests::RegisterVillage;
using tests::run_program;

namespace {

/// As an office writes it: semicolons, Windows-1252, its own names of columns.
constexpr const char* k_council_list =
    "Lfd. Nr.;Stra\xDF"
    "e;Hausnummer;Ort;Sachstand;leer seit;Eigent\xFCmer;Telefon;Bauzustand;Gemarkung\r\n"
    "R-1;Nirgendweg;3;Oberdorf;gepr\xFC"
    "ft;2011;Frau Ausgedacht;000 111;Dach dicht;Flur 9\r\n"
    "R-2;Nirgendweg;;Oberdorf;vermutet;;;;;\r\n"
    "R-2;Nirgendweg;5;Oberdorf;vermutet;3019;;;;\r\n"
    "R-4;Gibtesnichtweg;1;Oberdorf;verwunschen;;;;;\r\n";

std::string doubts_of(const nlohmann::json& report) { return report["doubtful"].dump(); }

}  // namespace

TEST_CASE("A council's list becomes cases, and what is doubtful is told with its line and kept", "[cli][register]") {
    const RegisterVillage village;
    const auto report = village.import_list("rathaus.csv", k_council_list);
    CHECK(report["rows"] == 4);
    CHECK(report["entered"] == 4);
    CHECK(report["matched"] == 2);
    REQUIRE(report["doubtful"].size() == 3);
    CHECK(report["doubtful"][0]["line"] == 3);
    CHECK_THAT(doubts_of(report), ContainsSubstring("neither a house number nor a position"));
    CHECK_THAT(doubts_of(report), ContainsSubstring("the id R-2 stands on line 3 too") && ContainsSubstring("since reads \\\"3019\\\""));
    CHECK_THAT(doubts_of(report), ContainsSubstring("status reads \\\"verwunschen\\\"") && ContainsSubstring("no house has its address"));

    const auto first = village.registered({"show", "R-1"}).json();
    CHECK(first["building"] == "geb-nirgend-3");
    CHECK(first["status"] == "checked");
    CHECK(first["since"] == 2011);
    CHECK(first["contact"] == "Eigentümer: Frau Ausgedacht; Telefon: 000 111");
    CHECK(first["notes"] == "Gemarkung: Flur 9");
    CHECK(first["history"][0]["who"] == "Anna");
    const auto doubtful = village.registered({"list", "--doubtful"}).json();
    CHECK(doubtful["total"] == 4);
    CHECK(doubtful["count"] == 3);
    CHECK_THAT(village.registered({"show", "R-2-2"}).json()["doubt"].get<std::string>(), ContainsSubstring("3019"));
}

TEST_CASE("The initiative's list teaches known cases, contradicts none silently, and changes nothing the second time", "[cli][register]") {
    const RegisterVillage village;
    static_cast<void>(village.import_list("rathaus.csv", k_council_list));
    const std::string list =
        "\xEF\xBB\xBFid,Adresse,Zustand,Notizen,Nutzungsidee,x,y\n"
        ",\"Nirgendweg 3, Oberdorf\",Dach undicht,\"Schlüssel, beim Nachbarn\",Dorfladen,,\n"
        ",,gut,,,570605,5670505\n";
    const auto report = village.import_list("initiative.csv", list, {"--source", "Bürgergruppe"});
    CHECK(report["changed"] == 2);
    CHECK(report["entered"] == 0);
    const auto first = village.registered({"show", "R-1"}).json();
    CHECK(first["plan"] == "Dorfladen");
    CHECK(first["condition"] == "Dach dicht");
    CHECK_THAT(first["notes"].get<std::string>(),
               ContainsSubstring("Flur 9") && ContainsSubstring("Bürgergruppe: Schlüssel, beim Nachbarn"));
    CHECK_THAT(first["doubt"].get<std::string>(), ContainsSubstring("condition: Bürgergruppe says \"Dach undicht\""));
    // 570605 E lies in the house with the number 5, which is a case already.
    CHECK(village.registered({"show", "R-2-2"}).json()["condition"] == "gut");
    const auto again = village.import_list("initiative.csv", list, {"--source", "Bürgergruppe"});
    CHECK(again["unchanged"] == 2);
    CHECK(again["changed"] == 0);
}

TEST_CASE("An address that two houses have is doubtful, unless the position decides", "[cli][register]") {
    RegisterVillage village;
    village.add("buildings", RegisterVillage::house(3, 570560, 5670500.375) + RegisterVillage::house(3, 570760, 5670500.375, 33));
    const auto report = village.import_list("list.csv",
                                            "id,address,x,y\n"
                                            "Z-1,\"Nirgendweg 3, Oberdorf\",,\n"
                                            "Z-2,\"Nirgendweg 3, Oberdorf\",570765,5670505\n");
    CHECK(report["matched"] == 1);
    REQUIRE(report["doubtful"].size() == 2);
    CHECK_THAT(report["doubtful"][0]["why"].get<std::string>(), ContainsSubstring("its address means 2 houses"));
    CHECK(report["doubtful"][1]["why"] == "line 2 speaks of the same house");
}

TEST_CASE("Notes of five megabytes come in and go out whole, and formulas are inert in the file", "[cli][register]") {
    const RegisterVillage village;
    const std::string long_note(5'000'000, 'n');
    static_cast<void>(
        village.import_list("list.csv", "id,building,contact,condition,notes\nF-1,geb-nirgend-1,+49 000 111,=cmd|' /C calc'!A0," +
                                            long_note + "\nF-2,geb-nirgend-2,@summe,-1+1,\"zwei\nZeilen\"\n"));
    const auto out = village.folder / "out.csv";
    CHECK(village.registered({"export", out.string()}).json()["count"] == 2);
    const std::string text = tests::read_file(out);
    CHECK_THAT(text, ContainsSubstring(",'=cmd|' /C calc'!A0,") && ContainsSubstring(",'+49 000 111,") && ContainsSubstring("'@summe") &&
                         ContainsSubstring("'-1+1"));
    for (const char* run_by_spreadsheets : {",=", ",+", ",-", ",@", "\n=", "\"="})
        CHECK(text.find(run_by_spreadsheets) == std::string::npos);
    CHECK(text.find(long_note) != std::string::npos);
    // The same file read again says nothing new: the ' before a formula is taken away.
    const auto again = village.import_list("again.csv", text);
    CHECK(again["unchanged"] == 2);
    CHECK(again["doubtful"].empty());
}

TEST_CASE("A building without geometry is matched by its id and address, and where its place is asked for that is said",
          "[cli][register]") {
    const RegisterVillage village;
    {
        auto database = io::Database::open(village.file, io::SqliteAccess::Write);
        REQUIRE(database);
        // The trigger calls functions that only other programs bring along.
        REQUIRE(database->run("DROP TRIGGER rtree_buildings_main_geom_insert"));
        REQUIRE(
            database->run("INSERT INTO buildings_main (id, street, house_number, city) "
                          "VALUES ('geb-ohne', 'Nirgendweg', '99', 'Oberdorf')"));
    }
    const auto report = village.import_list("list.csv",
                                            "id,building,address,status\nO-1,geb-ohne,,checked\n"
                                            "O-2,,\"Nirgendweg 99, Oberdorf\",checked\n");
    CHECK(report["matched"] == 2);
    REQUIRE(report["doubtful"].size() == 1);
    CHECK(report["doubtful"][0]["why"] == "line 2 speaks of the same house");
    CHECK_THAT(failure_of({"card", village.file, "geb-ohne"}), ContainsSubstring("neither a footprint nor a position"));
    CHECK(village.registered({"groups", "--size", "2"}).json()["groups"].empty());
    CHECK(run_program({"register", village.file, "list", "--audience", "public"}).exit_code == 0);
    CHECK(run_program({"export", village.file, "vacancy", (village.folder / "out.csv").string()}).exit_code == 0);
}

TEST_CASE("What stands beyond the header is kept, rows that say nothing are counted, and places outside are doubtful", "[cli][register]") {
    const RegisterVillage village;
    const auto report = village.import_list("list.csv",
                                            "id,building,notes,x,y\n"
                                            "L-1,geb-nirgend-1,eins,,,zwei,drei\n"
                                            ",,,,\n"
                                            "L-2,geb-nirgend-2,vier\n"
                                            "L-3,,fern,9999999,1\n");
    CHECK(report["rows"] == 3);
    CHECK(report["entered"] == 3);
    CHECK_THAT(report["warnings"].dump(), ContainsSubstring("1 rows say nothing") && ContainsSubstring("1 rows have fewer cells") &&
                                              ContainsSubstring("1 rows have more cells than the header; those stand in the notes"));
    CHECK(village.registered({"show", "L-1"}).json()["notes"] == "eins\nzwei\ndrei");
    REQUIRE(report["doubtful"].size() == 2);
    CHECK(report["doubtful"][0]["line"] == 2);
    CHECK_THAT(report["doubtful"][1]["why"].get<std::string>(), ContainsSubstring("outside the district"));
}

TEST_CASE("A list that is none is refused in one sentence and changes nothing", "[cli][register]") {
    const RegisterVillage village;
    const auto refused = [&](const std::string& content, std::vector<std::string> more) {
        std::vector<std::string> arguments{"register", village.file, "import", village.folder.write("bad.csv", content).string()};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return failure_of(arguments);
    };
    CHECK_THAT(refused("", {}), ContainsSubstring("bad.csv") && ContainsSubstring("it is empty"));
    CHECK_THAT(refused("id,notes\nA,\"offen\n", {}), ContainsSubstring("line 2 is never closed"));
    CHECK_THAT(refused("id\nA\n", {"--encoding", "EBCDIC"}), ContainsSubstring("EBCDIC"));
    CHECK_THAT(refused("id,notes\nA,Gr\xFC"
                       "n\n",
                       {"--encoding", "UTF-8"}),
               ContainsSubstring("not written in UTF-8"));
    CHECK_THAT(refused("Apfel,Birne\n1,2\n", {}), ContainsSubstring("no column of it is one that a list of houses has"));
    CHECK_THAT(refused("id\nA\n", {"--map", "status=Stand"}), ContainsSubstring("there is no column \"Stand\""));
    CHECK_THAT(failure_of({"register", village.file, "import", (village.folder / "none.csv").string()}), ContainsSubstring("none.csv"));
    CHECK(village.registered({"list"}).json()["total"] == 0);
}

TEST_CASE("A list in two encodings is read, and its broken cells are counted", "[cli][register]") {
    const RegisterVillage village;
    const auto report = village.import_list("list.csv",
                                            "id,notes\nA,Gr\xFC"
                                            "n\nB,Gr\xC3\xBCn\n");
    CHECK_THAT(report["warnings"].dump(), ContainsSubstring("1 cells look as if the file were written in two encodings"));
    CHECK(village.registered({"show", "A"}).json()["notes"] == "Grün");
}

TEST_CASE("A case is begun, changed, refused to whoever read an older one, and taken back", "[cli][register]") {
    const RegisterVillage village;
    const std::string file = village.file;
    CHECK_THAT(failure_of({"register", file, "set", "S-1", "status=checked"}), ContainsSubstring("to begin one, give its building"));
    CHECK(village.registered({"set", "S-1", "building=geb-nirgend-7", "--user", "Anna"}).json()["revision"] == 1);
    CHECK(
        village.registered({"set", "S-1", "status=checked", "condition=feucht", "--revision", "1", "--user", "Anna"}).json()["revision"] ==
        2);
    CHECK_THAT(failure_of({"register", file, "set", "S-1", "condition=trocken", "--revision", "1", "--user", "Bernd"}),
               ContainsSubstring("was changed since it was read, by Anna"));
    CHECK_THAT(failure_of({"register", file, "set", "S-1", "since=3019"}), ContainsSubstring("a year between 1000 and"));
    CHECK_THAT(failure_of({"register", file, "set", "S-1", "colour=red"}), ContainsSubstring("no field \"colour\""));
    CHECK_THAT(failure_of({"register", file, "set", "S-1", "status=reused"}), ContainsSubstring("next may be owner_written"));
    CHECK(village.registered({"undo", "S-1", "--user", "Bernd"}).json()["status"] == "suspected");
    const auto shown = village.registered({"show", "S-1"}).json();
    CHECK(shown["condition"].is_null());
    CHECK(shown["history"].size() == 5);
    CHECK(run_program({"register", file}).exit_code == 2);
    CHECK(run_program({"register", file, "show"}).exit_code == 2);
}

TEST_CASE("The list is filtered, searched and sorted", "[cli][register]") {
    const RegisterVillage village;
    static_cast<void>(village.import_list("list.csv",
                                          "id,building,status,since,notes\n"
                                          "A,geb-nirgend-1,checked,1990,Gerüst\n"
                                          "B,geb-nirgend-2,offered,1980,\n"
                                          "C,geb-nirgend-3,checked,,\n"));
    const auto ids = [&](std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), "list");
        std::string text;
        const auto listed = village.registered(arguments).json();
        for (const auto& one : listed["cases"]) text += one["id"].get<std::string>();
        return text;
    };
    CHECK(ids({}) == "ABC");
    CHECK(ids({"--status", "checked"}) == "AC");
    CHECK(ids({"--search", "GERUEST"}) == "A");
    CHECK(ids({"--where", "building=geb-nirgend-2"}) == "B");
    CHECK(ids({"--sort", "since"}) == "BAC");
    CHECK(ids({"--sort", "since", "--descending"}) == "ABC");
    CHECK(ids({"--sort", "since", "--limit", "1"}) == "B");
}

TEST_CASE("Groups are cases near each other and near stop, shop and school, best first", "[cli][register]") {
    RegisterVillage village;
    static_cast<void>(village.import_list("list.csv",
                                          "id,building,status\n"
                                          "G1,geb-nirgend-1,checked\nG2,geb-nirgend-2,checked\nG3,geb-nirgend-3,suspected\n"
                                          "G4,geb-nirgend-4,reused\nG9,geb-nirgend-9,offered\n"
                                          "U1,geb-nirgend-21,checked\nU2,geb-nirgend-22,checked\nU3,geb-nirgend-23,checked\n"));
    const auto without = village.registered({"groups", "--size", "3", "--together", "100"}).json();
    CHECK(without["groups"].size() == 2);
    CHECK_THAT(without["notes"].dump(), ContainsSubstring("school"));
    // Stop, shop and school stand 100 m south of the first house of Oberdorf; Unterdorf has only a stop.
    village.add("poi", RegisterVillage::point(R"("kind":"bus_stop","name":"Mitte")", 570525, 5670405) +
                           RegisterVillage::point(R"("kind":"supermarket","name":"Laden")", 570525, 5670405) +
                           RegisterVillage::point(R"("kind":"school","name":"Schule")", 570525, 5670405) +
                           RegisterVillage::point(R"("kind":"bus_stop","name":"Unten")", 573030, 5673000));
    const auto found = village.registered({"groups", "--size", "3", "--together", "100", "--walk", "200"}).json();
    REQUIRE(found["groups"].size() == 1);
    const auto& group = found["groups"][0];
    CHECK(group["cases"] == nlohmann::json({"G1", "G2", "G3"}));
    CHECK(group["place"] == "Oberdorf");
    CHECK_THAT(group["diameter_m"].get<double>(), WithinAbs(40, 0.1));
    // The third house's middle, 570565 E 5670505.4 N: 40 m east and 100.4 m north of the stop, 1.3 times as far on foot.
    CHECK_THAT(group["near"][0]["distance_m"].get<double>(), WithinAbs(1.3 * 108.05, 0.5));
    CHECK(village.registered({"groups", "--size", "4", "--together", "100", "--walk", "200"}).json()["groups"].empty());
    CHECK(village.registered({"groups", "--size", "3", "--together", "100", "--walk", "100"}).json()["groups"].empty());
}

TEST_CASE("The card of a house joins what is known, and says what is not computed", "[cli][card]") {
    RegisterVillage village;
    village.add("poi", RegisterVillage::point(R"("kind":"bus_stop","name":"Mitte")", 570525, 5670405));
    static_cast<void>(
        village.import_list("list.csv", "id,building,status,since,contact\nK-1,geb-nirgend-1,checked,1999,Frau Ausgedacht\n"));
    const auto card = run_program({"card", village.file, "geb-nirgend-1", "--json", "--lang", "en"}).json();
    CHECK(card["case"] == "K-1");
    CHECK(card["address"] == "Nirgendweg 1 Oberdorf");
    std::map<std::string, nlohmann::json> entries;
    for (const auto& entry : card["entries"]) entries[entry["id"]] = entry;
    CHECK(entries["vacancy"]["text"] == "checked on site, since 1999");
    CHECK(entries["stop"]["value"] == 130);  // 100.375 m by 1.3
    CHECK(entries["stop"]["unit"] == "m");
    CHECK(entries["stop"]["source"] == "Erdachte Quelle");
    CHECK(entries["school"]["state"] == "not_computed");
    CHECK(entries["flood"]["text"] == "not computed");
    CHECK(entries["age"]["text"] == "not given");
    CHECK(entries["roof"]["unit"] == "kWh/a");
    CHECK(card.dump().find("Ausgedacht") == std::string::npos);
    CHECK(run_program({"card", village.file, "K-1", "--json"}).json()["building"] == "geb-nirgend-1");
    CHECK_THAT(failure_of({"card", village.file, "geb-none"}), ContainsSubstring("there is no building and no case geb-none"));
}
