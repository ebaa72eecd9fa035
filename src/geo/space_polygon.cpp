#include "geo/space_polygon.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace kreisblick::geo {
namespace {

constexpr double k_degrees = 180 / std::numbers::pi;
constexpr double k_least_area_m2 = 1e-4;

SpacePoint operator-(const SpacePoint& a, const SpacePoint& b) { return {a.x - b.x, a.y - b.y, a.z - b.z}; }
double dot(const SpacePoint& a, const SpacePoint& b) { return a.x * b.x + a.y * b.y + a.z * b.z; }
double length(const SpacePoint& a) { return std::sqrt(dot(a, a)); }
SpacePoint cross(const SpacePoint& a, const SpacePoint& b) { return {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x}; }

bool is_finite(const SpacePoint& p) { return std::isfinite(p.x) && std::isfinite(p.y) && std::isfinite(p.z); }

/// A vector across the ring whose length is the ring's area. Relative to the first corner: products of UTM northings would lose the
/// centimetres.
SpacePoint area_vector(const std::vector<SpacePoint>& ring) {
    SpacePoint sum;
    for (std::size_t i = 1; i + 1 < ring.size(); ++i) {
        const SpacePoint piece = cross(ring[i] - ring[0], ring[i + 1] - ring[0]);
        sum = {sum.x + piece.x / 2, sum.y + piece.y / 2, sum.z + piece.z / 2};
    }
    return sum;
}

/// Mean of the corners; a repeated first corner counts once.
SpacePoint centre_of(const std::vector<SpacePoint>& ring) {
    const std::size_t count = ring.size() > 1 && ring.front() == ring.back() ? ring.size() - 1 : ring.size();
    SpacePoint offset;
    for (std::size_t i = 0; i < count; ++i) {
        const SpacePoint d = ring[i] - ring[0];
        offset = {offset.x + d.x, offset.y + d.y, offset.z + d.z};
    }
    const auto n = static_cast<double>(count);
    return {ring[0].x + offset.x / n, ring[0].y + offset.y / n, ring[0].z + offset.z / n};
}

/// Fills in where the facet lies and how far its corners are off the plane.
void measure(const std::vector<SpacePoint>& ring, Facet& facet) {
    facet.z_min = std::numeric_limits<double>::infinity();
    facet.z_max = -facet.z_min;
    for (const SpacePoint& corner : ring) {
        facet.residual_m = std::max(facet.residual_m, std::abs(dot(facet.normal, corner - facet.centre)));
        facet.extent.include(Point{corner.x, corner.y});
        facet.z_min = std::min(facet.z_min, corner.z);
        facet.z_max = std::max(facet.z_max, corner.z);
    }
}

}  // namespace

Slope slope_of(const SpacePoint& normal) {
    const double sign = normal.z < 0 ? -1 : 1, across = std::hypot(normal.x, normal.y);
    Slope slope{std::atan2(across, sign * normal.z) * k_degrees, 0};
    if (across <= 1e-9 * length(normal)) return {0, 0};
    slope.azimuth_deg = std::atan2(sign * normal.x, sign * normal.y) * k_degrees;
    if (slope.azimuth_deg < 0) slope.azimuth_deg += 360;
    if (slope.azimuth_deg >= 360) slope.azimuth_deg = 0;
    return slope;
}

std::optional<Facet> facet_of(const SpacePolygon& polygon) {
    if (polygon.rings.empty() || polygon.rings[0].size() < 3) return std::nullopt;
    for (const auto& ring : polygon.rings)
        if (!std::all_of(ring.begin(), ring.end(), is_finite)) return std::nullopt;
    const std::vector<SpacePoint>& outer = polygon.rings[0];
    const SpacePoint vector = area_vector(outer);
    const double outer_area = length(vector);
    Facet facet;
    facet.area_m2 = outer_area;
    for (std::size_t hole = 1; hole < polygon.rings.size(); ++hole)
        if (polygon.rings[hole].size() >= 3) facet.area_m2 -= length(area_vector(polygon.rings[hole]));
    if (!(facet.area_m2 >= k_least_area_m2)) return std::nullopt;
    const double scale = (vector.z < 0 ? -1 : 1) / outer_area;
    facet.normal = {vector.x * scale, vector.y * scale, vector.z * scale};
    const Slope slope = slope_of(facet.normal);
    facet.tilt_deg = slope.tilt_deg;
    facet.azimuth_deg = slope.azimuth_deg;
    facet.centre = centre_of(outer);
    measure(outer, facet);
    return facet;
}

}  // namespace kreisblick::geo
