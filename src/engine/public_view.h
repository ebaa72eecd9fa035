#pragma once

#include "engine/layer_data.h"
#include "engine/public_areas.h"
#include "engine/session.h"
#include "model/public_sums.h"

#include <memory>
#include <optional>
#include <vector>

namespace kreisblick::engine {

/// Whether a layer tells something of single houses: declared personal, or drawn by the values of a dataset with a row for every house.
/// Footprints that are all drawn alike tell nothing.
[[nodiscard]] bool has_values_per_house(const model::LayerDeclaration& layer);
/// Whether the layer's rows are houses, with or without values.
[[nodiscard]] bool has_row_per_house(const model::LayerDeclaration& layer);

/// A layer with values per house as everybody may see it: one class for each area, the same at every scale, for every question and
/// whatever was asked before. Nothing of single houses is left in it.
class PublicView {
  public:
    /// From the layer's data as they are with the declared parameters: with others, differences could be taken.
    PublicView(const model::LayerDeclaration& layer, const LayerData& data, std::shared_ptr<const PublicAreas> areas);

    /// The class of an area; nothing where fewer than k_fewest_buildings stand for it.
    [[nodiscard]] std::optional<model::ValueClass> told(std::size_t area) const { return m_told[area]; }
    /// One point for each area: area, buildings_from, buildings_to, and the layer's column with _low and _high.
    [[nodiscard]] geo::FeatureTable table() const;
    /// The middles of the classes as a raster over the cells in which buildings stand.
    [[nodiscard]] LayerData map() const;
    /// The layer drawn by that raster.
    [[nodiscard]] std::shared_ptr<const model::LayerDeclaration> declaration() const;
    [[nodiscard]] QueryValue at(geo::Point place, core::Language language) const;

  private:
    void add_features(const geo::FeatureTable& table);
    void add_raster(const scene::RasterSource& raster);

    model::LayerDeclaration m_layer;
    std::shared_ptr<const PublicAreas> m_areas;
    std::vector<model::AreaSum> m_sums;
    std::vector<std::optional<model::ValueClass>> m_told;
    std::vector<model::Figure> m_figures;
    std::vector<core::Words> m_notes;
};

/// What may be said to everybody beside a layer with values per house of so many buildings: figures in two digits where no single house can
/// be told from them, else in classes; no note that counts.
[[nodiscard]] std::vector<model::Figure> public_figures(const std::vector<model::Figure>& figures, std::size_t buildings);
[[nodiscard]] std::vector<core::Words> public_notes(const std::vector<core::Words>& notes);

}  // namespace kreisblick::engine
