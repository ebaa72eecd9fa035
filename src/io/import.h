#pragma once

#include "core/job.h"
#include "io/district_file.h"
#include "model/recipe.h"

#include <string>
#include <vector>

namespace kreisblick::io {

/// What an import did, for the one who asked for it.
struct ImportReport {
    struct Part {
        std::string dataset;
        std::string part;
        model::DatasetKind kind = model::DatasetKind::Vector;
        std::int64_t count = 0;
        std::string mapping;  ///< "field = column, …", guessed or given
    };
    std::vector<Part> parts;
    core::Warnings warnings;  ///< what was left out or mended, with counts and ids
};

/// Reads a source file as the spec says and makes the parts to be stored (one; several for an OSM file). Changes nothing.
[[nodiscard]] core::Result<std::vector<PartContent>> prepare_import(const model::District& district,
                                                                    const model::DatasetCatalogue& catalogue, const model::ImportSpec& spec,
                                                                    const core::Job& job);

/// prepare_import, then stores the parts: whole or not at all.
[[nodiscard]] core::Result<ImportReport> import_into(DistrictFile& file, const model::DatasetCatalogue& catalogue,
                                                     const model::ImportSpec& spec, const core::Job& job);

/// The content of a raster source as one part on the district's grid (raster_import.cpp).
[[nodiscard]] core::Result<PartContent> prepare_raster(const model::District& district, const model::DatasetDeclaration& declaration,
                                                       const model::ImportSpec& spec, const core::Job& job);
/// The content of a vector source or CSV as one part in the district's CRS (vector_import.cpp).
[[nodiscard]] core::Result<PartContent> prepare_vector(const model::District& district, const model::DatasetDeclaration& declaration,
                                                       const model::ImportSpec& spec, const core::Job& job);
/// All datasets of an OpenStreetMap extract in one parse (osm_import.cpp).
[[nodiscard]] core::Result<std::vector<PartContent>> prepare_osm(const model::District& district, const model::DatasetCatalogue& catalogue,
                                                                 const model::ImportSpec& spec, const core::Job& job);

/// The polygon(s) of a boundary file, melted into one and brought to the CRS; layer may be empty.
[[nodiscard]] core::Result<geo::Geometry> read_boundary(const std::filesystem::path& file, const std::string& layer,
                                                        const std::string& crs);

/// The grid of a new district: its extent and the rim, with edges on multiples of a hundred cells.
[[nodiscard]] geo::GridSpec district_grid(const geo::Extent& district, double cell_m, double rim_m);

/// Builds a whole district from a recipe into a file that must not exist yet; it appears under its name only when complete.
/// A missing source file is a warning that names what will not work without it.
[[nodiscard]] core::Result<ImportReport> build_from_recipe(const std::filesystem::path& path, const model::Recipe& recipe,
                                                           const model::DatasetCatalogue& catalogue,
                                                           const std::filesystem::path& data_folder, const core::Job& job);

}  // namespace kreisblick::io
