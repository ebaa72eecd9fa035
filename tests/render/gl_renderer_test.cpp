#include "render/renderer.h"

#include "model/theme.h"
#include "render/gl_program.h"
#include "support/places.h"
#include "support/temp_folder.h"

#include <catch2/catch_test_macros.hpp>

#include <array>
#include <cstdlib>

namespace scene = kreisblick::scene;
using kreisblick::model::Colour;
using kreisblick::render::Blend;
using kreisblick::render::OffscreenContext;
using kreisblick::render::Renderer;

namespace {

/// A renderer on a context of its own, without any window.
struct Offscreen {
    std::unique_ptr<OffscreenContext> context;
    std::unique_ptr<Renderer> renderer;

    Offscreen() {
        setenv("KREISBLICK_HOME", kreisblick::tests::source_folder().c_str(), 1);
        auto made = OffscreenContext::make();
        if (!made) SKIP(made.error().sentence);
        context = std::move(*made);
        auto drawing = kreisblick::render::make_gl_renderer();
        if (!drawing) FAIL(drawing.error().sentence);
        renderer = std::move(*drawing);
    }
    scene::Image picture() const {
        auto image = renderer->read_back();
        if (!image) FAIL(image.error().sentence);
        return *image;
    }
};

constexpr std::uint32_t k_red = scene::pixel({255, 0, 0, 255});
constexpr std::uint32_t k_green = scene::pixel({0, 255, 0, 255});
constexpr std::uint32_t k_blue = scene::pixel({0, 0, 255, 255});
constexpr std::uint32_t k_white = scene::pixel({255, 255, 255, 255});
constexpr std::uint32_t k_grey = scene::pixel({100, 100, 100, 255});

}  // namespace

TEST_CASE("A picture drawn at its own size arrives pixel for pixel, rows from the top", "[render][gl]") {
    const Offscreen offscreen;
    scene::Image image(2, 2);
    image.pixels = {k_red, k_green, k_blue, k_white};
    const auto texture = offscreen.renderer->upload(image);
    offscreen.renderer->begin_frame(4, 3, {100, 100, 100, 255});
    offscreen.renderer->draw_image(texture, {1, 0, 2, 2}, Blend::Replace, 1);
    offscreen.renderer->end_frame();
    const scene::Image picture = offscreen.picture();
    CHECK(picture.pixels ==
          std::vector<std::uint32_t>{k_grey, k_red, k_green, k_grey, k_grey, k_blue, k_white, k_grey, k_grey, k_grey, k_grey, k_grey});
}

TEST_CASE("Over lets the ground through as alpha says, Multiply darkens it, opacity weakens both", "[render][gl]") {
    const Offscreen offscreen;
    const auto half_red = offscreen.renderer->upload(scene::Image(1, 1, scene::pixel({255, 0, 0, 128})));
    const auto shade = offscreen.renderer->upload(scene::Image(1, 1, scene::pixel({128, 128, 128, 255})));
    offscreen.renderer->begin_frame(4, 1, {200, 200, 200, 255});
    offscreen.renderer->draw_image(half_red, {0, 0, 1, 1}, Blend::Over, 1);
    offscreen.renderer->draw_image(shade, {1, 0, 1, 1}, Blend::Multiply, 1);
    offscreen.renderer->draw_image(shade, {2, 0, 1, 1}, Blend::Multiply, 0.5);
    offscreen.renderer->end_frame();
    const scene::Image picture = offscreen.picture();
    const auto near = [](std::uint32_t pixel, int red, int green, int blue) {
        const auto channel = [&](int shift) { return static_cast<int>(pixel >> shift & 255U); };
        return std::abs(channel(0) - red) <= 1 && std::abs(channel(8) - green) <= 1 && std::abs(channel(16) - blue) <= 1;
    };
    CHECK(near(picture.at(0, 0), 128 + 200 * 127 / 255, 200 * 127 / 255, 200 * 127 / 255));
    CHECK(near(picture.at(1, 0), 100, 100, 100));
    CHECK(near(picture.at(2, 0), 150, 150, 150));
    CHECK(near(picture.at(3, 0), 200, 200, 200));
}

TEST_CASE("A picture at its own size is copied pixel by pixel, upright, and cut at the frame", "[render][gl]") {
    const Offscreen offscreen;
    scene::Image image(2, 2);
    const std::uint32_t red = scene::pixel({255, 0, 0, 255}), blue = scene::pixel({0, 0, 255, 255});
    const std::uint32_t green = scene::pixel({0, 255, 0, 255});
    image.pixels = {red, green, blue, k_white};
    const auto texture = offscreen.renderer->upload(image);
    offscreen.renderer->begin_frame(3, 3, {100, 100, 100, 255});
    offscreen.renderer->draw_image(texture, {0, 0, 2, 2}, Blend::Replace, 1);
    offscreen.renderer->draw_image(texture, {2, -1, 2, 2}, Blend::Replace, 1);
    offscreen.renderer->clip_to(kreisblick::render::PixelRect{1, 2, 1, 1});
    offscreen.renderer->draw_image(texture, {0, 2, 2, 2}, Blend::Replace, 1);
    offscreen.renderer->end_frame();
    CHECK(offscreen.picture().pixels == std::vector<std::uint32_t>{red, green, blue, blue, k_white, k_grey, k_grey, green, k_grey});
}

TEST_CASE("A texture that was released is filled anew for the next picture of its size", "[render][gl]") {
    const Offscreen offscreen;
    const auto first = offscreen.renderer->upload(scene::Image(2, 1, k_white));
    offscreen.renderer->release(first);
    const auto second = offscreen.renderer->upload(scene::Image(2, 1, scene::pixel({1, 2, 3, 255})));
    const auto other = offscreen.renderer->upload(scene::Image(1, 1, k_white));
    offscreen.renderer->begin_frame(3, 1, {100, 100, 100, 255});
    offscreen.renderer->draw_image(second, {0, 0, 2, 1}, Blend::Replace, 1);
    offscreen.renderer->draw_image(other, {2, 0, 1, 1}, Blend::Replace, 1);
    offscreen.renderer->end_frame();
    const std::uint32_t dark = scene::pixel({1, 2, 3, 255});
    CHECK(offscreen.picture().pixels == std::vector<std::uint32_t>{dark, dark, k_white});
}

TEST_CASE("A stretched picture is smoothed, and a released texture draws nothing", "[render][gl]") {
    const Offscreen offscreen;
    scene::Image image(2, 1);
    image.pixels = {scene::pixel({0, 0, 0, 255}), k_white};
    const auto texture = offscreen.renderer->upload(image);
    offscreen.renderer->begin_frame(8, 1, {100, 100, 100, 255});
    offscreen.renderer->draw_image(texture, {0, 0, 8, 1}, Blend::Replace, 1);
    offscreen.renderer->end_frame();
    const auto red = [](std::uint32_t pixel) { return pixel & 255U; };
    const scene::Image stretched = offscreen.picture();
    CHECK(red(stretched.at(3, 0)) > 60);
    CHECK(red(stretched.at(4, 0)) < 200);
    CHECK(red(stretched.at(3, 0)) < red(stretched.at(4, 0)));

    offscreen.renderer->release(texture);
    offscreen.renderer->begin_frame(1, 1, {100, 100, 100, 255});
    offscreen.renderer->draw_image(texture, {0, 0, 1, 1}, Blend::Replace, 1);
    offscreen.renderer->end_frame();
    CHECK(offscreen.picture().pixels == std::vector<std::uint32_t>{k_grey});
}

TEST_CASE("A shader that does not compile is an error that names its file", "[render][gl]") {
    const Offscreen offscreen;
    const kreisblick::tests::TempFolder folder;
    const auto good = folder.write("good.vert", "#version 330 core\nvoid main() { gl_Position = vec4(0); }\n");
    const auto bad = folder.write("bad.frag", "#version 330 core\nvoid main() { nonsense }\n");
    const auto broken = kreisblick::render::GlProgram::from_files(good, bad);
    REQUIRE_FALSE(broken);
    CHECK(broken.error().sentence.find("cannot compile the shader " + bad.string()) == 0);
    CHECK(broken.error().sentence.find("error") != std::string::npos);
    const auto missing = kreisblick::render::GlProgram::from_files(good, folder / "none.frag");
    REQUIRE_FALSE(missing);
    CHECK(missing.error().sentence.find("none.frag") != std::string::npos);
}
