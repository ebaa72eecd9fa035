#include "potentials/wind_terrain.h"

#include <algorithm>
#include <cmath>

namespace kreisblick::potentials {
namespace {

struct HillNumbers {
    double strength, decay;
};

HillNumbers numbers_of(HillShape shape) {
    switch (shape) {
        case HillShape::Ridge: return {2.0, 3.0};
        case HillShape::Hill: return {1.6, 4.0};
        case HillShape::Escarpment: break;
    }
    return {0.8, 2.5};
}

}  // namespace

double speed_up(HillShape shape, double height_m, double half_width_m, double above_ground_m) {
    const auto [strength, decay] = numbers_of(shape);
    const double steepness = std::clamp(height_m / half_width_m, 0.0, 0.5);
    return strength * steepness * std::exp(-decay * above_ground_m / half_width_m);
}

double terrain_factor(double above_surroundings_m, double per_100_m) {
    constexpr double least = 0.80, greatest = 1.20, valley_m = -50, valley_most = 0.85;
    const double factor = std::clamp(1 + per_100_m * above_surroundings_m / 100, least, greatest);
    return above_surroundings_m < valley_m ? std::min(factor, valley_most) : factor;
}

}  // namespace kreisblick::potentials
