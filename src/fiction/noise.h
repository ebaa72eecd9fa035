#pragma once

#include <cstdint>

namespace kreisblick::fiction {

/// Smooth random hills with a wavelength of one unit, about −1…1, by +, −, ×, / alone: bit-equal on every machine.
[[nodiscard]] double noise(std::uint64_t key, double x, double y);
/// Several noises of halving wavelength and height on top of each other, about −1…1.
[[nodiscard]] double rough_noise(std::uint64_t key, double x, double y, int octaves);

}  // namespace kreisblick::fiction
