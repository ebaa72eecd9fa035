#include "io/cog.h"

#include "io/unfinished_file.h"

#include <limits>

namespace kreisblick::io {

core::Result<void> copy_to_cog(GDALDataset& dataset, const std::filesystem::path& path, const std::string& credits) {
    KREISBLICK_TRY(UnfinishedFile unfinished, UnfinishedFile::beside(path));
    if (!credits.empty()) dataset.SetMetadataItem("TIFFTAG_COPYRIGHT", credits.c_str());
    CPLStringList options;
    for (const char* option : {"COMPRESS=DEFLATE", "PREDICTOR=YES", "LEVEL=1", "NUM_THREADS=ALL_CPUS", "RESAMPLING=AVERAGE", "BIGTIFF=IF_SAFER"})
        options.AddString(option);
    forget_gdal_messages();
    GDALDriver* cog = GetGDALDriverManager()->GetDriverByName("COG");
    GdalDataset written(cog->CreateCopy(unfinished.path().c_str(), &dataset, FALSE, options.List(), nullptr, nullptr));
    written.reset();
    // Closing is where GDAL notices a full disk.
    if (gdal_failed()) return core::fail("{}", gdal_cause());
    return unfinished.finish();
}

void describe_band(GDALRasterBand& band, const std::string& name, const std::string& unit) {
    band.SetDescription(name.c_str());
    band.SetUnitType(unit.c_str());
    band.SetNoDataValue(std::numeric_limits<double>::quiet_NaN());
}

}  // namespace kreisblick::io
