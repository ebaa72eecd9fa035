#include "potentials/real_sky_fields.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace kreisblick::potentials {
namespace {

/// The mean of the heights in each cell of a coarser grid; the mean of all where there are none.
geo::Raster<float> mean_heights(const geo::Raster<float>& heights, const geo::GridSpec& coarse) {
    std::vector<double> sums(static_cast<std::size_t>(coarse.cells())), counts(sums.size());
    double all = 0, number = 0;
    for (int row = 0; row < heights.grid.height; ++row)
        for (int column = 0; column < heights.grid.width; ++column) {
            const float height = heights.at(column, row);
            if (!geo::Raster<float>::is_data(height)) continue;
            all += static_cast<double>(height);
            ++number;
            const geo::Point centre = heights.grid.centre(column, row);
            const int coarse_column = coarse.column_at(centre.x), coarse_row = coarse.row_at(centre.y);
            if (!coarse.has(coarse_column, coarse_row)) continue;
            const auto index = static_cast<std::size_t>(coarse.index(coarse_column, coarse_row));
            sums[index] += static_cast<double>(height);
            ++counts[index];
        }
    geo::Raster<float> means(coarse, static_cast<float>(number > 0 ? all / number : 0));
    for (std::size_t i = 0; i < sums.size(); ++i)
        if (counts[i] > 0) means.values[i] = static_cast<float>(sums[i] / counts[i]);
    return means;
}

/// The clear sky over a range of latitudes and heights, linear between the corners: over a district both change it by a few per cent only.
class ClearSkyTable {
  public:
    ClearSkyTable(Site low, Site high, const SkyConditions& conditions) : m_low(low), m_high(high) {
        for (std::size_t i = 0; i < k_steps; ++i)
            for (std::size_t j = 0; j < k_steps; ++j)
                m_months[i][j] = clear_months(
                    {between(low.latitude_rad, high.latitude_rad, i), between(low.altitude_m, high.altitude_m, j)}, conditions);
    }

    [[nodiscard]] ClearMonth at(const Site& site, std::size_t month) const {
        const auto [i, north] = place_in(site.latitude_rad, m_low.latitude_rad, m_high.latitude_rad);
        const auto [j, up] = place_in(site.altitude_m, m_low.altitude_m, m_high.altitude_m);
        const ClearMonth south = mixed(m_months[i][j][month], m_months[i][j + 1][month], up);
        return mixed(south, mixed(m_months[i + 1][j][month], m_months[i + 1][j + 1][month], up), north);
    }

  private:
    static constexpr std::size_t k_steps = 4;

    static double between(double low, double high, std::size_t step) {
        return low + (high - low) * static_cast<double>(step) / (k_steps - 1);
    }
    static std::pair<std::size_t, double> place_in(double value, double low, double high) {
        const double steps = high > low ? std::clamp((value - low) / (high - low), 0.0, 1.0) * (k_steps - 1) : 0;
        const auto step = std::min(static_cast<std::size_t>(steps), k_steps - 2);
        return {step, steps - static_cast<double>(step)};
    }
    static ClearMonth mixed(const ClearMonth& a, const ClearMonth& b, double share) {
        const auto mix = [&](double from, double to) { return from + (to - from) * share; };
        return {mix(a.beam, b.beam), mix(a.diffuse, b.diffuse), mix(a.extraterrestrial, b.extraterrestrial),
                mix(a.sunset_hour_angle_rad, b.sunset_hour_angle_rad)};
    }

    Site m_low, m_high;
    std::array<std::array<std::array<ClearMonth, 12>, k_steps>, k_steps> m_months;
};

}  // namespace

SkyFields real_sky_fields(const std::array<const geo::Raster<float>*, 12>& months, const geo::Raster<float>& heights,
                          const SkyConditions& conditions, const SolarPlaceFinder& place_of) {
    const geo::GridSpec& grid = months[0]->grid;
    const geo::Raster<float> altitudes = mean_heights(heights, grid);
    const auto [lowest, highest] = std::minmax_element(altitudes.values.begin(), altitudes.values.end());
    std::vector<double> latitudes(altitudes.values.size());
    for (int row = 0; row < grid.height; ++row)
        for (int column = 0; column < grid.width; ++column)
            latitudes[static_cast<std::size_t>(grid.index(column, row))] = place_of(grid.centre(column, row)).latitude_rad;
    const auto [south, north] = std::minmax_element(latitudes.begin(), latitudes.end());
    const ClearSkyTable clear({*south, static_cast<double>(*lowest)}, {*north, static_cast<double>(*highest)}, conditions);

    SkyFields fields{std::vector(12, geo::Raster<float>(grid)), std::vector(12, geo::Raster<float>(grid))};
    for (std::size_t month = 0; month < 12; ++month)
        for (std::size_t i = 0; i < latitudes.size(); ++i) {
            const float measured = months[month]->values[i];
            if (!(measured >= 0)) continue;
            const Site site{latitudes[i], static_cast<double>(altitudes.values[i])};
            const SkyMonth sky = real_month(static_cast<double>(measured), clear.at(site, month)).sky;
            fields.beam[month].values[i] = static_cast<float>(sky.beam);
            fields.diffuse[month].values[i] = static_cast<float>(sky.diffuse);
        }
    return fields;
}

}  // namespace kreisblick::potentials
