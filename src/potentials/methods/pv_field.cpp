// Open-field photovoltaics: what modules on the ground would yield, and how well each place suits by named rules.
#include "geo/distance_field.h"
#include "potentials/chosen_features.h"
#include "potentials/open_field_pv.h"
#include "potentials/solar_run.h"
#include "potentials/terrain.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace kreisblick::potentials {
namespace {

/// Distances that the rules compare with go no farther.
constexpr float k_far_m = 10'000;

/// Distance to motorways and to railways with at least so many tracks; a railway of unknown tracks counts as one track.
core::Result<geo::PackedRaster> strip_distance(const Inputs& inputs, double least_tracks, const core::Job& job) {
    auto chosen = chosen_features(inputs.tables("roads"),
                                  [](const auto& table, std::size_t row) { return table.text(row, "class").starts_with("motorway"); });
    auto rails = chosen_features(inputs.tables("railway"), [&](const auto& table, std::size_t row) {
        const double tracks = table.number(row, "tracks");
        return (std::isnan(tracks) ? 1 : tracks) >= least_tracks;
    });
    std::move(rails.begin(), rails.end(), std::back_inserter(chosen));
    KREISBLICK_TRY(auto distances, geo::distance_field(geo::FeatureMarks::of(addresses_of(chosen), inputs.grid, job), job));
    for (float& distance_m : distances.values) distance_m = std::min(distance_m, k_far_m);
    return geo::PackedRaster(distances);
}

/// Landscape protection is weighed case by case; everything else counts as strict, also what the data do not name.
bool is_landscape_protection(const std::string& kind) { return kind == "LSG" || kind == "Landschaftsschutzgebiet" || kind == "Naturpark"; }

/// The areas of each level of protection.
struct ProtectedAreas {
    geo::FeatureMarks landscape, strict;

    [[nodiscard]] static ProtectedAreas of(const Inputs& inputs, const core::Job& job) {
        const auto marks = [&](bool of_landscape) {
            const auto areas = chosen_features(inputs.tables("protected_areas"), [&](const auto& table, std::size_t row) {
                return is_landscape_protection(table.text(row, "class")) == of_landscape;
            });
            return geo::FeatureMarks::of(addresses_of(areas), inputs.grid, job);
        };
        return {marks(true), marks(false)};
    }
    /// The numbers of Protection for every cell of some rows whose centre lies in an area.
    [[nodiscard]] geo::Raster<float> rows(int first_row, int count) const {
        geo::Raster<float> levels(geo::strip_of(strict.grid(), first_row, count), static_cast<float>(Protection::None));
        const auto fill = [&](const geo::FeatureMarks& areas, Protection level) {
            for (int row = 0; row < count; ++row)
                for (const geo::FeatureMarks::Run& run : areas.runs(first_row + row))
                    std::fill(&levels.at(0, row) + run.first, &levels.at(0, row) + run.end, static_cast<float>(level));
        };
        fill(landscape, Protection::Landscape);
        fill(strict, Protection::Strict);
        return levels;
    }
};

/// The year's irradiation on the modules' plane.
core::Result<geo::PackedRaster> module_irradiation(const Inputs& inputs, const Parameters& parameters, Results& results,
                                                   const core::Job& job) {
    SolarRequest request;
    request.sky = Sky::Real;
    request.options.way = IrradiationWay::Table;
    KREISBLICK_TRY(request.options.plane, read_plane(parameters.at("plane")));
    geo::PackedRaster year(inputs.grid);
    const auto sink = [&](IrradiationBand, int first_row, std::span<const float> values) { year.put_rows(first_row, values); };
    constexpr std::array wanted{IrradiationBand::Global};
    KREISBLICK_CHECK(run_solar(inputs, request, wanted, sink, results, job));
    return year;
}

/// What the rules look at, and where it lies.
struct RuleData {
    std::optional<ProtectedAreas> areas;
    std::shared_ptr<const geo::PackedRaster> privileged, tender;
    std::optional<LandUseCells> land_use;

    [[nodiscard]] static core::Result<RuleData> of(const Inputs& inputs, const core::Job& job) {
        RuleData data;
        if (!inputs.tables("protected_areas").empty()) data.areas = ProtectedAreas::of(inputs, job);
        const auto land_cover = inputs.tables("landcover"), parcels = inputs.tables("parcels");
        if (inputs.rows("landcover") || !land_cover.empty() || !parcels.empty()) {
            KREISBLICK_TRY(data.land_use, land_use_cells(inputs.grid, inputs.rows("landcover"), land_cover, parcels, job));
            data.land_use->zones = {};  // which field it is does not matter
        }
        if (inputs.tables("roads").empty() && inputs.tables("railway").empty()) return data;
        const auto distance = [&](const char* name, double tracks) {
            return inputs.kept->get<geo::PackedRaster>(name, {"roads", "railway"},
                                                       [&, tracks] { return strip_distance(inputs, tracks, job); });
        };
        KREISBLICK_TRY(data.privileged, distance("distance to motorways and double tracks", 2));
        KREISBLICK_TRY(data.tender, distance("distance to motorways and tracks", 1));
        return data;
    }
    /// The readers of both the inputs and these data, which must outlive them; without the irradiation.
    [[nodiscard]] PvFieldInputs readers(const Inputs& inputs) const {
        PvFieldInputs read;
        read.grid = inputs.grid;
        const geo::Raster<float>& heights = *inputs.rasters.at("elevation");
        read.slope_deg = [&heights](int first, int count) { return map_gradient_rows(heights, first, count, slope_degrees); };
        read.aspect_deg = [&heights](int first, int count) { return map_gradient_rows(heights, first, count, aspect_degrees); };
        read.soil_value = inputs.rows("soil");
        if (areas) read.protection = [this](int first, int count) { return areas->rows(first, count); };
        if (privileged) read.privileged_distance_m = geo::rows_of(*privileged);
        if (tender) read.tender_distance_m = geo::rows_of(*tender);
        if (land_use) read.land_use = [this](int first, int count) { return uses_of(first, count); };
        return read;
    }

  private:
    [[nodiscard]] geo::Raster<float> uses_of(int first_row, int count) const {
        geo::Raster<float> uses(geo::strip_of(land_use->grid, first_row, count));
        const auto from = land_use->uses.begin() + land_use->grid.index(0, first_row);
        std::copy_n(from, uses.values.size(), uses.values.begin());
        return uses;
    }
};

core::Words title_of(PvFieldRuleId rule) {
    switch (rule) {
        case PvFieldRuleId::Slope: return {"Hangneigung", "slope"};
        case PvFieldRuleId::SoilValue: return {"Bodenwert", "soil value"};
        case PvFieldRuleId::ProtectedArea: return {"Schutzgebiete", "protected areas"};
        case PvFieldRuleId::PrivilegedStrip: return {"200-m-Streifen", "200 m strip"};
        case PvFieldRuleId::TenderStrip: return {"500-m-Streifen", "500 m strip"};
        case PvFieldRuleId::LandUse: return {"Landnutzung", "land use"};
    }
    return {};
}

/// Performance ratio and power per area multiply the bands afterwards, so both are one here.
PvFieldOptions options_of(const Parameters& parameters) {
    PvFieldOptions options;
    options.performance_ratio = 1;
    options.power_mwp_per_ha = 1;
    options.steepest_deg = number_of(parameters, "steepest");
    options.steepest_north_deg = number_of(parameters, "steepest_north");
    options.soil_value_free = number_of(parameters, "soil_free");
    options.soil_value_kept = number_of(parameters, "soil_kept");
    options.landscape_factor = number_of(parameters, "landscape");
    options.privileged_m = number_of(parameters, "privileged_m");
    options.tender_m = number_of(parameters, "tender_m");
    return options;
}

constexpr std::array<const char*, 3> k_names{"area_yield", "specific_yield", "eligibility"};

const char* name_of(PvFieldBand band) {
    switch (band) {
        case PvFieldBand::YieldPerPower: return "specific_yield";
        case PvFieldBand::Eligibility: return "eligibility";
        case PvFieldBand::YieldPerArea: break;
    }
    return "area_yield";
}

std::vector<BandDeclaration> bands(const Parameters&) {
    return {{k_names[0], "MWh/(ha·a)"}, {k_names[1], "kWh/(kWp·a)"}, {k_names[2], ""}};
}

core::Result<void> compute(const Inputs& inputs, const Parameters& parameters, Results& results, const core::Job& job) {
    const PvFieldOptions options = options_of(parameters);
    KREISBLICK_CHECK(check_pv_field(options));
    KREISBLICK_TRY(const auto irradiation, module_irradiation(inputs, parameters, results, job));
    KREISBLICK_TRY(const RuleData data, RuleData::of(inputs, job));
    PvFieldInputs readers = data.readers(inputs);
    readers.irradiation_kwh_m2 = geo::rows_of(irradiation);
    std::vector<core::Words> unchecked;
    for (const PvFieldRuleId rule : unchecked_rules(readers, options)) unchecked.push_back(title_of(rule));
    note_unchecked(results, unchecked);
    const auto sink = [&](PvFieldBand band, int first_row, std::span<const float> values) {
        results.put_rows(name_of(band), first_row, values);
    };
    return open_field_pv(readers, options, sink, job);
}

}  // namespace

Method pv_field_method() {
    Method method{"pv_field",
                  {"elevation"},
                  {"soil", "protected_areas", "roads", "railway", "landcover", "parcels"},
                  k_whole_district,
                  false,
                  bands,
                  compute,
                  {"radiation_monthly"}};
    method.by_rows = {"soil", "landcover"};
    return method;
}

}  // namespace kreisblick::potentials
