#pragma once

#include "scene/feature_painter.h"
#include "scene/map_snapshot.h"

#include <filesystem>
#include <memory>
#include <string>

namespace kreisblick::tests {

/// A raster whose value grows from 0 in the west to 100 in the east of a grid.
class EastwardSource : public scene::RasterSource {
  public:
    explicit EastwardSource(geo::GridSpec grid) : m_grid(grid) {}
    [[nodiscard]] geo::Raster<float> read(const geo::GridSpec& wanted) const override;

  private:
    geo::GridSpec m_grid;
};

/// One value everywhere.
class EvenSource : public scene::RasterSource {
  public:
    explicit EvenSource(float value) : m_value(value) {}
    [[nodiscard]] geo::Raster<float> read(const geo::GridSpec& wanted) const override { return geo::Raster<float>(wanted, m_value); }

  private:
    float m_value;
};

/// A small map for tests: a grid of 10 km with its south-west corner at (0, 0), the real light theme and ramps, layers as wanted.
struct SceneFixture {
    SceneFixture();

    scene::DrawableLayer& add_layer(const model::LayerStyle& style, std::shared_ptr<const scene::IndexedFeatures> features);
    void add_polygon_layer(const geo::Geometry& polygon, const std::string& colour);
    /// A red road to the east over a green one to the north, 20 px wide, both with blue casings of 4 px.
    void add_crossing_roads();
    void add_many_buildings(int count);
    void add_places(int count);
    void add_value_layer();
    void add_shade_layer(float shade);

    scene::MapSnapshot snapshot;
};

}  // namespace kreisblick::tests
