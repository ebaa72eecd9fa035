#pragma once

/// \file
/// The kernel of distance fields, compiled once for each code path. It must not call the standard library (see core/lanes.h).
///
/// The squared distance of the cells of a row to what lies in one narrow column is a parabola over the row. The field is the lower
/// envelope of the parabolas. Most of them are sifted out before: a parabola at 0 of height m is lower than one of height l, a to its west,
/// only east of (m − l)/2a − a/2, and lower than one to its east only west of such a place; where no cell has its centre between
/// both, it is not needed. Each column is held against its two neighbours, and against those that the row before needed. What is left, the
/// sites, go through the envelope from west to east: each takes over from a certain cell on, and pushes out those before that have
/// no cell left. That goes one by one and is the slowest part, so that it is done to few.

#include "core/lanes.h"
#include "geo/kernels/distance_rows.h"

namespace kreisblick::geo {

/// By how much blocks on both sides are lower than this one wherever it might be needed; positive where it is not.
template <typename L>
[[nodiscard]] typename L::Float excess_of_blocks(const DistanceRow& row, int block) {
    using Float = typename L::Float;
    const Float own = L::load(row.nearest + block);
    Float excess = own - L::all(k_no_square);
    for (int away = 1; away <= k_farthest_rival; away *= 2) {
        const Float west = own - L::load(row.farthest + block - away), east = own - L::load(row.farthest + block + away);
        const auto columns = static_cast<float>((away + 1) * k_columns_of_block);
        const Float both = west + east - L::all(2.0F * columns * columns);
        excess = L::larger(excess, L::smaller(both, L::smaller(west, east)));
    }
    return excess;
}

template <typename L>
class BlockSieve {
  public:
    BlockSieve(DistanceRow& row, float first_centre, float last_centre) : m_row(row), m_first(first_centre), m_last(last_centre) {}

    void sift() {
        for (int block = 0; block < m_row.blocks; ++block) bound(block);
        m_row.live_blocks = 0;
        for (int block = 0; block < m_row.blocks; block += L::count) {
            float excess[L::count];
            L::store(excess, excess_of_blocks<L>(m_row, block));
            for (int i = 0; i < L::count && block + i < m_row.blocks; ++i) {
                if (excess[i] > 0.0F)
                    forget(block + i);
                else
                    m_row.live[m_row.live_blocks++] = block + i;
            }
        }
    }

  private:
    using Float = typename L::Float;

    /// Squares of the least distance within the block's columns, for all rows of the strip: how small it may be, and how large at most.
    void bound(int block) const {
        Float nearest = L::all(k_no_stretch), farthest = nearest;
        for (int i = 0; i < k_columns_of_block; i += L::count) {
            const Float south = L::load(m_row.south + block * k_columns_of_block + i);
            const Float north = L::load(m_row.north + block * k_columns_of_block + i);
            nearest = L::smaller(nearest, L::smaller(L::all(m_first) - south, north - L::all(m_last)));
            const Float to_north = L::larger(north - L::all(m_first), L::all(m_last) - north);
            farthest = L::smaller(farthest, L::smaller(L::all(m_last) - south, to_north));
        }
        const float columns_per_row = static_cast<float>(m_row.columns_per_cell);
        const float low = at_least_zero(L::least(nearest)) * columns_per_row, high = at_least_zero(L::least(farthest)) * columns_per_row;
        m_row.nearest[block] = low * low;
        m_row.farthest[block] = high * high;
    }
    static float at_least_zero(float value) { return value > 0.0F ? value : 0.0F; }

    void forget(int block) const {
        for (int i = 0; i < k_columns_of_block; i += L::count)
            L::store(m_row.squares + block * k_columns_of_block + i, L::all(k_no_square));
    }

    DistanceRow& m_row;
    float m_first;
    float m_last;
};

template <typename L>
class RowEnvelope {
  public:
    RowEnvelope(const DistanceRow& row, float centre) : m_row(row), m_centre(centre) {}

    /// Says how many sites the row has.
    int fill() {
        square_distances();
        sift_blocks();
        keep_known_sites();
        lay_ceilings();
        sift_columns();
        find_starts();
        bool is_settled = false;
        for (int round = 0; round < k_rounds && !is_settled; ++round) {
            is_settled = !drop_those_without_cells();
            if (!is_settled) find_starts();
        }
        if (!is_settled) drop_the_undercut();
        read_out();
        return m_sites;
    }

  private:
    using Float = typename L::Float;
    using Int = typename L::Int;
    using Mask = typename L::Mask;

    [[nodiscard]] static Float squared(Float value) { return value * value; }

    void square_distances() const {
        const Float columns_per_row = L::all(static_cast<float>(m_row.columns_per_cell));
        for (int live = 0; live < m_row.live_blocks; ++live) {
            const int block = m_row.live[live], first = block * k_columns_of_block;
            Float least = L::all(k_no_square);
            for (int i = first; i < first + k_columns_of_block; i += L::count) {
                const Float outside = L::smaller(L::all(m_centre) - L::load(m_row.south + i), L::load(m_row.north + i) - L::all(m_centre));
                const Float square = squared(L::larger(outside, L::all(0.0F)) * columns_per_row);
                L::store(m_row.squares + i, square);
                least = L::smaller(least, square);
            }
            m_row.nearest[block] = m_row.farthest[block] = L::least(least);
        }
    }

    /// The blocks that are left when the squares of this row alone are compared, instead of those of a whole strip.
    void sift_blocks() {
        m_wanted_blocks = 0;
        for (int block = 0; block < m_row.blocks; block += L::count) {
            const Float number = L::numbered(static_cast<float>(block));
            const Mask is_block = L::less(number, L::all(static_cast<float>(m_row.blocks)));
            const Mask is_hopeless = L::less(L::all(0.0F), excess_of_blocks<L>(m_row, block));
            m_wanted_blocks += L::store_chosen(m_row.wanted + m_wanted_blocks, L::without(is_block, is_hopeless), number);
        }
    }

    /// The sites of the row before, with the squares of this one.
    void keep_known_sites() {
        for (int i = 0; i < m_row.sites; i += L::count) {
            const Float place = L::load(m_row.places + i), square = L::gather(m_row.squares, L::truncated(place));
            const Mask is_site = L::less(L::numbered(static_cast<float>(i)), L::all(static_cast<float>(m_row.sites)));
            const Mask chosen = L::both(is_site, L::less(square, L::all(0.1F * k_no_square)));
            L::store_chosen(m_row.places + m_sites, chosen, place);
            m_sites += L::store_chosen(m_row.heights + m_sites, chosen, square);
        }
    }

    /// How high a column may stand to be the nearest of any cell, if the sites are all that is known. A column between two of them gains on
    /// the western one the further east a cell lies, and on the eastern one the further west: it is needed nowhere unless it is nearer than
    /// the western site in the last cell where that is the nearer of both, or nearer than the eastern one in the next cell. Both
    /// bounds are a line less a square: for d columns east of the western site height + d (slope − d).
    void lay_ceilings() {
        add_guard(-1, -0.5F);
        add_guard(m_sites, static_cast<float>(m_row.blocks * k_columns_of_block) + 0.5F);
        const Float cell = L::all(static_cast<float>(m_row.columns_per_cell));
        for (int i = -1; i < m_sites; i += L::count) {
            const Float place = L::load(m_row.places + i), height = L::load(m_row.heights + i);
            const Float next_place = L::load(m_row.places + i + 1), next_height = L::load(m_row.heights + i + 1);
            const Float start = starts_of(next_place, next_height, place, height);
            const Float next_cell = (start + (m_first_cell + 0.5F)) * cell;
            const Float apart = next_place - place, beside = apart * (2.0F * next_cell - next_place - place);
            const Float rounding = (squared(apart) + height + next_height + L::larger(beside, -beside)) * k_rounding + k_least_rounding;
            L::store(m_row.slopes + i, 2.0F * (next_cell - cell - place));
            L::store(m_row.heights + i, L::select(L::less(L::all(0.0F), start), height, L::all(-k_no_square)) + rounding);
            L::store(m_row.starts + i, L::select(L::less(start, L::all(m_cells)), next_height - beside, L::all(-k_no_square)) + rounding);
        }
        const float steeper = 2.0F * static_cast<float>(m_row.columns_per_cell);
        for (int site = -1; site < m_sites; ++site) {
            const int first = column_of(m_row.places[site]), end = column_of(m_row.places[site + 1]);
            const Float west_height = L::all(m_row.heights[site]), east_height = L::all(m_row.starts[site]);
            const Float slope = L::all(m_row.slopes[site]);
            Float away = L::numbered(0.0F);
            for (int column = first; column < end; column += L::count, away = away + static_cast<float>(L::count)) {
                const Float line = slope - away;
                L::store(m_row.ceilings + column, L::larger(west_height + away * line, east_height + away * (line + steeper)));
            }
        }
        m_sites = 0;
    }
    [[nodiscard]] static int column_of(float place) { return static_cast<int>(place + 1.0F) - 1; }
    /// A site beyond all columns that is the nearest of no cell.
    void add_guard(int guard, float place) const {
        m_row.places[guard] = place;
        m_row.heights[guard] = k_no_square;
    }

    void sift_columns() {
        for (int wanted = 0; wanted < m_wanted_blocks; ++wanted) {
            const int first = static_cast<int>(m_row.wanted[wanted]) * k_columns_of_block;
            for (int i = first; i < first + k_columns_of_block; i += L::count) {
                const Float square = L::load(m_row.squares + i), place = L::numbered(static_cast<float>(i) + 0.5F);
                const Float ceiling = L::smaller(L::load(m_row.ceilings + i), L::all(0.1F * k_no_square));
                const Mask chosen = L::both(L::less(square, ceiling), is_needed_beside_neighbours(i, square, place));
                L::store_chosen(m_row.places + m_sites, chosen, place);
                m_sites += L::store_chosen(m_row.heights + m_sites, chosen, square);
            }
        }
    }

    /// Where some cell has its centre between those to which the western neighbour is nearer and those to which the eastern one is.
    [[nodiscard]] Mask is_needed_beside_neighbours(int column, Float square, Float place) const {
        const Float start = (square - L::load(m_row.squares + column - 1) - 1.0F) * 0.5F;
        const Float end = (L::load(m_row.squares + column + 1) - square + 1.0F) * 0.5F;
        const float cells_per_column = 1.0F / static_cast<float>(m_row.columns_per_cell);
        const Float from = (start + place - L::all(k_tie)) * cells_per_column - (m_first_cell + 0.5F);
        const Float to = (end + place + L::all(k_tie)) * cells_per_column - (m_first_cell + 0.5F);
        const Float bounded = L::smaller(L::larger(from, L::all(0.0F)), L::all(m_cells));
        const Float below = L::real(L::truncated(bounded));
        const Float first = L::select(L::less(below, bounded), below + 1.0F, below);
        return L::both(L::less(first, to), L::less(first, L::all(m_cells)));
    }

    [[nodiscard]] Float centres(int cell) const {
        return L::numbered(static_cast<float>(cell) + m_first_cell + 0.5F) * static_cast<float>(m_row.columns_per_cell);
    }

    /// Drops sites that have no cell left between the one before and the one behind; says whether there were any.
    bool drop_those_without_cells() {
        const int before = m_sites;
        m_row.starts[0] = 0.0F;
        m_row.starts[m_sites] = m_cells;
        m_sites = 0;
        for (int i = 0; i < before; i += L::count) {
            const Float place = L::load(m_row.places + i), height = L::load(m_row.heights + i);
            const Float start = L::load(m_row.starts + i), end = L::load(m_row.starts + i + 1);
            const Mask left = L::both(L::less(start, end), L::less(L::numbered(static_cast<float>(i)), L::all(static_cast<float>(before))));
            L::store_chosen(m_row.starts + m_sites, left, start);
            L::store_chosen(m_row.places + m_sites, left, place);
            m_sites += L::store_chosen(m_row.heights + m_sites, left, height);
        }
        m_row.starts[m_sites] = m_cells;
        return m_sites < before;
    }

    /// The first cell each site is nearer to than the site before it.
    void find_starts() const {
        for (int i = 0; i < m_sites; i += L::count) {
            const Float place = L::load(m_row.places + i), height = L::load(m_row.heights + i);
            L::store(m_row.starts + i, starts_of(place, height, L::load(m_row.places + i - 1), L::load(m_row.heights + i - 1)));
        }
    }
    [[nodiscard]] Float starts_of(Float place, Float height, Float place_before, Float height_before) const {
        const Float crossing = ((height - height_before) / (place - place_before) + place + place_before) * 0.5F;
        const Float cell = crossing * (1.0F / static_cast<float>(m_row.columns_per_cell)) + (0.5F - m_first_cell);
        return L::real(L::truncated(L::smaller(L::larger(cell, L::all(0.0F)), L::all(m_cells))));
    }
    /// The same for one site and any site before it.
    [[nodiscard]] float start_of(int site, int before) const {
        const float place = m_row.places[site], place_before = m_row.places[before];
        const float crossing = ((m_row.heights[site] - m_row.heights[before]) / (place - place_before) + place + place_before) * 0.5F;
        const float cell = crossing * (1.0F / static_cast<float>(m_row.columns_per_cell)) + (0.5F - m_first_cell);
        return static_cast<float>(static_cast<int>(cell < 0.0F ? 0.0F : cell > m_cells ? m_cells : cell));
    }

    /// How many of the next sites, one after the other, take over behind the one before.
    [[nodiscard]] int rising(int last, int site) const {
        if (last < 0 || site + L::count >= m_sites || m_row.starts[site] <= m_row.starts[last]) return 0;
        const Float here = L::load(m_row.starts + site), next = L::load(m_row.starts + site + 1);
        const int before_fall = L::first_of(L::less(next, here + 1.0F)) + 1;
        return before_fall < L::count ? before_fall : L::count;
    }
    void move(int site, int to, int sites) const {
        if (to == site) return;
        L::store_first(m_row.places + to, L::load(m_row.places + site), sites);
        L::store_first(m_row.heights + to, L::load(m_row.heights + site), sites);
        L::store_first(m_row.starts + to, L::load(m_row.starts + site), sites);
    }

    /// Leaves the sites that are the nearest to some cell.
    void drop_the_undercut() {
        int last = -1;
        bool follows = true;  // the last one left is the one before
        for (int site = 0; site < m_sites; ++site) {
            for (int sites = follows ? rising(last, site) : 0; sites > 0; sites = sites == L::count ? rising(last, site) : 0) {
                move(site, last + 1, sites);
                last += sites;
                site += sites;
            }
            float start = last < 0 ? 0.0F : follows ? m_row.starts[site] : start_of(site, last);
            while (last >= 0 && start <= m_row.starts[last]) start = --last < 0 ? 0.0F : start_of(site, last);
            follows = start < m_cells;
            if (!follows) continue;
            ++last;
            m_row.places[last] = m_row.places[site];
            m_row.heights[last] = m_row.heights[site];
            m_row.starts[last] = start;
        }
        m_row.starts[last + 1] = m_cells;
        m_sites = last + 1;
    }

    [[nodiscard]] Float distances(int cell) const {
        const Float aside = centres(cell) - L::load(m_row.nearest_places + cell);
        return L::root(L::load(m_row.nearest_heights + cell) + squared(aside));
    }

    void read_out() const {
        using Few = core::PlainLanes;  // most sites have a cell or two: all lanes would be stored for nothing
        for (int site = 0; site < m_sites; ++site) {
            const int first = static_cast<int>(m_row.starts[site]), end = static_cast<int>(m_row.starts[site + 1]);
            const auto few_heights = Few::all(m_row.heights[site]), few_places = Few::all(m_row.places[site]);
            Few::store(m_row.nearest_places + first, few_places);
            Few::store(m_row.nearest_heights + first, few_heights);
            const Float height = L::all(m_row.heights[site]), place = L::all(m_row.places[site]);
            for (int cell = first + Few::count; cell < end; cell += L::count) {
                L::store(m_row.nearest_places + cell, place);
                L::store(m_row.nearest_heights + cell, height);
            }
        }
        const float metres = m_row.cell_m / static_cast<float>(m_row.columns_per_cell);
        int cell = 0;
        for (; cell + L::count <= m_row.cells; cell += L::count) L::store(m_row.out + cell, distances(cell) * metres);
        L::store_first(m_row.out + cell, distances(cell) * metres, m_row.cells - cell);
    }

    /// Places nearer to each other than this count as one when columns are sifted, so that rounding cannot leave out two that are
    /// as near as each other.
    static constexpr float k_tie = 0.05F;
    /// What sums of squares may be off by, as a share of their size.
    static constexpr float k_rounding = 1e-6F;
    static constexpr float k_least_rounding = 0.05F;
    /// So often sites are compared with their neighbours, many at once, before they go one by one.
    static constexpr int k_rounds = 2;

    const DistanceRow m_row;  // of its own, so that the compiler need not expect stores to change it
    float m_centre;
    float m_first_cell = static_cast<float>(m_row.cells_before_grid);
    float m_cells = static_cast<float>(m_row.cells);
    int m_wanted_blocks = 0;
    int m_sites = 0;
};

template <typename L>
void sift_distance_blocks(DistanceRow& row, float first_centre, float last_centre) {
    BlockSieve<L>(row, first_centre, last_centre).sift();
}

template <typename L>
[[gnu::flatten]] void fill_distance_row(DistanceRow& row, float centre) {
    row.sites = RowEnvelope<L>(row, centre).fill();
}

template <typename L>
[[nodiscard]] DistanceKernel distance_kernel_for() {
    return {sift_distance_blocks<L>, fill_distance_row<L>};
}

}  // namespace kreisblick::geo
