#include "engine/parameters.h"

#include "engine/provenance.h"
#include "engine/result_cache.h"
#include "engine/session.h"
#include "support/temp_folder.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

using namespace kreisblick;
using Catch::Matchers::ContainsSubstring;

namespace {

model::LayerDeclaration probe_layer() {
    model::LayerDeclaration layer;
    layer.id = "probe";
    layer.input.method = "probe";
    layer.input.needs = {"elevation"};
    layer.parameters = {{"angle", "number", {}, "45", 0, 90, 0, "°", {}, {}},
                        {"count", "whole", {}, "3", 1, {}, 0, "", {}, {}},
                        {"sky", "choice", {}, "clear", {}, {}, 0, "", {"clear", "real"}, {}},
                        {"ratio", "number", {}, "0.8", 0, 1, 0, "", {}, {}, false, {"yield"}},
                        {"show", "choice", {}, "yield", {}, {}, 0, "", {"yield", "beam"}, {}, true, {}}};
    return layer;
}

std::string fault(const std::string& name, const std::string& value) {
    const auto checked = engine::checked_value(probe_layer(), name, value);
    return checked ? "" : checked.error().sentence;
}

/// Always the same raster; only to be kept.
class NoRaster : public scene::RasterSource {
  public:
    geo::Raster<float> read(const geo::GridSpec& wanted) const override { return geo::Raster<float>(wanted); }
};

}  // namespace

TEST_CASE("A parameter takes what its declaration allows, and says what that is", "[engine][parameters]") {
    CHECK(engine::checked_value(probe_layer(), "angle", "12.5").value() == "12.5");
    CHECK(engine::checked_value(probe_layer(), "angle", "90").value() == "90");
    CHECK(engine::checked_value(probe_layer(), "sky", "real").value() == "real");
    CHECK(fault("angle", "90.5") == "probe.angle wants a number between 0 and 90 °, not 90.5");
    CHECK(fault("angle", "12,5") == "probe.angle wants a number, not \"12,5\"");
    CHECK(fault("angle", "nan") == "probe.angle wants a number, not \"nan\"");
    CHECK(fault("count", "2.5") == "probe.count wants a whole number, not \"2.5\"");
    CHECK(fault("count", "0") == "probe.count wants a whole number of at least 1, not 0");
    CHECK(fault("sky", "grey") == "probe.sky wants one of clear, real, not \"grey\"");
    CHECK(fault("tilt", "1") == "the layer probe has no parameter \"tilt\"; it has angle, count, sky, ratio, show");
}

TEST_CASE("What is not chosen has its default", "[engine][parameters]") {
    const engine::ParameterValues chosen{{"probe", {{"angle", "10"}, {"gone", "1"}}}, {"other", {{"count", "9"}}}};
    const auto parameters = engine::parameters_of(probe_layer(), chosen);
    CHECK(parameters == potentials::Parameters{{"angle", "10"}, {"count", "3"}, {"ratio", "0.8"}, {"show", "yield"}, {"sky", "clear"}});
}

TEST_CASE("layer.parameter=value sets a parameter, or says what is wrong", "[engine][parameters]") {
    const auto declarations = engine::Declarations::read();
    REQUIRE(declarations);
    engine::ParameterValues values;
    REQUIRE(engine::set_parameter(*declarations, values, "hillshade.azimuth=90"));
    CHECK(values == engine::ParameterValues{{"hillshade", {{"azimuth", "90"}}}});
    const auto says = [&](const std::string& assignment) {
        const auto outcome = engine::set_parameter(*declarations, values, assignment);
        return outcome ? std::string{} : outcome.error().sentence;
    };
    CHECK_THAT(says("hillshade.azimuth=400"), ContainsSubstring("hillshade.azimuth wants a number between 0 and 360"));
    CHECK_THAT(says("moon.azimuth=4"), ContainsSubstring("there is no layer \"moon\""));
    CHECK_THAT(says("hillshade=4"), ContainsSubstring("set as layer.parameter=value"));
    CHECK(values.at("hillshade").at("azimuth") == "90");
}

TEST_CASE("A result follows from method, parameters and data, and from nothing else", "[engine][cache]") {
    model::District district;
    district.parts.resize(1);
    district.parts[0].dataset = "elevation";
    district.parts[0].provenance.date = "2011";
    const auto layer = probe_layer();
    const auto defaults = engine::parameters_of(layer, {});
    const std::uint64_t hash = engine::provenance_hash(district, layer, defaults);
    CHECK(engine::provenance_hash(district, layer, engine::parameters_of(layer, {{"probe", {{"angle", "44"}}}})) != hash);
    model::District unrelated = district;
    unrelated.parts.push_back(district.parts[0]);
    unrelated.parts[1].dataset = "roads";
    CHECK(engine::provenance_hash(unrelated, layer, defaults) == hash);
    district.parts[0].provenance.date = "2012";
    CHECK(engine::provenance_hash(district, layer, defaults) != hash);
}

TEST_CASE("The last two results of a layer are kept", "[engine][cache]") {
    engine::ResultCache cache;
    const auto result = [](std::shared_ptr<const NoRaster> source) { return engine::LayerData{{}, std::move(source), "", {}, {}}; };
    const auto first = std::make_shared<NoRaster>(), second = std::make_shared<NoRaster>(), third = std::make_shared<NoRaster>();
    cache.keep("a", 1, result(first));
    cache.keep("a", 2, result(second));
    cache.keep("b", 9, result(third));
    REQUIRE(cache.find(1));  // used again, so the second is the older one now
    cache.keep("a", 3, result(third));
    REQUIRE(cache.find(1));
    CHECK(cache.find(1)->raster == first);
    CHECK_FALSE(cache.find(2));
    REQUIRE(cache.find(9));
    CHECK(cache.find(9)->raster == third);
}

TEST_CASE("Parameters that pick or multiply bands are none of the method's business", "[engine][parameters]") {
    const auto layer = probe_layer();
    const auto parameters = engine::parameters_of(layer, {{"probe", {{"ratio", "0.5"}, {"show", "beam"}}}});
    CHECK(engine::computing_parameters(layer, parameters) == potentials::Parameters{{"angle", "45"}, {"count", "3"}, {"sky", "clear"}});
    CHECK(engine::factor_of(layer, parameters, "yield") == 0.5);
    CHECK(engine::factor_of(layer, parameters, "beam") == 1);
    potentials::Method method;
    method.bands = [](const potentials::Parameters&) { return std::vector<potentials::BandDeclaration>{{"yield", "kWh"}, {"beam", "W"}}; };
    CHECK(engine::shown_band(layer, method, parameters).name == "beam");
    CHECK(engine::shown_band(layer, method, engine::parameters_of(layer, {})).unit == "kWh");
}
