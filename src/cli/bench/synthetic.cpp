#include "cli/bench/synthetic.h"

#include "core/parallel.h"
#include "io/district_file.h"

#include <cmath>
#include <cstdint>
#include <numbers>

namespace kreisblick::cli {
namespace {

constexpr int k_villages = 120;
constexpr int k_octaves = 7;
constexpr double k_coarsest_m = 12000;

/// Numbers in 0…1, the same on every machine (SplitMix64).
class Dice {
  public:
    explicit Dice(std::uint64_t seed) : m_state(seed) {}
    double operator()() { return static_cast<double>(mixed(m_state += 0x9e3779b97f4a7c15ULL) >> 11) * 0x1p-53; }
    static std::uint64_t mixed(std::uint64_t value) {
        value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9ULL;
        value = (value ^ (value >> 27)) * 0x94d049bb133111ebULL;
        return value ^ (value >> 31);
    }

  private:
    std::uint64_t m_state;
};

/// The height of a knot of an octave's lattice, 0…1.
double knot(int octave, std::int64_t column, std::int64_t row) {
    const auto key = static_cast<std::uint64_t>(column * 0x1f123bb5 + row * 0x5f356495 + octave * 7919);
    return static_cast<double>(Dice::mixed(key) >> 40) * 0x1p-24;
}

/// Value noise of one octave, smooth between its knots.
double noise(int octave, double x, double y) {
    const double left = std::floor(x), top = std::floor(y), tx = x - left, ty = y - top;
    const double sx = tx * tx * (3 - 2 * tx), sy = ty * ty * (3 - 2 * ty);
    const auto column = static_cast<std::int64_t>(left), row = static_cast<std::int64_t>(top);
    const double above = std::lerp(knot(octave, column, row), knot(octave, column + 1, row), sx);
    const double below = std::lerp(knot(octave, column, row + 1), knot(octave, column + 1, row + 1), sx);
    return std::lerp(above, below, sy);
}

double height_at(geo::Point place) {
    double height = 0, weight = 375;
    double step_m = k_coarsest_m;
    for (int octave = 0; octave < k_octaves; ++octave, weight /= 2, step_m /= 2)
        height += weight * noise(octave, place.x / step_m, place.y / step_m);
    return std::round(height * 10) / 10;
}

/// A house of that size turned by an angle: a rectangle, or an L.
geo::Geometry house(geo::Point at, double width, double depth, double angle, bool has_wing) {
    std::vector<geo::Point> corners{{0, 0}, {width, 0}, {width, depth}, {0, depth}};
    if (has_wing) corners = {{0, 0}, {width, 0}, {width, depth}, {width / 2, depth}, {width / 2, depth * 1.6}, {0, depth * 1.6}};
    corners.push_back(corners.front());
    for (geo::Point& corner : corners)
        corner = {at.x + corner.x * std::cos(angle) - corner.y * std::sin(angle),
                  at.y + corner.x * std::sin(angle) + corner.y * std::cos(angle)};
    return {geo::GeometryKind::Polygon, {{std::move(corners), false}}};
}

geo::Point anywhere(Dice& dice, const geo::Extent& extent) {
    const double x = extent.x_min + dice() * extent.width();
    return {x, extent.y_min + dice() * extent.height()};
}

/// A part of invented data over the whole grid.
io::PartContent part_of(const std::string& dataset, const geo::Extent& extent) {
    io::PartContent part;
    part.record.dataset = dataset;
    part.record.provenance = {"made for measuring", "none", "", 10, model::Nature::Model};
    part.record.coverage = geo::polygon_of(extent);
    return part;
}

}  // namespace

geo::FeatureTable synthetic_roads(int count, const geo::Extent& extent) {
    Dice dice(8);
    geo::FeatureTable roads(geo::GeometryKind::Line);
    for (int road = 0; road < count; ++road) {
        geo::Point at = anywhere(dice, extent);
        double direction = dice() * 2 * std::numbers::pi;
        std::vector<geo::Point> points{at};
        for (int segment = 0; segment < 6; ++segment) {
            at = {at.x + 60 * std::cos(direction), at.y + 60 * std::sin(direction)};
            points.push_back(at);
            direction += (dice() - 0.5) * 0.8;
        }
        roads.add({geo::GeometryKind::Line, {{std::move(points), false}}});
    }
    auto& classes = roads.column("class", geo::ColumnType::Text).texts;
    for (std::size_t row = 0; row < classes.size(); ++row)
        classes[row] = row % 20 == 0 ? "secondary" : row % 5 == 0 ? "tertiary" : "residential";
    return roads;
}

geo::FeatureTable synthetic_buildings(int count, const geo::Extent& extent) {
    Dice dice(9);
    std::vector<geo::Point> villages;
    for (int village = 0; village < k_villages; ++village) villages.push_back(anywhere(dice, extent.grown(-extent.width() / 20)));
    geo::FeatureTable buildings(geo::GeometryKind::Polygon);
    for (int building = 0; building < count; ++building) {
        const geo::Point middle = villages[static_cast<std::size_t>(building % k_villages)];
        const double away = 600 * std::sqrt(dice()), direction = dice() * 2 * std::numbers::pi;
        const double width = 8 + 12 * dice(), depth = 8 + 6 * dice(), turn = dice() * std::numbers::pi;
        const geo::Point at{middle.x + away * std::cos(direction), middle.y + away * std::sin(direction)};
        buildings.add(house(at, width, depth, turn, building % 2 == 1));
    }
    return buildings;
}

geo::Raster<float> synthetic_relief(const geo::GridSpec& grid) {
    geo::Raster<float> heights(grid);
    core::parallel_blocks(grid.height, 64, [&](std::int64_t begin, std::int64_t end) {
        for (int row = static_cast<int>(begin); row < end; ++row)
            for (int column = 0; column < grid.width; ++column)
                heights.at(column, row) = static_cast<float>(height_at(grid.centre(column, row)));
    });
    return heights;
}

core::Result<void> make_synthetic_district(const std::filesystem::path& file) {
    const geo::Extent inner{555000, 5655000, 587000, 5687000};
    model::District district;
    district.name = "made for measuring";
    district.is_model_data = true;
    district.boundary = geo::polygon_of(inner);
    const geo::Extent whole = inner.grown(district.rim_m);
    district.grid = {whole.x_min, whole.y_max, 10, static_cast<int>(whole.width() / 10), static_cast<int>(whole.height() / 10)};
    KREISBLICK_TRY(io::DistrictFile made, io::DistrictFile::create(file, district));
    std::vector<io::PartContent> parts{part_of("elevation", whole), part_of("roads", whole), part_of("buildings", whole)};
    parts[0].content = std::vector<io::BandContent>{{"elevation", "m", synthetic_relief(district.grid)}};
    parts[1].content = synthetic_roads(25000, inner);
    parts[2].content = synthetic_buildings(60000, inner);
    return made.replace_parts(std::move(parts), {});
}

}  // namespace kreisblick::cli
