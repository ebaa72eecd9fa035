#include "io/whole_raster.h"

#include "io/raster_source.h"

namespace kreisblick::io {

core::Result<geo::SourceRaster> read_whole_raster(const std::filesystem::path& file) {
    model::ImportSpec spec;
    spec.file = file;
    spec.bands = {1};
    KREISBLICK_TRY(const RasterSource source, RasterSource::open(spec));
    return source.read(0, {0, 0, source.grid().width, source.grid().height});
}

}  // namespace kreisblick::io
