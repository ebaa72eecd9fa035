#include "potentials/solar_place.h"

#include <cmath>
#include <memory>
#include <numbers>

namespace kreisblick::potentials {
namespace {

constexpr double k_degree = std::numbers::pi / 180;
constexpr double k_probe_m = 50;

/// How much longer a degree along the parallel is than one along the meridian, but for the cosine of the latitude: the earth is no sphere
/// (GRS 80).
double flattening_ratio(double latitude_rad) {
    constexpr double eccentricity_squared = 0.00669438;
    return (1 - eccentricity_squared * std::pow(std::sin(latitude_rad), 2)) / (1 - eccentricity_squared);
}

}  // namespace

core::Result<SolarPlaceFinder> solar_places(const geo::Crs& crs) {
    if (crs.is_geographic()) return core::fail("the sun needs a grid in metres, but {} counts degrees", crs.name());
    KREISBLICK_TRY(const geo::Crs degrees, geo::Crs::from("EPSG:4326"));
    KREISBLICK_TRY(geo::Transformer found, geo::Transformer::between(crs, degrees));
    const auto to_degrees = std::make_shared<const geo::Transformer>(std::move(found));
    return SolarPlaceFinder([to_degrees](geo::Point point) {
        const geo::Point here = (*to_degrees)(point);
        const geo::Point above = (*to_degrees)({point.x, point.y + k_probe_m}), below = (*to_degrees)({point.x, point.y - k_probe_m});
        const double latitude = here.y * k_degree;
        const double east = (above.x - below.x) * std::cos(latitude) * flattening_ratio(latitude);
        return SolarPlace{latitude, std::atan2(east, above.y - below.y)};
    });
}

}  // namespace kreisblick::potentials
