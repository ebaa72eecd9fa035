// A raster of any kind and reference system as one part on the district's grid.
#include "geo/cell_mask.h"
#include "geo/resample.h"
#include "io/import.h"
#include "io/raster_source.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace kreisblick::io {
namespace {

/// Source cells read at once; a metre grid of a whole district has thousands of millions.
constexpr std::int64_t k_cells_at_once = 32'000'000;
/// A part may take this much memory while it is made; coarser cells are tried first, then it is refused.
constexpr std::int64_t k_most_bytes = 800'000'000;
/// Cells of amounts and intensities need not be finer than this share of the source's.
constexpr double k_finest_share = 0.25;

/// The source, both ways between its CRS and the district's, and what becomes of its values.
struct Plan {
    RasterSource source;
    geo::Transformer to_source;
    geo::Transformer from_source;
    model::ValueKind values = model::ValueKind::Intensity;
    geo::Point source_cell_m;  ///< size of a source cell on the district's ground, along its columns and rows
    geo::GridSpec target;
};

core::Result<model::ValueKind> value_kind(const model::DatasetDeclaration& declaration, const model::ImportSpec& spec) {
    const auto setting = spec.settings.find("kind");
    if (setting == spec.settings.end()) return declaration.values;
    for (const auto kind : {model::ValueKind::Class, model::ValueKind::Amount, model::ValueKind::Intensity})
        if (model::to_string(kind) == setting->second) return kind;
    return core::fail("cannot import {}: --set kind={} is not one of class, amount, intensity", spec.file.string(), setting->second);
}

double mean_source_cell_m(const Plan& plan) { return std::sqrt(plan.source_cell_m.x * plan.source_cell_m.y); }

/// District cells along the edge of a stored cell: a whole multiple that is not coarser than a quarter of the source's cell (a hundredth of
/// tolerance, since 1,000 m of Gauß-Krüger are 999.6 m of UTM). Why: decisions/coarse-intensities.md.
int coarse_factor(const Plan& plan, double district_cell_m) {
    return std::max(1, static_cast<int>(std::floor(mean_source_cell_m(plan) * k_finest_share * 1.01 / district_cell_m)));
}

/// The grid the part is stored on: district cells, or coarser ones where the dataset allows or memory demands it.
core::Result<geo::GridSpec> target_grid(const model::District& district, const model::DatasetDeclaration& declaration,
                                        const model::ImportSpec& spec, const Plan& plan, const geo::Extent& covered) {
    const auto bytes = [&](const geo::GridSpec& grid) {
        return grid.cells() * std::int64_t{4} * static_cast<std::int64_t>(plan.source.band_count());
    };
    const int coarse = coarse_factor(plan, district.grid.cell_m);
    const bool full = declaration.on_district_grid || plan.values != model::ValueKind::Intensity;
    geo::GridSpec target = (full ? district.grid : district.grid.coarser(coarse)).window(covered);
    if (full && plan.values != model::ValueKind::Class && bytes(target) > k_most_bytes)
        target = district.grid.coarser(coarse).window(covered);
    if (bytes(target) > k_most_bytes)
        return core::fail("cannot import {}: its {} bands on {} cells would take {:.1f} GB; choose bands with --band", spec.file.string(),
                          plan.source.band_count(), target.cells(), static_cast<double>(bytes(target)) / 1e9);
    return target;
}

std::string described(const geo::Extent& extent) {
    const int decimals = std::max(std::abs(extent.x_max), std::abs(extent.y_max)) > 1000 ? 0 : 3;
    return fmt::format("{:.{}f} to {:.{}f} east and {:.{}f} to {:.{}f} north", extent.x_min, decimals, extent.x_max, decimals, extent.y_min,
                       decimals, extent.y_max, decimals);
}

geo::Extent own_extent(const geo::SourceGrid& grid) {
    geo::Extent extent;
    for (const int column : {0, grid.width})
        for (const int row : {0, grid.height}) extent.include(grid.place({double(column), double(row)}));
    return extent;
}

tl::unexpected<core::Error> does_not_meet(const model::ImportSpec& spec, const Plan& plan) {
    return core::fail("cannot import {}: it does not meet the district; it covers {} in {}", spec.file.string(),
                      described(own_extent(plan.source.grid())), plan.source.crs().name());
}

/// Size of the source's cells about the middle of the covered area.
geo::Point source_cell_in_metres(const Plan& plan, const geo::GridSpec& district, const geo::Extent& covered) {
    const geo::Point middle = covered.centre();
    const geo::GridSpec probe{middle.x - district.cell_m, middle.y + district.cell_m, district.cell_m, 2, 2};
    const geo::Point cells = geo::PositionMesh(plan.to_source, plan.source.grid(), probe).cell_in_source();
    return {district.cell_m / cells.x, district.cell_m / cells.y};
}

core::Result<Plan> plan_import(const model::District& district, const model::DatasetDeclaration& declaration,
                               const model::ImportSpec& spec) {
    KREISBLICK_TRY(const geo::Crs district_crs, geo::Crs::from(district.crs));
    KREISBLICK_TRY(RasterSource source, RasterSource::open(spec));
    KREISBLICK_TRY(geo::Transformer to_source, geo::Transformer::between(district_crs, source.crs()));
    KREISBLICK_TRY(geo::Transformer from_source, geo::Transformer::between(source.crs(), district_crs));
    KREISBLICK_TRY(const model::ValueKind values, value_kind(declaration, spec));
    Plan plan{std::move(source), std::move(to_source), std::move(from_source), values, {}, {}};
    const CellWindow window = plan.source.window_of(district.grid.extent(), plan.to_source);
    if (window.is_empty()) return does_not_meet(spec, plan);
    const geo::Extent covered = plan.source.extent_of(window, plan.from_source).intersection(district.grid.extent());
    if (covered.is_empty() || covered.width() <= 0 || covered.height() <= 0) return does_not_meet(spec, plan);
    plan.source_cell_m = source_cell_in_metres(plan, district.grid, covered);
    if (!std::isfinite(mean_source_cell_m(plan))) return does_not_meet(spec, plan);
    KREISBLICK_TRY(plan.target, target_grid(district, declaration, spec, plan, covered));
    if (plan.target.cells() == 0) return does_not_meet(spec, plan);
    return plan;
}

geo::Sampling sampling_for(const Plan& plan) {
    const bool source_is_finer = plan.target.cell_m > 1.0001 * std::min(plan.source_cell_m.x, plan.source_cell_m.y);
    if (plan.values == model::ValueKind::Class) return source_is_finer ? geo::Sampling::MostFrequent : geo::Sampling::Nearest;
    return source_is_finer ? geo::Sampling::Mean : geo::Sampling::Bilinear;
}

geo::Raster<float> carried_over(const Plan& plan, const geo::SourceRaster& cells, const geo::GridSpec& target) {
    if (plan.values == model::ValueKind::Amount) return geo::shared_out(cells, plan.from_source, target);
    return geo::resampled(cells, plan.to_source, target, sampling_for(plan));
}

/// Target rows whose source cells fit into memory at once.
int rows_at_once(const Plan& plan) {
    const CellWindow window = plan.source.window_of(plan.target.extent(), plan.to_source);
    const double cells_per_row = static_cast<double>(window.width) * window.height / plan.target.height;
    return static_cast<int>(std::clamp(static_cast<double>(k_cells_at_once) / cells_per_row, 1.0, static_cast<double>(plan.target.height)));
}

/// One band on the target grid, block of rows by block of rows.
core::Result<geo::Raster<float>> carry_band(const Plan& plan, std::size_t index, const core::Job& job) {
    geo::Raster<float> result(plan.target);
    const int rows = rows_at_once(plan);
    for (int first = 0; first < plan.target.height; first += rows) {
        if (job.stopped()) return core::fail("the import was stopped");
        geo::GridSpec block = plan.target;
        block.y_max = plan.target.y_max - first * plan.target.cell_m;
        block.height = std::min(rows, plan.target.height - first);
        const CellWindow window = plan.source.window_of(block.extent(), plan.to_source);
        if (window.is_empty()) continue;
        KREISBLICK_TRY(const geo::SourceRaster cells, plan.source.read(index, window));
        const geo::Raster<float> part = carried_over(plan, cells, block);
        std::copy(part.values.begin(), part.values.end(), result.values.begin() + plan.target.index(0, first));
    }
    return result;
}

geo::CellMask mask_of(const geo::Raster<float>& raster) {
    geo::CellMask mask(raster.values.size());
    std::transform(raster.values.begin(), raster.values.end(), mask.begin(), [](float value) { return value == value ? 1 : 0; });
    return mask;
}

/// Codes as they are stored; an Error if a value is no whole number of 16 bit.
core::Result<geo::Raster<std::int16_t>> as_codes(const geo::Raster<float>& values, const model::ImportSpec& spec) {
    geo::Raster<std::int16_t> codes(values.grid);
    for (std::size_t i = 0; i < values.values.size(); ++i) {
        const float value = values.values[i];
        if (!(value == value)) continue;
        if (value != std::floor(value) || std::abs(value) > 32766)
            return core::fail("cannot import {}: it should hold class codes, but {} is not a whole number from -32766 to 32766",
                              spec.file.string(), value);
        codes.values[i] = static_cast<std::int16_t>(value);
    }
    return codes;
}

std::string named(const model::ImportSpec& spec, const RasterSource& source, std::size_t index) {
    return spec.band_names.empty() ? source.band_name(index) : spec.band_names[index];
}

std::string unit_of(const model::DatasetDeclaration& declaration, const model::ImportSpec& spec, const RasterSource& source,
                    std::size_t index) {
    if (!spec.unit.empty()) return spec.unit;
    const std::string unit = source.band_unit(index);
    return unit.empty() ? declaration.unit : unit;
}

/// Three digits: "a cell of 999.58 m" would claim more than is known.
double rounded_resolution(double metres) {
    const double step = std::pow(10.0, std::floor(std::log10(metres)) - 2);
    return std::round(metres / step) * step;
}

// --- the level of another source ---

/// Days of the months in a mean year of 365.25 days.
constexpr std::array<double, 12> k_days{31, 28.25, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

/// Sums over the cells of the district where both rasters have values.
struct BothSums {
    double own = 0;
    double level = 0;
    std::int64_t cells = 0;
};

BothSums sums_inside(const geo::Raster<float>& own, const geo::Raster<float>& level, const geo::CellMask& inside) {
    BothSums sums;
    for (std::size_t i = 0; i < own.values.size(); ++i) {
        if (!inside[i] || !(own.values[i] == own.values[i]) || !(level.values[i] == level.values[i])) continue;
        sums.own += static_cast<double>(own.values[i]);
        sums.level += static_cast<double>(level.values[i]);
        ++sums.cells;
    }
    return sums;
}

geo::CellMask cells_of_district(const model::District& district, const geo::GridSpec& grid) {
    if (!district.boundary.is_empty()) return geo::cells_inside(district.boundary, grid);
    return geo::cells_inside(geo::polygon_of(district.grid.extent().grown(-district.rim_m)), grid);
}

/// The source of the level as a plan of its own, on the same target.
core::Result<Plan> plan_level(const model::District& district, const model::DatasetDeclaration& declaration, const model::ImportSpec& spec,
                              const Plan& pattern) {
    model::ImportSpec level;
    level.file = spec.level->file;
    level.bands = spec.level->bands;
    level.settings["kind"] = model::to_string(model::ValueKind::Intensity);
    KREISBLICK_TRY(Plan plan, plan_import(district, declaration, level));
    plan.target = pattern.target;
    const std::size_t wanted = pattern.source.band_count();
    if (plan.source.band_count() != wanted)
        return core::fail("cannot raise {} to the level of {}: it has {} bands, and {} are named for the level", spec.file.string(),
                          level.file.string(), wanted, plan.source.band_count());
    if (spec.level->per_month_hours && wanted != k_days.size())
        return core::fail("cannot raise {} to the level of {}: monthly hours need 12 bands, not {}", spec.file.string(),
                          level.file.string(), wanted);
    return plan;
}

/// What a value of the level's band is multiplied with to be in the dataset's unit: W/m² over a month's hours is kWh/m².
double level_unit(const model::LevelSource& level, std::size_t band) {
    return level.unit_factor * (level.per_month_hours ? k_days[band] * 24 / 1000 : 1);
}

/// Multiplies every band so that its mean over the district is that of the level; returns the factors.
core::Result<std::vector<double>> raise_to_level(const model::District& district, const Plan& level, const model::ImportSpec& spec,
                                                 std::vector<geo::Raster<float>>& bands, const core::Job& job) {
    const geo::CellMask inside = cells_of_district(district, level.target);
    std::vector<double> factors;
    for (std::size_t index = 0; index < bands.size(); ++index) {
        KREISBLICK_TRY(const geo::Raster<float> raster, carry_band(level, index, job));
        const BothSums sums = sums_inside(bands[index], raster, inside);
        if (sums.cells == 0 || !(sums.own > 0))
            return core::fail("cannot raise {} to the level of {}: they share no values inside the district", spec.file.string(),
                              spec.level->file);
        factors.push_back(sums.level * level_unit(*spec.level, index) / sums.own);
        const auto factor = static_cast<float>(factors.back());
        for (float& value : bands[index].values) value *= factor;
    }
    return factors;
}

std::string level_note(const model::ImportSpec& spec, const std::vector<double>& factors) {
    const auto [least, most] = std::minmax_element(factors.begin(), factors.end());
    return fmt::format("Every band was multiplied ({:.3f} to {:.3f}) so that its mean over the district is that of {}.", *least, *most,
                       spec.level->source.empty() ? spec.level->file : spec.level->source);
}

model::DatasetPart record_for(const model::ImportSpec& spec, const Plan& plan) {
    model::DatasetPart record;
    record.dataset = spec.dataset;
    record.name = spec.part;
    record.kind = model::DatasetKind::Raster;
    record.priority = spec.priority.value_or(0);
    record.provenance = spec.provenance;
    if (record.provenance.resolution_m <= 0) record.provenance.resolution_m = rounded_resolution(mean_source_cell_m(plan));
    record.settings = spec.settings;
    record.grid = plan.target;
    return record;
}

core::Result<std::vector<BandContent>> as_content(const Plan& plan, const model::DatasetDeclaration& declaration,
                                                  const model::ImportSpec& spec, std::vector<geo::Raster<float>> rasters) {
    std::vector<BandContent> bands;
    for (std::size_t index = 0; index < rasters.size(); ++index) {
        BandContent band{named(spec, plan.source, index), unit_of(declaration, spec, plan.source, index), std::move(rasters[index])};
        if (plan.values == model::ValueKind::Class) {
            KREISBLICK_TRY(band.raster, as_codes(std::get<geo::Raster<float>>(band.raster), spec));
        }
        bands.push_back(std::move(band));
    }
    return bands;
}

}  // namespace

core::Result<PartContent> prepare_raster(const model::District& district, const model::DatasetDeclaration& declaration,
                                         const model::ImportSpec& spec, const core::Job& job) {
    KREISBLICK_TRY(const Plan plan, plan_import(district, declaration, spec));
    const std::size_t count = plan.source.band_count();
    if (!spec.band_names.empty() && spec.band_names.size() != count)
        return core::fail("cannot import {}: {} band names are given for {} bands", spec.file.string(), spec.band_names.size(), count);
    std::vector<geo::Raster<float>> rasters;
    for (std::size_t index = 0; index < count; ++index) {
        job.progress(static_cast<double>(index) / static_cast<double>(count), spec.file.filename().string());
        KREISBLICK_TRY(geo::Raster<float> raster, carry_band(plan, index, job));
        rasters.push_back(std::move(raster));
    }
    PartContent part;
    part.record = record_for(spec, plan);
    part.record.coverage = geo::outline_of(mask_of(rasters[0]), plan.target);
    if (part.record.coverage.is_empty()) return core::fail("cannot import {}: it holds no values inside the district", spec.file.string());
    if (spec.level) {
        KREISBLICK_TRY(const Plan level, plan_level(district, declaration, spec, plan));
        KREISBLICK_TRY(const std::vector<double> factors, raise_to_level(district, level, spec, rasters, job));
        part.record.notes.push_back(level_note(spec, factors));
    }
    KREISBLICK_TRY(part.content, as_content(plan, declaration, spec, std::move(rasters)));
    return part;
}

}  // namespace kreisblick::io
