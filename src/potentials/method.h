#pragma once

#include "core/job.h"
#include "core/result.h"
#include "geo/raster.h"

#include <map>
#include <string>
#include <vector>

namespace kreisblick::potentials {

/// What a method works on: rasters on one grid, by dataset id. The engine hands them in; a method knows no file.
struct Inputs {
    geo::GridSpec grid;
    std::map<std::string, const geo::Raster<float>*> rasters;
};

/// Validated parameters by name, as the layer's declaration spells them.
using Parameters = std::map<std::string, std::string>;

/// One band of a method's result.
struct ResultBand {
    std::string name;
    std::string unit;
    geo::Raster<float> raster;
};

/// A pure function of inputs and parameters, with what it needs.
struct Method {
    std::string name;
    std::vector<std::string> needs;  ///< datasets
    int reach_cells = 0;             ///< how far around a cell its value looks: a window grown by this gives the same value as the whole
    bool at_view_scale = false;      ///< for the eye only: may be computed on the cells of the screen instead of the district's
    core::Result<std::vector<ResultBand>> (*compute)(const Inputs&, const Parameters&, const core::Job&);
};

/// The registry: one line a method (registry.cpp).
[[nodiscard]] const std::vector<Method>& methods();
[[nodiscard]] const Method* find_method(const std::string& name);

}  // namespace kreisblick::potentials
