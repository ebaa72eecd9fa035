// Soil washed off by rain: R · K · LS · C · P with the flow of water followed over the relief.
#include "potentials/erosion.h"

#include "core/parallel.h"
#include "geo/area_fractions.h"
#include "geo/packed_raster.h"
#include "geo/sampling.h"
#include "potentials/land_use.h"
#include "potentials/method.h"
#include "potentials/topographic_factor.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace kreisblick::potentials {
namespace {

constexpr int k_rows_at_once = 64;
/// Where a district has no precipitation: 380 mm from May to October, as in the valleys of northern Hesse.
constexpr double k_usual_summer_mm = 380;
constexpr std::array<const char*, 3> k_names{"soil_loss", "ls", "natural"};

std::vector<BandDeclaration> bands(const Parameters&) { return {{k_names[0], "t/(ha·a)"}, {k_names[1], ""}, {k_names[2], "t/(ha·a)"}}; }

std::string value_of(const Parameters& parameters, const std::string& name) {
    const auto found = parameters.find(name);
    return found == parameters.end() ? std::string{} : found->second;
}

/// A factor as it was set: a number, or "auto". An Error for anything else.
core::Result<std::optional<double>> set_factor(const Parameters& parameters, const std::string& name, double most) {
    const std::string text = value_of(parameters, name);
    if (text.empty() || text == "auto") return std::optional<double>{};
    char* end = nullptr;
    const double value = std::strtod(text.c_str(), &end);
    if (*end != '\0' || !(value >= 0 && value <= most))
        return core::fail("{} is auto or a number from 0 to {}, not \"{}\"", name, most, text);
    return std::optional(value);
}

/// LS, kept between runs in 16 bits a cell: rain, soil and crops change without the water being followed again.
core::Result<std::shared_ptr<const geo::PackedRaster>> kept_factors(const Inputs& inputs, const LandUseCells& land,
                                                                    const Parameters& parameters, const core::Job& job) {
    TopographicOptions options;
    if (value_of(parameters, "method") == "desmet_govers") options.formula = LengthFormula::DesmetGovers;
    options.most_length_m = number_of(parameters, "max_length");
    const bool stops_at_borders = value_of(parameters, "borders") != "pass" && !land.zones.empty();
    const std::string name =
        fmt::format("LS {} {} {}", static_cast<int>(options.formula), options.most_length_m, stops_at_borders ? "by field" : "all");
    const auto make = [&]() -> core::Result<geo::PackedRaster> {
        const geo::Raster<float>& heights = *inputs.rasters.at("elevation");
        KREISBLICK_TRY(Drainage drainage, drainage_of(heights, FlowSpread::Multiple, job));
        job.progress(0.3, "following the water");
        KREISBLICK_TRY(const UpslopeArea area, UpslopeArea::of(std::move(drainage), stops_at_borders ? &land.zones : nullptr, job));
        job.progress(0.6, "length and steepness");
        KREISBLICK_TRY(const geo::Raster<float> factors, topographic_factors(area, heights, options, job));
        return geo::PackedRaster(factors);
    };
    std::vector<std::string> datasets{"elevation"};
    if (stops_at_borders) datasets.emplace_back("parcels");
    return inputs.kept->get<geo::PackedRaster>(name, datasets, make);
}

/// How hard it rains: one number, or by place.
struct Rain {
    double factor = 0;
    const geo::Raster<float>* year_mm = nullptr;

    [[nodiscard]] double at(geo::Point place) const {
        if (!year_mm) return factor;
        const double mm = static_cast<double>(geo::bilinear_at(*year_mm, place));
        return std::isfinite(mm) ? rain_factor_of_year(mm) : factor;
    }
};

core::Result<Rain> rain_of(const Inputs& inputs, const Parameters& parameters, Results& results) {
    KREISBLICK_TRY(const std::optional<double> set, set_factor(parameters, "r_factor", 500));
    Rain rain{set.value_or(rain_factor_of_summer(k_usual_summer_mm)), set ? nullptr : inputs.raster("precipitation")};
    if (!set && !rain.year_mm)
        results.note(
            {fmt::format("Ohne Niederschlag des Kreises gilt R = {:.0f} ({:.0f} mm von Mai bis Oktober).", rain.factor, k_usual_summer_mm),
             fmt::format("Without the district's precipitation R = {:.0f} stands in ({:.0f} mm from May to October).", rain.factor,
                         k_usual_summer_mm)});
    return rain;
}

/// K of every soil polygon that says its type, times 100, by the cells of which it covers more than half; empty where none does.
std::vector<std::uint8_t> soil_factors_by_cell(const Inputs& inputs, const core::Job& job) {
    std::vector<std::uint8_t> factors;
    geo::AreaFractions fractions(inputs.grid);
    for (const geo::FeatureTable* table : inputs.tables("soil"))
        for (std::size_t row = 0; row < table->size() && !job.stopped(); ++row) {
            const double state = table->number(row, "soil_state");
            const auto factor = soil_factor(table->text(row, "soil_type"), table->text(row, "soil_origin"),
                                            std::isfinite(state) ? static_cast<int>(state) : 4);
            if (!factor) continue;
            if (factors.empty()) factors.assign(static_cast<std::size_t>(inputs.grid.cells()), 0);
            fractions.mostly_covered(*table, row,
                                     [&](std::size_t cell) { factors[cell] = static_cast<std::uint8_t>(std::lround(*factor * 100)); });
        }
    return factors;
}

struct Soil {
    double factor = k_usual_soil_factor;
    std::vector<std::uint8_t> by_cell;  // times 100; 0 = not known

    [[nodiscard]] double at(std::size_t cell) const { return by_cell.empty() || by_cell[cell] == 0 ? factor : by_cell[cell] / 100.0; }
};

core::Result<Soil> soil_of(const Inputs& inputs, const Parameters& parameters, Results& results, const core::Job& job) {
    KREISBLICK_TRY(const std::optional<double> set, set_factor(parameters, "k_factor", 1));
    if (set) return Soil{*set, {}};
    Soil soil{k_usual_soil_factor, soil_factors_by_cell(inputs, job)};
    if (soil.by_cell.empty())
        results.note(
            {fmt::format("Bodenarten sind nicht bekannt: überall gilt K = {}.", core::number(soil.factor, 2, core::Language::German)),
             fmt::format("Soil types are not known: K = {:.2f} everywhere.", soil.factor)});
    return soil;
}

/// C by use; NaN where there is no field. Without land cover every place counts as arable.
std::array<double, 6> cover_factors(double arable, bool has_land_cover) {
    const double none = std::numeric_limits<double>::quiet_NaN();
    return {has_land_cover ? none : arable, arable, k_grassland_cover_factor, k_grassland_cover_factor, none, none};
}

bool has_land_cover(const Inputs& inputs) {
    return inputs.rows("landcover") || !inputs.tables("landcover").empty() || !inputs.tables("parcels").empty();
}

/// What a block of rows is computed from.
struct Factors {
    const geo::PackedRaster& relief;
    const Rain& rain;
    const Soil& soil;
    const LandUseCells& land;
    std::array<double, 6> cover;
};

void put_block(const Factors& factors, const geo::GridSpec& grid, int first_row, int end_row, Results& results) {
    const geo::GridSpec block{grid.x_min, grid.y_max - first_row * grid.cell_m, grid.cell_m, grid.width, end_row - first_row};
    const geo::Raster<float> relief = factors.relief.part(block.extent().grown(-grid.cell_m / 2), 0);
    results.put_rows("ls", first_row, relief.values);
    std::vector<float> natural(relief.values.size()), loss(relief.values.size());
    for (std::size_t i = 0; i < natural.size(); ++i) {
        const std::size_t cell = static_cast<std::size_t>(grid.index(0, first_row)) + i;
        const auto column = static_cast<int>(i % static_cast<std::size_t>(grid.width)),
                   row = static_cast<int>(i / static_cast<std::size_t>(grid.width));
        const double bare = factors.rain.at(block.centre(column, row)) * factors.soil.at(cell) * static_cast<double>(relief.values[i]);
        natural[i] = static_cast<float>(bare);
        loss[i] = static_cast<float>(bare * factors.cover[factors.land.uses[cell]]);
    }
    results.put_rows("natural", first_row, natural);
    results.put_rows("soil_loss", first_row, loss);
}

core::Result<void> compute(const Inputs& inputs, const Parameters& parameters, Results& results, const core::Job& job) {
    const double arable_cover = number_of(parameters, "c_factor");
    KREISBLICK_TRY(const Rain rain, rain_of(inputs, parameters, results));
    KREISBLICK_TRY(const Soil soil, soil_of(inputs, parameters, results, job));
    KREISBLICK_TRY(const LandUseCells land,
                   land_use_cells(inputs.grid, inputs.rows("landcover"), inputs.tables("landcover"), inputs.tables("parcels"), job));
    KREISBLICK_TRY(const auto relief, kept_factors(inputs, land, parameters, job));
    if (!has_land_cover(inputs))
        results.note({"Ohne Landbedeckung gilt jeder Ort als Acker.", "Without land cover every place counts as arable land."});
    const Factors factors{*relief, rain, soil, land, cover_factors(arable_cover, has_land_cover(inputs))};
    core::parallel_blocks(inputs.grid.height, k_rows_at_once, [&](std::int64_t begin, std::int64_t end) {
        if (!job.stopped()) put_block(factors, inputs.grid, static_cast<int>(begin), static_cast<int>(end), results);
    });
    return {};
}

}  // namespace

Method erosion_method() {
    Method method{"erosion", {"elevation"}, {"landcover", "parcels", "soil"}, k_whole_district, false, bands, compute, {"precipitation"}};
    method.by_rows = {"landcover", "soil"};  // of the soil only the polygons are read
    return method;
}

}  // namespace kreisblick::potentials
