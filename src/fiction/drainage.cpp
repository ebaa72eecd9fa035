#include "fiction/drainage.h"

#include "fiction/random.h"

#include <queue>

namespace kreisblick::fiction {
namespace {

/// A cell that water could leave through, lowest first; among equals the first one, so that the order never depends on luck.
struct Rim {
    float height;
    std::uint32_t cell;
    bool operator<(const Rim& other) const { return height != other.height ? height > other.height : cell > other.cell; }
};

constexpr std::uint32_t k_unseen = 0xffffffffU;
constexpr float k_least_rise_m = 0.002F;

/// Ground is never even: how easily water takes a way, 0.45…1.55 by luck. Without it valleys would follow the grid's eight directions.
float ease_of(std::uint32_t from, std::uint32_t to) {
    return 0.45F + 1.1F * static_cast<float>(scrambled((std::uint64_t{from} << 32) | to) >> 40) * 0x1.0p-24F;
}

/// The steepest (and easiest) way down among neighbours that are in the order already.
void choose_receiver(Drainage& drainage, const std::vector<char>& done, std::uint32_t cell) {
    const int column = static_cast<int>(cell) % drainage.grid.width, row = static_cast<int>(cell) / drainage.grid.width;
    float best = 0;
    for (const Neighbour& step : k_neighbours) {
        if (!drainage.grid.has(column + step.column, row + step.row)) continue;
        const auto next = static_cast<std::uint32_t>(drainage.grid.index(column + step.column, row + step.row));
        if (!done[next]) continue;
        const float fall = (drainage.filled[cell] - drainage.filled[next]) / static_cast<float>(step.far) * ease_of(cell, next);
        if (fall <= best) continue;
        best = fall;
        drainage.receiver[cell] = next;
        drainage.far[cell] = static_cast<float>(step.far);
    }
}

void gather_area(Drainage& drainage) {
    const double cell_area = drainage.grid.cell_m * drainage.grid.cell_m;
    drainage.drained_m2.assign(drainage.filled.size(), static_cast<float>(cell_area));
    for (std::size_t index = drainage.order.size(); index-- > 0;) {
        const std::uint32_t cell = drainage.order[index];
        if (drainage.receiver[cell] != cell) drainage.drained_m2[drainage.receiver[cell]] += drainage.drained_m2[cell];
    }
}

}  // namespace

Drainage Drainage::over(const Field<float>& heights, const std::vector<char>& outlets) {
    Drainage result;
    const std::size_t cells = heights.values.size();
    result.grid = heights.grid;
    result.receiver.assign(cells, k_unseen);
    result.far.assign(cells, 1);
    result.filled = heights.values;
    result.order.reserve(cells);
    std::vector<char> done(cells, 0);
    std::vector<Rim> storage;
    storage.reserve(cells / 4);
    std::priority_queue<Rim> open({}, std::move(storage));
    for (std::uint32_t cell = 0; cell < cells; ++cell)
        if (outlets[cell]) result.receiver[cell] = cell, open.push({result.filled[cell], cell});
    while (!open.empty()) {
        const std::uint32_t cell = open.top().cell;
        open.pop();
        if (!outlets[cell]) choose_receiver(result, done, cell);
        done[cell] = 1;
        result.order.push_back(cell);
        const int column = static_cast<int>(cell) % result.grid.width, row = static_cast<int>(cell) / result.grid.width;
        for (const Neighbour& step : k_neighbours) {
            if (!result.grid.has(column + step.column, row + step.row)) continue;
            const auto next = static_cast<std::uint32_t>(result.grid.index(column + step.column, row + step.row));
            if (result.receiver[next] != k_unseen) continue;
            result.receiver[next] = cell;
            result.filled[next] = std::max(result.filled[next], result.filled[cell] + k_least_rise_m);
            open.push({result.filled[next], next});
        }
    }
    gather_area(result);
    return result;
}

}  // namespace kreisblick::fiction
