#include "geo/roof_planes.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numbers>
#include <numeric>

namespace kreisblick::geo {
namespace {

double dot(const SpacePoint& a, const SpacePoint& b) { return a.x * b.x + a.y * b.y + a.z * b.z; }
double off_plane(const Facet& plane, const SpacePoint& p) {
    return std::abs(dot(plane.normal, {p.x - plane.centre.x, p.y - plane.centre.y, p.z - plane.centre.z}));
}

bool belong_together(const Facet& a, const Facet& b, const RoofMerging& merging) {
    if (dot(a.normal, b.normal) < std::cos(merging.angle_deg * std::numbers::pi / 180)) return false;
    if (off_plane(a, b.centre) > merging.offset_m || off_plane(b, a.centre) > merging.offset_m) return false;
    return a.extent.grown(merging.gap_m).intersects(b.extent) && a.z_min - merging.gap_m <= b.z_max && b.z_min - merging.gap_m <= a.z_max;
}

/// For each facet the first of its group.
std::vector<std::size_t> groups_of(std::span<const Facet> facets, const RoofMerging& merging) {
    std::vector<std::size_t> parent(facets.size());
    std::iota(parent.begin(), parent.end(), std::size_t{0});
    const auto root = [&](std::size_t i) {
        while (parent[i] != i) i = parent[i] = parent[parent[i]];
        return i;
    };
    for (std::size_t a = 0; a < facets.size(); ++a)
        for (std::size_t b = a + 1; b < facets.size(); ++b)
            if (belong_together(facets[a], facets[b], merging)) parent[std::max(root(a), root(b))] = std::min(root(a), root(b));
    for (std::size_t i = 0; i < facets.size(); ++i) parent[i] = root(i);
    return parent;
}

RoofPlane plane_of(double area_m2, const SpacePoint& normal_sum) {
    const Slope slope = slope_of(normal_sum);
    if (slope.tilt_deg < k_flat_below_deg) return {area_m2, 0, 0};
    return {area_m2, slope.tilt_deg, slope.azimuth_deg};
}

/// The number that stands at the front of the text, which loses it and the blanks before it.
std::optional<double> take_number(std::string_view& text) {
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || !std::isfinite(value)) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return value;
}

}  // namespace

std::vector<RoofPlane> roof_planes(std::span<const Facet> facets, const RoofMerging& merging) {
    const std::vector<std::size_t> group = groups_of(facets, merging);
    std::vector<RoofPlane> planes;
    for (std::size_t first = 0; first < facets.size(); ++first) {
        if (group[first] != first) continue;
        double area = 0;
        SpacePoint sum;
        for (std::size_t i = first; i < facets.size(); ++i) {
            if (group[i] != first) continue;
            const Facet& facet = facets[i];
            area += facet.area_m2;
            sum = {sum.x + facet.area_m2 * facet.normal.x, sum.y + facet.area_m2 * facet.normal.y, sum.z + facet.area_m2 * facet.normal.z};
        }
        planes.push_back(plane_of(area, sum));
    }
    std::stable_sort(planes.begin(), planes.end(), [](const RoofPlane& a, const RoofPlane& b) { return a.area_m2 > b.area_m2; });
    return planes;
}

std::string to_text(std::span<const RoofPlane> planes) {
    std::string text;
    for (const RoofPlane& plane : planes)
        text += fmt::format("{}{:.2f} {:.1f} {:.1f}", text.empty() ? "" : "; ", plane.area_m2, plane.tilt_deg, plane.azimuth_deg);
    return text;
}

std::optional<std::vector<RoofPlane>> roof_planes_from(std::string_view text) {
    std::vector<RoofPlane> planes;
    while (text.find_first_not_of(' ') != std::string_view::npos) {
        const auto area = take_number(text), tilt = take_number(text), azimuth = take_number(text);
        if (!area || !tilt || !azimuth || *area < 0 || *tilt < 0 || *tilt > 90) return std::nullopt;
        planes.push_back({*area, *tilt, *azimuth});
        const std::size_t next = text.find_first_not_of(' ');
        if (next == std::string_view::npos) break;
        if (text[next] != ';') return std::nullopt;
        text.remove_prefix(next + 1);
    }
    return planes;
}

}  // namespace kreisblick::geo
