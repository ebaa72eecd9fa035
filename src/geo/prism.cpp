#include "geo/prism.h"

#include <cmath>

namespace kreisblick::geo {
namespace {

/// Volume below one ring, with the sign of its sense. Triangles fan out from its first corner, and coordinates count from there: products
/// of northings would lose the centimetres.
double signed_volume(const std::vector<SpacePoint>& ring, double level_z, double& signed_area) {
    double volume = 0;
    signed_area = 0;
    for (std::size_t i = 1; i + 1 < ring.size(); ++i) {
        const SpacePoint &a = ring[0], &b = ring[i], &c = ring[i + 1];
        const double area = ((b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y)) / 2;
        signed_area += area;
        volume += area * ((a.z + b.z + c.z) / 3 - level_z);
    }
    return volume;
}

}  // namespace

double prism_volume(const SpacePolygon& polygon, double level_z) {
    double sum = 0;
    for (std::size_t i = 0; i < polygon.rings.size(); ++i) {
        double area = 0;
        const double volume = signed_volume(polygon.rings[i], level_z, area);
        const double upwards = area < 0 ? -volume : volume;
        sum += i == 0 ? upwards : -upwards;
    }
    return sum;
}

}  // namespace kreisblick::geo
