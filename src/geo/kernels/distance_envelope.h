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

template <typename L>
class DistanceEnvelope {
  public:
    explicit DistanceEnvelope(const DistanceRows& rows) : m_rows(rows) {}

    void fill() {
        m_top = {L::all(0.0F), L::all(0.0F), L::all(-1.0F), L::all_int(0)};
        L::store_records(m_rows.records, m_top.height, m_top.links);
        for (int column = 0; column < m_rows.columns; ++column) enter(column);
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
        Float start;   ///< the first cell it is the lowest of
        Int links;     ///< start and number of the parabola before, 16 bits each
    };

    [[nodiscard]] Float place_of(Float number) const {
        return (number - 0.5F) * L::all(1.0F / m_rows.columns_per_cell) - L::all(m_rows.cells_before_grid);
    }
    [[nodiscard]] static Float squared(Float value) { return value * value; }

    /// How far each row's centre is from the nearest stretch of the narrow column.
    [[nodiscard]] Float distance_within(int column) const {
        if (m_rows.next[column] <= m_rows.last_centre) return L::load(m_rows.look_closely(m_rows.marks, column));
        return L::smaller(m_centres - L::all(m_rows.north_of[column]), L::all(m_rows.next[column]) - m_centres);
    }

    void enter(int column) {
        if (m_rows.north_of[column] == -k_no_stretch && m_rows.next[column] == k_no_stretch) return;
        const Float height = squared(distance_within(column));
        const Float number = L::all(static_cast<float>(column + 1)), place = place_of(number);
        while (true) {
            const Float centre = m_top.start + 0.5F;
            const Float old_value = m_top.height + squared(centre - place_of(m_top.number)), new_value = height + squared(centre - place);
            const Mask undercut = L::both(L::less(L::all(0.0F), m_top.number), L::less(new_value, old_value));
            if (!L::any(undercut)) break;
            step_back(undercut);
        }
        append(height, number, place, column + 1);
    }

    /// Where the new parabola is the lowest from some cell on, it becomes the last of the envelope.
    void append(Float height, Float number, Float place, int record) {
        const Float last_place = place_of(m_top.number);
        const Float crossing = ((height - m_top.height) / (place - last_place) + place + last_place) * 0.5F;
        const Float bounded = L::smaller(L::larger(crossing + 0.5F, L::all(0.0F)), L::all(static_cast<float>(m_rows.cells)));
        const Float behind = L::larger(L::real(L::truncated(bounded)), m_top.start + 1.0F);
        const Float start = L::select(L::less(L::all(0.0F), m_top.number), behind, L::all(0.0F));
        const Mask is_seen = L::less(start, L::all(static_cast<float>(m_rows.cells)));
        const Int links = (L::truncated(start) << 16) | L::truncated(m_top.number);
        L::store_records(m_rows.records + static_cast<std::int64_t>(record) * L::count, height, links);
        m_top = {L::select(is_seen, height, m_top.height), L::select(is_seen, number, m_top.number), L::select(is_seen, start, m_top.start),
                 L::select_int(is_seen, links, m_top.links)};
    }

    /// Goes to the parabola before, in some lanes.
    void step_back(Mask lanes) {
        const Int before = m_top.links & 0xffff;
        Float height;
        Int links;
        L::gather_records(m_rows.records, before * L::count + m_lane_numbers, height, links);
        m_top.height = L::select(lanes, height, m_top.height);
        m_top.number = L::select(lanes, L::real(before), m_top.number);
        m_top.links = L::select_int(lanes, links, m_top.links);
        m_top.start = L::select(L::less(L::all(0.0F), m_top.number), L::real((m_top.links >> 16) & 0xffff), L::all(-1.0F));
    }

    void read_out() {
        constexpr int cells_at_once = 16;
        float block[cells_at_once * L::count];
        for (int end = m_rows.cells; end > 0; end -= cells_at_once) {
            const int first = end > cells_at_once ? end - cells_at_once : 0;
            for (int cell = end - 1; cell >= first; --cell) {
                const Float place = L::all(static_cast<float>(cell));
                for (Mask ended = L::less(place, m_top.start); L::any(ended); ended = L::less(place, m_top.start)) step_back(ended);
                const Float squares = m_top.height + squared(place + 0.5F - place_of(m_top.number));
                L::store(block + (cell - first) * L::count, L::root(squares) * L::all(m_rows.cell_m));
            }
            for (int row = 0; row < m_rows.rows; ++row) {
                float* out = m_rows.out + row * m_rows.out_pitch + first;
                for (int cell = 0; cell < end - first; ++cell) out[cell] = block[cell * L::count + row];
            }
        }
    }

    const DistanceRows& m_rows;
    Parabola m_top;
    Float m_centres = L::numbered(m_rows.first_centre);
    Int m_lane_numbers = L::truncated(L::numbered(0.0F));
};

template <typename L>
void fill_distance_rows(const DistanceRows& rows) {
    DistanceEnvelope<L>(rows).fill();
}

}  // namespace kreisblick::geo
