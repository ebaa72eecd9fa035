#include "support/places.h"
#include "support/program.h"
#include "support/virtual_screen.h"

#include <catch2/catch_test_macros.hpp>

#include <filesystem>

using kreisblick::tests::need_virtual_screen;
using kreisblick::tests::play_on_virtual_screen;
using kreisblick::tests::read_file;
using kreisblick::tests::run_program;
using kreisblick::tests::TempFolder;

namespace {

/// An empty district of 5 × 5 km.
std::string small_district(const TempFolder& folder) {
    const std::string file = (folder / "small.gpkg").string();
    const auto made = run_program({"new", file, "--extent", "560000,5670000,565000,5675000", "--crs", "EPSG:25832"});
    INFO(made.error);
    REQUIRE(made.exit_code == 0);
    return file;
}

/// Width and height as a PNG's header states them.
std::pair<int, int> png_size(const std::filesystem::path& file) {
    const std::string bytes = read_file(file);
    REQUIRE(bytes.size() > 24);
    const auto number = [&](std::size_t at) {
        int value = 0;
        for (std::size_t i = 0; i < 4; ++i) value = value * 256 + static_cast<unsigned char>(bytes[at + i]);
        return value;
    };
    return {number(16), number(20)};
}

}  // namespace

TEST_CASE("The real window opens a district, plays a script and saves what it shows", "[app][viewer]") {
    need_virtual_screen();
    const TempFolder folder;
    const std::string district = small_district(folder);
    const int code = play_on_virtual_screen(
        district, folder,
        "size 900 600\nwait idle\ncontrols\nshot light\ntheme dark\nlang en\nkey f1\npress map.closer\nwait idle\nshot dark\nquit\n");
    INFO(read_file(folder / "error"));
    CHECK(code == 0);
    CHECK(read_file(folder / "out").find("map.whole\n") != std::string::npos);
    CHECK(png_size(folder / "light.png") == std::pair(900, 600));
    CHECK(png_size(folder / "dark.png") == std::pair(900, 600));
    CHECK(read_file(folder / "light.png") != read_file(folder / "dark.png"));
}

TEST_CASE("A script that goes wrong ends the window with its line and exit code 1", "[app][viewer]") {
    need_virtual_screen();
    const TempFolder folder;
    const std::string district = small_district(folder);
    CHECK(play_on_virtual_screen(district, folder, "wait idle\nlayers nonsense\n") == 1);
    CHECK(read_file(folder / "error").find("tour.txt, line 2: there is no layer \"nonsense\"") != std::string::npos);
    CHECK(play_on_virtual_screen((folder / "none.gpkg").string(), folder, "quit\n") == 1);
    CHECK(read_file(folder / "error").find("none.gpkg") != std::string::npos);
}

TEST_CASE("Without a display the viewer says so and ends with exit code 1", "[app][viewer]") {
    const TempFolder folder;
    const std::string command = "env -u DISPLAY -u WAYLAND_DISPLAY XDG_STATE_HOME=/nonexistent '" + kreisblick::tests::program() +
                                "' view '" + small_district(folder) + "' 2>'" + (folder / "error").string() + "'";
    const int status = std::system(command.c_str());
    REQUIRE(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == 1);
    CHECK(read_file(folder / "error").find("there is no display") != std::string::npos);
}

TEST_CASE("The window comes back as it was left: place, layers, parameters, theme, language; and finds the last district",
          "[app][viewer]") {
    need_virtual_screen();
    const TempFolder folder;
    const std::string district = small_district(folder);
    REQUIRE(play_on_virtual_screen(district, folder,
                                   "size 900 600\ntheme dark\nlang en\ncamera 9.9 51.2 20000\nwait idle\nshot left\nquit\n") == 0);
    REQUIRE(play_on_virtual_screen("", folder, "size 900 600\nwait idle\nshot back\nquit\n") == 0);
    CHECK(read_file(folder / "left.png") == read_file(folder / "back.png"));
}

TEST_CASE("Without a district, and none that was open before, the window makes the model district, once", "[app][viewer][.][long]") {
    need_virtual_screen();
    const TempFolder folder;
    CHECK(play_on_virtual_screen("", folder, "size 900 600\nwait idle\nshot first\nquit\n") == 0);
    INFO(read_file(folder / "error"));
    const auto made = folder / "data" / "kreisblick" / "model.gpkg";
    REQUIRE(std::filesystem::exists(made));
    const auto when = std::filesystem::last_write_time(made);
    CHECK(play_on_virtual_screen("", folder, "size 900 600\nwait idle\nshot second\nquit\n") == 0);
    CHECK(std::filesystem::last_write_time(made) == when);
    CHECK(read_file(folder / "first.png") == read_file(folder / "second.png"));
}

TEST_CASE("The program without any word is the viewer: without a display it says that there is none, and makes nothing", "[app][viewer]") {
    const TempFolder folder;
    const std::string at = folder.path().string();
    const std::string command = "env -u DISPLAY -u WAYLAND_DISPLAY XDG_STATE_HOME='" + at + "' XDG_DATA_HOME='" + at + "' '" +
                                kreisblick::tests::program() + "' 2>'" + (folder / "error").string() + "'";
    const int status = std::system(command.c_str());
    REQUIRE(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == 1);
    CHECK(read_file(folder / "error").find("there is no display") != std::string::npos);
    CHECK_FALSE(std::filesystem::exists(folder / "kreisblick"));
}

TEST_CASE("The district that was open last and is gone is named", "[app][viewer]") {
    const TempFolder folder;
    std::filesystem::create_directories(folder / "kreisblick");
    static_cast<void>(folder.write("kreisblick/last.toml", "district = \"/nowhere/gone.gpkg\"\n"));
    const std::string command = "env XDG_STATE_HOME='" + folder.path().string() + "' '" + kreisblick::tests::program() + "' view 2>'" +
                                (folder / "error").string() + "'";
    const int status = std::system(command.c_str());
    REQUIRE(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == 1);
    CHECK(read_file(folder / "error").find("gone.gpkg, which was open last, is no longer there") != std::string::npos);
}

TEST_CASE("A file dropped on the window is guessed, shown and imported, and its layer appears", "[app][viewer][import]") {
    need_virtual_screen();
    const TempFolder folder;
    const std::string district = small_district(folder);
    const auto houses =
        folder.write("houses.geojson",
                     R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"baujahr":1890,"geschosse":2},
        "geometry":{"type":"Polygon","coordinates":[[[9.9,51.2],[9.901,51.2],[9.901,51.201],[9.9,51.2]]]}}]})");
    const int code = play_on_virtual_screen(
        district, folder,
        "size 900 700\nwait idle\ndrop " + houses.string() + "\nwait idle\nshot asked\npress import.start\nwait idle\ncontrols\nquit\n");
    INFO(read_file(folder / "error"));
    CHECK(code == 0);
    CHECK(read_file(folder / "out").find("layer.buildings\n") != std::string::npos);
    const auto info = run_program({"info", district, "--json"});
    CHECK(info.out.find("\"buildings\"") != std::string::npos);
}

TEST_CASE("Several files dropped at once come in one after the other; one that cannot be read does not hold up the next",
          "[app][viewer][import]") {
    need_virtual_screen();
    const TempFolder folder;
    const std::string district = small_district(folder);
    const auto point = [&](const std::string& name, const std::string& properties) {
        return folder
            .write(name, R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{)" + properties +
                             R"(},"geometry":{"type":"Point","coordinates":[9.9,51.2]}}]})")
            .string();
    };
    const auto nonsense = folder.write("holiday.xyzzy", "no data at all");
    const int code = play_on_virtual_screen(district, folder,
                                            "size 900 700\nwait idle\ndrop " + point("places.geojson", R"("name":"Aue","population":90)") +
                                                "\ndrop " + nonsense.string() + "\ndrop " + point("poi.geojson", R"("name":"Hof")") +
                                                "\nwait idle\npress import.start\nwait idle\npress import.start\nwait idle\nquit\n");
    INFO(read_file(folder / "error"));
    CHECK(code == 0);
    const auto info = run_program({"info", district, "--json"}).json();
    CHECK(info["datasets"].size() == 2);
}

TEST_CASE("A file that cannot be read is a sentence on screen, and the district stays as it was", "[app][viewer][import]") {
    need_virtual_screen();
    const TempFolder folder;
    const std::string district = small_district(folder);
    const std::string before = read_file(district);
    const auto nonsense = folder.write("holiday.xyzzy", "no data at all");
    CHECK(play_on_virtual_screen(district, folder, "wait idle\ndrop " + nonsense.string() + "\nwait idle\npress trouble.close\nquit\n") ==
          0);
    CHECK(read_file(district) == before);
}
