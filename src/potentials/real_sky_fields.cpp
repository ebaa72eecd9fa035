#include "potentials/real_sky_fields.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace kreisblick::potentials {
namespace {

constexpr int k_rows_at_once = 64;

/// The coarser cell that each of a row's cells lies in; -1 beyond them.
std::vector<int> coarse_columns(const geo::GridSpec& fine, const geo::GridSpec& coarse) {
    std::vector<int> columns(static_cast<std::size_t>(fine.width));
    for (int column = 0; column < fine.width; ++column) {
        const int coarse_column = coarse.column_at(fine.centre(column, 0).x);
        columns[static_cast<std::size_t>(column)] = coarse_column >= 0 && coarse_column < coarse.width ? coarse_column : -1;
    }
    return columns;
}

struct SumOfHeights {
    double sum = 0, count = 0;
    void add(float height) { sum += static_cast<double>(height), ++count; }
};

/// The mean of the heights in each cell of a coarser grid; the mean of all where there are none.
core::Result<geo::Raster<float>> mean_heights(const geo::GridRows& heights, const geo::GridSpec& coarse, const core::Job& job) {
    std::vector<SumOfHeights> sums(static_cast<std::size_t>(coarse.cells()));
    SumOfHeights all, beyond;
    const std::vector<int> columns = coarse_columns(heights.grid, coarse);
    geo::Raster<float> strip;
    for (int row = 0; row < heights.grid.height; ++row) {
        if (job.stopped()) return core::fail("the real sky was stopped");
        if (row % k_rows_at_once == 0) strip = heights.rows(row, std::min(k_rows_at_once, heights.grid.height - row));
        const int coarse_row = coarse.row_at(heights.grid.centre(0, row).y);
        const bool is_inside = coarse_row >= 0 && coarse_row < coarse.height;
        for (int column = 0; column < heights.grid.width; ++column) {
            const float height = strip.at(column, row % k_rows_at_once);
            if (!geo::Raster<float>::is_data(height)) continue;
            all.add(height);
            const int coarse_column = columns[static_cast<std::size_t>(column)];
            (is_inside && coarse_column >= 0 ? sums[static_cast<std::size_t>(coarse.index(coarse_column, coarse_row))] : beyond)
                .add(height);
        }
    }
    geo::Raster<float> means(coarse, static_cast<float>(all.count > 0 ? all.sum / all.count : 0));
    for (std::size_t i = 0; i < sums.size(); ++i)
        if (sums[i].count > 0) means.values[i] = static_cast<float>(sums[i].sum / sums[i].count);
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

core::Result<SkyFields> real_sky_fields(const std::array<const geo::Raster<float>*, 12>& months, const geo::GridRows& heights,
                                        const SkyConditions& conditions, const SolarPlaceFinder& place_of, const core::Job& job) {
    const geo::GridSpec& grid = months[0]->grid;
    KREISBLICK_TRY(const geo::Raster<float> altitudes, mean_heights(heights, grid, job));
    const auto [lowest, highest] = std::minmax_element(altitudes.values.begin(), altitudes.values.end());
    std::vector<double> latitudes(altitudes.values.size());
    for (int row = 0; row < grid.height; ++row)
        for (int column = 0; column < grid.width; ++column)
            latitudes[static_cast<std::size_t>(grid.index(column, row))] = place_of(grid.centre(column, row)).latitude_rad;
    const auto [south, north] = std::minmax_element(latitudes.begin(), latitudes.end());
    const ClearSkyTable clear({*south, static_cast<double>(*lowest)}, {*north, static_cast<double>(*highest)}, conditions);

    SkyFields fields{std::vector(12, geo::Raster<float>(grid)), std::vector(12, geo::Raster<float>(grid))};
    for (std::size_t month = 0; month < 12; ++month) {
        if (job.stopped()) return core::fail("the real sky was stopped");
        for (std::size_t i = 0; i < latitudes.size(); ++i) {
            const float measured = months[month]->values[i];
            if (!(measured >= 0)) continue;
            const Site site{latitudes[i], static_cast<double>(altitudes.values[i])};
            const SkyMonth sky = real_month(static_cast<double>(measured), clear.at(site, month)).sky;
            fields.beam[month].values[i] = static_cast<float>(sky.beam);
            fields.diffuse[month].values[i] = static_cast<float>(sky.diffuse);
        }
    }
    return fields;
}

}  // namespace kreisblick::potentials
