#include "fiction/lakes.h"

#include "fiction/noise.h"
#include "fiction/random.h"

#include <algorithm>

namespace kreisblick::fiction {
namespace {

constexpr double k_lake_m2_per_m_of_valley = 108;  ///< so that water covers as much as in the real district
constexpr double k_from_river_m = 75;

/// Whether a lake lies on the valley floor, clear of the river and of the lakes before it.
bool fits(const Lake& lake, const Terrain& terrain, const std::vector<Lake>& lakes) {
    for (const geo::Point shore : lake.ring) {
        const geo::Point out = shore + direction(shore - lake.centre) * 40;
        if (static_cast<double>(terrain.river_distance.near(shore)) < k_from_river_m ||
            !(terrain.floor.near(out) == terrain.floor.near(out)))
            return false;
        for (const Lake& other : lakes)
            if (other.holds(out)) return false;
    }
    return std::none_of(lakes.begin(), lakes.end(), [&](const Lake& other) { return lake.holds(other.centre); });
}

/// Makes a lake smaller until it fits; false if nothing worth digging is left.
bool shrunk_to_fit(Lake& lake, const Terrain& terrain, const std::vector<Lake>& lakes) {
    while (!fits(lake, terrain, lakes)) {
        for (geo::Point& shore : lake.ring) shore = lake.centre + (shore - lake.centre) * 0.86;
        lake.area_m2 *= 0.86 * 0.86;
        if (lake.area_m2 < 9000) return false;
    }
    return true;
}

}  // namespace

bool Lake::holds(geo::Point place) const { return geo::contains(shape(), place); }

Lake lake_around(geo::Point centre, geo::Point along, double half_length, double half_width, std::uint64_t key) {
    constexpr int corners = 14;
    Curve knots;
    geo::Point way{1, 0};
    for (int corner = 0; corner < corners; ++corner, way = turned(way, 0.4573)) {
        const double uneven = 1 + 0.3 * noise(key, 1.7 * way.x + 0.5, 1.7 * way.y + 0.5);
        knots.push_back(centre + along * (way.x * half_length * uneven) + left_of(along) * (way.y * half_width * uneven));
    }
    const geo::Point last = knots.back(), second = knots[1];
    knots.push_back(knots.front());
    Lake lake{spline(knots, std::max(4.0, half_width / 5), last, second), centre, 0, 0, {}};
    lake.ring.back() = lake.ring.front();
    lake.area_m2 = geo::area(lake.shape());
    return lake;
}

std::vector<Lake> gravel_lakes(const Plan& plan, const MainRiver& river, const Terrain& terrain) {
    Random random(key_of(plan.options.seed, "gravel lakes"));
    std::vector<Lake> lakes;
    const int last = static_cast<int>(river.axis.size()) - 2;
    double wanted_m2 = k_lake_m2_per_m_of_valley * length(river.axis);
    for (int group = 0; group < 900 && wanted_m2 > 0; ++group) {
        const int middle = random.whole(1, last);
        // In every group one or two large lakes, where most was dug, and small ones around them.
        for (int lake = 0, count = random.whole(4, 8); lake < count && wanted_m2 > 0; ++lake) {
            const auto at = static_cast<std::size_t>(std::clamp(middle + random.whole(-24, 24), 1, last));
            const geo::Point along = direction(river.axis[at + 1] - river.axis[at]);
            const double aside = random.between(-0.85, 0.85) * river.half_width[at];
            const double half_length = lake < 3 ? random.between(350, 800) : random.between(90, 260);
            Lake candidate = lake_around(river.axis[at] + left_of(along) * aside, turned(along, random.between(-0.5, 0.5)), half_length,
                                         half_length * random.between(0.35, 0.7), random.next());
            if (!plan.ground.extent().grown(-600).contains(candidate.centre) || !shrunk_to_fit(candidate, terrain, lakes)) continue;
            candidate.level_m = sampled(terrain.heights, candidate.centre) - 1.5;
            wanted_m2 -= candidate.area_m2;
            lakes.push_back(std::move(candidate));
        }
    }
    return lakes;
}

}  // namespace kreisblick::fiction
