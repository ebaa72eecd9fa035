#pragma once

#include "potentials/wind_area.h"
#include "potentials/wind_field.h"

#include <memory>
#include <optional>

namespace kreisblick::potentials {

/// The rules on a district: ground, wind and options together.
class WindAreaRun {
  public:
    /// The mean speed counts at this height (LEP Hessen 2013).
    static constexpr double k_speed_height_m = 140;

    [[nodiscard]] static core::Result<WindAreaRun> prepare(const Inputs& inputs, const WindAreaOptions& options, const core::Job& job);
    [[nodiscard]] core::Result<WindAreaSums> compute(const WindAreaSink& sink, const core::Job& job) const;
    /// Hectares, shares and what was not checked.
    void tell(const WindAreaSums& sums, Results& results) const;
    [[nodiscard]] const WindAreaGround& ground() const { return *m_ground; }

  private:
    WindAreaOptions m_options;
    std::shared_ptr<const WindAreaGround> m_ground;
    std::shared_ptr<const geo::Raster<float>> m_speed;  // coarse, at k_speed_height_m; null where nothing is known
    std::shared_ptr<const RowSampler> m_rows;
};

}  // namespace kreisblick::potentials
