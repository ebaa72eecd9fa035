#pragma once

#include "potentials/method.h"
#include "potentials/wind_yield.h"

#include <memory>
#include <string>

namespace kreisblick::potentials {

/// What the parameters of a layer ask of the wind: turbine, hub_height, k, shear, loss. prefix: before their names, where another layer
/// follows them ("wind.").
struct WindRequest {
    Turbine turbine;
    WindOptions options;
    std::vector<core::Words> warnings;  ///< about the turbine's curve

    /// An Error names what there is no turbine or number for.
    [[nodiscard]] static core::Result<WindRequest> from(const Inputs& inputs, const Parameters& parameters, const std::string& prefix = {});
};

/// Wind and ground that a WindYield needs, alive as long as this.
struct WindGround {
    std::shared_ptr<const KeptWind> kept;
    std::unique_ptr<WindYield> yield;
};

/// The district's wind for a request; what must be said about it goes to the results.
[[nodiscard]] core::Result<WindGround> wind_ground(const Inputs& inputs, const WindRequest& request, Results& results,
                                                   const core::Job& job);

}  // namespace kreisblick::potentials
