#pragma once

/// \file
/// The kernel of distance fields, compiled once for each code path. It must not call the standard library (see core/lanes.h).
///
/// The squared distance of the cells of a row to what lies in one narrow column is a parabola over the row. From west to east the
/// parabolas enter their lower envelope: each takes over from a certain cell on, and pushes out those before that it undercuts even
/// where they take over. The envelope is a chain of records: the parabola's height, and in one word the cell where it takes over and
/// the number of the parabola before.

#include "core/lanes.h"
#include "geo/kernels/distance_rows.h"

namespace kreisblick::geo {

/// Finds the cells whose narrow columns cannot be the nearest to any cell of the rows: where columns on both sides are so much nearer that
/// their parabolas lie below theirs everywhere. With columns at distances a and b to the left and right, and squared distances
/// within the columns of l, r and m in the middle, that is so where (m − l)/a + (m − r)/b ≥ a + b.
template <typename L>
class HopelessCells {
  public:
    explicit HopelessCells(const DistanceRows& rows) : m_rows(rows) {}

    void find() const {
        bound();
        const int cells = m_rows.columns / m_rows.columns_per_cell;
        for (int cell = 0; cell < cells; cell += L::count) {
            const Float twice = L::load(m_rows.lowest + cell) * 2.0F;
            Float excess = L::all(-k_no_square);
            for (int away = 1; away <= k_farthest_rival; away *= 2) {
                const Float rivals = L::load(m_rows.highest + cell - away) + L::load(m_rows.highest + cell + away);
                excess = L::larger(excess, twice - rivals - static_cast<float>(2 * (away + 1) * (away + 1)));
            }
            L::store(m_rows.lowest + cell, excess);
        }
    }
    /// Of what find() left in `lowest`.
    [[nodiscard]] static bool is_hopeless(float excess) { return excess > 0.0F; }

  private:
    using Float = typename L::Float;

    /// Squares of the least distance within each cell's columns, for all rows together: how small it may be, and how large at most.
    void bound() const {
        const float first = m_rows.first_centre, last = m_rows.last_centre;
        int column = 0;
        for (int cell = 0; column < m_rows.columns; ++cell) {
            float low = k_no_stretch, high = k_no_stretch;
            for (const int end = column + m_rows.columns_per_cell; column < end; ++column) {
                const float north_of = m_rows.north_of[column], next = m_rows.next[column];
                low = smaller(low, smaller(first - north_of, next - last));
                high = smaller(high, smaller(last - north_of, larger(next - first, last - next)));
            }
            low = larger(low, 0.0F);
            m_rows.lowest[cell] = low * low;
            m_rows.highest[cell] = high * high;
        }
    }
    static float smaller(float a, float b) { return a < b ? a : b; }
    static float larger(float a, float b) { return a > b ? a : b; }

    const DistanceRows& m_rows;
};

template <typename L>
class DistanceEnvelope {
  public:
    /// first_row: of those together, to which the first lane belongs.
    DistanceEnvelope(const DistanceRows& rows, int first_row) : m_rows(rows), m_first_row(first_row) {}

    void fill() {
        const Float none = L::all(0.0F);
        m_last = m_before = {none, none, place_of(none), L::all(-1.0F), L::all_int(0)};
        L::store_records(m_rows.records, none, L::all_int(0));
        const int columns_per_cell = m_rows.columns_per_cell;
        for (int cell = 0, column = 0; column < m_rows.columns; ++cell, column += columns_per_cell) {
            if (HopelessCells<L>::is_hopeless(m_rows.lowest[cell])) continue;
            for (int inside = 0; inside < columns_per_cell; ++inside) {
                __builtin_prefetch(m_rows.stretches + m_rows.at[column + inside + k_columns_ahead]);
                enter(column + inside);
            }
        }
        read_out();
    }

  private:
    using Float = typename L::Float;
    using Int = typename L::Int;
    using Mask = typename L::Mask;

    /// A parabola of the envelope; number 0 stands before the first.
    struct Parabola {
        Float height;
        Float number;  ///< of its narrow column, counted from 1
        Float place;   ///< the middle of the narrow column, in cells
        Float start;   ///< the first cell it is the lowest of
        Int links;     ///< start and number of the parabola before, 16 bits each
    };

    [[nodiscard]] Float place_of(Float number) const {
        return (number - 0.5F) * L::all(m_cells_per_column) - L::all(m_rows.cells_before_grid);
    }
    [[nodiscard]] static Float squared(Float value) { return value * value; }
    [[nodiscard]] static Parabola select(Mask mask, const Parabola& yes, const Parabola& no) {
        return {L::select(mask, yes.height, no.height), L::select(mask, yes.number, no.number), L::select(mask, yes.place, no.place),
                L::select(mask, yes.start, no.start), L::select_int(mask, yes.links, no.links)};
    }

    /// How far each row's centre is from the nearest stretch of the narrow column.
    [[nodiscard]] Float distance_within(int column) const {
        if (m_rows.next[column] <= m_rows.last_centre) return distance_to_stretches(column);
        return L::smaller(m_centres - L::all(m_rows.north_of[column]), L::all(m_rows.next[column]) - m_centres);
    }
    /// The same where a stretch lies beside the rows.
    [[nodiscard]] Float distance_to_stretches(int column) const {
        const Stretch* stretch = m_rows.stretches + m_rows.at[column];
        while (stretch->south < m_rows.first_centre) ++stretch;
        m_rows.at[column] = static_cast<std::uint32_t>(stretch - m_rows.stretches);
        m_rows.north_of[column] = stretch[-1].south;
        m_rows.next[column] = stretch->north;
        Float nearest = m_centres - L::all(stretch[-1].south);
        for (;; ++stretch) {
            const Float outside = L::larger(L::all(stretch->north) - m_centres, m_centres - L::all(stretch->south));
            nearest = L::smaller(nearest, L::larger(outside, L::all(0.0F)));
            if (stretch->north > m_rows.last_centre) return nearest;
        }
    }

    /// Where the new parabola is lower than one of the envelope even at the cell where that one takes over.
    [[nodiscard]] static Mask undercuts(const Parabola& fresh, const Parabola& old) {
        const Float centre = old.start + 0.5F;
        const Mask lower = L::less(fresh.height + squared(centre - fresh.place), old.height + squared(centre - old.place));
        return L::both(lower, L::less(L::all(0.0F), old.number));
    }

    void enter(int column) {
        if (m_rows.north_of[column] == -k_no_stretch && m_rows.next[column] == k_no_stretch) return;
        const Float number = L::all(static_cast<float>(column + 1));
        Parabola fresh{squared(distance_within(column)), number, place_of(number), number, m_before.links};
        const Mask beyond_last = undercuts(fresh, m_last);
        Parabola before = m_last;
        if (L::any(beyond_last)) {
            before = select(beyond_last, m_before, m_last);
            for (Mask going = L::both(beyond_last, undercuts(fresh, m_before)); L::any(going);
                 going = L::both(going, undercuts(fresh, before)))
                step_back(going, before);
        }
        append(fresh, before, column + 1);
    }

    /// Where the new parabola is the lowest from some cell on, it becomes the last of the envelope. That is so wherever it undercut
    /// another.
    void append(Parabola& fresh, const Parabola& before, int record) {
        const Float all_cells = L::all(static_cast<float>(m_rows.cells));
        const Float crossing = ((fresh.height - before.height) / (fresh.place - before.place) + fresh.place + before.place) * 0.5F;
        const Float bounded = L::smaller(L::larger(crossing + 0.5F, L::all(0.0F)), all_cells);
        const Float behind = L::larger(L::real(L::truncated(bounded)), before.start + 1.0F);
        fresh.start = L::select(L::less(L::all(0.0F), before.number), behind, L::all(0.0F));
        const Mask is_seen = L::less(fresh.start, all_cells);
        if (!L::any(is_seen)) return;
        fresh.links = (L::truncated(fresh.start) << 16) | L::truncated(before.number);
        L::store_records(m_rows.records + static_cast<std::int64_t>(record) * L::count, fresh.height, fresh.links);
        m_before = select(is_seen, before, m_before);
        m_last = select(is_seen, fresh, m_last);
    }

    /// Goes to the parabola before, in some lanes.
    void step_back(Mask lanes, Parabola& parabola) const {
        const Int number = parabola.links & 0xffff;
        Parabola found;
        L::gather_records(m_rows.records, number * L::count + m_lane_numbers, found.height, found.links);
        found.number = L::real(number);
        found.place = place_of(found.number);
        found.start = L::select(L::less(L::all(0.0F), found.number), L::real((found.links >> 16) & 0xffff), L::all(-1.0F));
        parabola = select(lanes, found, parabola);
    }

    void read_out() {
        Float block[L::count];
        const int whole_blocks = m_rows.cells / L::count;
        for (int cell = m_rows.cells - 1; cell >= whole_blocks * L::count; --cell) put_cell(cell, distance_at(cell));
        for (int first = (whole_blocks - 1) * L::count; first >= 0; first -= L::count) {
            for (int cell = L::count - 1; cell >= 0; --cell) block[cell] = distance_at(first + cell);
            core::transpose<L>(block);
            for (int row = 0; row < rows_here(); ++row) L::store(out_of(row) + first, block[row]);
        }
    }
    /// The distances of one cell of each row; cells go from east to west.
    [[nodiscard]] Float distance_at(int cell) {
        const Float place = L::all(static_cast<float>(cell));
        for (Mask ended = L::less(place, m_last.start); L::any(ended); ended = L::less(place, m_last.start)) step_back(ended, m_last);
        return L::root(m_last.height + squared(place + 0.5F - m_last.place)) * L::all(m_rows.cell_m);
    }
    void put_cell(int cell, Float distances) const {
        float values[L::count];
        L::store(values, distances);
        for (int row = 0; row < rows_here(); ++row) out_of(row)[cell] = values[row];
    }
    [[nodiscard]] float* out_of(int row) const { return m_rows.out + (m_first_row + row) * m_rows.out_pitch; }
    [[nodiscard]] int rows_here() const {
        const int left = m_rows.rows - m_first_row;
        return left < L::count ? left : L::count;
    }

    const DistanceRows& m_rows;
    int m_first_row;
    float m_cells_per_column = 1.0F / static_cast<float>(m_rows.columns_per_cell);
    Parabola m_last;
    Parabola m_before;  ///< the one before it
    Float m_centres = L::numbered(m_rows.first_centre + static_cast<float>(m_first_row));
    Int m_lane_numbers = L::truncated(L::numbered(0.0F));
};

template <typename L>
void fill_distance_rows(DistanceRows& rows) {
    HopelessCells<L>(rows).find();
    for (int first = 0; first < rows.rows; first += L::count) DistanceEnvelope<L>(rows, first).fill();
}

}  // namespace kreisblick::geo
