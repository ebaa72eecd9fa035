// Features → stretches of narrow columns and runs of cells.
#include "core/parallel.h"
#include "geo/distance_field.h"
#include "geo/kernels/distance_rows.h"
#include "geo/polygon_runs.h"

#include <algorithm>
#include <cmath>

namespace kreisblick::geo {

/// Collects what features take of the narrow columns, in any order, and sorts it at the end.
class FeatureMarker {
  public:
    FeatureMarker(const GridSpec& grid, const Extent& features) : m_polygon_runs(grid) { lay_out(grid, features); }

    void add(const FeatureTable& table, const core::Job& job) {
        for (std::size_t feature = 0; feature < table.size() && !job.stopped(); ++feature) {
            for (std::size_t part = 0; part < table.part_count(feature); ++part) add_line(table.part(feature, part));
            if (table.kind() == GeometryKind::Polygon) add_inside(table, feature);
        }
    }

    [[nodiscard]] FeatureMarks finish(const core::Job& job) {
        m_marks.m_columns = m_columns;
        m_marks.m_is_empty = m_found.empty();
        for (const auto step : {&FeatureMarker::sort_marks, &FeatureMarker::merge_stretches, &FeatureMarker::keep_stands,
                                &FeatureMarker::sort_changes, &FeatureMarker::sort_runs}) {
            if (job.stopped()) return FeatureMarks::of({}, m_marks.m_grid);
            (this->*step)();
        }
        return std::move(m_marks);
    }

  private:
    /// What features take of a narrow column, in rows from the grid's northern edge.
    struct Stretch {
        float north = 0;
        float south = 0;
    };
    struct Mark {
        std::uint32_t column = 0;
        Stretch stretch;
    };
    /// A place in narrow columns from the first, and rows from the grid's northern edge.
    struct Place {
        double column = 0;
        double row = 0;
    };

    /// Chooses how narrow the columns are and how far they reach beyond the grid: as far as there are features to find.
    void lay_out(const GridSpec& grid, const Extent& features) {
        const Extent ground = grid.extent();
        const auto cells = [&](double distance_m) {
            return static_cast<int>(std::ceil(std::clamp(distance_m, 0.0, FeatureMarks::k_beyond_grid_m) / grid.cell_m));
        };
        const int before = features.is_empty() ? 0 : cells(ground.x_min - features.x_min);
        const int behind = features.is_empty() ? 0 : cells(features.x_max - ground.x_max);
        const int all_cells = std::max(1, before + grid.width + behind);
        const int wanted = static_cast<int>(std::ceil(grid.cell_m / FeatureMarks::k_narrow_column_m));
        m_marks.m_grid = grid;
        m_marks.m_columns_per_cell = std::clamp(wanted, 1, std::max(1, k_most_narrow_columns / all_cells));
        m_marks.m_cells_before_grid = before;
        m_columns = all_cells * m_marks.m_columns_per_cell;
    }

    [[nodiscard]] Place place_of(Point point) const {
        const GridSpec& grid = m_marks.m_grid;
        return {((point.x - grid.x_min) / grid.cell_m + m_marks.m_cells_before_grid) * m_marks.m_columns_per_cell,
                (grid.y_max - point.y) / grid.cell_m};
    }

    void add_line(std::span<const Point> points) {
        if (points.size() == 1) add_segment(place_of(points[0]), place_of(points[0]));
        for (std::size_t i = 1; i < points.size(); ++i) add_segment(place_of(points[i - 1]), place_of(points[i]));
    }

    void add_segment(Place a, Place b) {
        if (a.column > b.column) std::swap(a, b);
        if (!(a.column < m_columns) || !(b.column >= 0) || !std::isfinite(a.row + b.row + a.column + b.column)) return;
        const double slope = b.column > a.column ? (b.row - a.row) / (b.column - a.column) : 0;
        const auto row_at = [&](double column) { return a.row + (column - a.column) * slope; };
        const int first = static_cast<int>(std::max(a.column, 0.0)), last = static_cast<int>(std::min<double>(b.column, m_columns - 1));
        double entry = a.column < first ? row_at(first) : a.row;
        for (int column = first; column <= last; ++column) {
            const double exit = column < last || b.column > last + 1 ? row_at(column + 1) : b.row;
            m_found.push_back({static_cast<std::uint32_t>(column),
                               {static_cast<float>(std::min(entry, exit)), static_cast<float>(std::max(entry, exit))}});
            entry = exit;
        }
    }

    void add_inside(const FeatureTable& table, std::size_t feature) {
        for (const CellRun& run : m_polygon_runs.of(table, feature)) m_marks.m_runs.push_back({run.row, run.first, run.end});
    }

    /// By narrow column.
    void sort_marks() {
        m_first.assign(static_cast<std::size_t>(m_columns) + 1, 0);
        for (const Mark& mark : m_found) ++m_first[mark.column + 1];
        for (std::size_t column = 1; column < m_first.size(); ++column) m_first[column] += m_first[column - 1];
        m_stretches.resize(m_first.back());
        std::vector<std::uint32_t> next(m_first.begin(), m_first.end() - 1);
        for (const Mark& mark : m_found) m_stretches[next[mark.column]++] = mark.stretch;
        m_found = {};
    }

    /// Stretches that touch become one.
    void merge_stretches() {
        m_count.resize(static_cast<std::size_t>(m_columns));
        core::parallel_blocks(m_columns, 256, [&](std::int64_t begin, std::int64_t end) {
            for (auto column = static_cast<std::size_t>(begin); column < static_cast<std::size_t>(end); ++column)
                m_count[column] = merge(std::span(m_stretches).subspan(m_first[column], m_first[column + 1] - m_first[column]));
        });
    }
    [[nodiscard]] std::span<const Stretch> stretches(std::size_t column) const {
        return std::span(m_stretches).subspan(m_first[column], m_count[column]);
    }
    /// Sorts and joins the stretches of one column; returns how many are left at its beginning.
    [[nodiscard]] static std::uint32_t merge(std::span<Stretch> stretches) {
        if (stretches.empty()) return 0;
        std::sort(stretches.begin(), stretches.end(), [](const auto& a, const auto& b) { return a.north < b.north; });
        std::size_t last = 0;
        for (std::size_t i = 1; i < stretches.size(); ++i) {
            if (stretches[i].north <= stretches[last].south)
                stretches[last].south = std::max(stretches[last].south, stretches[i].south);
            else
                stretches[++last] = stretches[i];
        }
        return static_cast<std::uint32_t>(last + 1);
    }

    /// The first row whose centres do not lie north of a stretch; the grid's height if there is none.
    [[nodiscard]] int first_row(const Stretch& stretch) const {
        return static_cast<int>(std::clamp(std::ceil(stretch.north - 0.5F), 0.0F, static_cast<float>(m_marks.m_grid.height)));
    }

    void keep_stands() {
        constexpr int apart = FeatureMarks::k_rows_between_stands;
        m_marks.m_stands.resize(static_cast<std::size_t>(m_marks.m_grid.height / apart + 1));
        for (auto& stand : m_marks.m_stands) {
            stand.south.assign(static_cast<std::size_t>(m_columns), -k_no_stretch);
            stand.north.assign(static_cast<std::size_t>(m_columns), k_no_stretch);
        }
        core::parallel_blocks(m_columns, 256, [&](std::int64_t begin, std::int64_t end) {
            for (auto column = static_cast<std::size_t>(begin); column < static_cast<std::size_t>(end); ++column) {
                auto next = stretches(column).begin();
                int row = 0;
                for (auto& stand : m_marks.m_stands) {
                    for (; next != stretches(column).end() && first_row(*next) < row; ++next) stand.south[column] = next->south;
                    if (next != stretches(column).begin()) stand.south[column] = (next - 1)->south;
                    if (next != stretches(column).end()) stand.north[column] = next->north;
                    row += apart;
                }
            }
        });
    }

    void sort_changes() {
        auto& first = m_marks.m_first_change;
        first.assign(static_cast<std::size_t>(m_marks.m_grid.height) + 1, 0);
        for_each_change([&](int row, const FeatureMarks::Change&) { ++first[static_cast<std::size_t>(row) + 1]; });
        for (std::size_t row = 1; row < first.size(); ++row) first[row] += first[row - 1];
        m_marks.m_changes.resize(first.back());
        std::vector<std::uint32_t> next(first.begin(), first.end() - 1);
        for_each_change(
            [&](int row, const FeatureMarks::Change& change) { m_marks.m_changes[next[static_cast<std::size_t>(row)]++] = change; });
    }
    /// By column; of several stretches that begin at one row the last.
    template <typename Take>
    void for_each_change(const Take& take) const {
        for (std::size_t column = 0; column < m_count.size(); ++column) {
            const std::span<const Stretch> here = stretches(column);
            for (std::size_t i = 0; i < here.size(); ++i) {
                const int row = first_row(here[i]);
                if (row == m_marks.m_grid.height) break;
                if (i + 1 < here.size() && first_row(here[i + 1]) == row) continue;
                take(row, {static_cast<std::uint32_t>(column), here[i].south, i + 1 < here.size() ? here[i + 1].north : k_no_stretch});
            }
        }
    }

    void sort_runs() {
        auto& runs = m_marks.m_runs;
        std::sort(runs.begin(), runs.end(), [](const auto& a, const auto& b) { return a.row < b.row; });
        m_marks.m_first_run.assign(static_cast<std::size_t>(m_marks.m_grid.height) + 1, 0);
        for (const auto& run : runs) ++m_marks.m_first_run[static_cast<std::size_t>(run.row) + 1];
        for (std::size_t row = 1; row < m_marks.m_first_run.size(); ++row) m_marks.m_first_run[row] += m_marks.m_first_run[row - 1];
    }

    FeatureMarks m_marks;
    int m_columns = 0;
    std::vector<Mark> m_found;
    std::vector<std::uint32_t> m_first, m_count;  ///< by narrow column: the first of its stretches, and how many are left
    std::vector<Stretch> m_stretches;
    PolygonRuns m_polygon_runs;
};

FeatureMarks FeatureMarks::of(std::span<const FeatureTable* const> features, const GridSpec& grid, const core::Job& job) {
    Extent extent;
    for (const FeatureTable* table : features) extent.include(table->extent());
    FeatureMarker marker(grid, extent);
    for (const FeatureTable* table : features) marker.add(*table, job);
    return marker.finish(job);
}

}  // namespace kreisblick::geo
