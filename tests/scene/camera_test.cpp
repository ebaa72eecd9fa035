#include "scene/camera.h"
#include "scene/tile.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <cmath>

using namespace kreisblick;
using namespace kreisblick::scene;

TEST_CASE("A camera zooms about the pixel it is told", "[scene][camera]") {
    const Camera camera{{1000, 2000}, 10, 800, 600, 1};
    const geo::Point before = camera.to_world(100, 50);
    const geo::Point after = camera.zoomed(2, 100, 50).to_world(100, 50);
    CHECK(before.x == Catch::Approx(after.x));
    CHECK(before.y == Catch::Approx(after.y));
    CHECK(before.x == Catch::Approx(1000 - 3000));
    CHECK(before.y == Catch::Approx(2000 + 2500));
}

TEST_CASE("Dragging the map to the right shows what lies to the west", "[scene][camera]") {
    const Camera moved = Camera{{0, 0}, 2, 100, 100, 1}.panned(10, 5);
    CHECK(moved.centre.x == Catch::Approx(-20));
    CHECK(moved.centre.y == Catch::Approx(10));
}

TEST_CASE("Showing an extent keeps it whole within the margin", "[scene][camera]") {
    const Camera camera = Camera::showing({0, 0, 1000, 200}, 220, 120, 10);
    CHECK(camera.metres_per_pixel == Catch::Approx(5));
    CHECK(camera.to_pixel({0, 100}).x == Catch::Approx(10));
    CHECK(camera.scale_denominator() == Catch::Approx(5 / 0.00028));
}

TEST_CASE("A snapped camera puts the grid's corner on a whole pixel and moves less than one", "[scene][camera]") {
    const geo::GridSpec grid{500000, 5700000, 10, 3200, 3200};
    const Camera camera{{512345.67, 5689012.34}, 13.37, 801, 600, 1};
    const Camera snapped = camera.snapped(grid);
    const geo::Point corner = snapped.to_pixel({grid.x_min, grid.y_max});
    CHECK(std::abs(corner.x - std::round(corner.x)) < 1e-6);
    CHECK(std::abs(corner.y - std::round(corner.y)) < 1e-6);
    CHECK(std::hypot(snapped.centre.x - camera.centre.x, snapped.centre.y - camera.centre.y) < 13.37);
}

TEST_CASE("The visible tiles cover the view, the nearest to the middle first", "[scene][tile]") {
    const geo::GridSpec grid{0, 100000, 10, 5000, 5000};
    const Camera camera = Camera{{25600, 74400}, 10, 1024, 512, 1}.snapped(grid);
    const auto keys = visible_tiles(camera, grid);
    geo::Extent all;
    for (const TileKey& key : keys) all.include(tile_extent(key, grid));
    CHECK(all.contains(camera.extent().grown(-0.01)));
    REQUIRE(keys.size() >= 2);
    CHECK(tile_extent(keys[0], grid).grown(1).contains(camera.centre));
    const geo::Extent first = tile_extent({10, 0, 0}, grid);
    CHECK(first == geo::Extent{0, 100000 - 5120, 5120, 100000});
}
