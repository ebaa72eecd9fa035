#pragma once

#include "engine/layer_data.h"
#include "engine/public_areas.h"
#include "engine/public_view.h"
#include "engine/session.h"
#include "model/audience.h"
#include "model/district.h"

namespace kreisblick::engine {

/// The file as an audience may read it, for everything that is drawn, written, told or computed for it. The council reads no column in
/// which people stand. The public reads only what the program declares, and nothing of the register: what a layer knew from it could be
/// reckoned back from a village's mean.
[[nodiscard]] io::DistrictFile told_file(const io::DistrictFile& file, const model::DatasetCatalogue& catalogue,
                                         const model::Audience& audience);

/// The district as an audience may know it: without personal datasets for all but the internal one; for the public also without what import
/// noted of single houses.
[[nodiscard]] model::District district_for(const model::District& district, const model::Audience& audience);

/// Findings as an audience may know them. For the public those about single houses become one for each rule, with a class of their number,
/// and those about people go.
[[nodiscard]] std::vector<Finding> findings_for(std::vector<Finding> findings, const model::Audience& audience, core::Language language);

/// Writes what everybody may know of a layer with a row per house: .tif as a raster over the district's grid, .gpkg, .geojson or .csv as
/// one point for each area.
[[nodiscard]] core::Result<ExportReport> write_public_view(const PublicView& view, const model::LayerDeclaration& layer,
                                                           const model::District& district, const std::filesystem::path& out,
                                                           const core::Job& job);

/// Classes of the register's counts for each area, as points at the villages: area, cases_from, cases_to, vacant_from, vacant_to,
/// reused_from, reused_to (from ≤ count < to), and buildings_from, buildings_to where the district knows its buildings.
[[nodiscard]] core::Result<geo::FeatureTable> sums_of_register(const io::DistrictFile& file, const PublicAreas& areas);

}  // namespace kreisblick::engine
