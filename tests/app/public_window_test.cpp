// The real window as somebody looks at it who must not know: what differs between two districts must not be on the screen.
#include "support/register_village.h"
#include "support/virtual_screen.h"

#include <map>
#include <vector>

using kreisblick::tests::need_virtual_screen;
using kreisblick::tests::play_on_virtual_screen;
using kreisblick::tests::read_file;
using kreisblick::tests::RegisterVillage;
using kreisblick::tests::run_program;

namespace {

/// Everything somebody may do to find out about the third house: look close, point and click at it, open its card, search its street.
constexpr const char* k_tour =
    "size 1000 700\nlang de\nlayers buildings,vacancy,timber_frame,building_age\ncamera 10.0096 51.1816 1500\nwait idle\n"
    "click 10.0095924 51.1816106\nwait idle\nshot house\nlayers buildings\nwait idle\nshot footprints\n"
    "camera 10.0096 51.1816 30000\nlayers vacancy,heat_demand\nwait idle\nclick 10.0095924 51.1816106\nwait idle\nshot village\n"
    "press search.field\ntype Nirgendweg\nwait idle\nshot search\nquit\n";
constexpr const char* k_pictures[] = {"house", "footprints", "village", "search"};

/// A village of which somebody keeps a register with six cases; or all but the people in it; or none at all.
enum class Kept { Register, RegisterWithoutPeople, Nothing };

struct Village : RegisterVillage {
    explicit Village(Kept kept) {
        if (kept == Kept::Nothing) return;
        std::string list = "id,building,status,since,condition,contact,contact_log,notes\n";
        for (int i = 3; i <= 8; ++i) list += fmt::format("F-{0},geb-nirgend-{0},checked,2001,morsch,", i) + people(kept);
        static_cast<void>(import_list("liste.csv", list));
    }
    static std::string people(Kept kept) { return kept == Kept::Register ? "Frau Ausgedacht 000 4711,Anruf,Erbin\n" : ",,\n"; }
    /// The pictures of the tour, by name.
    std::map<std::string, std::string> seen_by(const std::string& audience) const {
        const int code = play_on_virtual_screen(file, folder, k_tour, "--audience " + audience);
        INFO(read_file(folder / "error"));
        REQUIRE(code == 0);
        std::map<std::string, std::string> pictures;
        for (const char* name : k_pictures) pictures[name] = read_file(folder / (std::string(name) + ".png"));
        return pictures;
    }
};

/// The names of the pictures that are not the same.
std::vector<std::string> differing(const std::map<std::string, std::string>& some, const std::map<std::string, std::string>& others) {
    std::vector<std::string> names;
    for (const auto& [name, picture] : some)
        if (picture.empty() || picture != others.at(name)) names.push_back(name);
    return names;
}
const std::vector<std::string> k_none;

}  // namespace

TEST_CASE("The public's window is the same to the pixel whether houses are cases or not, the council's whoever owns them",
          "[app][viewer][privacy]") {
    need_virtual_screen();
    const Village with(Kept::Register), nameless(Kept::RegisterWithoutPeople), without(Kept::Nothing);
    const auto in_public = with.seen_by("public"), of_council = with.seen_by("council");
    CHECK(differing(in_public, without.seen_by("public")) == k_none);
    CHECK(differing(of_council, nameless.seen_by("council")) == k_none);
    // The same looks do show it to those who may know.
    CHECK_FALSE(differing(of_council, without.seen_by("council")).empty());
    CHECK(differing(in_public, of_council).size() > 2);
}

TEST_CASE("The public's window does not tell whose house it is that one points at", "[app][viewer][privacy]") {
    need_virtual_screen();
    const Village plain(Kept::Nothing);
    Village known(Kept::Nothing);
    std::string houses;
    for (int i = 1; i <= 12; ++i) {
        std::string house = RegisterVillage::house(i, 570500 + 20 * i, 5670500.375);
        if (i == 3) house.insert(house.find("\"id\""), R"("name":"Haus der Frau Ausgedacht",)");
        houses += house;
    }
    for (int i = 21; i <= 23; ++i) houses += RegisterVillage::house(i, 573000 + 20 * (i - 20), 5673000.375);
    known.add("buildings", houses);
    CHECK(differing(known.seen_by("public"), plain.seen_by("public")) == k_none);
    CHECK_FALSE(differing(known.seen_by("council"), plain.seen_by("council")).empty());
}

TEST_CASE("A file dropped on the public's window is not taken", "[app][viewer][privacy]") {
    need_virtual_screen();
    const Village village(Kept::Nothing);
    const std::string script = "wait idle\ndrop " + (village.folder / "places.geojson").string() + "\nwait idle\ncontrols\nquit\n";
    const auto shows_dialog = [&](const std::string& audience) {
        CHECK(play_on_virtual_screen(village.file, village.folder, script, "--audience " + audience) == 0);
        return read_file(village.folder / "out").find("import.start") != std::string::npos;
    };
    CHECK_FALSE(shows_dialog("public"));
    CHECK(shows_dialog("internal"));
}
