#pragma once

#include "potentials/altitude_codes.h"
#include "potentials/method.h"

#include <memory>
#include <vector>

namespace kreisblick::potentials {

/// Mean wind speeds on a coarse grid at one height above ground.
struct WindLevel {
    double height_m = 0;
    geo::Raster<float> speed_m_s;
};

/// What the district knows of its wind: mean speeds at one or several heights, and the shape of their distribution where that is known.
struct WindField {
    geo::GridSpec grid;             ///< coarse; covers the inputs' grid
    std::vector<WindLevel> levels;  ///< from the ground upwards, at least one
    geo::Raster<float> shape;       ///< no cells where it is not known
    double common_shape = 0;        ///< one for all cells; 0 where it is not known
    bool is_from_mean = false;      ///< one mean for the district, laid over the land by a terrain index: a model
    std::vector<core::Words> notes;

    /// The mean speed at a height: by the power law between the two heights next to it, with the shear where only one is known.
    [[nodiscard]] geo::Raster<float> speed_at(double height_m, double shear) const;
    /// Standard uncertainty of the speed as a share of it.
    [[nodiscard]] double relative_uncertainty() const { return is_from_mean ? 0.15 : 0.05; }
};

/// The wind and the altitude of the ground it blows over.
struct KeptWind {
    WindField field;
    AltitudeCodes altitudes;
};

/// The field made of the dataset wind_speed: of its raster parts (each a mean speed, or Weibull's A or k: by the setting "quantity" or the
/// name; at the height that the setting "height" or the name states), else of its table of means by county ("mean_speed", by "ags"), with
/// the heights of the ground. Speeds below 0 and shapes below 0.5 are left out, counted and said. An Error where there is no wind at all.
/// Kept for later runs.
[[nodiscard]] core::Result<std::shared_ptr<const KeptWind>> kept_wind(const Inputs& inputs, const core::Job& job);

}  // namespace kreisblick::potentials
