#include "io/gdal_handles.h"

#include <cpl_conv.h>
#include <gdal.h>

#include <algorithm>
#include <array>
#include <mutex>

namespace kreisblick::io {
namespace {

/// Blocks GDAL may keep; ours are read once and kept as rasters, so a small cache serves best.
constexpr GIntBig k_cache_bytes = 16LL << 20;

struct Complaints {
    std::string first_failure;
    std::string last_warning;
};

Complaints& complaints() {
    thread_local Complaints of_this_thread;
    return of_this_thread;
}

void CPL_STDCALL keep_message(CPLErr severity, CPLErrorNum /*number*/, const char* text) {
    if (severity == CE_Failure || severity == CE_Fatal) {
        if (complaints().first_failure.empty()) complaints().first_failure = text;
    } else if (severity == CE_Warning) {
        complaints().last_warning = text;
    }
}

/// One line without a full stop.
std::string as_clause(std::string text) {
    std::replace(text.begin(), text.end(), '\n', ' ');
    while (!text.empty() && (text.back() == '.' || text.back() == '!' || text.back() == ' ')) text.pop_back();
    return text;
}

bool ends_with(const std::string& text, std::string_view end) {
    return text.size() >= end.size() && EQUAL(text.c_str() + text.size() - end.size(), std::string(end).c_str());
}

/// GDAL tells SRTM tiles by their name (N51E009.hgt); inside a .gz it needs the name without that ending.
std::string name_for_gdal(const std::filesystem::path& file) {
    return ends_with(file.string(), ".hgt.gz") ? "/vsigzip/" + file.string() : file.string();
}

CPLStringList list_of(const std::vector<std::string>& texts) {
    CPLStringList list;
    for (const std::string& text : texts) list.AddString(text.c_str());
    return list;
}

}  // namespace

void prepare_gdal() {
    static std::once_flag once;
    std::call_once(once, [] {
        CPLSetErrorHandler(keep_message);
        GDALAllRegister();
        GDALSetCacheMax64(k_cache_bytes);
        CPLSetConfigOption("SQLITE_BUSY_TIMEOUT", "10000");
    });
}

void forget_gdal_messages() {
    CPLErrorReset();
    complaints() = {};
}

bool gdal_failed() { return !complaints().first_failure.empty(); }

std::string gdal_cause() {
    const Complaints& heard = complaints();
    if (!heard.first_failure.empty()) return as_clause(heard.first_failure);
    return heard.last_warning.empty() ? "the cause is unknown" : as_clause(heard.last_warning);
}

GdalDataset open_raster(const std::filesystem::path& file) {
    prepare_gdal();
    forget_gdal_messages();
    return GdalDataset(GDALDataset::Open(name_for_gdal(file).c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR));
}

GdalDataset open_vector(const std::filesystem::path& file, const std::vector<std::string>& open_options,
                        const std::vector<std::string>& drivers) {
    prepare_gdal();
    forget_gdal_messages();
    const CPLStringList options = list_of(open_options), allowed = list_of(drivers);
    return GdalDataset(GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR,
                                         drivers.empty() ? nullptr : allowed.List(), options.List()));
}

std::string crs_definition(const OGRSpatialReference* reference) {
    if (!reference || reference->IsEmpty()) return {};
    OGRSpatialReference known(*reference);
    const char* authority = known.GetAuthorityName(nullptr);
    if (!authority && known.AutoIdentifyEPSG() == OGRERR_NONE) authority = known.GetAuthorityName(nullptr);
    if (authority && known.GetAuthorityCode(nullptr)) return std::string(authority) + ":" + known.GetAuthorityCode(nullptr);
    char* raw = nullptr;
    const std::array<const char*, 2> options{"FORMAT=WKT2_2019", nullptr};
    known.exportToWkt(&raw, options.data());
    const CplText text(raw);
    return text ? text.get() : std::string{};
}

core::Result<OGRSpatialReference> spatial_reference(const std::string& definition) {
    prepare_gdal();
    forget_gdal_messages();
    OGRSpatialReference reference;
    const std::array<const char*, 3> no_look_ups{"ALLOW_NETWORK_ACCESS=NO", "ALLOW_FILE_ACCESS=NO", nullptr};
    if (reference.SetFromUserInput(definition.c_str(), no_look_ups.data()) != OGRERR_NONE)
        return core::fail("\"{}\" is not a coordinate reference system that PROJ knows", definition);
    reference.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    return reference;
}

}  // namespace kreisblick::io
