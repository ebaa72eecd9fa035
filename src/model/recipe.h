#pragma once

#include "model/district.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace kreisblick::model {

/// Records that a recipe shuts out one by one, with the reason that is kept in the part's notes.
struct Exclusion {
    std::string field;  ///< of the source
    std::string value;
    std::string reason;
};

/// Raises or lowers a raster, band by band, to the mean level of another one over the district: pattern of one source, level of the other.
struct LevelSource {
    std::string file;
    std::vector<int> bands;  ///< one per band of the dataset, 1-based
    std::string source;
    double unit_factor = 1;        ///< level × unit_factor × (seconds or hours as declared) is in the dataset's unit
    bool per_month_hours = false;  ///< W/m² monthly means become kWh/m² by the hours of each month
};

/// What one import brings, whether it comes from a command line or from a recipe.
struct ImportSpec {
    std::string dataset;
    std::string part = "main";
    std::optional<int> priority;  ///< default: above the parts that are there
    std::filesystem::path file;
    std::string layer;                    ///< of a file with several; empty = the first
    std::vector<int> bands;               ///< 1-based; empty = all (raster)
    std::vector<std::string> band_names;  ///< names to give them
    std::string source_crs;
    std::string unit;
    std::string key;                                       ///< CSV: the column that joins
    std::string delimiter, decimal, encoding;              ///< CSV: empty = found out
    std::map<std::string, std::string> mapping;            ///< field → column of the source
    std::map<std::string, std::string> settings;           ///< field or setting → value, for what the file does not say
    std::map<std::string, std::vector<std::string>> only;  ///< keep features whose source column reads one of these
    std::vector<Exclusion> exclusions;
    std::optional<LevelSource> level;
    Provenance provenance;
};

/// A declared district: layers/recipes/*.toml. Files are named relative to the --data folder and may not leave it.
struct Recipe {
    std::string name;
    std::string crs = "EPSG:25832";
    double cell_m = 10;
    double rim_m = 5000;
    std::filesystem::path boundary_file;
    std::string boundary_layer;
    std::vector<ImportSpec> imports;

    [[nodiscard]] static core::Result<Recipe> read(const std::filesystem::path& file, const DatasetCatalogue& catalogue);
};

}  // namespace kreisblick::model
