#include "potentials/solar_place.h"

#include <cmath>
#include <memory>
#include <numbers>

namespace kreisblick::potentials {
namespace {

constexpr double k_degree = std::numbers::pi / 180;
constexpr double k_probe_m = 50;

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
        return SolarPlace{latitude, std::atan2((above.x - below.x) * std::cos(latitude), above.y - below.y)};
    });
}

}  // namespace kreisblick::potentials
