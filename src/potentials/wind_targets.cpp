#include "potentials/wind_targets.h"

#include <numbers>

namespace kreisblick::potentials {

double room_of_turbine_km2(double rotor_m, double along_diameters, double across_diameters) {
    return std::numbers::pi / 4 * along_diameters * across_diameters * rotor_m * rotor_m / 1e6;
}

}  // namespace kreisblick::potentials
