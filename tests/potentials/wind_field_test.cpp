#include "potentials/wind_field.h"

#include "potentials/air_density.h"
#include "potentials/wind_energy.h"
#include "potentials/wind_speed.h"
#include "support/run_method.h"
#include "support/turbines.h"

#include <catch2/catch_approx.hpp>

#include <cmath>
#include <list>

using namespace kreisblick;
using namespace kreisblick::potentials;
using Catch::Approx;

namespace {

/// Forty by forty cells of 10 m on ground of 290 m, with wind maps of 100 m cells.
struct Land {
    geo::GridSpec grid{0, 400, 10, 40, 40};
    geo::Raster<float> heights{grid, 290.0F};
    std::list<model::DatasetPart> parts;
    std::list<geo::Raster<float>> maps;
    Inputs inputs;

    Land() {
        inputs.grid = grid;
        inputs.rasters["elevation"] = &heights;
        inputs.turbines = tests::turbines();
    }
    geo::Raster<float>& add(const std::string& name, float value, std::map<std::string, std::string> settings) {
        model::DatasetPart part;
        part.dataset = "wind_speed";
        part.name = name;
        part.kind = model::DatasetKind::Raster;
        part.settings = std::move(settings);
        part.bands = {{"v", "m/s", "", false}};
        parts.push_back(std::move(part));
        maps.emplace_back(geo::GridSpec{0, 400, 100, 4, 4}, value);
        inputs.parts["wind_speed"].push_back(&parts.back());
        inputs.rasters[part_band("wind_speed", name, "v")] = &maps.back();
        return maps.back();
    }
    Parameters parameters(const std::string& hub, const std::string& k = "data") const {
        return {{"turbine", "E-141/4200"}, {"hub_height", hub}, {"k", k}, {"shear", "0.2"}, {"loss", "16.5"}};
    }
};

float middle(const std::map<std::string, geo::Raster<float>>& bands, const std::string& name) { return bands.at(name).at(20, 20); }

}  // namespace

TEST_CASE("A wind map at one height gives the wind at any other by the shear", "[potentials][wind]") {
    Land land;
    land.add("main", 6.0F, {{"height", "100"}});
    const auto bands = tests::run_method("wind", land.inputs, land.parameters("150"));
    CHECK(middle(bands, "mean_speed") == Approx(speed_by_power_law(6, 100, 150, 0.2)).epsilon(1e-5));
    const auto same = tests::run_method("wind", land.inputs, land.parameters("100"));
    CHECK(middle(same, "mean_speed") == Approx(6).epsilon(1e-6));
}

TEST_CASE("Energy, power density and full-load hours of a cell are those of its wind and its thin air", "[potentials][wind]") {
    Land land;
    land.add("main", 6.5F, {{"height", "150"}});
    const auto bands = tests::run_method("wind", land.inputs, land.parameters("150"));
    const double density = standard_air_density(290 + 150),
                 gross = gross_energy_mwh(tests::turbine("E-141/4200"), Weibull::of_mean(6.5), density);
    CHECK(middle(bands, "energy_gross") == Approx(gross).epsilon(5e-4));
    CHECK(middle(bands, "energy_net") == Approx(gross * 0.835).epsilon(5e-4));
    CHECK(middle(bands, "full_load_hours") == Approx(gross * 0.835 / 4.2).epsilon(5e-4));
    CHECK(middle(bands, "power_density") == Approx(Weibull::of_mean(6.5).power_density(density)).epsilon(1e-3));
}

TEST_CASE("Between two heights the wind follows both maps", "[potentials][wind]") {
    Land land;
    land.add("low", 5.0F, {{"height", "100"}});
    land.add("v_150m", 6.0F, {});  // the name says its height
    CHECK(middle(tests::run_method("wind", land.inputs, land.parameters("100")), "mean_speed") == Approx(5).epsilon(1e-5));
    CHECK(middle(tests::run_method("wind", land.inputs, land.parameters("150")), "mean_speed") == Approx(6).epsilon(1e-5));
    const double exponent = exponent_of_speeds(5, 100, 6, 150);
    CHECK(middle(tests::run_method("wind", land.inputs, land.parameters("120")), "mean_speed") ==
          Approx(speed_by_power_law(5, 100, 120, exponent)).epsilon(1e-5));
    CHECK(middle(tests::run_method("wind", land.inputs, land.parameters("200")), "mean_speed") ==
          Approx(speed_by_power_law(6, 150, 200, exponent)).epsilon(1e-5));
}

TEST_CASE("Weibull's A and k are used where the district has them, and a k of one's own wins", "[potentials][wind]") {
    Land land;
    land.add("a", 7.339452F, {{"height", "150"}, {"quantity", "A"}});
    land.add("k", 2.2F, {});
    const auto bands = tests::run_method("wind", land.inputs, land.parameters("150"));
    CHECK(middle(bands, "mean_speed") == Approx(6.5).epsilon(1e-5));
    const double density = standard_air_density(290 + 150);
    const model::Turbine& type = tests::turbine("E-141/4200");
    CHECK(middle(bands, "energy_gross") == Approx(gross_energy_mwh(type, Weibull::of_mean(6.5, 2.2), density)).epsilon(5e-4));
    CHECK(middle(tests::run_method("wind", land.inputs, land.parameters("150", "2")), "energy_gross") ==
          Approx(gross_energy_mwh(type, Weibull::of_mean(6.5, 2), density)).epsilon(5e-4));
}

TEST_CASE("Negative speeds and impossible shapes are left out, counted and said", "[potentials][wind]") {
    Land land;
    geo::Raster<float>& speed = land.add("main", 6.0F, {{"height", "150"}});
    speed.at(0, 0) = -3;
    speed.at(1, 0) = -1;
    geo::Raster<float>& shape = land.add("k", 2.0F, {});
    shape.at(3, 3) = 0.3F;
    engine::ExportReport told;
    const auto bands = tests::run_method("wind", land.inputs, land.parameters("150"), &told);
    CHECK(std::isnan(bands.at("energy_net").at(2, 2)));
    CHECK(std::isnan(bands.at("energy_net").at(38, 38)));
    CHECK(bands.at("energy_net").at(20, 20) > 0);
    const auto says = [&](const std::string& words) {
        return std::any_of(told.notes.begin(), told.notes.end(),
                           [&](const auto& note) { return note.english.find(words) != std::string::npos; });
    };
    CHECK(says("2 cells with a negative value"));
    CHECK(says("1 cells below 0.5"));
}

TEST_CASE("A shape below 0.5 and a turbine nobody knows are refused with what there is", "[potentials][wind]") {
    Land land;
    land.add("main", 6.0F, {{"height", "150"}});
    engine::CollectedResults results(land.grid, land.grid, {});
    Parameters parameters = land.parameters("150", "0.3");
    const Method& method = *find_method("wind");
    const auto refused = method.compute(land.inputs, parameters, results, {});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().sentence.find("0.5") != std::string::npos);
    parameters = land.parameters("150");
    parameters["turbine"] = "Windmühle";
    const auto unknown = method.compute(land.inputs, parameters, results, {});
    REQUIRE_FALSE(unknown);
    CHECK(unknown.error().sentence.find("E-141/4200") != std::string::npos);
}

TEST_CASE("A county's mean is laid over the land by a terrain index, keeps its mean, and is called a model", "[potentials][wind]") {
    Inputs inputs;
    inputs.grid = {0, 8000, 50, 160, 160};
    geo::Raster<float> heights(inputs.grid, 200.0F);
    for (int row = 70; row < 90; ++row)
        for (int column = 70; column < 90; ++column) heights.at(column, row) = 400;
    geo::FeatureTable means, border(geo::GeometryKind::Polygon);
    means.column("ags", geo::ColumnType::Text);
    means.column("mean_speed", geo::ColumnType::Number);
    for (const auto& [ags, speed] : {std::pair("06636", 6.94), std::pair("16061", 7.46), std::pair("06611", -1.0)}) {
        const std::size_t row = means.add_row();
        means.find("ags")->texts[row] = ags;
        means.find("mean_speed")->numbers[row] = speed;
    }
    border.add(geo::polygon_of({2500, 2500, 5500, 5500}));
    border.column("ags", geo::ColumnType::Text).texts[0] = "06636000";
    const geo::Geometry boundary = border.geometry(0);
    inputs.boundary = &boundary;
    inputs.rasters["elevation"] = &heights;
    inputs.features["wind_speed"] = {&means};
    inputs.features["boundaries"] = {&border};
    inputs.turbines = tests::turbines();
    engine::ExportReport told;
    const auto bands = tests::run_method(
        "wind", inputs, {{"turbine", "E-141/4200"}, {"hub_height", "150"}, {"k", "data"}, {"shear", "0.2"}, {"loss", "16.5"}}, &told);
    const geo::Raster<float>& speed = bands.at("mean_speed");
    CHECK(speed.at(80, 80) > 1.05F * speed.at(60, 60));
    double sum = 0;
    int count = 0;
    for (int row = 50; row < 110; ++row)
        for (int column = 50; column < 110; ++column) sum += static_cast<double>(speed.at(column, row)), ++count;
    CHECK(sum / count == Approx(6.94).epsilon(0.01));
    REQUIRE(told.notes.size() == 2);
    CHECK(told.notes[0].english.find("1 rows") != std::string::npos);
    CHECK(told.notes[1].german.find("Modell") != std::string::npos);
}
