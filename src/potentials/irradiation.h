#pragma once

#include "core/job.h"
#include "geo/row_reader.h"
#include "potentials/horizon_map.h"
#include "potentials/irradiation_steps.h"
#include "potentials/solar_place.h"

#include <functional>
#include <optional>
#include <span>

namespace kreisblick::potentials {

/// \file
/// Irradiation of every cell of a district over a day or a year: the sums of plane_irradiation.h over the ground with its horizon, by a
/// kernel that takes about 30 ns a cell for a year. Results are the same on any number of threads and, to the last bit, on every code path.

/// Whether grid north is taken for what it is, or for true north as r.sun does (to compare with it).
enum class North { True, Grid };
/// Step by step, or the global sum by a table of all steps: faster, the same to 0.01 % (median), and no slower with short steps.
enum class IrradiationWay { Steps, Table };

/// What is to be computed.
struct IrradiationOptions {
    SumPeriod period;            ///< a day in Wh/m², or the year in kWh/m²
    SkyConditions conditions;    ///< conditions.sky: the same real-sky factors everywhere
    std::optional<Plane> plane;  ///< of every cell (azimuth from true north, or from grid north with North::Grid); none: the ground itself
    North north = North::True;
    IrradiationWay way = IrradiationWay::Steps;
};

/// Real-sky factors that vary from place to place: twelve rasters each, in the CRS of the heights but on any grid that covers them, best a
/// coarse one (1 km): they are taken between cell centres. Where a field has no value there is no result.
struct SkyFields {
    std::vector<geo::Raster<float>> beam;
    std::vector<geo::Raster<float>> diffuse;
};

/// What it is computed from.
struct IrradiationInputs {
    geo::GridRows heights;                 ///< metres; a cell without height has no irradiation
    const HorizonMap* horizons = nullptr;  ///< on the same grid; null = free horizon (the plane still shades itself)
    const SkyFields* sky = nullptr;        ///< null = conditions.sky
    SolarPlaceFinder place_of;             ///< never empty
    std::optional<geo::GridSpec> wanted;   ///< a window of the grid; cells outside it get no value
};

/// The bands there are: sums of the period, and the global sums of a year's months.
enum class IrradiationBand { Global, Beam, Diffuse, Reflected, January };
inline constexpr int k_irradiation_bands = 16;
/// The global sum of a month, 1…12.
[[nodiscard]] constexpr IrradiationBand month_band(int month) {
    return static_cast<IrradiationBand>(static_cast<int>(IrradiationBand::January) + month - 1);
}

/// Takes whole rows of a band; called once at a time, with rows in ascending order for each band, but from changing threads.
using IrradiationSink = std::function<void(IrradiationBand band, int first_row, std::span<const float> values)>;

/// Computes the wanted bands, 64 rows at a time, so that memory does not grow with the district. Slope and aspect by Horn (1981); a
/// neighbour without height, or beyond the edge, counts as high as the cell itself, so that a single cell is level.
/// An Error for options out of range, months of a single day, bands other than the global sum by table, horizons or fields that do not fit,
/// or if the job was stopped.
[[nodiscard]] core::Result<void> irradiation(const IrradiationInputs& inputs, const IrradiationOptions& options,
                                             std::span<const IrradiationBand> wanted, const IrradiationSink& sink, const core::Job& job);

}  // namespace kreisblick::potentials
