#include "potentials/kept_horizons.h"

namespace kreisblick::potentials {

core::Result<std::shared_ptr<const HorizonMap>> kept_horizons(const Inputs& inputs, const HorizonOptions& options, const core::Job& job) {
    const std::string name = fmt::format("horizons of {} directions, lines {}, earth {} m, refraction {}", options.directions,
                                         static_cast<int>(options.lines), options.earth_radius_m, options.refraction);
    return inputs.kept->get<HorizonMap>(name, {"elevation"}, [&] {
        return horizons({inputs.grid, inputs.rows("elevation")}, options, job);
    });
}

}  // namespace kreisblick::potentials
