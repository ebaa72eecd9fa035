#include "fiction/noise.h"

#include "fiction/random.h"

#include <array>
#include <cmath>

namespace kreisblick::fiction {
namespace {

/// The slope of the hills at a lattice point, along a random one of eight directions, times the way from it.
double pull(std::uint64_t key, std::int64_t column, std::int64_t row, double x, double y) {
    constexpr double k_diagonal = 0.7071067811865476;
    constexpr std::array<double, 8> along{1, k_diagonal, 0, -k_diagonal, -1, -k_diagonal, 0, k_diagonal};
    const std::uint64_t bits = scrambled(key + static_cast<std::uint64_t>(column) * 0x9e3779b97f4a7c15ULL +
                                         static_cast<std::uint64_t>(row) * 0xc2b2ae3d27d4eb4fULL);
    const std::size_t direction = bits & 7;
    return along[direction] * x + along[(direction + 6) & 7] * y;
}

double eased(double t) { return t * t * t * (t * (t * 6 - 15) + 10); }

}  // namespace

double noise(std::uint64_t key, double x, double y) {
    const double left = std::floor(x), below = std::floor(y);
    const auto column = static_cast<std::int64_t>(left), row = static_cast<std::int64_t>(below);
    const double u = x - left, v = y - below, across = eased(u);
    const double lower = pull(key, column, row, u, v) * (1 - across) + pull(key, column + 1, row, u - 1, v) * across;
    const double upper = pull(key, column, row + 1, u, v - 1) * (1 - across) + pull(key, column + 1, row + 1, u - 1, v - 1) * across;
    return 1.6 * (lower + (upper - lower) * eased(v));
}

double rough_noise(std::uint64_t key, double x, double y, int octaves) {
    double sum = 0, height = 1, heights = 0;
    for (int octave = 0; octave < octaves; ++octave) {
        sum += height * noise(key + static_cast<std::uint64_t>(octave) * 7919, x, y);
        heights += height;
        height *= 0.5;
        x = x * 2 + 17.3;
        y = y * 2 - 9.1;
    }
    return sum / heights;
}

}  // namespace kreisblick::fiction
