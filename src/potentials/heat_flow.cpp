#include "potentials/heat_flow.h"

#include "potentials/uncertainty.h"

#include <algorithm>
#include <cmath>

namespace kreisblick::potentials {
namespace {

/// What names a record in a sentence.
std::string name_of(const geo::FeatureTable& table, std::size_t row) {
    const std::string name = table.text(row, "name");
    return name.empty() ? table.text(row, "id") : name;
}

bool has_twin(const std::vector<PointValue>& used, const PointValue& record, const HeatFlowRules& rules) {
    return std::any_of(used.begin(), used.end(), [&](const PointValue& other) {
        return std::hypot(other.place.x - record.place.x, other.place.y - record.place.y) <= rules.twin_distance_m &&
               std::abs(other.value - record.value) <= rules.twin_difference_mw_m2;
    });
}

}  // namespace

SiftedHeatFlow sifted_heat_flow(std::span<const geo::FeatureTable* const> tables, const HeatFlowRules& rules) {
    SiftedHeatFlow sifted;
    for (const geo::FeatureTable* table : tables)
        for (std::size_t row = 0; row < table->size(); ++row) {
            const PointValue record{geo::centroid(table->geometry(row)), table->number(row, "heat_flow")};
            if (!std::isfinite(record.value) || !std::isfinite(record.place.x + record.place.y))
                sifted.without_value.push_back(name_of(*table, row));
            else if (record.value < rules.lowest_mw_m2 || record.value > rules.highest_mw_m2)
                sifted.out_of_range.push_back(name_of(*table, row));
            else if (has_twin(sifted.used, record, rules))
                sifted.twins.push_back(name_of(*table, row));
            else
                sifted.used.push_back(record);
        }
    return sifted;
}

KrigedValue deep_temperature_c(double surface_c, double depth_m, const KrigedValue& heat_flow_mw_m2, double conductivity_w_m_k) {
    const double gradient = gradient_k_per_m(heat_flow_mw_m2.value, conductivity_w_m_k);
    const double relative =
        std::hypot(heat_flow_mw_m2.deviation / heat_flow_mw_m2.value, standard_uncertainty(UncertainInput::GroundConductivity));
    return {temperature_at_depth_c(surface_c, depth_m, gradient), std::hypot(gradient * depth_m * relative, k_surface_uncertainty_k)};
}

}  // namespace kreisblick::potentials
