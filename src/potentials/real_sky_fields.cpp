#include "potentials/real_sky_fields.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace kreisblick::potentials {
namespace {

constexpr double k_cell_m = 1000;

/// The clear sky's months at any height and latitude of a district: parabolas through three heights, linear between two latitudes.
class ClearMonthTable {
  public:
    ClearMonthTable(double south_rad, double north_rad, double low_m, double high_m, const SkyConditions& conditions)
        : m_south_rad(south_rad),
          m_north_rad(std::max(north_rad, south_rad + 1e-4)),
          m_low_m(low_m),
          m_high_m(std::max(high_m, low_m + 100)) {
        for (std::size_t i = 0; i < 3; ++i) {
            const double altitude = std::lerp(m_low_m, m_high_m, static_cast<double>(i) / 2);
            m_south[i] = clear_months({m_south_rad, altitude}, conditions);
            m_north[i] = clear_months({m_north_rad, altitude}, conditions);
        }
    }

    [[nodiscard]] ClearMonth at(std::size_t month, double latitude_rad, double altitude_m) const {
        const double share = (latitude_rad - m_south_rad) / (m_north_rad - m_south_rad);
        const double x = (altitude_m - m_low_m) / (m_high_m - m_low_m) * 2;
        const auto value = [&](double ClearMonth::*part) {
            const auto parabola = [&](const std::array<std::array<ClearMonth, 12>, 3>& rows) {
                const double a = rows[0][month].*part, b = rows[1][month].*part, c = rows[2][month].*part;
                return a * (x - 1) * (x - 2) / 2 - b * x * (x - 2) + c * x * (x - 1) / 2;
            };
            return std::lerp(parabola(m_south), parabola(m_north), share);
        };
        return {value(&ClearMonth::beam), value(&ClearMonth::diffuse), value(&ClearMonth::extraterrestrial),
                value(&ClearMonth::sunset_hour_angle_rad)};
    }

  private:
    double m_south_rad, m_north_rad, m_low_m, m_high_m;
    std::array<std::array<ClearMonth, 12>, 3> m_south, m_north;
};

/// Means of a raster over coarse cells, of up to 25 × 25 samples each; NaN where it has none.
geo::Raster<float> means_over(const geo::Raster<float>& raster, const geo::GridSpec& coarse) {
    geo::Raster<float> means(coarse);
    std::vector<double> sums(means.values.size());
    std::vector<int> counts(means.values.size());
    const int step = std::max(1, static_cast<int>(coarse.cell_m / raster.grid.cell_m / 25));
    for (int row = 0; row < raster.grid.height; row += step)
        for (int column = 0; column < raster.grid.width; column += step) {
            if (!raster.has(column, row)) continue;
            const geo::Point place = raster.grid.centre(column, row);
            const int x = coarse.column_at(place.x), y = coarse.row_at(place.y);
            if (!coarse.has(x, y)) continue;
            const auto cell = static_cast<std::size_t>(coarse.index(x, y));
            sums[cell] += static_cast<double>(raster.at(column, row));
            ++counts[cell];
        }
    for (std::size_t cell = 0; cell < sums.size(); ++cell)
        if (counts[cell] > 0) means.values[cell] = static_cast<float>(sums[cell] / counts[cell]);
    return means;
}

/// Gives cells without a value that of the nearest cell that has one, ring by ring; false if there is none at all.
bool fill_gaps(geo::Raster<float>& raster) {
    const auto has_gap = [&] { return !std::all_of(raster.values.begin(), raster.values.end(), geo::Raster<float>::is_data); };
    if (std::none_of(raster.values.begin(), raster.values.end(), geo::Raster<float>::is_data)) return false;
    while (has_gap()) {
        const geo::Raster<float> before = raster;
        for (int row = 0; row < raster.grid.height; ++row)
            for (int column = 0; column < raster.grid.width; ++column) {
                if (before.has(column, row)) continue;
                double sum = 0;
                int count = 0;
                for (int i = 0; i < 9; ++i)
                    if (before.has(column + i % 3 - 1, row + i / 3 - 1))
                        sum += static_cast<double>(before.at(column + i % 3 - 1, row + i / 3 - 1)), ++count;
                if (count > 0) raster.at(column, row) = static_cast<float>(sum / count);
            }
    }
    return true;
}

/// Cells of 1 km that reach one beyond the grid.
geo::GridSpec coarse_grid(const geo::GridSpec& grid) { return geo::GridSpec::covering(grid.extent().grown(k_cell_m), k_cell_m, k_cell_m); }

/// Latitudes and heights of the coarse cells.
struct CoarsePlaces {
    std::vector<double> latitudes_rad;
    geo::Raster<float> altitudes;
};

CoarsePlaces coarse_places(const geo::Raster<float>& heights, const geo::GridSpec& coarse, const SolarPlaceFinder& place_of) {
    CoarsePlaces places{{}, means_over(heights, coarse)};
    if (!fill_gaps(places.altitudes)) places.altitudes = geo::Raster<float>(coarse, 0.0F);
    for (int row = 0; row < coarse.height; ++row)
        for (int column = 0; column < coarse.width; ++column)
            places.latitudes_rad.push_back(place_of(coarse.centre(column, row)).latitude_rad);
    return places;
}

}  // namespace

core::Result<SkyFields> real_sky_fields(const MonthlyGlobalRasters& global_kwh_m2, const geo::Raster<float>& heights,
                                        const SolarPlaceFinder& place_of, const SkyConditions& conditions) {
    const geo::GridSpec coarse = coarse_grid(heights.grid);
    const CoarsePlaces places = coarse_places(heights, coarse, place_of);
    const auto [south, north] = std::minmax_element(places.latitudes_rad.begin(), places.latitudes_rad.end());
    const auto [low, high] = std::minmax_element(places.altitudes.values.begin(), places.altitudes.values.end());
    const ClearMonthTable clear(*south, *north, static_cast<double>(*low), static_cast<double>(*high), conditions);
    SkyFields fields;
    for (std::size_t month = 0; month < 12; ++month) {
        if (!global_kwh_m2[month]) return core::fail("the measured radiation of month {} is missing", month + 1);
        geo::Raster<float> measured = means_over(*global_kwh_m2[month], coarse);
        if (!fill_gaps(measured)) return core::fail("the measured radiation of month {} has no value in the district", month + 1);
        geo::Raster<float> beam(coarse), diffuse(coarse);
        for (std::size_t cell = 0; cell < measured.values.size(); ++cell) {
            const ClearMonth sky = clear.at(month, places.latitudes_rad[cell], static_cast<double>(places.altitudes.values[cell]));
            const SkyMonth factors = real_month(std::max(static_cast<double>(measured.values[cell]), 0.0), sky).sky;
            beam.values[cell] = static_cast<float>(factors.beam);
            diffuse.values[cell] = static_cast<float>(factors.diffuse);
        }
        fields.beam.push_back(std::move(beam));
        fields.diffuse.push_back(std::move(diffuse));
    }
    return fields;
}

}  // namespace kreisblick::potentials
