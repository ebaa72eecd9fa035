#pragma once

#include "core/result.h"

#include <cpl_error.h>
#include <cpl_string.h>
#include <gdal_priv.h>
#include <ogr_feature.h>
#include <ogr_geometry.h>
#include <ogr_spatialref.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace kreisblick::io {

struct GdalDatasetDeleter {
    void operator()(GDALDataset* dataset) const { GDALClose(GDALDataset::ToHandle(dataset)); }
};
/// An open GDAL dataset; closing is what flushes a written one. Belongs to one thread.
using GdalDataset = std::unique_ptr<GDALDataset, GdalDatasetDeleter>;

struct OgrFeatureDeleter {
    void operator()(OGRFeature* feature) const { OGRFeature::DestroyFeature(feature); }
};
using OgrFeature = std::unique_ptr<OGRFeature, OgrFeatureDeleter>;

struct OgrGeometryDeleter {
    void operator()(OGRGeometry* geometry) const { OGRGeometryFactory::destroyGeometry(geometry); }
};
using OgrGeometry = std::unique_ptr<OGRGeometry, OgrGeometryDeleter>;

struct CplTextDeleter {
    void operator()(char* text) const { CPLFree(text); }
};
using CplText = std::unique_ptr<char, CplTextDeleter>;

/// Registers GDAL's drivers and sets its cache and its silence, once per process. Every function that touches GDAL calls it first;
/// the open_* functions below do so themselves.
void prepare_gdal();

/// Forgets what GDAL complained about on this thread, so that gdal_cause() speaks of what comes next.
void forget_gdal_messages();
/// Whether GDAL reported a failure on this thread since forget_gdal_messages(); readers that break off half-way say it only so.
[[nodiscard]] bool gdal_failed();
/// The first failure GDAL reported on this thread since forget_gdal_messages(), else its last warning; "the cause is unknown" if it said
/// nothing. Without a full stop, fit to stand behind a colon.
[[nodiscard]] std::string gdal_cause();

/// Opens a raster read-only with any driver; nullptr if none can. Compressed SRTM tiles (.hgt.gz) are opened through their name inside.
[[nodiscard]] GdalDataset open_raster(const std::filesystem::path& file);
/// Opens a vector source read-only with any driver (or only those named); nullptr if none can.
[[nodiscard]] GdalDataset open_vector(const std::filesystem::path& file, const std::vector<std::string>& open_options = {},
                                      const std::vector<std::string>& drivers = {});

/// What geo::Crs::from understands: "EPSG:n" where the reference system has such a code, else its WKT; empty for none.
[[nodiscard]] std::string crs_definition(const OGRSpatialReference* reference);
/// A reference system with x to the east and y to the north, whatever the authority says.
[[nodiscard]] core::Result<OGRSpatialReference> spatial_reference(const std::string& definition);

}  // namespace kreisblick::io
