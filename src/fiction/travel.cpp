#include "fiction/travel.h"

#include <limits>
#include <queue>

namespace kreisblick::fiction {
namespace {

struct Front {
    float cost;
    std::uint32_t cell;
    bool operator<(const Front& other) const { return cost != other.cost ? cost > other.cost : cell > other.cell; }
};

}  // namespace

std::vector<std::uint32_t> Travel::way_back(std::uint32_t cell) const {
    std::vector<std::uint32_t> way{cell};
    while (previous[cell] != cell) way.push_back(cell = previous[cell]);
    return way;
}

Travel travel(const geo::GridSpec& grid, std::span<const std::uint32_t> starts, const StepCost& step_cost, std::uint32_t goal) {
    Travel result;
    result.cost = Field<float>(grid, std::numeric_limits<float>::infinity());
    result.owner.assign(result.cost.values.size(), -1);
    result.previous.assign(result.cost.values.size(), 0);
    std::priority_queue<Front> open;
    for (std::size_t index = 0; index < starts.size(); ++index) {
        const std::uint32_t cell = starts[index];
        result.cost.values[cell] = 0;
        result.owner[cell] = static_cast<std::int32_t>(index);
        result.previous[cell] = cell;
        open.push({0, cell});
    }
    while (!open.empty()) {
        const Front front = open.top();
        open.pop();
        if (front.cell == goal) break;
        if (front.cost > result.cost.values[front.cell]) continue;
        const int column = static_cast<int>(front.cell) % grid.width, row = static_cast<int>(front.cell) / grid.width;
        for (const Neighbour& step : k_neighbours) {
            if (!grid.has(column + step.column, row + step.row)) continue;
            const auto next = static_cast<std::uint32_t>(grid.index(column + step.column, row + step.row));
            const float cost = front.cost + step_cost(front.cell, next, static_cast<float>(step.far), result.owner[front.cell]);
            if (!(cost < result.cost.values[next])) continue;
            result.cost.values[next] = cost;
            result.owner[next] = result.owner[front.cell];
            result.previous[next] = front.cell;
            open.push({cost, next});
        }
    }
    return result;
}

}  // namespace kreisblick::fiction
