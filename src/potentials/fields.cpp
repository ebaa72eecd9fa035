#include "potentials/fields.h"

#include "geo/area_fractions.h"
#include "geo/zonal_sums.h"
#include "potentials/field_crops.h"
#include "potentials/field_shapes.h"
#include "potentials/field_soils.h"
#include "potentials/soil_value.h"
#include "potentials/terrain.h"

#include <cmath>

namespace kreisblick::potentials {
namespace {

/// Cells by which it is known what belongs to the district.
constexpr double k_border_cell_m = 50;

void measure_slopes(Fields& fields, const Inputs& inputs, const core::Job& job) {
    fields.slope_percent.assign(fields.size(), std::nan(""));
    const geo::Raster<float>* heights = inputs.raster("elevation");
    if (!heights) {
        fields.notes.push_back({"Ohne Geländehöhe ist die Hangneigung nicht geprüft.", "Without elevation the slope is not checked."});
        return;
    }
    geo::Raster<float> slopes(heights->grid);
    const auto sink = [&](int first_row, std::span<const float> values) {
        std::copy(values.begin(), values.end(), slopes.values.begin() + slopes.grid.index(0, first_row));
    };
    map_gradient(*heights, slope_percent, sink, job, GradientFormula::Horn);
    const std::vector<geo::ZonalSum> sums = geo::zonal_sums(slopes, fields.shapes, job);
    for (std::size_t field = 0; field < fields.size(); ++field) fields.slope_percent[field] = sums[field].mean();
}

/// Fields whose middle lies in the district; all where it has no border.
void find_district(Fields& fields, const Inputs& inputs) {
    fields.in_district.assign(fields.size(), inputs.tables("boundaries").empty() ? 1 : 0);
    if (inputs.tables("boundaries").empty()) return;
    const geo::GridSpec grid = inputs.grid.coarser(std::max(1, static_cast<int>(k_border_cell_m / inputs.grid.cell_m)));
    std::vector<std::uint8_t> inside(static_cast<std::size_t>(grid.cells()), 0);
    geo::AreaFractions fractions(grid);
    for (const geo::FeatureTable* table : inputs.tables("boundaries"))
        for (std::size_t row = 0; row < table->size(); ++row)
            fractions.of(*table, row, [&](int grid_row, int first_column, std::span<const double> shares) {
                for (std::size_t i = 0; i < shares.size(); ++i)
                    if (shares[i] > 0.5) inside[static_cast<std::size_t>(grid.index(first_column, grid_row)) + i] = 1;
            });
    for (std::size_t field = 0; field < fields.size(); ++field) {
        const geo::Point middle = fields.shapes.extent(field).centre();
        const int column = grid.column_at(middle.x), row = grid.row_at(middle.y);
        if (grid.has(column, row)) fields.in_district[field] = inside[static_cast<std::size_t>(grid.index(column, row))];
    }
}

core::Result<Fields> make_fields(const Inputs& inputs, const core::Job& job) {
    job.progress(0.1, "finding fields");
    KREISBLICK_TRY(Fields fields, field_shapes(inputs));
    find_crops(fields, inputs);
    measure_areas(fields, inputs, job);
    job.progress(0.4, "soil and slope of fields");
    measure_soils(fields, inputs, job);
    measure_slopes(fields, inputs, job);
    find_district(fields, inputs);
    if (job.stopped()) return core::fail("measuring the fields was stopped");
    return fields;
}

}  // namespace

double Fields::soil_value_or_usual(std::size_t field) const {
    return std::isnan(soil_value[field]) ? k_usual_soil_value : soil_value[field];
}

std::vector<std::string> datasets_of_fields() { return {"landcover", "parcels", "elevation", "soil", "boundaries", "crops"}; }

core::Result<std::shared_ptr<const Fields>> kept_fields(const Inputs& inputs, const core::Job& job) {
    const auto make = [&]() -> core::Result<Fields> {
        KREISBLICK_TRY(const auto read, inputs.read(datasets_of_fields()));
        return make_fields(*read, job);
    };
    return inputs.kept->get<Fields>("fields", datasets_of_fields(), make);
}

void note_fields(const Fields& fields, Results& results) {
    for (const core::Words& words : fields.notes) results.note(words);
}

geo::FeatureTable table_of(const Fields& fields) {
    geo::FeatureTable table = fields.shapes;
    numbers_of(table, "area_ha", "ha") = fields.area_ha;
    std::vector<double>& soil = numbers_of(table, "soil_value", "");
    for (std::size_t field = 0; field < fields.size(); ++field) soil[field] = fields.soil_value_or_usual(field);
    std::vector<std::string>& source = table.column("soil_source", geo::ColumnType::Text).texts;
    for (std::size_t field = 0; field < fields.size(); ++field) source[field] = std::isnan(fields.soil_value[field]) ? "assumed" : "known";
    numbers_of(table, "slope_percent", "%") = fields.slope_percent;
    if (!fields.grown.empty()) table.column("grown", geo::ColumnType::Text).texts = fields.grown;
    return table;
}

std::vector<double>& numbers_of(geo::FeatureTable& table, const std::string& name, const std::string& unit) {
    return table.column(name, geo::ColumnType::Number, unit).numbers;
}

}  // namespace kreisblick::potentials
