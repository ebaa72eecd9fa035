#include "engine/layer_data.h"
#include "engine/parameters.h"

#include <catch2/catch_test_macros.hpp>

#include <memory>

using namespace kreisblick;

namespace {

std::shared_ptr<const model::LayerDeclaration> yearly_layer() {
    auto layer = std::make_shared<model::LayerDeclaration>();
    layer->unit = "kWh/m²";
    layer->style.kind = "ramp";
    layer->style.min = 800;
    layer->style.max = 1200;
    layer->style.breaks = {800, 1000, 1200};
    return layer;
}

class Ones : public scene::RasterSource {
    geo::Raster<float> read(const geo::GridSpec& wanted) const override { return geo::Raster<float>(wanted, 1.0F); }
};

}  // namespace

TEST_CASE("The declared legend stays while the values fit it", "[engine][legend]") {
    const auto layer = yearly_layer();
    CHECK(engine::fitted(layer, {{}, nullptr, "kWh/m²", engine::Spread{790, 1110}, {}}) == layer);
    CHECK(engine::fitted(layer, {{}, nullptr, "kWh/m²", std::nullopt, {}}) == layer);
}

TEST_CASE("A day's values get a legend of round steps in their own unit", "[engine][legend]") {
    const auto day = engine::fitted(yearly_layer(), {{}, nullptr, "Wh/m²", engine::Spread{5130, 8420}, {}});
    CHECK(day->unit == "Wh/m²");
    CHECK(day->style.min == 5000);
    CHECK(day->style.max == 9000);
    CHECK(day->style.breaks == std::vector<double>{5000, 6000, 7000, 8000, 9000});
}

TEST_CASE("A factor multiplies values, spread and columns, and nothing is computed again", "[engine][legend]") {
    model::LayerDeclaration layer;
    layer.input.method = "slope";
    layer.parameters = {{"ratio", "number", {}, "0.5", 0, 1, 0, "", {}, {}}};
    layer.parameters.front().scales = {"slope", "kwh_a"};
    geo::FeatureTable table(geo::GeometryKind::Point);
    table.add({geo::GeometryKind::Point, {{{geo::Point{1, 2}}, false}}});
    table.column("kwh_a", geo::ColumnType::Number).numbers = {3000};
    table.column("usable_m2", geo::ColumnType::Number).numbers = {20};
    const engine::LayerData whole{
        {std::make_shared<scene::IndexedFeatures>(table)}, std::make_shared<Ones>(), "°", engine::Spread{2, 4}, {}};
    const auto half = engine::scaled(whole, layer, engine::parameters_of(layer, {}));
    CHECK(half.raster->read({0, 10, 10, 1, 1}).at(0, 0) == 0.5F);
    CHECK(half.spread->high == 2);
    CHECK(half.features.front()->table().number(0, "kwh_a") == 1500);
    CHECK(half.features.front()->table().number(0, "usable_m2") == 20);
    CHECK(whole.features.front()->table().number(0, "kwh_a") == 3000);
}
