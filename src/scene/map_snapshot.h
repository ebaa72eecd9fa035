#pragma once

#include "geo/feature_table.h"
#include "geo/raster.h"
#include "model/figure.h"
#include "model/layer.h"
#include "model/theme.h"
#include "scene/feature_index.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace kreisblick::scene {

/// Raster values on demand. Called from worker threads, several at once.
class RasterSource {
  public:
    virtual ~RasterSource() = default;
    /// The value for every cell of the grid asked for (a tile's pixels); NaN where there is none. Hillshades are as GDAL makes them:
    /// 1…255, level ground about 181.
    [[nodiscard]] virtual geo::Raster<float> read(const geo::GridSpec& wanted) const = 0;
    /// How far apart the data's own cells are, whatever grid they were carried to; 0 where nothing is known of it.
    [[nodiscard]] virtual double resolution_m() const { return 0; }
};

/// A layer ready to be drawn: its declaration and its data. Immutable and shared; the front replaces, never changes.
struct DrawableLayer {
    std::shared_ptr<const model::LayerDeclaration> declaration;
    double opacity = 1;                                            ///< the one that counts: style.opacity unless the user chose another
    std::vector<std::shared_ptr<const IndexedFeatures>> features;  ///< lowest part first
    std::shared_ptr<const RasterSource> raster;                    ///< null for pure vector layers
    std::vector<model::Figure> figures = {};                       ///< numbers about the whole district, to stand beside the picture
    std::vector<core::Words> notes = {};                           ///< what must be said beside them
};

/// Ground that names keep to. A window that is dragged about has none: there a name stays where it is.
struct LabelFrame {
    geo::Extent inside;
    std::vector<geo::Extent> covered;  ///< no name may reach into these
};

/// Everything a picture of the map depends on. version changes whenever anything in it does.
struct MapSnapshot {
    std::uint64_t version = 0;
    std::vector<DrawableLayer> layers;  ///< shown layers only, bottom first
    std::shared_ptr<const model::Theme> theme;
    std::shared_ptr<const model::Looks> looks;
    std::shared_ptr<const geo::Geometry> boundary;  ///< of the district: outside lies under a veil; may be empty
    geo::GridSpec grid;                             ///< district and rim; its north-west corner anchors the tiles
    std::vector<geo::Geometry> rim_without_data;    ///< hatched
    core::Language language = core::Language::German;
    double pixel_ratio = 1;
    bool labels = true;
    std::optional<LabelFrame> label_frame;  ///< of a picture that stands alone
};

}  // namespace kreisblick::scene
