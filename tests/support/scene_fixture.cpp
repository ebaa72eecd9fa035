#include "support/scene_fixture.h"
#include "support/places.h"

#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <random>

namespace kreisblick::tests {
namespace {

model::ScaledSize always(double px) { return {{{1000, px}}}; }

}  // namespace

geo::Raster<float> EastwardSource::read(const geo::GridSpec& wanted) const {
    geo::Raster<float> values(wanted);
    for (int row = 0; row < wanted.height; ++row)
        for (int column = 0; column < wanted.width; ++column) {
            const geo::Point place = wanted.centre(column, row);
            if (m_grid.extent().contains(place))
                values.at(column, row) = static_cast<float>(100 * (place.x - m_grid.x_min) / m_grid.extent().width());
        }
    return values;
}

SceneFixture::SceneFixture() {
    auto looks = model::Looks::read(kreisblick::tests::source_folder() / "assets");
    REQUIRE(looks);
    snapshot.looks = std::make_shared<const model::Looks>(std::move(*looks));
    snapshot.theme = std::make_shared<const model::Theme>(snapshot.looks->themes.at("light"));
    snapshot.grid = {0, 10000, 10, 1000, 1000};
    snapshot.version = 1;
}

scene::DrawableLayer& SceneFixture::add_layer(const model::LayerStyle& style, std::shared_ptr<const scene::IndexedFeatures> features) {
    auto declaration = std::make_shared<model::LayerDeclaration>();
    declaration->style = style;
    scene::DrawableLayer layer;
    layer.declaration = std::move(declaration);
    if (features) layer.features.push_back(std::move(features));
    snapshot.layers.push_back(std::move(layer));
    return snapshot.layers.back();
}

void SceneFixture::add_polygon_layer(const geo::Geometry& polygon, const std::string& colour) {
    geo::FeatureTable table(geo::GeometryKind::Polygon);
    table.add(polygon);
    model::LayerStyle style;
    style.rules.resize(1);
    style.rules[0].fill = colour;
    add_layer(style, std::make_shared<scene::IndexedFeatures>(std::move(table)));
}

void SceneFixture::add_crossing_roads() {
    geo::FeatureTable table(geo::GeometryKind::Line);
    table.column("class", geo::ColumnType::Text);
    table.add({geo::GeometryKind::Line, {{{{0, 5000}, {10000, 5000}}, false}}});
    table.add({geo::GeometryKind::Line, {{{{5000, 0}, {5000, 10000}}, false}}});
    table.find("class")->texts = {"east", "north"};
    model::LayerStyle style;
    style.rules.resize(2);
    for (model::StyleRule& rule : style.rules) {
        rule.field = "class";
        rule.casing = "#0000FF";
        rule.casing_px = 4;
        rule.line_px = always(20);
    }
    style.rules[0].values = {"east"};
    style.rules[0].line = "#FF0000";
    style.rules[1].values = {"north"};
    style.rules[1].line = "#00FF00";
    add_layer(style, std::make_shared<scene::IndexedFeatures>(std::move(table)));
}

void SceneFixture::add_many_buildings(int count) {
    geo::FeatureTable table(geo::GeometryKind::Polygon);
    std::mt19937 random(5);
    std::uniform_real_distribution<double> share(0, 1);
    for (int i = 0; i < count; ++i) {
        const double x = share(random) * 10000, y = share(random) * 10000, a = 20 + share(random) * 60, b = 15 + share(random) * 40,
                     turn = share(random) * 6;
        const auto corner = [&](double u, double v) {
            return geo::Point{x + u * std::cos(turn) - v * std::sin(turn), y + u * std::sin(turn) + v * std::cos(turn)};
        };
        table.add({geo::GeometryKind::Polygon, {{{corner(0, 0), corner(a, 0), corner(a, b), corner(0, b), corner(0, 0)}, false}}});
    }
    model::LayerStyle style;
    style.rules.resize(1);
    style.rules[0].fill = "building";
    style.rules[0].outline = "building.outline";
    style.rules[0].outline_px = always(0.8);
    add_layer(style, std::make_shared<scene::IndexedFeatures>(std::move(table)));
}

void SceneFixture::add_places(int count) {
    geo::FeatureTable table(geo::GeometryKind::Point);
    table.column("name", geo::ColumnType::Text);
    table.column("population", geo::ColumnType::Number);
    std::mt19937 random(9);
    std::uniform_real_distribution<double> share(0, 1);
    for (int i = 0; i < count; ++i) {
        const std::size_t row = table.add({geo::GeometryKind::Point, {{{{share(random) * 10000, share(random) * 10000}}, false}}});
        table.find("name")->texts[row] = "Großörtchen " + std::to_string(i);
        table.find("population")->numbers[row] = std::floor(share(random) * 5000);
    }
    model::LayerStyle style;
    style.rules.resize(1);
    style.rules[0].symbol = "circle";
    style.rules[0].fill = "ink";
    style.rules[0].symbol_px = always(5);
    model::LabelStyle label;
    label.field = "name";
    label.size_px = always(13);
    label.priority_field = "population";
    style.rules[0].label = label;
    add_layer(style, std::make_shared<scene::IndexedFeatures>(std::move(table)));
}

void SceneFixture::add_value_layer() {
    model::LayerStyle style;
    style.kind = "ramp";
    style.ramp = "sonne";
    style.min = 0;
    style.max = 100;
    scene::DrawableLayer& layer = add_layer(style, nullptr);
    layer.raster = std::make_shared<EastwardSource>(snapshot.grid);
    layer.opacity = 0.8;
}

void SceneFixture::add_shade_layer(float shade) {
    model::LayerStyle style;
    style.kind = "hillshade";
    scene::DrawableLayer& layer = add_layer(style, nullptr);
    layer.raster = std::make_shared<EvenSource>(shade);
    layer.opacity = 0.5;
}

}  // namespace kreisblick::tests
