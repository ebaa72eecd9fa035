#include "potentials/roof_horizons.h"

#include "core/parallel.h"
#include "geo/sampling.h"

#include <algorithm>
#include <cmath>
#include <mutex>
#include <numbers>
#include <numeric>
#include <optional>

namespace kreisblick::potentials {
namespace {

constexpr double k_eye_share_of_height = 2.0 / 3;
/// Steps along a line of sight grow with the distance: by this share of it.
constexpr double k_step_share = 0.05;

double azimuth_rad(std::size_t direction) {
    return 2 * std::numbers::pi * static_cast<double>(direction) / static_cast<double>(RoofHorizon::k_directions);
}

/// The codes of one cell out of its tile; the map's nearest direction for each of ours.
RoofHorizon horizon_of_cell(const HorizonMap& map, std::span<const std::uint8_t> tile, int column, int row) {
    const std::size_t cell =
        static_cast<std::size_t>(row % HorizonMap::k_tile_rows * HorizonMap::k_tile_columns + column % HorizonMap::k_tile_columns);
    RoofHorizon horizon;
    for (std::size_t direction = 0; direction < RoofHorizon::k_directions; ++direction) {
        const double share = static_cast<double>(direction) / static_cast<double>(RoofHorizon::k_directions);
        const auto nearest = static_cast<std::size_t>(std::lround(share * map.directions()) % map.directions());
        horizon.codes[direction] = tile[nearest * HorizonMap::k_tile_cells + cell];
    }
    return horizon;
}

/// Sites on the map, in the order of its strips and of the tiles within, with where each strip's begin.
struct ByStrip {
    std::vector<std::size_t> sites;
    std::vector<std::size_t> first;  // by strip, and one behind the last
};

int tile_of(const geo::GridSpec& grid, const RoofSite& site) { return grid.column_at(site.centre.x) / HorizonMap::k_tile_columns; }

ByStrip by_strip(const HorizonMap& map, std::span<const RoofSite> sites) {
    const geo::GridSpec& grid = map.grid();
    const auto strip_of = [&](std::size_t site) {
        return static_cast<std::size_t>(grid.row_at(sites[site].centre.y) / HorizonMap::k_tile_rows);
    };
    ByStrip order;
    order.first.assign(static_cast<std::size_t>(map.strips()) + 1, 0);
    for (std::size_t i = 0; i < sites.size(); ++i)
        if (grid.has(grid.column_at(sites[i].centre.x), grid.row_at(sites[i].centre.y))) {
            order.sites.push_back(i);
            ++order.first[strip_of(i) + 1];
        }
    std::partial_sum(order.first.begin(), order.first.end(), order.first.begin());
    std::stable_sort(order.sites.begin(), order.sites.end(), [&](std::size_t a, std::size_t b) {
        return std::pair(strip_of(a), tile_of(grid, sites[a])) < std::pair(strip_of(b), tile_of(grid, sites[b]));
    });
    return order;
}

/// The horizons of the sites of one strip.
core::Result<void> look_up_strip(const HorizonMap& map, int strip, std::span<const std::size_t> order, std::span<const RoofSite> sites,
                                 std::span<RoofHorizon> horizons) {
    HorizonStrip packed;
    KREISBLICK_CHECK(map.read_strip(strip, packed));
    std::vector<std::uint8_t> codes(map.tile_bytes());
    int unpacked = -1;
    for (const std::size_t site : order) {
        if (const int tile = tile_of(map.grid(), sites[site]); tile != unpacked) packed.unpack(unpacked = tile, codes.data());
        const geo::Point centre = sites[site].centre;
        horizons[site] = horizon_of_cell(map, codes, map.grid().column_at(centre.x), map.grid().row_at(centre.y));
    }
    return {};
}

/// The surface at the middle and half-way to every corner; nothing where it is unknown.
std::optional<double> median_height(const geo::Raster<float>& surface, const RoofSite& site) {
    std::vector<float> heights{geo::nearest_at(surface, site.centre)};
    for (std::size_t part = 0; part < site.table->part_count(site.row); ++part)
        for (const geo::Point corner : site.table->part(site.row, part))
            heights.push_back(geo::nearest_at(surface, {(corner.x + site.centre.x) / 2, (corner.y + site.centre.y) / 2}));
    std::erase_if(heights, [](float height) { return !std::isfinite(height); });
    if (heights.empty()) return std::nullopt;
    const auto middle = heights.begin() + static_cast<std::ptrdiff_t>(heights.size() / 2);
    std::nth_element(heights.begin(), middle, heights.end());
    return *middle;
}

std::optional<double> eye_height(const geo::Raster<float>& surface, const geo::Raster<float>* ground, const RoofSite& site) {
    auto eye = median_height(surface, site);
    if (!eye || !ground) return eye;
    const double raised =
        static_cast<double>(geo::nearest_at(*ground, site.centre)) + k_eye_share_of_height * site.table->number(site.row, "height_m");
    return std::isfinite(raised) ? std::max(*eye, raised) : *eye;
}

/// How far the footprint reaches from its centre in a direction of length 1.
double reach_m(const RoofSite& site, double east, double north) {
    double furthest = 0;
    for (std::size_t part = 0; part < site.table->part_count(site.row); ++part)
        for (const geo::Point corner : site.table->part(site.row, part))
            furthest = std::max(furthest, (corner.x - site.centre.x) * east + (corner.y - site.centre.y) * north);
    return furthest;
}

/// Steepness of the highest thing in sight along a direction.
double steepest(const geo::Raster<float>& surface, const RoofSite& site, double eye_m, std::size_t direction) {
    const double east = std::sin(azimuth_rad(direction)), north = std::cos(azimuth_rad(direction));
    const double cell = surface.grid.cell_m;
    double highest = 0;
    for (double d = reach_m(site, east, north) + cell; d <= k_surface_reach_m; d += std::max(cell, k_step_share * d)) {
        const float z = geo::nearest_at(surface, {site.centre.x + d * east, site.centre.y + d * north});
        if (std::isfinite(z)) highest = std::max(highest, (static_cast<double>(z) - eye_m) / d);
    }
    return highest;
}

}  // namespace

core::Result<std::vector<RoofHorizon>> relief_horizons(const HorizonMap& map, std::span<const RoofSite> sites, const core::Job& job) {
    std::vector<RoofHorizon> horizons(sites.size());
    const ByStrip order = by_strip(map, sites);
    std::mutex mutex;
    std::optional<core::Error> failure;
    core::parallel_blocks(map.strips(), 4, [&](std::int64_t begin, std::int64_t end) {
        for (auto strip = static_cast<std::size_t>(begin); strip < static_cast<std::size_t>(end) && !job.stopped(); ++strip) {
            const std::span<const std::size_t> within(order.sites.data() + order.first[strip], order.sites.data() + order.first[strip + 1]);
            if (within.empty()) continue;
            if (const auto done = look_up_strip(map, static_cast<int>(strip), within, sites, horizons); !done) {
                const std::scoped_lock lock(mutex);
                failure = done.error();
                return;
            }
        }
    });
    if (failure) return tl::unexpected(*failure);
    if (job.stopped()) return core::fail("looking up the horizons of roofs was stopped");
    return horizons;
}

void raise_by_surface(const geo::Raster<float>& surface, const geo::Raster<float>* ground, std::span<const RoofSite> sites,
                      std::span<RoofHorizon> horizons, const core::Job& job) {
    core::parallel_blocks(static_cast<std::int64_t>(sites.size()), 256, [&](std::int64_t begin, std::int64_t end) {
        for (auto i = static_cast<std::size_t>(begin); i < static_cast<std::size_t>(end); ++i) {
            if (job.stopped()) return;
            const auto eye = eye_height(surface, ground, sites[i]);
            if (!eye) continue;
            for (std::size_t direction = 0; direction < RoofHorizon::k_directions; ++direction) {
                const double degrees = std::atan(steepest(surface, sites[i], *eye, direction)) * 180 / std::numbers::pi;
                const double code = std::min(255.0, std::round(degrees / RoofHorizon::k_code_degrees));
                horizons[i].codes[direction] = std::max(horizons[i].codes[direction], static_cast<std::uint8_t>(code));
            }
        }
    });
}

}  // namespace kreisblick::potentials
