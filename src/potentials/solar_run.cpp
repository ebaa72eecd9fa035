#include "potentials/solar_run.h"

#include "potentials/kept_horizons.h"
#include "potentials/real_sky_fields.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numbers>

namespace kreisblick::potentials {
namespace {

constexpr double k_degree = std::numbers::pi / 180;

std::optional<double> number_in(std::string_view text) {
    double value = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (fault != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
    return value;
}

core::Result<int> read_day(const std::string& text) {
    if (text == "year") return 0;
    const auto day = number_in(text);
    if (!day || *day != std::round(*day) || *day < 1 || *day > 365)
        return core::fail("the parameter day wants \"year\" or a day of the year from 1 to 365, not \"{}\"", text);
    return static_cast<int>(*day);
}

core::Result<MonthlyLinke> read_linke(const std::string& text) {
    if (text == "monthly") return linke_turbidity(LinkeClimate::Rural);
    const auto value = number_in(text);
    if (!value || *value < 1 || *value > 12)
        return core::fail("the parameter linke wants \"monthly\" or a turbidity from 1 to 12, not \"{}\"", text);
    MonthlyLinke linke;
    linke.fill(*value);
    return linke;
}

double mean_height(const geo::GridRows& heights) {
    constexpr int k_rows_at_once = 64;
    double sum = 0, count = 0;
    for (int row = 0; row < heights.grid.height; row += k_rows_at_once)
        for (const float height : heights.rows(row, std::min(k_rows_at_once, heights.grid.height - row)).values)
            if (geo::Raster<float>::is_data(height)) sum += static_cast<double>(height), ++count;
    return count > 0 ? sum / count : 0;
}

/// The default table's sky over the middle of the district.
core::Result<SkyYear> default_sky(const Inputs& inputs, const SkyConditions& conditions, const SolarPlaceFinder& place_of) {
    const SolarPlace middle = place_of(inputs.grid.centre(inputs.grid.width / 2, inputs.grid.height / 2));
    return real_sky(k_default_global_kwh_m2, {middle.latitude_rad, mean_height({inputs.grid, inputs.rows("elevation")})}, conditions);
}

}  // namespace

core::Result<std::optional<Plane>> read_plane(const std::string& text) {
    if (text == "ground") return std::optional<Plane>{};
    if (text == "horizontal") return std::optional(Plane{});
    const auto comma = text.find(',');
    const auto tilt = comma == std::string::npos ? std::nullopt : number_in(std::string_view(text).substr(0, comma));
    const auto azimuth = comma == std::string::npos ? std::nullopt : number_in(std::string_view(text).substr(comma + 1));
    if (!tilt || !azimuth || *tilt < 0 || *tilt > 90 || *azimuth < 0 || *azimuth > 360)
        return core::fail(
            "the parameter plane wants \"ground\", \"horizontal\" or a tilt (0 to 90°) and an azimuth (0 to 360°, 180 is "
            "south) like \"35,180\", not \"{}\"",
            text);
    return std::optional(Plane{*tilt * k_degree, *azimuth * k_degree});
}

core::Result<SolarRequest> SolarRequest::from(const Parameters& parameters) {
    SolarRequest request;
    request.sky = parameters.at("sky") == "real" ? Sky::Real : Sky::Clear;
    request.shading = parameters.at("shading") == "none" ? Shading::None : Shading::Terrain;
    KREISBLICK_TRY(request.options.period.day_of_year, read_day(parameters.at("day")));
    request.options.period.step_minutes = number_of(parameters, "step");
    KREISBLICK_TRY(request.options.conditions.linke, read_linke(parameters.at("linke")));
    request.options.conditions.albedo = number_of(parameters, "albedo");
    KREISBLICK_TRY(request.options.plane, read_plane(parameters.at("plane")));
    if (parameters.at("north") == "grid") {
        request.options.north = North::Grid;
        request.options.conditions.declination = Declination::Rsun;
    }
    if (parameters.at("ground_reflection") == "unshaded") request.options.conditions.ground_reflection = GroundReflection::Unshaded;
    return request;
}

core::Result<void> run_solar(const Inputs& inputs, const SolarRequest& request, std::span<const IrradiationBand> wanted,
                             const IrradiationSink& sink, Results& results, const core::Job& job) {
    IrradiationOptions options = request.options;
    IrradiationInputs run;
    run.heights = {inputs.grid, inputs.rows("elevation")};
    run.wanted = inputs.wanted;
    KREISBLICK_TRY(const geo::Crs crs, geo::Crs::from(inputs.crs));
    KREISBLICK_TRY(run.place_of, solar_places(crs));
    std::shared_ptr<const HorizonMap> horizon_map;
    if (request.shading == Shading::Terrain) {
        KREISBLICK_TRY(horizon_map, kept_horizons(inputs, {}, job));
        run.horizons = horizon_map.get();
    }
    SkyFields fields;
    if (request.sky == Sky::Real) {
        if (const auto months = inputs.months("radiation_monthly")) {
            KREISBLICK_TRY(fields, real_sky_fields(*months, run.heights, options.conditions, run.place_of, job));
            run.sky = &fields;
        } else {
            KREISBLICK_TRY(options.conditions.sky, default_sky(inputs, options.conditions, run.place_of));
            results.note({"Ohne Strahlungsdaten des Kreises: Monatsmittel für Deutschland, auf die Gegend umgerechnet",
                          "The district has no radiation data: monthly means of Germany, scaled to the region"});
        }
    }
    return irradiation(run, options, wanted, sink, job);
}

}  // namespace kreisblick::potentials
