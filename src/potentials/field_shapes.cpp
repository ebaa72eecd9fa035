#include "potentials/field_shapes.h"

#include "geo/area_fractions.h"
#include "geo/sampling.h"
#include "potentials/area_classes.h"
#include "potentials/field_blocks.h"

#include <fmt/format.h>

#include <cmath>

namespace kreisblick::potentials {
namespace {

/// The use that the land-cover raster has in the middle of a feature.
LandUse use_in_middle(const geo::FeatureTable& table, std::size_t row, const geo::Raster<float>* corine) {
    const float code = corine ? geo::nearest_at(*corine, geo::centroid(table.geometry(row))) : geo::NoData<float>::value;
    return code > 0 ? land_use_of_corine(static_cast<int>(code)) : LandUse::Unknown;
}

/// The features that a function knows as farmland, with "id" and "use" alone.
template <typename UseOf>
void take_farmland(Fields& fields, const geo::FeatureTable& table, const UseOf& use_of) {
    if (table.kind() != geo::GeometryKind::Polygon) return;
    for (std::size_t row = 0; row < table.size(); ++row) {
        const LandUse use = use_of(row);
        if (!is_farmland(use)) continue;
        const std::size_t at = fields.shapes.add(table.geometry(row));
        std::string id = table.text(row, "id");
        fields.shapes.find("id")->texts[at] = id.empty() ? fmt::format("{}", row + 1) : std::move(id);
        fields.shapes.find("use")->texts[at] = name_of(use);
        fields.uses.push_back(use);
    }
}

void take_parcels(Fields& fields, const Inputs& inputs) {
    const geo::Raster<float>* corine = inputs.raster("landcover");
    for (const geo::FeatureTable* table : inputs.tables("parcels"))
        take_farmland(fields, *table, [&](std::size_t row) {
            const LandUse told = land_use_of_word(table->text(row, "use"));
            return told == LandUse::Unknown ? use_in_middle(*table, row, corine) : told;
        });
}

void take_land_cover(Fields& fields, const Inputs& inputs) {
    for (const geo::FeatureTable* table : inputs.tables("landcover"))
        take_farmland(fields, *table, [&](std::size_t row) {
            const double code = table->number(row, "code");
            return std::isfinite(code) ? land_use_of_corine(static_cast<int>(code)) : LandUse::Unknown;
        });
    if (fields.shapes.is_empty()) return;
    fields.notes.push_back({"Felder sind die Flächen der Landbedeckung: Flurstücke oder Schläge fehlen.",
                            "Fields are areas of the land cover: parcels are missing."});
}

void take_blocks(Fields& fields, const geo::Raster<float>& corine) {
    const geo::FeatureTable blocks = field_blocks(corine);
    take_farmland(fields, blocks, [&](std::size_t row) { return land_use_of_word(blocks.text(row, "use")); });
    fields.are_blocks = true;
    fields.notes.push_back({"Keine Feldgrenzen bekannt: gezeigt sind Blöcke von 500 m aus der Landbedeckung.",
                            "No borders of fields are known: shown are blocks of 500 m from the land cover."});
}

}  // namespace

core::Result<Fields> field_shapes(const Inputs& inputs) {
    Fields fields;
    fields.shapes = geo::FeatureTable(geo::GeometryKind::Polygon);
    fields.shapes.column("id", geo::ColumnType::Text);
    fields.shapes.column("use", geo::ColumnType::Text);
    take_parcels(fields, inputs);
    if (fields.shapes.is_empty()) take_land_cover(fields, inputs);
    if (fields.shapes.is_empty() && inputs.raster("landcover")) take_blocks(fields, *inputs.raster("landcover"));
    if (fields.shapes.is_empty()) return core::fail("neither parcels nor land cover of the district know any farmland");
    return fields;
}

void measure_areas(Fields& fields, const Inputs& inputs, const core::Job& job) {
    const double cell_ha = inputs.grid.cell_m * inputs.grid.cell_m / 1e4;
    std::vector<std::uint8_t> taken(static_cast<std::size_t>(inputs.grid.cells()), 0);
    std::vector<std::string> overlapping;
    geo::AreaFractions fractions(inputs.grid);
    fields.area_ha.resize(fields.size());
    for (std::size_t field = 0; field < fields.size() && !job.stopped(); ++field) {
        std::int64_t twice = 0;
        fractions.of(fields.shapes, field, [&](int row, int first_column, std::span<const double> shares) {
            std::uint8_t* cells = taken.data() + inputs.grid.index(first_column, row);
            for (std::size_t i = 0; i < shares.size(); ++i) {
                if (!(shares[i] > 0.5)) continue;
                twice += cells[i];
                cells[i] = 1;
            }
        });
        fields.area_ha[field] = std::max(0.0, geo::area(fields.shapes.geometry(field)) / 1e4 - static_cast<double>(twice) * cell_ha);
        if (twice > 0) overlapping.push_back(fields.shapes.text(field, "id"));
    }
    if (overlapping.empty()) return;
    const core::Words names = listed(overlapping);
    fields.notes.push_back({fmt::format("{} Felder überdecken andere ({}); das Gemeinsame zählt einmal.", overlapping.size(), names.german),
                            fmt::format("{} fields overlap others ({}); what they share counts once.", overlapping.size(), names.english)});
}

}  // namespace kreisblick::potentials
