#pragma once

#include "geo/extent.h"

#include <span>
#include <vector>

namespace kreisblick::potentials {

/// \file
/// Ordinary kriging: the value between scattered measurements that is right on the average and has the least variance, with that variance
/// (Matheron 1963, Economic Geology 58, 1246–1266; Cressie 1993, Statistics for Spatial Data, §3.2). The part of the variogram that is
/// there from the first metre on (nugget) is taken as error of the measurements and smoothed away (§3.2.1), but counts in the uncertainty.

/// A measurement.
struct PointValue {
    geo::Point place;
    double value = 0;
};

/// Half the mean squared difference of two values by their distance: an exponential model.
struct Variogram {
    double nugget = 0;
    double sill = 0;     ///< above the nugget
    double range_m = 1;  ///< scale of the exponential: at three times of it 95 % of the sill are reached
    [[nodiscard]] double at(double distance_m) const;
};

/// From how many measurements on a variogram is fitted; of fewer only their variance is known.
inline constexpr std::size_t k_fewest_for_variogram = 10;
/// The model nearest to the measured variogram (Matheron's estimator in classes of distance up to half the largest one), least squares
/// weighted by pairs over squared value (Cressie 1985). Of few measurements, or of equal ones, a mere nugget.
[[nodiscard]] Variogram fitted_variogram(std::span<const PointValue> values);

/// What is estimated at a place: the value, and the standard deviation of one more measurement there.
struct KrigedValue {
    double value = 0;
    double deviation = 0;
};

/// Measurements, prepared. Immutable; safe from several threads.
class Kriging {
  public:
    /// At least one measurement; some may lie at one place.
    Kriging(std::span<const PointValue> values, const Variogram& variogram);
    [[nodiscard]] KrigedValue at(geo::Point place) const;
    [[nodiscard]] double mean() const { return m_mean; }

  private:
    /// L⁻¹ b for the lower factor L of the covariances.
    [[nodiscard]] std::vector<double> forward(std::vector<double> right) const;
    [[nodiscard]] double& factor(std::size_t row, std::size_t column) { return m_factor[row * m_places.size() + column]; }
    [[nodiscard]] double factor(std::size_t row, std::size_t column) const { return m_factor[row * m_places.size() + column]; }
    void decompose(const Variogram& variogram);

    std::vector<geo::Point> m_places;
    Variogram m_variogram;
    std::vector<double> m_factor;     // lower triangle, row by row
    std::vector<double> m_ones;       // L⁻¹ 1
    std::vector<double> m_residuals;  // L⁻¹ (z − mean)
    double m_mean = 0;
    double m_mean_variance = 0;
};

}  // namespace kreisblick::potentials
