#include "potentials/field_crops.h"

#include "geo/sampling.h"
#include "potentials/crops.h"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

namespace kreisblick::potentials {
namespace {

/// Maps between 0 and 1 whose cells were carried to others: from here on a place is inside.
constexpr float k_inside = 0.5F;

bool is_inside(const Inputs& inputs, std::string_view band, geo::Point place) {
    const geo::Raster<float>* map = inputs.raster(fmt::format("crops/{}", band));
    return map && geo::nearest_at(*map, place) >= k_inside;
}

bool has_maps(const Inputs& inputs) {
    return std::any_of(inputs.rasters.begin(), inputs.rasters.end(), [](const auto& one) { return one.first.starts_with("crops/"); });
}

std::string grown_at(const Inputs& inputs, geo::Point place) {
    std::string names;
    for (const std::string_view crop : k_mapped_crops)
        if (is_inside(inputs, crop, place)) names += (names.empty() ? "" : " ") + std::string(crop);
    return names;
}

void make_arable(Fields& fields, std::size_t field) {
    fields.uses[field] = LandUse::Arable;
    fields.shapes.find("use")->texts[field] = name_of(LandUse::Arable);
}

}  // namespace

void find_crops(Fields& fields, const Inputs& inputs) {
    if (!has_maps(inputs)) return;
    fields.grown.resize(fields.size());
    std::size_t known = 0, turned = 0;
    for (std::size_t field = 0; field < fields.size(); ++field) {
        const geo::Point middle = fields.shapes.extent(field).centre();
        const std::string grown = grown_at(inputs, middle);
        const bool is_cropland = !grown.empty() || is_inside(inputs, k_mapped_arable, middle);
        if (fields.are_blocks && is_cropland && fields.uses[field] == LandUse::Grassland) make_arable(fields, field), ++turned;
        if (fields.uses[field] != LandUse::Arable) continue;
        known += first_known_crop(grown).empty() ? 0 : 1;
        fields.grown[field] = grown;
    }
    fields.notes.push_back(
        {fmt::format("Angebaute Frucht von {} Feldern aus Anbaukarten; sonst gilt Winterweizen oder die gewählte Frucht.", known),
         fmt::format("What grows on {} fields is known from crop maps; elsewhere it is winter wheat or the chosen crop.", known)});
    if (turned == 0) return;
    fields.notes.push_back(
        {fmt::format("{} Felder sind nach CORINE Grünland, nach den Anbaukarten Acker: sie zählen als Acker.", turned),
         fmt::format("{} fields are grassland by CORINE and arable land by the crop maps: they count as arable.", turned)});
}

std::string first_known_crop(const std::string& grown) {
    std::istringstream names(grown);
    for (std::string name; names >> name;)
        if (find_crop(name)) return name;
    return {};
}

}  // namespace kreisblick::potentials
