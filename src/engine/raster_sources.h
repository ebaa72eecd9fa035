#pragma once

#include "engine/session.h"
#include "potentials/method.h"
#include "scene/map_snapshot.h"

namespace kreisblick::engine {

/// What the map reads a raster layer from. A dataset comes from the file by its overviews; a method that is only for the eye is computed on
/// the screen's cells; any other result is computed once on the district's cells and kept with ever coarser means.
[[nodiscard]] core::Result<std::shared_ptr<const scene::RasterSource>> make_raster_source(
    const io::DistrictFile& file, std::shared_ptr<const model::LayerDeclaration> layer, const potentials::Parameters& parameters,
    const core::Job& job);

}  // namespace kreisblick::engine
