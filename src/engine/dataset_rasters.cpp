#include "engine/dataset_rasters.h"

#include "geo/sampling.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <ranges>

namespace kreisblick::engine {
namespace {

const model::RasterBand* band_of(const model::DatasetPart& part, const std::string& name) {
    if (part.bands.empty()) return nullptr;
    if (name.empty()) return &part.bands.front();
    const auto found = std::find_if(part.bands.begin(), part.bands.end(), [&](const model::RasterBand& band) { return band.name == name; });
    return found == part.bands.end() ? nullptr : &*found;
}

/// Fills the gaps of `upper` from `lower`.
void fill_gaps(geo::Raster<float>& upper, const geo::Raster<float>& lower) {
    for (std::size_t i = 0; i < upper.values.size(); ++i)
        if (!geo::Raster<float>::is_data(upper.values[i])) upper.values[i] = lower.values[i];
}

/// The one cell of the district's grid that holds the place.
geo::GridSpec cell_at(const geo::GridSpec& grid, geo::Point place) {
    const geo::Point centre = grid.centre(grid.column_at(place.x), grid.row_at(place.y));
    return {centre.x - grid.cell_m / 2, centre.y + grid.cell_m / 2, grid.cell_m, 1, 1};
}

using PartReader = std::function<core::Result<geo::Raster<float>>(const model::DatasetPart&, const model::RasterBand&)>;

/// Lays the parts over each other, from the highest down, until no cell is empty.
core::Result<geo::Raster<float>> laid_over_each_other(const model::District& district, const std::string& dataset, const std::string& band,
                                                      const geo::GridSpec& wanted, const PartReader& read) {
    geo::Raster<float> result;
    for (const model::DatasetPart* part : district.parts_of(dataset) | std::views::reverse) {
        const model::RasterBand* found = part->kind == model::DatasetKind::Raster ? band_of(*part, band) : nullptr;
        if (!found || !part->grid.extent().intersects(wanted.extent())) continue;
        KREISBLICK_TRY(geo::Raster<float> values, read(*part, *found));
        if (result.values.empty())
            result = std::move(values);
        else
            fill_gaps(result, values);
        if (std::none_of(result.values.begin(), result.values.end(), [](float v) { return !geo::Raster<float>::is_data(v); })) break;
    }
    return result.values.empty() ? geo::Raster<float>(wanted) : std::move(result);
}

}  // namespace

core::Result<geo::Raster<float>> read_dataset_raster(const io::DistrictFile& file, const std::string& dataset, const std::string& band,
                                                     const geo::GridSpec& wanted, const core::Job& job) {
    return laid_over_each_other(
        file.district(), dataset, band, wanted,
        [&](const model::DatasetPart& part, const model::RasterBand& found) { return file.read_band(part, found, wanted, job); });
}

core::Result<geo::Raster<float>> read_smoothed_raster(const io::DistrictFile& file, const std::string& dataset, const std::string& band,
                                                      const geo::GridSpec& wanted, const core::Job& job) {
    const auto read = [&](const model::DatasetPart& part, const model::RasterBand& found) -> core::Result<geo::Raster<float>> {
        const int radius = static_cast<int>(std::lround(part.provenance.resolution_m / wanted.cell_m / 2));
        if (radius < 1) return file.read_band(part, found, wanted, job);
        KREISBLICK_TRY(const geo::Raster<float> values, file.read_band(part, found, geo::grown(wanted, 2 * radius), job));
        return geo::cut_out(geo::smoothed(values, radius), wanted);
    };
    return laid_over_each_other(file.district(), dataset, band, wanted, read);
}

std::vector<std::string> band_names(const model::District& district, const std::string& dataset) {
    std::vector<std::string> names;
    for (const model::DatasetPart* part : district.parts_of(dataset))
        for (const model::RasterBand& band : part->bands)
            if (std::find(names.begin(), names.end(), band.name) == names.end()) names.push_back(band.name);
    return names;
}

const model::DatasetPart* raster_part_at(const io::DistrictFile& file, const std::string& dataset, geo::Point place) {
    for (const model::DatasetPart* part : file.district().parts_of(dataset) | std::views::reverse) {
        if (part->kind != model::DatasetKind::Raster || part->bands.empty() || !part->grid.extent().contains(place)) continue;
        const auto value = file.read_band(*part, part->bands.front(), cell_at(file.district().grid, place));
        if (value && value->has(0, 0)) return part;
    }
    return nullptr;
}

geo::GridSpec working_grid(const model::District& district, const std::vector<std::string>& datasets) {
    double finest = 0;
    for (const std::string& dataset : datasets)
        for (const model::DatasetPart* part : district.parts_of(dataset))
            if (part->kind == model::DatasetKind::Raster) finest = finest == 0 ? part->grid.cell_m : std::min(finest, part->grid.cell_m);
    return district.grid.coarser(std::max(1, static_cast<int>(std::lround(finest / district.grid.cell_m))));
}

}  // namespace kreisblick::engine
