#include "fiction/village.h"

namespace kreisblick::fiction {

Occupied::Occupied(geo::Point centre, double reach_m) {
    const int cells = static_cast<int>(reach_m / 20) + 2;
    m_grid = {centre.x - cells * 20.0, centre.y + cells * 20.0, 40, cells, cells};
    m_segments.resize(static_cast<std::size_t>(m_grid.cells()));
    m_boxes.resize(m_segments.size());
}

template <typename Visit>
void Occupied::visit(geo::Point low, geo::Point high, const Visit& call) const {
    const int first = std::max(0, m_grid.column_at(low.x)), last = std::min(m_grid.width - 1, m_grid.column_at(high.x));
    const int top = std::max(0, m_grid.row_at(high.y)), bottom = std::min(m_grid.height - 1, m_grid.row_at(low.y));
    for (int row = top; row <= bottom; ++row)
        for (int column = first; column <= last; ++column) call(static_cast<std::size_t>(m_grid.index(column, row)));
}

void Occupied::add_line(std::span<const geo::Point> course, double clear_m, Streets streets) {
    for (std::size_t index = 1; index < course.size(); ++index) {
        const geo::Point a = course[index - 1], b = course[index];
        visit({std::min(a.x, b.x) - clear_m, std::min(a.y, b.y) - clear_m}, {std::max(a.x, b.x) + clear_m, std::max(a.y, b.y) + clear_m},
              [&](std::size_t cell) {
                  m_segments[cell].push_back({a, b, clear_m, streets});
              });
    }
}

void Occupied::add(const Box& box) {
    const geo::Point reach{box.reach(), box.reach()};
    visit(box.centre - reach, box.centre + reach, [&](std::size_t cell) { m_boxes[cell].push_back(box); });
}

bool Occupied::hinders(const Box& box, double gap_m) const {
    if (!covers(box.centre)) return true;
    for (const geo::Geometry& area : m_areas)
        if (geo::contains(area, box.centre)) return true;
    const geo::Point reach{box.reach() + gap_m, box.reach() + gap_m};
    bool is_hindered = false;
    visit(box.centre - reach, box.centre + reach, [&](std::size_t cell) {
        if (is_hindered) return;
        for (const Box& other : m_boxes[cell])
            if (touch(box, other, gap_m)) is_hindered = true;
        for (const Segment& segment : m_segments[cell])
            if (touches(box, segment.from, segment.to, segment.clear_m)) is_hindered = true;
    });
    return is_hindered;
}

bool Occupied::blocks_street(geo::Point from, geo::Point to, double half_width_m) const {
    const geo::Point wide{half_width_m, half_width_m};
    bool is_blocked = !covers(to);
    visit(geo::Point{std::min(from.x, to.x), std::min(from.y, to.y)} - wide,
          geo::Point{std::max(from.x, to.x), std::max(from.y, to.y)} + wide, [&](std::size_t cell) {
              for (const Box& box : m_boxes[cell])
                  if (!is_blocked && touches(box, from, to, half_width_m)) is_blocked = true;
          });
    return is_blocked;
}

double Occupied::distance_to_lines(geo::Point place) const {
    constexpr double k_reach = 80;
    double nearest = k_reach;
    visit({place.x - k_reach, place.y - k_reach}, {place.x + k_reach, place.y + k_reach}, [&](std::size_t cell) {
        for (const Segment& segment : m_segments[cell])
            if (segment.streets == Streets::KeepAway) nearest = std::min(nearest, distance_to_segment(place, segment.from, segment.to));
    });
    return nearest;
}

}  // namespace kreisblick::fiction
