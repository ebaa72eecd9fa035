#include "fiction/main_river.h"

#include "fiction/noise.h"
#include "fiction/random.h"

#include <algorithm>
#include <limits>

namespace kreisblick::fiction {
namespace {

constexpr double k_height_at_mouth_m = 134;
constexpr double k_fall = 0.0009;  ///< of the valley floor

/// From the south-east corner to the north-west, in three great bends, beyond the ground on both sides.
Curve valley_axis(const Plan& plan) {
    Random random(key_of(plan.options.seed, "valley"));
    const geo::Extent ground = plan.ground.extent();
    const geo::Point start{ground.x_max + 3000, ground.y_min + ground.height() * random.between(0.14, 0.24)};
    const geo::Point end{ground.x_min + ground.width() * random.between(0.12, 0.22), ground.y_max + 3000};
    const geo::Point way = end - start, side = direction(left_of(way));
    const int bends = std::max(4, static_cast<int>(std::lround(distance(start, end) / 6500)));
    Curve knots{start};
    double sign = random.chance(0.5) ? 1 : -1;
    for (int bend = 1; bend < bends; ++bend, sign = -sign) {
        const geo::Point on_way = start + way * ((bend + random.between(-0.2, 0.2)) / bends);
        knots.push_back(on_way + side * (sign * random.between(700, 2400)));
    }
    knots.push_back(end);
    return spline(knots, 50);
}

/// Knots from side to side of the floor, less or more than its width, so that the river swings.
Curve swinging(const Curve& axis, const std::vector<double>& half_width, std::uint64_t key) {
    Random random(key);
    Curve knots;
    double sign = 1;
    std::size_t at = 0;
    while (at + 1 < axis.size()) {
        const geo::Point along = direction(axis[at + 1] - axis[at]);
        knots.push_back(axis[at] + left_of(along) * (sign * (half_width[at] - 60) * random.between(0.15, 0.85)));
        sign = random.chance(0.85) ? -sign : sign;
        at += static_cast<std::size_t>(random.whole(9, 19));
    }
    knots.push_back(axis.back());
    Curve river = spline(knots, 25);
    smooth(river, 6);
    return river;
}

/// Calls visit(column, row, distance) for all cells whose centre lies within reach_m of the place.
template <typename Visit>
void around(const geo::GridSpec& grid, geo::Point place, double reach_m, const Visit& visit) {
    const int first = std::max(0, grid.column_at(place.x - reach_m)), last = std::min(grid.width - 1, grid.column_at(place.x + reach_m));
    const int top = std::max(0, grid.row_at(place.y + reach_m)), bottom = std::min(grid.height - 1, grid.row_at(place.y - reach_m));
    for (int row = top; row <= bottom; ++row)
        for (int column = first; column <= last; ++column)
            if (const double away = distance(grid.centre(column, row), place); away <= reach_m) visit(column, row, away);
}

}  // namespace

MainRiver MainRiver::across(const Plan& plan) {
    MainRiver result;
    result.axis = valley_axis(plan);
    const std::uint64_t key = key_of(plan.options.seed, "floor");
    for (const geo::Point point : result.axis) result.half_width.push_back(520 + 420 * rough_noise(key, point.x / 5200, point.y / 5200, 2));
    result.river = swinging(result.axis, result.half_width, key_of(plan.options.seed, "swing"));
    return result;
}

Field<float> MainRiver::floor(const geo::GridSpec& grid) const {
    Field<float> heights(grid, std::numeric_limits<float>::quiet_NaN());
    Field<float> nearest(grid, 1.0F);
    double to_mouth = length(axis);
    for (std::size_t index = 0; index < axis.size(); ++index) {
        if (index > 0) to_mouth -= distance(axis[index - 1], axis[index]);
        around(grid, axis[index], half_width[index], [&](int column, int row, double away) {
            const auto share = static_cast<float>(away / half_width[index]);
            if (share > nearest.at(column, row)) return;
            nearest.at(column, row) = share;
            heights.at(column, row) = static_cast<float>(k_height_at_mouth_m + to_mouth * k_fall);
        });
    }
    return heights;
}

double MainRiver::level_beside(geo::Point place, double valley_m) const {
    const geo::Point way = axis.back() - axis.front();
    const double done = std::clamp(dot(place - axis.front(), way) / dot(way, way), 0.0, 1.0);
    return k_height_at_mouth_m + valley_m * (1 - done) * k_fall;
}

Field<float> MainRiver::distances(const geo::GridSpec& grid, double reach_m) const {
    Field<float> result(grid, static_cast<float>(reach_m));
    for (const geo::Point point : river)
        around(grid, point, reach_m, [&](int column, int row, double away) {
            result.at(column, row) = std::min(result.at(column, row), static_cast<float>(away));
        });
    return result;
}

}  // namespace kreisblick::fiction
