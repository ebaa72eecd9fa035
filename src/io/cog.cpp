#include "io/cog.h"

#include "io/unfinished_file.h"

#include <limits>

namespace kreisblick::io {

namespace {

/// GDAL asks whether to go on, several times a second.
int CPL_STDCALL goes_on(double share, const char*, void* job) {
    static_cast<const core::Job*>(job)->progress(share, "writing the file");
    return static_cast<const core::Job*>(job)->stopped() ? FALSE : TRUE;
}

}  // namespace

core::Result<void> copy_to_cog(GDALDataset& dataset, const std::filesystem::path& path, const std::string& credits, const core::Job& job) {
    KREISBLICK_TRY(UnfinishedFile unfinished, UnfinishedFile::beside(path));
    if (!credits.empty()) dataset.SetMetadataItem("TIFFTAG_COPYRIGHT", credits.c_str());
    CPLStringList options;
    for (const char* option :
         {"COMPRESS=DEFLATE", "PREDICTOR=YES", "LEVEL=1", "NUM_THREADS=ALL_CPUS", "RESAMPLING=AVERAGE", "BIGTIFF=IF_SAFER"})
        options.AddString(option);
    forget_gdal_messages();
    GDALDriver* cog = GetGDALDriverManager()->GetDriverByName("COG");
    GdalDataset written(cog->CreateCopy(unfinished.path().c_str(), &dataset, FALSE, options.List(), goes_on, const_cast<core::Job*>(&job)));
    written.reset();
    if (job.stopped()) return core::fail("it was stopped");
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
