#pragma once

#include "potentials/irradiation.h"
#include "potentials/method.h"

namespace kreisblick::potentials {

/// Whose horizon stands around a cell.
enum class Shading { None, Terrain };
enum class Sky { Clear, Real };

/// A run of the irradiation over a district, as the parameters of a layer ask for it.
struct SolarRequest {
    IrradiationOptions options;
    Sky sky = Sky::Clear;
    Shading shading = Shading::Terrain;

    /// Reads sky, day, step, linke, albedo, plane, shading, north and ground_reflection; an Error says what a value may be.
    [[nodiscard]] static core::Result<SolarRequest> from(const Parameters& parameters);
};

/// "ground" (no plane of its own), "horizontal", or "TILT,AZIMUTH" in degrees, the azimuth clockwise from north: "35,180".
[[nodiscard]] core::Result<std::optional<Plane>> read_plane(const std::string& text);

/// Runs it: terrain horizons are shared through inputs.kept; a real sky comes from the raster fields radiation_monthly/01…12, else from
/// the default table, which is noted in the results.
[[nodiscard]] core::Result<void> run_solar(const Inputs& inputs, const SolarRequest& request, std::span<const IrradiationBand> wanted,
                                           const IrradiationSink& sink, Results& results, const core::Job& job);

}  // namespace kreisblick::potentials
