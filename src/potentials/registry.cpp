#include "potentials/method.h"

#include <algorithm>
#include <cstdlib>

namespace kreisblick::potentials {

// Each method lives in a file of its own in methods/ and is known by its line here.
Method slope_method();
Method aspect_method();
Method tpi_method();
Method roughness_method();
Method horizon_method();
Method sky_view_method();
Method hillshade_method();
Method yearly_sum_method();
Method solar_method();
Method roofs_method();
Method pv_field_method();
Method wind_method();
Method wind_area_method();
Method turbines_method();
Method erosion_method();
Method geothermal_method();
Method borehole_permission_method();
Method temperature_at_depth_method();
Method farmland_method();
Method food_method();
Method agrivoltaics_method();
Method building_age_method();
Method timber_frame_method();
Method vacancy_method();
Method heat_demand_method();
Method heat_density_method();

const std::vector<Method>& methods() {
    // clang-format off
    static const std::vector<Method> all{
        slope_method(),
        aspect_method(),
        tpi_method(),
        roughness_method(),
        horizon_method(),
        sky_view_method(),
        hillshade_method(),
        yearly_sum_method(),
        solar_method(),
        roofs_method(),
        pv_field_method(),
        wind_method(),
        wind_area_method(),
        turbines_method(),
        erosion_method(),
        geothermal_method(),
        borehole_permission_method(),
        temperature_at_depth_method(),
        farmland_method(),
        food_method(),
        agrivoltaics_method(),
        building_age_method(),
        timber_frame_method(),
        vacancy_method(),
        heat_demand_method(),
        heat_density_method(),
    };
    // clang-format on
    return all;
}

double number_of(const Parameters& parameters, const std::string& name) { return std::strtod(parameters.at(name).c_str(), nullptr); }

const Method* find_method(const std::string& name) {
    const auto found = std::find_if(methods().begin(), methods().end(), [&](const Method& method) { return method.name == name; });
    return found == methods().end() ? nullptr : &*found;
}

}  // namespace kreisblick::potentials
