#pragma once

#include "model/declared_table.h"
#include "potentials/building_stock.h"
#include "support/places.h"
#include "support/run_method.h"

#include <initializer_list>
#include <string>
#include <utility>

namespace kreisblick::tests {

/// A village in memory: buildings, the tables that the program declares, and whatever a test adds to its inputs.
class Village {
  public:
    Village() {
        m_inputs.grid = {500000, 5680000, 10, 200, 200};
        m_inputs.crs = "EPSG:25832";
        for (const char* name :
             {potentials::k_building_uses_table, potentials::k_dwelling_heat_table, potentials::k_dwelling_envelopes_table}) {
            auto table = model::read_declared_table(source_folder() / "layers" / "tables" / (std::string(name) + ".toml"));
            INFO((table ? "" : table.error().sentence));
            REQUIRE(table);
            m_declared.push_back(std::move(*table));
        }
        buildings.column("id", geo::ColumnType::Text);
    }
    Village(const Village&) = delete;
    Village& operator=(const Village&) = delete;

    /// A building with its south-west corner there, and numbers and texts by column. Returns its row.
    std::size_t add(const std::string& id, geo::Point corner, double length_m, double width_m, const std::string& use,
                    std::initializer_list<std::pair<const char*, double>> numbers = {},
                    std::initializer_list<std::pair<const char*, const char*>> texts = {}) {
        const std::size_t row = buildings.add(geo::polygon_of({corner.x, corner.y, corner.x + length_m, corner.y + width_m}));
        buildings.column("id", geo::ColumnType::Text).texts[row] = id;
        buildings.column("use", geo::ColumnType::Text).texts[row] = use;
        for (const auto& [name, value] : numbers) buildings.column(name, geo::ColumnType::Number).numbers[row] = value;
        for (const auto& [name, value] : texts) buildings.column(name, geo::ColumnType::Text).texts[row] = value;
        return row;
    }

    /// Makes two municipalities, 99001 to the west and 99002 to the east of a border.
    void divide(const geo::Extent& ground, double border_x) {
        geo::FeatureTable& borders = tables.emplace("boundaries", geo::GeometryKind::Polygon).first->second;
        borders.add(geo::polygon_of({ground.x_min, ground.y_min, border_x, ground.y_max}));
        borders.add(geo::polygon_of({border_x, ground.y_min, ground.x_max, ground.y_max}));
        borders.column("level", geo::ColumnType::Text).texts = {"municipality", "municipality"};
        borders.column("ags", geo::ColumnType::Text).texts = {"99001", "99002"};
    }

    /// Everything as a method gets it.
    [[nodiscard]] potentials::Inputs inputs() const {
        potentials::Inputs all = m_inputs;
        const char* names[] = {potentials::k_building_uses_table, potentials::k_dwelling_heat_table,
                               potentials::k_dwelling_envelopes_table};
        for (std::size_t i = 0; i < m_declared.size(); ++i) all.features[names[i]] = {&m_declared[i]};
        if (!buildings.is_empty()) all.features["buildings"] = {&buildings};
        for (const auto& [name, table] : tables) all.features[name] = {&table};
        for (const auto& [name, ground] : coverage) all.coverage[name] = {&ground};
        return all;
    }
    [[nodiscard]] potentials::BuildingStock stock() const {
        potentials::Inputs with = inputs();
        engine::IntermediateStore store;
        const model::District district;
        const auto kept = store.of(district, with.grid);
        with.kept = kept.get();
        const auto found = potentials::kept_building_stock(with, {});
        INFO((found ? "" : found.error().sentence));
        REQUIRE(found);
        return **found;
    }
    [[nodiscard]] const geo::FeatureTable& declared(std::size_t i) const { return m_declared[i]; }

    void set_grid(const geo::GridSpec& grid) { m_inputs.grid = grid; }

    geo::FeatureTable buildings{geo::GeometryKind::Polygon};
    std::map<std::string, geo::FeatureTable> tables;  ///< other datasets
    std::map<std::string, geo::Geometry> coverage;    ///< where datasets know something, where that counts

  private:
    potentials::Inputs m_inputs;
    std::vector<geo::FeatureTable> m_declared;
};

/// The parameters of the layer heat_demand as declared, but with Germany's climate and houses as they were built.
[[nodiscard]] inline potentials::Parameters plain_heat(const std::string& prefix = {}) {
    return {{prefix + "refurbishment", "as_built"},
            {prefix + "values", "tabula"},
            {prefix + "empty_houses", "heated"},
            {prefix + "heated_share", "100"},
            {prefix + "hot_water", "12.5"},
            {prefix + "climate", "standard"},
            {prefix + "peak", "hours"},
            {prefix + "full_load_hours", "1600"}};
}

}  // namespace kreisblick::tests
