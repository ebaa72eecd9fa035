#pragma once

/// \file
/// The kernel of the horizons, compiled once for each code path. It must not call the standard library (see core/lanes.h).
///
/// Along a line each point keeps its own horizon point: the one that stands highest as seen from it. Seen from the next point, the highest
/// is either the point just passed or one further along the chain of horizon points, since that chain is the upper convex hull of all
/// points passed. The chain goes on while a point lies below the line from the candidate to the candidate's own horizon point:
/// "difference of heights < slope · distance", without a division. A record is a height and a slope whose lowest bits hold the
/// number of the horizon point.

#include "core/lanes.h"
#include "potentials/kernels/horizon_sweep.h"

namespace kreisblick::potentials {

constexpr std::int32_t k_number_mask = (1 << k_number_bits) - 1;
constexpr float k_before_the_start_m = -1e9F;  // what stands where nothing stands yet: so low that it is below every horizon
constexpr float k_hole_m = -1e30F;             // a point without height
constexpr float k_never_passed = -1e30F;       // slope of a record at which every chain ends
constexpr float k_always_passed = 1e35F;       // slope of a record that every chain passes over

/// The angle of a slope, radians, for slopes of at least 0. Error below 0.0001 (Hastings, Approximations for Digital Computers, 1955).
template <typename L>
inline typename L::Float angle_of(typename L::Float slope) {
    const auto one = L::all(1.0F);
    const auto is_steep = L::less(one, slope);
    const auto x = L::select(is_steep, one / slope, slope);
    const auto square = x * x;
    const auto series = ((square * -0.0389929F + 0.1462766F) * square - 0.3211819F) * square + 0.9992150F;
    const auto angle = series * x;
    return L::select(is_steep, L::all(1.5707963F) - angle, angle);
}

/// A point of each line with what the chain needs to know of it.
template <typename L>
struct SightPoint {
    typename L::Float height;
    typename L::Float record;  ///< slope to its horizon point, and in the lowest bits the number of that point
    typename L::Float place;   ///< steps from the start, counted from 1
    typename L::Int number;    ///< where its record lies; kept only where it does not follow from the place
};

/// A bundle of neighbouring lines. Each runs between two cells of every row, or through one of them where its share is 0.
///
/// Interpolated lines take their heights from both cells, and a cell's horizon is mixed from those of the two lines beside it. With every
/// grid line they also take a point where they cross a column between two rows, from the two cells that lie there along the column. With
/// nearest cells a line has the height of the nearer cell, and shows its horizon to that cell alone.
template <typename L, LineKind Kind>
class SightBundle {
  public:
    using Float = typename L::Float;
    using Int = typename L::Int;
    static constexpr int k_vectors = 4;
    static constexpr int k_width = k_vectors * L::count;

    SightBundle(const HorizonSweep& sweep, int first_line, std::uint64_t* records)
        : m_sweep(sweep),
          m_first_line(first_line),
          m_records(records) {}

    void run() {
        const int first =
            first_step_where([&](int step) { return m_sweep.drift < 0 ? !is_right(step) : !is_left(step); }, m_sweep.begin_step);
        const int end = first_step_where([&](int step) { return m_sweep.drift < 0 ? is_left(step) : is_right(step); }, first);
        if (first >= end || end <= m_sweep.first_code_step) return;
        m_first_step = first;
        start(first);
        for (int step = first; step < end; ++step) advance(step);
    }

  private:
    /// Where a bundle is at one step.
    struct SightStep {
        int row = 0;  ///< of the grid
        bool gives = true;
        int column = 0;   ///< of the cell at or before the first line
        float share = 0;  ///< how far the lines have come from there to the next cell
        float place = 0;
        int number = 0;
        float drop = 0;           ///< the earth's curvature, metres
        float tilt = 0;           ///< the earth's curvature, as a slope
        bool needs_care = false;  ///< off the grid, or beside cells without height
    };

    /// Where the lines cross a column between two rows, on their way to a step.
    struct Crossing {
        bool exists = false;
        const float* before = nullptr;  ///< the cell of the first line in the row of the step before
        const float* behind = nullptr;  ///< and in this row
        float share = 0;                ///< how far the crossing lies from the one to the other
        SightStep at;
    };

    static int floor_of(double value) {
        const int whole = static_cast<int>(value);
        return value < whole ? whole - 1 : whole;
    }
    static int at_least(int value, int least) { return value < least ? least : value; }
    static int at_most(int value, int most) { return value > most ? most : value; }

    // A bundle whose lines all lie left (right) of the grid has nothing to do there.
    [[nodiscard]] bool is_left(int step) const { return column_at(step) + k_width - 1 < -1; }
    [[nodiscard]] bool is_right(int step) const { return column_at(step) > m_sweep.columns - 1; }
    [[nodiscard]] int column_at(int step) const { return m_first_line + floor_of(m_sweep.drift * step); }

    /// The first step from there on that answers yes, for a question that goes from no to yes once.
    template <typename Question>
    [[nodiscard]] int first_step_where(const Question& question, int from) const {
        int low = from, high = m_sweep.end_step;
        while (low < high) {
            const int middle = (low + high) / 2;
            if (question(middle))
                high = middle;
            else
                low = middle + 1;
        }
        return low;
    }

    void start(int first_step) {
        // All lanes of a vector read a record when one of them goes on: the number in a record must always be one of a record.
        const auto nothing = L::all(k_before_the_start_m);
        const int number = number_at(first_step) - 1;
        const auto end_of_chain = L::from_bits((L::bits(L::all(k_never_passed)) & ~k_number_mask) | number);
        for (int v = 0; v < k_vectors; ++v) {
            m_last[v] = m_horizon[v] = {nothing, end_of_chain, L::all(static_cast<float>(first_step)), L::all_int(number)};
            L::store_records(record(number, v), nothing, L::bits(end_of_chain));
        }
    }

    [[nodiscard]] static int number_at(int step) { return (step + 1) * points_per_step(Kind); }
    [[nodiscard]] std::uint64_t* record(int number, int v) const {
        return m_records + static_cast<std::ptrdiff_t>(number) * k_width + v * L::count;
    }
    [[nodiscard]] int grid_row(int step) const { return m_sweep.from_last_row ? m_sweep.rows - 1 - step : step; }
    [[nodiscard]] const float* row_of(const SightStep& at) const { return heights_of(at.row) + at.column; }
    [[nodiscard]] const float* heights_of(int row) const { return m_sweep.heights + (row - m_sweep.first_row) * m_sweep.heights_pitch; }

    [[nodiscard]] SightStep step_at(int step) const {
        SightStep at;
        const double sideways = m_sweep.drift * step;
        at.row = grid_row(step);
        at.column = column_at(step);
        at.share = static_cast<float>(sideways - floor_of(sideways));
        if constexpr (Kind == LineKind::NearestCell) at.share = at.share < 0.5F ? 0.0F : 1.0F;
        at.place = static_cast<float>(step + 1);
        at.number = number_at(step);
        at.drop = drop_after(step);
        at.tilt = static_cast<float>(step * m_sweep.step_m * m_sweep.curvature_per_m);
        at.needs_care =
            at.column < 0 || at.column + k_width > m_sweep.columns - 1 || m_sweep.row_has_holes[at.row - m_sweep.first_row] != 0;
        at.gives = step >= m_sweep.first_code_step;
        return at;
    }

    [[nodiscard]] float drop_after(double steps) const {
        const double distance_m = steps * m_sweep.step_m;
        return static_cast<float>(distance_m * distance_m * m_sweep.curvature_per_m / 2);
    }

    /// The rows to come lie too far apart for the processor to guess them.
    void ask_for(int step) const {
        if (step >= m_sweep.end_step) return;
        const int column = at_most(at_least(column_at(step), -k_sweep_margin), m_sweep.columns);
        const float* row = heights_of(grid_row(step)) + column;
        for (int ahead = 0; ahead <= k_width; ahead += 16) __builtin_prefetch(row + ahead);
    }

    void advance(int step) {
        constexpr int steps_ahead = 10;
        ask_for(step + steps_ahead);
        const SightStep at = step_at(step);
        const Crossing crossing = Kind == LineKind::EveryGridLine ? crossing_before(step) : Crossing{};
        Float slopes[k_vectors];
        if (at.needs_care) {
            for (int v = 0; v < k_vectors; ++v) slopes[v] = look<true>(at, crossing, v);
            if (at.gives) give_with_care(at, slopes);
        } else {
#pragma GCC unroll 4
            for (int v = 0; v < k_vectors; ++v) slopes[v] = look<false>(at, crossing, v);
            if (at.gives) give(at, slopes);
        }
    }

    [[nodiscard]] Crossing crossing_before(int step) const {
        Crossing crossing;
        const float place = m_sweep.positions[number_at(step) - 1];
        crossing.share = place - static_cast<float>(step);
        crossing.exists = crossing.share != 0.0F && step > m_first_step;
        if (!crossing.exists) return crossing;
        const int column = column_at(m_sweep.drift > 0 ? step : step - 1);
        crossing.before = heights_of(grid_row(step - 1)) + column;
        crossing.behind = heights_of(grid_row(step)) + column;
        crossing.at.place = place;
        crossing.at.number = number_at(step) - 1;
        crossing.at.drop = drop_after(static_cast<double>(place) - 1);
        return crossing;
    }

    /// The height between two cells, from the horizontal plane through the start of the line.
    template <bool MayBeHole>
    [[nodiscard]] static Float height_between(Float here, Float next, float share, float drop) {
        if constexpr (Kind == LineKind::NearestCell) {
            here = share == 0.0F ? here : next;
        } else {
            if constexpr (MayBeHole) {
                // Of two cells one of which has no height, the other stands for both.
                if (share == 0.0F) next = here;
                here = L::select(L::is_nan(here), next, here);
                next = L::select(L::is_nan(next), here, next);
            }
            here = here + L::all(share) * (next - here);
        }
        const Float height = here - L::all(drop);
        if constexpr (MayBeHole) return L::select(L::is_nan(height), L::all(k_hole_m), height);
        return height;
    }

    /// Moves each line of a vector on by one step; returns the slopes up to its horizon.
    template <bool MayBeHole>
    Float look(const SightStep& at, const Crossing& crossing, int v) {
        const float* cell = row_of(at) + v * L::count;
        const Float height = height_between<MayBeHole>(L::load(cell), L::load(cell + 1), at.share, at.drop);
        SightPoint<L> found = horizon_from(at, v, height);
        const Float slope = slope_to(found, height, at);
        if constexpr (Kind == LineKind::EveryGridLine) {
            if (crossing.exists) {
                // The eye looks over the ground right before it, which is part of its own cell; what follows does not.
                cross(crossing, v);
                const auto crossing_is_higher = L::less(slope, slope_to(m_last[v], height, at));
                found = select(crossing_is_higher, m_last[v], found);
            }
        }
        enter<MayBeHole>(at, v, height, slope_to(found, height, at), found);
        return slope;
    }
    void cross(const Crossing& crossing, int v) {
        const int first = v * L::count;
        const Float height =
            height_between<true>(L::load(crossing.before + first), L::load(crossing.behind + first), crossing.share, crossing.at.drop);
        const auto found = horizon_from(crossing.at, v, height);
        enter<true>(crossing.at, v, height, slope_to(found, height, crossing.at), found);
    }

    [[nodiscard]] static SightPoint<L> select(typename L::Mask mask, const SightPoint<L>& yes, const SightPoint<L>& no) {
        return {L::select(mask, yes.height, no.height), L::select(mask, yes.record, no.record), L::select(mask, yes.place, no.place),
                Kind == LineKind::EveryGridLine ? L::select_int(mask, yes.number, no.number) : no.number};
    }

    [[nodiscard]] static Float slope_to(const SightPoint<L>& found, Float height, const SightStep& at) {
        return (found.height - height) / (L::all(at.place) - found.place);
    }

    /// Follows the chain of each line to the point that stands highest, seen from this height.
    [[nodiscard]] SightPoint<L> horizon_from(const SightStep& at, int v, Float height) const {
        const Float place = L::all(at.place);
        const SightPoint<L>& last = m_last[v];
        const SightPoint<L>& horizon = m_horizon[v];
        const auto beyond_last = L::less(last.height - height, last.record);
        const auto beyond_horizon = L::less(horizon.height - height, horizon.record * (place - horizon.place));
        SightPoint<L> found = select(beyond_last, horizon, last);
        for (auto going = L::both(beyond_last, beyond_horizon); L::any(going);) going = follow(v, height, place, going, found);
        return found;
    }

    /// Makes a point the last one of its line.
    template <bool MayBeHole>
    void enter(const SightStep& at, int v, Float height, Float slope, const SightPoint<L>& found) {
        Float kept = slope;
        if constexpr (MayBeHole) kept = L::select(L::less(height, L::all(k_before_the_start_m)), L::all(k_always_passed), slope);
        const Int number = Kind == LineKind::EveryGridLine ? found.number : L::truncated(found.place);
        const auto packed = (L::bits(kept) & ~k_number_mask) | number;
        m_horizon[v] = found;
        m_last[v] = {height, L::from_bits(packed), L::all(at.place), L::all_int(at.number)};
        L::store_records(record(at.number, v), height, packed);
    }

    /// One link of the chain for the lines that go on; returns those that go on still.
    typename L::Mask follow(int v, Float height, Float place, typename L::Mask going, SightPoint<L>& found) const {
        const auto linked = L::bits(found.record) & k_number_mask;
        Float next_height;
        Int next_record;
        L::gather_records(m_records, linked * k_width + (m_lane_numbers + v * L::count), next_height, next_record);
        Float linked_place;
        if constexpr (Kind == LineKind::EveryGridLine) {
            linked_place = L::gather(m_sweep.positions, linked);
            found.number = L::select_int(going, linked, found.number);
        } else {
            linked_place = L::real(linked);
        }
        found.height = L::select(going, next_height, found.height);
        found.record = L::select(going, L::from_bits(next_record), found.record);
        found.place = L::select(going, linked_place, found.place);
        return L::both(going, L::less(next_height - height, L::from_bits(next_record) * (place - linked_place)));
    }

    /// The codes of the cells behind each line, which are those before the line that follows.
    [[nodiscard]] Int codes_of(const SightStep& at, const Float* slopes, int v) const {
        constexpr float codes_per_radian = 4 * 57.2957795F;
        const Float before = slopes[v], after = L::shifted(slopes[v], slopes[v < k_vectors - 1 ? v + 1 : v]);
        Float mixed = after + L::all(at.share) * (before - after);
        if constexpr (Kind == LineKind::NearestCell) mixed = at.share == 0.0F ? after : before;
        mixed = mixed * L::all(m_steps_per_m) - L::all(at.tilt);
        const Float code = angle_of<L>(L::larger(mixed, L::all(0.0F))) * codes_per_radian + 0.5F;
        return L::truncated(L::smaller(code, L::all(255.0F)));
    }

    // The last line has no neighbour in this bundle: the next bundle begins with it.
    void give(const SightStep& at, const Float* slopes) const {
        std::uint8_t* out = m_sweep.codes + at.row * m_sweep.codes_pitch + at.column + 1;
#pragma GCC unroll 4
        for (int v = 0; v < k_vectors; ++v)
            L::store_bytes(out + v * L::count, codes_of(at, slopes, v), v < k_vectors - 1 ? L::count : L::count - 1);
    }
    void give_with_care(const SightStep& at, const Float* slopes) const {
        std::uint8_t codes[k_width];
        const float* cells = row_of(at) + 1;
        for (int v = 0; v < k_vectors; ++v) {
            const auto is_hole = L::is_nan(L::load(cells + v * L::count));
            L::store_bytes(codes + v * L::count, L::select_int(is_hole, L::all_int(0), codes_of(at, slopes, v)));
        }
        const int first = at_least(-1 - at.column, 0), end = at_most(m_sweep.columns - 1 - at.column, k_width - 1);
        std::uint8_t* out = m_sweep.codes + at.row * m_sweep.codes_pitch + at.column + 1;
        if (first < end) std::memcpy(out + first, codes + first, static_cast<std::size_t>(end - first));
    }

    const HorizonSweep m_sweep;  // of its own, so that the compiler need not expect stores to change it
    int m_first_line;
    int m_first_step = 0;
    float m_steps_per_m = static_cast<float>(1 / m_sweep.step_m);
    std::uint64_t* m_records;
    Int m_lane_numbers = L::truncated(L::numbered(0.0F));
    SightPoint<L> m_last[k_vectors];     ///< the point just passed
    SightPoint<L> m_horizon[k_vectors];  ///< its horizon point
};

template <typename L>
[[gnu::flatten]] void sweep_bundle(const HorizonSweep& sweep, int first_line, std::uint64_t* records) {
    switch (sweep.lines) {
        case LineKind::Interpolated: return SightBundle<L, LineKind::Interpolated>(sweep, first_line, records).run();
        case LineKind::EveryGridLine: return SightBundle<L, LineKind::EveryGridLine>(sweep, first_line, records).run();
        case LineKind::NearestCell: return SightBundle<L, LineKind::NearestCell>(sweep, first_line, records).run();
    }
}

template <typename L>
HorizonKernel kernel_for() {
    constexpr int width = SightBundle<L, LineKind::Interpolated>::k_width;
    return {width - 1, width, sweep_bundle<L>};
}

}  // namespace kreisblick::potentials
