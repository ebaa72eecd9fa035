#include "potentials/field_soils.h"

#include "geo/area_fractions.h"
#include "geo/zonal_sums.h"
#include "potentials/soil_value.h"

#include <fmt/format.h>

#include <cmath>

namespace kreisblick::potentials {
namespace {

bool is_in_range(double value) { return value >= k_least_soil_value && value <= k_most_soil_value; }

/// Values that were no soil values.
struct OutOfRange {
    std::int64_t count = 0;
    std::string first;  ///< what the first one was and where

    void add(const std::string& what) {
        if (count++ == 0) first = what;
    }
    void note(Fields& fields, const char* german, const char* english) const {
        if (count == 0) return;
        fields.notes.push_back({fmt::format("{} {} außerhalb von 0–120 gelten als unbekannt (zuerst {}).", count, german, first),
                                fmt::format("{} {} outside 0–120 count as unknown (the first: {}).", count, english, first)});
    }
};

/// The raster with nothing but soil values in it.
geo::Raster<float> cleaned(const geo::Raster<float>& soil, OutOfRange& wrong) {
    geo::Raster<float> clean = soil;
    for (std::size_t cell = 0; cell < clean.values.size(); ++cell) {
        float& value = clean.values[cell];
        if (!geo::Raster<float>::is_data(value) || is_in_range(static_cast<double>(value))) continue;
        wrong.add(fmt::format("{:.0f}", value));
        value = geo::NoData<float>::value;
    }
    return clean;
}

/// Soil polygons painted on the district's cells; of two that overlap the later one counts.
geo::Raster<float> painted(const Inputs& inputs, OutOfRange& wrong, std::int64_t& overlapping) {
    geo::Raster<float> soil(inputs.grid);
    geo::AreaFractions fractions(inputs.grid);
    for (const geo::FeatureTable* table : inputs.tables("soil"))
        for (std::size_t row = 0; row < table->size(); ++row) {
            const double value = table->number(row, "soil_value");
            if (std::isnan(value)) continue;
            if (!is_in_range(value)) {
                wrong.add(fmt::format("{:.0f} in {}", value, row + 1));
                continue;
            }
            bool overlaps = false;
            fractions.mostly_covered(*table, row, [&](std::size_t cell) {
                overlaps = overlaps || geo::Raster<float>::is_data(soil.values[cell]);
                soil.values[cell] = static_cast<float>(value);
            });
            if (overlaps) ++overlapping;
        }
    return soil;
}

/// Takes means into fields that have none yet.
void take_means(Fields& fields, const geo::Raster<float>& soil, const core::Job& job) {
    const std::vector<geo::ZonalSum> sums = geo::zonal_sums(soil, fields.shapes, job);
    for (std::size_t field = 0; field < fields.size(); ++field)
        if (std::isnan(fields.soil_value[field])) fields.soil_value[field] = sums[field].mean();
}

}  // namespace

void measure_soils(Fields& fields, const Inputs& inputs, const core::Job& job) {
    fields.soil_value.assign(fields.size(), std::nan(""));
    if (!inputs.tables("soil").empty()) {
        OutOfRange wrong;
        std::int64_t overlapping = 0;
        take_means(fields, painted(inputs, wrong, overlapping), job);
        wrong.note(fields, "Bodenflächen mit Werten", "soil areas with values");
        if (overlapping > 0)
            fields.notes.push_back({fmt::format("{} Bodenflächen überdecken andere; es gilt die spätere.", overlapping),
                                    fmt::format("{} soil areas overlap others; the later one counts.", overlapping)});
    }
    if (const geo::Raster<float>* soil = inputs.raster("soil")) {
        OutOfRange wrong;
        take_means(fields, cleaned(*soil, wrong), job);
        wrong.note(fields, "Bodenwerte", "soil values");
    }
    std::size_t unknown = 0;
    for (const double value : fields.soil_value) unknown += std::isnan(value) ? 1 : 0;
    if (unknown == 0) return;
    fields.notes.push_back(
        {fmt::format("Bodenwert von {} der {} Felder unbekannt: angenommen ist 50, schraffiert.", unknown, fields.size()),
         fmt::format("The soil value of {} of {} fields is not known: 50 is assumed, hatched.", unknown, fields.size())});
}

}  // namespace kreisblick::potentials
