#include "potentials/hectare_heat.h"

#include <cmath>
#include <cstdint>
#include <map>
#include <utility>

namespace kreisblick::potentials {
namespace {

constexpr double k_edge_m = 100;

/// The square that holds the place: north-south first, so that they come out in rows.
std::pair<std::int64_t, std::int64_t> square_of(geo::Point place) {
    return {static_cast<std::int64_t>(std::floor(place.y / k_edge_m)), static_cast<std::int64_t>(std::floor(place.x / k_edge_m))};
}

geo::Geometry shape_of(const std::pair<std::int64_t, std::int64_t>& square) {
    const double x = static_cast<double>(square.second) * k_edge_m, y = static_cast<double>(square.first) * k_edge_m;
    return geo::polygon_of({x, y, x + k_edge_m, y + k_edge_m});
}

}  // namespace

std::vector<HectareHeat> heat_of_hectares(const BuildingStock& stock, std::span<const BuildingHeat> heat) {
    std::vector<HectareHeat> hectares;
    std::map<std::pair<std::int64_t, std::int64_t>, HeatSum> squares;
    for (std::size_t row = 0; row < stock.size(); ++row) {
        const double houses = static_cast<double>(stock.buildings[row].houses);
        if (stock.buildings[row].is_cell) {
            hectares.push_back({stock.shapes.geometry(row), {}});
            hectares.back().sum.add(heat[row], houses);
        } else {
            squares[square_of(stock.centres[row])].add(heat[row], houses);
        }
    }
    for (const auto& [square, sum] : squares) hectares.push_back({shape_of(square), sum});
    return hectares;
}

}  // namespace kreisblick::potentials
