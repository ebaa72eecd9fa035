#include "fiction/sites.h"

#include "fiction/random.h"

#include <algorithm>

namespace kreisblick::fiction {
namespace {

struct Candidate {
    double worth;
    geo::Point place;
};

/// How willingly people settle here; negative = not at all.
double worth_of(const Land& land, geo::Point place) {
    const double slope = std::max(land.slope(place), 0.5 * (land.slope({place.x + 120, place.y}) + land.slope({place.x, place.y + 120})));
    if (slope > 0.13) return -1;
    const double water = static_cast<double>(land.water_distance.near(place)),
                 river = static_cast<double>(land.terrain.river_distance.near(place));
    if (river < 160) return -1;
    for (const geo::Point side : {geo::Point{150, 0}, geo::Point{-150, 0}, geo::Point{0, 150}, geo::Point{0, -150}})
        if (land.is_at_lake(place + side)) return -1;
    const double wet = water < 60 ? 0.4 : water < 260 ? 1.0 : water < 600 ? 0.45 : 0.15;
    const double stream = std::min(1.0, 0.25 + 0.12 * std::sqrt(static_cast<double>(land.water_size.near(place))));
    const double high = std::clamp((land.height(place) - 180) / 420, 0.0, 1.0);
    const bool on_floor = land.terrain.floor.near(place) == land.terrain.floor.near(place);
    return wet * (0.5 + stream) * (1 - slope / 0.16) * (1 - 0.6 * high) * (on_floor && river < 400 ? 0.5 : 1.0);
}

bool is_free(const std::vector<geo::Point>& taken, geo::Point place, double spacing_m) {
    return std::none_of(taken.begin(), taken.end(), [&](geo::Point other) { return distance(other, place) < spacing_m; });
}

/// Whether the area reaches at least 500 m beyond the place on all sides.
bool lies_inside(const Field<std::int32_t>& area, geo::Point place) {
    for (const geo::Point side : {geo::Point{500, 0}, geo::Point{-500, 0}, geo::Point{0, 500}, geo::Point{0, -500}})
        if (area.near(place + side) == k_no_area) return false;
    return true;
}

}  // namespace

std::vector<geo::Point> settling_places(const Land& land, const Field<std::int32_t>& area, int count,
                                        const std::vector<geo::Point>& neighbours) {
    Random random(key_of(land.plan.options.seed, "sites", neighbours.size()));
    std::vector<Candidate> candidates;
    const geo::Extent ground = land.plan.ground.extent();
    for (double y = ground.y_min + 75; y < ground.y_max; y += 150)
        for (double x = ground.x_min + 75; x < ground.x_max; x += 150) {
            const double luck = random.between(0.75, 1.25);
            const geo::Point place{x, y};
            if (!lies_inside(area, place)) continue;
            if (const double worth = worth_of(land, place); worth > 0) candidates.push_back({worth * luck, place});
        }
    std::stable_sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) { return a.worth > b.worth; });
    std::vector<geo::Point> taken;
    for (double spacing = 2500; spacing > 700 && static_cast<int>(taken.size()) < count; spacing *= 0.94)
        for (const Candidate& candidate : candidates) {
            if (static_cast<int>(taken.size()) >= count) break;
            const double wanted = spacing * (1.25 - 0.25 * std::min(1.0, candidate.worth));
            if (is_free(taken, candidate.place, wanted) && is_free(neighbours, candidate.place, std::min(wanted, 1500.0)))
                taken.push_back(candidate.place);
        }
    return taken;
}

}  // namespace kreisblick::fiction
