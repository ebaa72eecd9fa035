#include "print/picture.h"
#include "support/temp_folder.h"

#include <catch2/catch_test_macros.hpp>

#include <filesystem>
#include <fstream>
#include <sstream>

#include <unistd.h>

using namespace kreisblick;

namespace {

std::string content_of(const std::filesystem::path& path) {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
}

std::size_t files_in(const std::filesystem::path& folder) {
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(folder), std::filesystem::directory_iterator{}));
}

/// Big-endian number in a PNG's header.
unsigned number_at(const std::string& bytes, std::size_t at) {
    unsigned value = 0;
    for (std::size_t i = 0; i < 4; ++i) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

}  // namespace

TEST_CASE("A PNG has its size and three channels, and nothing unfinished stays beside it", "[print][picture]") {
    const tests::TempFolder folder;
    scene::Image image(31, 17, 0xff3366ccU);
    REQUIRE(print::write_png(folder / "map.png", image));
    const std::string bytes = content_of(folder / "map.png");
    CHECK(bytes.substr(1, 3) == "PNG");
    CHECK(number_at(bytes, 16) == 31);
    CHECK(number_at(bytes, 20) == 17);
    CHECK(static_cast<int>(bytes[25]) == 2);
    CHECK(files_in(folder.path()) == 1);
}

TEST_CASE("A PDF is one page of the size that the resolution gives", "[print][picture]") {
    const tests::TempFolder folder;
    REQUIRE(print::write_pdf(folder / "map.pdf", scene::Image(300, 150, 0xffffffffU), 150));
    const std::string bytes = content_of(folder / "map.pdf");
    CHECK(bytes.substr(0, 4) == "%PDF");
    CHECK(bytes.find("144") != std::string::npos);  // 300 / 150 × 72
    CHECK(bytes.find("72") != std::string::npos);
    CHECK(files_in(folder.path()) == 1);
}

TEST_CASE("A picture that cannot be written is one sentence and leaves nothing behind", "[print][picture]") {
    const tests::TempFolder folder;
    const scene::Image image(8, 8, 0xffffffffU);
    const auto missing = print::write_png(folder / "no/such/folder/map.png", image);
    REQUIRE_FALSE(missing);
    CHECK(missing.error().sentence.find("map.png") != std::string::npos);
    CHECK(missing.error().sentence.find("No such file") != std::string::npos);
    CHECK_FALSE(print::write_pdf(folder / "no/such/folder/map.pdf", image, 96));
    CHECK_FALSE(print::write_png(folder / "empty.png", scene::Image()));
    CHECK_FALSE(print::write_pdf(folder / "map.pdf", image, 0));
    std::filesystem::create_directory(folder / "taken.png");
    folder.write("taken.png/inside", "x");
    CHECK_FALSE(print::write_png(folder / "taken.png", image));
    CHECK(files_in(folder.path()) == 1);
}

TEST_CASE("A full disk is noticed when a picture is written", "[print][picture]") {
    if (access("/dev/full", W_OK) != 0) SKIP("this system has no /dev/full");
    const tests::TempFolder folder;
    std::filesystem::create_symlink("/dev/full", folder / "map.png.unfinished");
    const scene::Image image(400, 400, 0xffffffffU);
    const auto written = print::write_png(folder / "map.png", image);
    REQUIRE_FALSE(written);
    CHECK(written.error().sentence.find("map.png") != std::string::npos);
    CHECK_FALSE(std::filesystem::exists(folder / "map.png"));
}
