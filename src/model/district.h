#pragma once

#include "geo/grid_spec.h"
#include "model/dataset.h"

#include <map>
#include <string>
#include <vector>

namespace kreisblick::model {

/// The newest layout of the district file that this program writes and reads.
inline constexpr int k_schema_version = 1;

enum class Nature { Measured, Modelled, Model };
[[nodiscard]] std::string to_string(Nature nature);
/// "measured", "modelled", "model"; Error for anything else.
[[nodiscard]] core::Result<Nature> nature_from(const std::string& text);

/// Where data come from: travels with every value to screen, picture and file.
struct Provenance {
    std::string source;       ///< the name to show: "NASA SRTM 3″"
    std::string licence;      ///< "dl-de/by-2-0"
    std::string date;         ///< as the source states it: "2011-05-09", "2006–2025"
    double resolution_m = 0;  ///< of the source; 0 where it has none
    Nature nature = Nature::Measured;
};

/// One band of a raster part and the table that holds it.
struct RasterBand {
    std::string name;
    std::string unit;
    std::string table;
    bool is_class = false;  ///< int16 codes; else float32
};

/// A part of a dataset: what one import brought. Higher priority lies above.
struct DatasetPart {
    std::string dataset;
    std::string name = "main";
    DatasetKind kind = DatasetKind::Vector;
    int priority = 0;
    Provenance provenance;
    geo::Geometry coverage;                       ///< where the part knows something ("nothing there" counts); elsewhere: no data
    std::map<std::string, std::string> settings;  ///< from --set: what the file could not say
    std::string mapping;                          ///< "field=column, …" as it was used
    std::vector<std::string> notes;               ///< what import left out or mended, in sentences

    std::int64_t count = 0;         ///< features, rows, or cells with a value
    std::string table;              ///< vector and table parts
    std::vector<RasterBand> bands;  ///< raster parts
    geo::GridSpec grid;             ///< raster parts
};

/// A district as its file states it, without the data.
struct District {
    std::string name;
    std::string crs = "EPSG:25832";
    geo::GridSpec grid;  ///< district and rim
    double rim_m = 5000;
    geo::Geometry boundary;  ///< the district itself; empty for a district made from an extent
    bool is_model_data = false;
    int schema = k_schema_version;
    std::vector<DatasetPart> parts;  ///< by dataset, then by priority, lowest first

    /// The parts of one dataset, lowest priority first.
    [[nodiscard]] std::vector<const DatasetPart*> parts_of(const std::string& dataset) const;
    [[nodiscard]] bool has(const std::string& dataset) const { return !parts_of(dataset).empty(); }
    /// Area of the boundary, or of the grid without rim where there is no boundary.
    [[nodiscard]] double area_km2() const;
};

}  // namespace kreisblick::model
