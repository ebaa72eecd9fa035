#include "potentials/turbine_sites.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>

namespace kreisblick::potentials {
namespace {

constexpr int k_shifts = 6;  // of the lattice along each of its two directions

/// The plane in which the room of a turbine is a circle of diameter 1: two may stand where their distance in it is at least 1.
class RoomPlane {
  public:
    explicit RoomPlane(const TurbineSiteOptions& options)
        : m_sin(std::sin(options.main_wind_deg * std::numbers::pi / 180)),
          m_cos(std::cos(options.main_wind_deg * std::numbers::pi / 180)),
          m_along_m(options.along_diameters * options.rotor_m),
          m_across_m(options.across_diameters * options.rotor_m) {}
    [[nodiscard]] geo::Point from(geo::Point place) const {
        return {(place.x * m_sin + place.y * m_cos) / m_along_m, (place.x * m_cos - place.y * m_sin) / m_across_m};
    }
    [[nodiscard]] geo::Point to(geo::Point room) const {
        const double along = room.x * m_along_m, across = room.y * m_across_m;
        return {along * m_sin + across * m_cos, along * m_cos - across * m_sin};
    }

  private:
    double m_sin, m_cos, m_along_m, m_across_m;
};

/// Turbines by squares of the room plane, so that only neighbours are looked at.
class Standing {
  public:
    void add(geo::Point room) { m_squares[key(room, 0, 0)].push_back(room); }
    void remove(geo::Point room) { std::erase(m_squares[key(room, 0, 0)], room); }
    [[nodiscard]] bool has_room(geo::Point room) const {
        constexpr double touching = 1 - 1e-9;
        for (int dx = -1; dx <= 1; ++dx)
            for (int dy = -1; dy <= 1; ++dy)
                if (const auto found = m_squares.find(key(room, dx, dy)); found != m_squares.end())
                    for (const geo::Point& other : found->second)
                        if (std::hypot(other.x - room.x, other.y - room.y) < touching) return false;
        return true;
    }

  private:
    static std::pair<int, int> key(geo::Point room, int dx, int dy) {
        return {static_cast<int>(std::floor(room.x)) + dx, static_cast<int>(std::floor(room.y)) + dy};
    }
    std::map<std::pair<int, int>, std::vector<geo::Point>> m_squares;
};

/// A connected piece of allowed ground.
struct Piece {
    std::vector<std::int64_t> cells;  // in the order of the grid
};

/// The pieces, by sides; the largest first, of equal ones the northernmost.
std::vector<Piece> pieces_of(const geo::GridSpec& grid, std::vector<std::uint8_t> open) {
    std::vector<Piece> pieces;
    std::vector<std::int64_t> waiting;
    for (std::int64_t start = 0; start < grid.cells(); ++start) {
        if (!open[static_cast<std::size_t>(start)]) continue;
        Piece piece;
        const auto take = [&](int column, int row) {
            const std::int64_t cell = grid.index(column, row);
            if (!grid.has(column, row) || !open[static_cast<std::size_t>(cell)]) return;
            open[static_cast<std::size_t>(cell)] = 0;
            waiting.push_back(cell);
        };
        take(static_cast<int>(start % grid.width), static_cast<int>(start / grid.width));
        while (!waiting.empty()) {
            const std::int64_t cell = waiting.back();
            waiting.pop_back();
            piece.cells.push_back(cell);
            const int column = static_cast<int>(cell % grid.width), row = static_cast<int>(cell / grid.width);
            take(column + 1, row);
            take(column - 1, row);
            take(column, row + 1);
            take(column, row - 1);
        }
        std::sort(piece.cells.begin(), piece.cells.end());
        pieces.push_back(std::move(piece));
    }
    std::stable_sort(pieces.begin(), pieces.end(), [](const Piece& a, const Piece& b) { return a.cells.size() > b.cells.size(); });
    return pieces;
}

/// Places turbines piece by piece.
class Placer {
  public:
    Placer(const geo::GridSpec& grid, const TurbineSiteOptions& options)
        : m_grid(grid),
          m_options(options),
          m_plane(options),
          m_piece_of(static_cast<std::size_t>(grid.cells()), 0) {}

    void add_standing(geo::Point place) {
        m_standing.add(m_plane.from(place));
        m_old.push_back(place);
    }
    void place(const Piece& piece, int number) {
        for (const std::int64_t cell : piece.cells) m_piece_of[static_cast<std::size_t>(cell)] = number;
        std::vector<TurbineSite> placed = best_lattice(piece, number);
        for (const TurbineSite& site : placed) m_standing.add(room_of(site));
        for (const std::int64_t cell : piece.cells) {
            const TurbineSite site{static_cast<int>(cell % m_grid.width), static_cast<int>(cell / m_grid.width), number};
            if (!m_standing.has_room(room_of(site))) continue;
            m_standing.add(room_of(site));
            placed.push_back(site);
        }
        if (static_cast<int>(placed.size()) + old_on(number) >= m_options.least_per_area)
            m_sites.insert(m_sites.end(), placed.begin(), placed.end());
        else
            for (const TurbineSite& site : placed) m_standing.remove(room_of(site));
    }
    [[nodiscard]] std::vector<TurbineSite> sites() && { return std::move(m_sites); }

  private:
    [[nodiscard]] geo::Point room_of(const TurbineSite& site) const { return m_plane.from(m_grid.centre(site.column, site.row)); }

    [[nodiscard]] int old_on(int number) const {
        return static_cast<int>(std::count_if(m_old.begin(), m_old.end(), [&](geo::Point place) {
            const int column = m_grid.column_at(place.x), row = m_grid.row_at(place.y);
            return m_grid.has(column, row) && m_piece_of[static_cast<std::size_t>(m_grid.index(column, row))] == number;
        }));
    }

    /// The sites of the shifted lattice that hold most turbines.
    [[nodiscard]] std::vector<TurbineSite> best_lattice(const Piece& piece, int number) const {
        geo::Extent rooms;
        for (const std::int64_t cell : piece.cells)
            rooms.include(m_plane.from(m_grid.centre(static_cast<int>(cell % m_grid.width), static_cast<int>(cell / m_grid.width))));
        std::vector<TurbineSite> best;
        // A piece with less than the room of two turbines is left to filling.
        if (rooms.x_max - rooms.x_min < 1 && rooms.y_max - rooms.y_min < 1) return best;
        for (int shift = 0; shift < k_shifts * k_shifts; ++shift) {
            auto sites =
                lattice(rooms, static_cast<double>(shift % k_shifts) / k_shifts, static_cast<double>(shift / k_shifts) / k_shifts, number);
            if (sites.size() > best.size()) best = std::move(sites);
        }
        return best;
    }
    [[nodiscard]] std::vector<TurbineSite> lattice(const geo::Extent& rooms, double shift_x, double shift_y, int number) const {
        const double line = std::sqrt(0.75);  // between two lines of circles of diameter 1
        // Cells are not points: a lattice a cell wider keeps the distance between the cells that its points fall into.
        const double wider = 1 + 2 * m_grid.cell_m / (std::min(m_options.along_diameters, m_options.across_diameters) * m_options.rotor_m);
        std::vector<TurbineSite> sites;
        Standing own;
        for (int j = 0; rooms.y_min + (j + shift_y - 1) * line * wider <= rooms.y_max; ++j)
            for (int i = 0; rooms.x_min + (i + shift_x - 1) * wider <= rooms.x_max; ++i) {
                const geo::Point room{rooms.x_min + (i + shift_x - 1 + (j % 2) * 0.5) * wider,
                                      rooms.y_min + (j + shift_y - 1) * line * wider};
                const geo::Point place = m_plane.to(room);
                const TurbineSite site{m_grid.column_at(place.x), m_grid.row_at(place.y), number};
                if (!m_grid.has(site.column, site.row) ||
                    m_piece_of[static_cast<std::size_t>(m_grid.index(site.column, site.row))] != number)
                    continue;
                if (!m_standing.has_room(room_of(site)) || !own.has_room(room_of(site))) continue;
                own.add(room_of(site));
                sites.push_back(site);
            }
        return sites;
    }

    geo::GridSpec m_grid;
    TurbineSiteOptions m_options;
    RoomPlane m_plane;
    Standing m_standing;
    std::vector<geo::Point> m_old;
    std::vector<std::int32_t> m_piece_of;  // by cell; 0 = none
    std::vector<TurbineSite> m_sites;
};

}  // namespace

std::vector<TurbineSite> turbine_sites(const geo::GridSpec& grid, const std::vector<std::uint8_t>& allowed,
                                       const std::vector<geo::Point>& standing, const TurbineSiteOptions& options) {
    Placer placer(grid, options);
    for (const geo::Point& place : standing) placer.add_standing(place);
    int number = 0;
    for (const Piece& piece : pieces_of(grid, allowed)) placer.place(piece, ++number);
    return std::move(placer).sites();
}

}  // namespace kreisblick::potentials
