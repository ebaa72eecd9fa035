#pragma once

#include "core/result.h"
#include "geo/geometry.h"
#include "potentials/probe_field.h"

#include <vector>

namespace kreisblick::potentials {

/// \file
/// Places for boreholes on a parcel: as many as fit into it on a regular pattern, the same ones on every run and every machine.

enum class ProbePattern {
    Square,
    Hexagonal,  ///< rows shifted by half a spacing, √3/2 of it apart: the densest pattern of that spacing
};

struct ProbeLayoutRules {
    double spacing_m = 6;                ///< least distance between two probes, 1–200 m
    double border_m = k_probe_border_m;  ///< least distance to the edge of the parcel and of its holes, 0–200 m
};

/// Where the probes stand.
struct ProbeLayout {
    ProbePattern pattern = ProbePattern::Square;
    double turned_deg = 0;           ///< of the rows, counterclockwise from east; 0 … below 90 (square) or 60 (hexagonal)
    double free_area_m2 = 0;         ///< of the parcel without its border
    std::vector<geo::Point> places;  ///< by rows
};
/// The best of both patterns, turned by steps of 5° and along the parcel's longest edges, each in several positions; of equally many the
/// first. No place where the parcel is too narrow. An Error for numbers out of range and for parcels on which more than 200,000 would fit.
[[nodiscard]] core::Result<ProbeLayout> laid_out_probes(const geo::Geometry& parcel, const ProbeLayoutRules& rules);

}  // namespace kreisblick::potentials
