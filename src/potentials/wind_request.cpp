#include "potentials/wind_request.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace kreisblick::potentials {
namespace {

core::Result<Turbine> turbine_named(const Inputs& inputs, const std::string& id) {
    std::string known;
    for (const Turbine& turbine : inputs.turbines) {
        if (turbine.id == id) return turbine;
        known += (known.empty() ? "" : ", ") + turbine.id;
    }
    return core::fail("there is no turbine \"{}\"; there are {}, or the curve in a file NAME.csv", id, known.empty() ? "none" : known);
}

/// "data", or a number between the bounds of Weibull's shape.
core::Result<std::optional<double>> shape_in(const std::string& text) {
    if (text == "data") return std::optional<double>{};
    double shape = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), shape);
    const bool fits = fault == std::errc{} && end == text.data() + text.size() && shape >= k_least_shape && shape <= k_greatest_shape;
    if (!fits)
        return core::fail("the shape k of the wind's distribution is \"data\" or a number from {} to {}, not \"{}\"", k_least_shape,
                          k_greatest_shape, text);
    return std::optional(shape);
}

}  // namespace

core::Result<WindRequest> WindRequest::from(const Inputs& inputs, const Parameters& parameters, const std::string& prefix) {
    WindRequest request;
    KREISBLICK_TRY(Turbine turbine, turbine_named(inputs, parameters.at(prefix + "turbine")));
    CheckedTurbine result = checked(std::move(turbine));
    request.turbine = std::move(result.turbine);
    request.warnings = std::move(result.warnings);
    KREISBLICK_TRY(request.options.shape, shape_in(parameters.at(prefix + "k")));
    request.options.hub_m = number_of(parameters, prefix + "hub_height");
    request.options.shear = number_of(parameters, prefix + "shear");
    request.options.loss = number_of(parameters, prefix + "loss") / 100;
    return request;
}

core::Result<WindGround> wind_ground(const Inputs& inputs, const WindRequest& request, Results& results, const core::Job& job) {
    WindGround ground;
    KREISBLICK_TRY(ground.kept, kept_wind(inputs, job));
    for (const core::Words& words : request.warnings) results.note(words);
    for (const core::Words& words : ground.kept->field.notes) results.note(words);
    ground.yield = std::make_unique<WindYield>(ground.kept->field, ground.kept->altitudes, inputs.grid, request.turbine, request.options);
    return ground;
}

}  // namespace kreisblick::potentials
