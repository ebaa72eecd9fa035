#include "potentials/wind_yield.h"

#include "geo/sampling.h"
#include "potentials/air_density.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace kreisblick::potentials {
namespace {

constexpr double k_shape_step = 0.01;
constexpr float k_none = std::numeric_limits<float>::quiet_NaN();

/// The shape of every coarse cell; one cell where all share it.
geo::Raster<float> shape_of(const WindField& field, const WindOptions& options) {
    const bool is_common = options.shape || field.shape.values.empty();
    if (!is_common) return field.shape;
    const double known = field.common_shape > 0 ? field.common_shape : k_rayleigh_shape;
    geo::GridSpec one = field.grid;
    one.cell_m *= std::max(one.width, one.height);
    one.width = one.height = 1;
    return geo::Raster<float>(one, static_cast<float>(options.shape.value_or(known)));
}

std::pair<double, double> least_and_greatest(const geo::Raster<float>& shape) {
    float least = std::numeric_limits<float>::infinity(), greatest = -least;
    for (const float value : shape.values) least = std::min(least, value), greatest = std::max(greatest, value);
    return least <= greatest ? std::pair(static_cast<double>(least), static_cast<double>(greatest))
                             : std::pair(k_rayleigh_shape, k_rayleigh_shape);
}

/// The energy pattern factor by hundredths of the shape from 0 on, as far as shapes go.
std::vector<float> pattern_factors() {
    std::vector<float> factors;
    for (int i = 0; i * k_shape_step <= k_greatest_shape + 0.1; ++i)
        factors.push_back(static_cast<float>(Weibull{1, std::max(i * k_shape_step, k_least_shape / 2)}.energy_pattern_factor()));
    return factors;
}

}  // namespace

WindYield::WindYield(const WindField& field, const AltitudeCodes& altitudes, const geo::GridSpec& grid, Turbine turbine,
                     const WindOptions& options)
    : m_altitudes(&altitudes),
      m_grid(grid),
      m_turbine(std::move(turbine)),
      m_options(options),
      m_speed(field.speed_at(options.hub_m, options.shear)),
      m_shape(shape_of(field, options)),
      m_shapes_between(least_and_greatest(m_shape)),
      m_speeds(m_speed, grid),
      m_shapes(m_shape, grid),
      m_energy(m_turbine, m_shapes_between.first, m_shapes_between.second),
      m_pattern(pattern_factors()) {
    for (int code = 0; code < AltitudeCodes::k_none; ++code) {
        const double density = standard_air_density(altitudes.altitude_m(static_cast<std::uint8_t>(code)) + options.hub_m);
        m_density.push_back(static_cast<float>(density));
        m_speed_factor.push_back(static_cast<float>(speed_factor_of_density(density)));
    }
    m_density.push_back(k_none);
    m_speed_factor.push_back(k_none);
}

float WindYield::power_density(float speed, float shape, std::uint8_t altitude) const {
    if (!(shape >= 0)) return k_none;
    const float place = std::min(shape / static_cast<float>(k_shape_step), static_cast<float>(m_pattern.size() - 2));
    const auto at = static_cast<std::size_t>(place);
    const float pattern = m_pattern[at] + (m_pattern[at + 1] - m_pattern[at]) * (place - static_cast<float>(at));
    return 0.5F * m_density[altitude] * speed * speed * speed * pattern;
}

template <typename Value>
void WindYield::fill(int row, std::span<float> out, const Value& value) const {
    std::vector<float> shapes(out.size(), m_shape.values.front());
    m_speeds.row(row, out);
    if (m_shape.values.size() > 1) m_shapes.row(row, shapes);
    const std::uint8_t* altitudes = m_altitudes->codes.data() + m_grid.index(0, row);
    for (std::size_t column = 0; column < out.size(); ++column) out[column] = value(out[column], shapes[column], altitudes[column]);
}

void WindYield::row(WindBand band, int row, std::span<float> out) const {
    const auto net = static_cast<float>(1 - m_options.loss), hours = static_cast<float>(1000 / m_turbine.rated_kw) * net;
    switch (band) {
        case WindBand::MeanSpeed: return m_speeds.row(row, out);
        case WindBand::PowerDensity: return fill(row, out, [&](float v, float k, std::uint8_t z) { return power_density(v, k, z); });
        case WindBand::EnergyGross: return fill(row, out, [&](float v, float k, std::uint8_t z) { return energy_gross(v, k, z); });
        case WindBand::EnergyNet: return fill(row, out, [&](float v, float k, std::uint8_t z) { return net * energy_gross(v, k, z); });
        case WindBand::FullLoadHours:
            return fill(row, out, [&](float v, float k, std::uint8_t z) { return hours * energy_gross(v, k, z); });
    }
}

double WindYield::energy_net_mwh(int column, int row, double speed_factor) const {
    const geo::Point centre = m_grid.centre(column, row);
    const float speed = geo::bilinear_at(m_speed, centre) * static_cast<float>(speed_factor);
    const float shape = m_shape.values.size() > 1 ? geo::bilinear_at(m_shape, centre) : m_shape.values.front();
    const std::uint8_t altitude = m_altitudes->codes[static_cast<std::size_t>(m_grid.index(column, row))];
    return (1 - m_options.loss) * static_cast<double>(energy_gross(speed, shape, altitude));
}

}  // namespace kreisblick::potentials
