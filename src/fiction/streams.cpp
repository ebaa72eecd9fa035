#include "fiction/streams.h"

#include "fiction/noise.h"

#include <algorithm>
#include <cmath>

namespace kreisblick::fiction {
namespace {

constexpr float k_least_drained_m2 = 0.9e6F;
constexpr double k_least_length_m = 500;
constexpr std::uint64_t k_winding = 0x77696e64;
constexpr std::uint32_t k_none = 0xffffffffU;

/// For each cell the neighbour upstream from which most water comes; k_none at a head.
std::vector<std::uint32_t> main_donors(const Drainage& drainage) {
    std::vector<std::uint32_t> donors(drainage.receiver.size(), k_none);
    for (const std::uint32_t cell : drainage.order) {
        const std::uint32_t next = drainage.receiver[cell];
        if (next == cell || drainage.drained_m2[cell] < k_least_drained_m2) continue;
        if (donors[next] == k_none || drainage.drained_m2[cell] > drainage.drained_m2[donors[next]]) donors[next] = cell;
    }
    return donors;
}

/// Whether a stream begins (seen from its mouth) at this cell: it flows into an outlet, or beside the main donor of another.
bool is_mouth(const Drainage& drainage, const std::vector<std::uint32_t>& donors, std::uint32_t cell) {
    const std::uint32_t next = drainage.receiver[cell];
    if (next == cell || drainage.drained_m2[cell] < k_least_drained_m2) return false;
    return drainage.receiver[next] == next || donors[next] != cell;
}

geo::Point centre_of(const geo::GridSpec& grid, std::uint32_t cell) {
    return grid.centre(static_cast<int>(cell) % grid.width, static_cast<int>(cell) / grid.width);
}

/// Lets a brook swing from side to side: widely on flat ground, hardly in a steep valley.
void wind(Curve& course, const std::vector<std::uint32_t>& cells, const Drainage& drainage) {
    const Curve straight = course;
    for (std::size_t index = 1; index + 1 < course.size(); ++index) {
        const float fall = drainage.filled[cells[index + 1]] - drainage.filled[cells[index]];
        const double swing = 24 / (1 + 0.6 * static_cast<double>(std::max(0.0F, fall)));
        const geo::Point side = left_of(direction(straight[index + 1] - straight[index - 1]));
        course[index] = straight[index] + side * (swing * noise(k_winding, straight[index].x / 115, straight[index].y / 115));
    }
}

/// Where along its fine course (downstream) a brook has become a river; its knots (downstream) lie in the cells (upstream).
std::size_t becoming_river(const Curve& course, const Curve& knots, const std::vector<std::uint32_t>& cells, const Drainage& drainage) {
    std::size_t knot = 0;
    while (knot < knots.size() && static_cast<double>(drainage.drained_m2[cells[cells.size() - 1 - knot]]) < k_river_km2 * 1e6) ++knot;
    if (knot == knots.size()) return course.size();
    return static_cast<std::size_t>(std::find(course.begin(), course.end(), knots[knot]) - course.begin());
}

/// Follows the water up from a mouth; the places of its cells are remembered, so that side brooks meet it where it runs.
Stream upstream(const Drainage& drainage, const std::vector<std::uint32_t>& donors, std::uint32_t mouth, std::vector<geo::Point>& places) {
    Curve course{places[drainage.receiver[mouth]]};
    std::vector<std::uint32_t> cells{drainage.receiver[mouth]};
    for (std::uint32_t cell = mouth; cell != k_none; cell = donors[cell]) {
        cells.push_back(cell);
        course.push_back(centre_of(drainage.grid, cell));
    }
    smooth(course, 5);
    wind(course, cells, drainage);
    for (std::size_t index = 1; index < cells.size(); ++index) places[cells[index]] = course[index];
    std::reverse(course.begin(), course.end());
    Stream stream;
    stream.drained_km2 = static_cast<double>(drainage.drained_m2[mouth]) / 1e6;
    stream.course = spline(course, 18);
    stream.length_m = length(stream.course);
    stream.river_from = becoming_river(stream.course, course, cells, drainage);
    return stream;
}

}  // namespace

std::vector<Stream> find_streams(const Terrain& terrain, const MainRiver& river) {
    const Drainage& drainage = terrain.drainage;
    const std::vector<std::uint32_t> donors = main_donors(drainage);
    std::vector<geo::Point> places(drainage.receiver.size());
    for (std::uint32_t cell = 0; cell < places.size(); ++cell) places[cell] = centre_of(drainage.grid, cell);
    // Brooks reach the river at a point of its own course, not at the middle of a cell beside it.
    for (const geo::Point point : river.river)
        if (const int column = drainage.grid.column_at(point.x), row = drainage.grid.row_at(point.y); drainage.grid.has(column, row))
            places[static_cast<std::size_t>(drainage.grid.index(column, row))] = point;
    std::vector<Stream> streams;
    // From the outlets upwards: a stream is found before those that join it.
    for (const std::uint32_t cell : drainage.order) {
        if (!is_mouth(drainage, donors, cell)) continue;
        Stream stream = upstream(drainage, donors, cell, places);
        if (stream.length_m >= k_least_length_m) streams.push_back(std::move(stream));
    }
    return streams;
}

std::vector<Channel> channels_of(const MainRiver& river, std::span<const Stream> streams) {
    std::vector<Channel> channels{{river.river, 40}};
    for (const Stream& stream : streams)
        channels.push_back({stream.course, std::clamp(18 + 5 * std::sqrt(stream.drained_km2), 24.0, 45.0)});
    return channels;
}

}  // namespace kreisblick::fiction
