#include "potentials/horizon.h"

#include "core/parallel.h"
#include "geo/row_reader.h"
#include "potentials/kernels/horizon_sweep.h"

#include <array>
#include <atomic>
#include <cmath>
#include <cstring>
#include <functional>
#include <memory>
#include <mutex>
#include <numbers>

namespace kreisblick::potentials {
namespace {

constexpr double k_radians = std::numbers::pi / 180;
constexpr int k_transposed_block = 16;
constexpr int k_rows_at_once = 64;

/// Some of the rows (or columns) of a grid: those that get codes, and with them those within reach.
struct SightBlock {
    int begin = 0, end = 0;
    int first_seen = 0, end_seen = 0;
};

std::vector<SightBlock> blocks_of(int rows, const geo::GridSpec& grid, const HorizonOptions& options) {
    const double reach_cells = std::min(std::ceil(options.reach_m / grid.cell_m), static_cast<double>(rows));
    const int reach = static_cast<int>(reach_cells), block = std::max(options.block_cells / 64, 1) * 64;
    std::vector<SightBlock> blocks;
    for (int begin = 0; begin < rows; begin += block) {
        const int end = std::min(begin + block, rows);
        blocks.push_back({begin, end, std::max(begin - reach, 0), std::min(end + reach, rows)});
    }
    return blocks;
}

/// Heights of some rows with a margin without height beside each, and which rows have cells without height. Memory that was got once is
/// used again: finding it takes the system longer than reading the heights.
struct PaddedHeights {
    int columns = 0, rows = 0;
    std::ptrdiff_t pitch = 0;
    std::size_t room = 0;
    std::unique_ptr<float[]> values;
    std::vector<std::uint8_t> row_has_holes;

    void make_room(int wide, int high) {
        columns = wide;
        rows = high;
        pitch = wide + 2 * k_sweep_margin;
        row_has_holes.assign(static_cast<std::size_t>(high), 0);
        const std::size_t wanted = static_cast<std::size_t>(pitch) * static_cast<std::size_t>(high);
        if (wanted <= room) return;
        values.reset();
        values = std::make_unique_for_overwrite<float[]>(wanted);
        room = wanted;
    }
    [[nodiscard]] float* row(int index) { return values.get() + index * pitch + k_sweep_margin; }
    [[nodiscard]] const float* row(int index) const { return values.get() + index * pitch + k_sweep_margin; }

    void finish_row(int index) {
        constexpr float nothing = geo::NoData<float>::value;
        std::fill_n(row(index) - k_sweep_margin, k_sweep_margin, nothing);
        std::fill_n(row(index) + columns, k_sweep_margin, nothing);
        bool holes = false;
        for (int column = 0; column < columns; ++column) holes |= std::isnan(row(index)[column]);
        row_has_holes[static_cast<std::size_t>(index)] = holes;
    }
};

/// The rows that a block sees.
void read_rows(const geo::GridRows& heights, const SightBlock& block, const core::Job& job, PaddedHeights& result) {
    result.make_room(heights.grid.width, block.end_seen - block.first_seen);
    core::parallel_blocks(result.rows, k_rows_at_once, [&](std::int64_t begin, std::int64_t end) {
        if (job.stopped()) return;
        const geo::Raster<float> strip = heights.rows(block.first_seen + static_cast<int>(begin), static_cast<int>(end - begin));
        for (int row = static_cast<int>(begin); row < end; ++row) {
            std::copy_n(strip.values.data() + strip.grid.index(0, row - static_cast<int>(begin)), result.columns, result.row(row));
            result.finish_row(row);
        }
    });
}

/// The columns that a block sees, as rows.
void read_columns(const geo::GridRows& heights, const SightBlock& block, const core::Job& job, PaddedHeights& result) {
    result.make_room(heights.grid.height, block.end_seen - block.first_seen);
    core::parallel_blocks(heights.grid.height, k_rows_at_once, [&](std::int64_t begin, std::int64_t end) {
        if (job.stopped()) return;
        const geo::Raster<float> strip = heights.rows(static_cast<int>(begin), static_cast<int>(end - begin));
        for (int first = 0; first < result.rows; first += k_transposed_block)
            for (std::int64_t row = begin; row < end; ++row) {
                const float* from = strip.values.data() + strip.grid.index(block.first_seen, static_cast<int>(row - begin));
                for (int column = first; column < std::min(first + k_transposed_block, result.rows); ++column)
                    result.row(column)[row] = from[column];
            }
    });
    core::parallel_blocks(result.rows, k_transposed_block, [&](std::int64_t begin, std::int64_t end) {
        for (int column = static_cast<int>(begin); column < end && !job.stopped(); ++column) result.finish_row(column);
    });
}

void read_seen(const geo::GridRows& heights, bool along_rows, const SightBlock& block, const core::Job& job, PaddedHeights& result) {
    along_rows ? read_columns(heights, block, job, result) : read_rows(heights, block, job, result);
}

/// The codes of one direction on the whole grid, padded to whole tiles: row by row, or column by column for directions along the rows.
struct CodePlane {
    std::int64_t wide = 0, high = 0;
    std::unique_ptr<std::uint8_t[]> codes;

    explicit CodePlane(const HorizonMap& map)
        : wide(std::int64_t{map.tiles_across()} * HorizonMap::k_tile_columns),
          high(std::int64_t{map.strips()} * HorizonMap::k_tile_rows),
          codes(std::make_unique<std::uint8_t[]>(static_cast<std::size_t>(wide * high))) {}
    void clear() { std::memset(codes.get(), 0, static_cast<std::size_t>(wide * high)); }
};

/// A direction in the terms of a sweep.
struct SweepDirection {
    bool along_rows = false;  ///< steps go from column to column: the sweep works on columns as rows
    bool from_last = false;
    double drift = 0;
    double step_m = 0;
};

SweepDirection sweep_direction(double azimuth_degrees, double cell_m) {
    constexpr double tiny = 1e-9;
    const double east = std::sin(azimuth_degrees * k_radians), south = -std::cos(azimuth_degrees * k_radians);
    SweepDirection result;
    result.along_rows = std::abs(east) > std::abs(south) + tiny;
    const double along = result.along_rows ? east : south, across = result.along_rows ? south : east;
    result.from_last = along > 0;  // from what is looked at towards the viewer
    result.drift = -across / std::abs(along);
    if (std::abs(result.drift) < tiny) result.drift = 0;
    if (std::abs(std::abs(result.drift) - 1) < tiny) result.drift = result.drift < 0 ? -1 : 1;
    result.step_m = cell_m * std::sqrt(1 + result.drift * result.drift);
    return result;
}

LineKind line_kind(SightLines lines) {
    if (lines == SightLines::EveryGridLine) return LineKind::EveryGridLine;
    return lines == SightLines::NearestCell ? LineKind::NearestCell : LineKind::Interpolated;
}

/// Where the points of a line lie, by number: step t (counted from 1) at 2 · t, and before it the place where the line crosses a column.
/// That is the place of the step before where it crosses none, or so close to a step that nothing lies between.
std::vector<float> positions_along(double drift, int rows) {
    constexpr double too_close = 0.02;
    std::vector<float> positions{0, 0};
    for (int step = 0; step < rows; ++step) {
        const double column = std::floor(drift * (drift > 0 ? step : step - 1));
        const double crossing = drift == 0 ? -1 : column / drift;
        const bool crosses = crossing > step - 1 + too_close && crossing < step - too_close;
        positions[static_cast<std::size_t>(2 * step + 1)] = static_cast<float>(crosses ? crossing + 1 : step);
        positions.insert(positions.end(), {static_cast<float>(step + 1), 0.0F});
    }
    return positions;
}

/// The columns at which bundles begin: so that their lines cover the grid.
std::pair<int, int> first_lines(const HorizonSweep& sweep) {
    const int sideways = static_cast<int>(std::ceil(std::abs(sweep.drift) * (sweep.rows - 1))) + 1;
    return {sweep.drift > 0 ? -sideways - 1 : -1, sweep.drift < 0 ? sweep.columns + sideways : sweep.columns};
}

/// Memory that threads take and give back, so that it is got once only.
class RecordPool {
  public:
    explicit RecordPool(std::size_t records) : m_records(records) {}
    [[nodiscard]] std::unique_ptr<std::uint64_t[]> take() {
        const std::scoped_lock lock(m_mutex);
        if (m_free.empty()) return std::make_unique_for_overwrite<std::uint64_t[]>(m_records);
        auto taken = std::move(m_free.back());
        m_free.pop_back();
        return taken;
    }
    void give_back(std::unique_ptr<std::uint64_t[]> records) {
        const std::scoped_lock lock(m_mutex);
        m_free.push_back(std::move(records));
    }

  private:
    std::size_t m_records;
    std::mutex m_mutex;
    std::vector<std::unique_ptr<std::uint64_t[]>> m_free;
};

/// Sixteen codes of sixteen columns, columns as rows and the other way round.
void transpose_block(const std::uint8_t* from, std::int64_t from_pitch, std::uint8_t* to, std::int64_t to_pitch) {
    using Bytes = std::uint8_t __attribute__((vector_size(16)));
    std::array<Bytes, 16> rows, mixed;
    for (std::size_t i = 0; i < 16; ++i) std::memcpy(&rows[i], from + static_cast<std::int64_t>(i) * from_pitch, 16);
    for (int stage = 0; stage < 4; ++stage) {
        for (std::size_t i = 0; i < 8; ++i) {
            const Bytes a = rows[i], b = rows[i + 8];
            mixed[2 * i] = __builtin_shuffle(a, b, Bytes{0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23});
            mixed[2 * i + 1] = __builtin_shuffle(a, b, Bytes{8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31});
        }
        rows = mixed;
    }
    for (std::size_t i = 0; i < 16; ++i) std::memcpy(to + static_cast<std::int64_t>(i) * to_pitch, &rows[i], 16);
}

/// Sweeps directions over one grid of heights, block by block.
class Sweeper {
  public:
    Sweeper(const geo::GridSpec& grid, const HorizonOptions& options)
        : m_grid(grid),
          m_options(options),
          m_kernel(horizon_kernel(core::code_path())),
          m_lines(line_kind(options.lines)),
          m_records(static_cast<std::size_t>((std::max(m_grid.width, m_grid.height) + 1) * points_per_step(m_lines) + 1) *
                    static_cast<std::size_t>(m_kernel.width)) {}

    /// heights: those that the block sees. Leaves the plane as it is where the job is stopped.
    void sweep(const SweepDirection& direction, const PaddedHeights& heights, const SightBlock& block, CodePlane& plane,
               const core::Job& job) {
        if (job.stopped()) return;
        HorizonSweep task;
        task.heights = heights.row(0);
        task.heights_pitch = heights.pitch;
        task.row_has_holes = heights.row_has_holes.data();
        task.first_row = block.first_seen;
        task.columns = heights.columns;
        task.rows = direction.along_rows ? m_grid.width : m_grid.height;
        task.from_last_row = direction.from_last;
        task.begin_step = direction.from_last ? task.rows - block.end_seen : block.first_seen;
        task.first_code_step = direction.from_last ? task.rows - block.end : block.begin;
        task.end_step = direction.from_last ? task.rows - block.begin : block.end;
        task.drift = direction.drift;
        task.step_m = direction.step_m;
        task.curvature_per_m = (1 - m_options.refraction) / m_options.earth_radius_m;
        task.lines = m_lines;
        const std::vector<float> positions =
            m_lines == LineKind::EveryGridLine ? positions_along(direction.drift, task.rows) : std::vector<float>{};
        task.positions = positions.data();
        task.codes = plane.codes.get();
        task.codes_pitch = direction.along_rows ? plane.high : plane.wide;
        run(task, job);
    }

  private:
    void run(const HorizonSweep& task, const core::Job& job) {
        constexpr std::int64_t bundles_at_once = 4;
        const auto [first, end] = first_lines(task);
        const std::int64_t bundles = (end - first + m_kernel.lines - 1) / m_kernel.lines;
        core::parallel_blocks(bundles, bundles_at_once, [&, start = first](std::int64_t begin, std::int64_t stop) {
            auto records = m_records.take();
            for (std::int64_t bundle = begin; bundle < stop && !job.stopped(); ++bundle)
                m_kernel.sweep_bundle(task, start + static_cast<int>(bundle) * m_kernel.lines, records.get());
            m_records.give_back(std::move(records));
        });
    }

    geo::GridSpec m_grid;
    HorizonOptions m_options;
    HorizonKernel m_kernel;
    LineKind m_lines;
    RecordPool m_records;
};

/// The codes of one tile of the plane.
void cut_tile(const CodePlane& plane, bool along_rows, std::int64_t strip, std::int64_t tile, std::uint8_t* out) {
    constexpr std::int64_t columns = HorizonMap::k_tile_columns, rows = HorizonMap::k_tile_rows;
    const std::uint8_t* codes = plane.codes.get();
    if (along_rows) {
        for (std::int64_t column = 0; column < columns; column += rows)
            transpose_block(codes + (tile * columns + column) * plane.high + strip * rows, plane.high, out + column, columns);
    } else {
        for (std::int64_t row = 0; row < rows; ++row)
            std::memcpy(out + row * columns, codes + (strip * rows + row) * plane.wide + tile * columns, columns);
    }
}

/// Puts the codes that a block got into the map.
core::Result<void> store_block(const CodePlane& plane, bool along_rows, int direction, const SightBlock& block, HorizonMap& map) {
    const auto parts = [&](int cells, int size) { return (cells + size - 1) / size; };
    const int first_tile = along_rows ? block.begin / HorizonMap::k_tile_columns : 0;
    const int end_tile = along_rows ? parts(block.end, HorizonMap::k_tile_columns) : map.tiles_across();
    const int first_strip = along_rows ? 0 : block.begin / HorizonMap::k_tile_rows;
    const int end_strip = along_rows ? map.strips() : parts(block.end, HorizonMap::k_tile_rows);
    std::mutex mutex;
    core::Result<void> outcome;
    // Four strips at once: along the rows their codes lie side by side in the same lines of the processor's cache.
    core::parallel_blocks(end_strip - first_strip, 4, [&](std::int64_t begin, std::int64_t end) {
        alignas(64) std::array<std::uint8_t, HorizonMap::k_tile_cells> codes;
        std::vector<PackedTiles> strips;
        for (std::int64_t strip = begin; strip < end; ++strip) strips.emplace_back(first_tile, end_tile - first_tile);
        for (int tile = first_tile; tile < end_tile; ++tile)
            for (std::int64_t strip = begin; strip < end; ++strip) {
                cut_tile(plane, along_rows, first_strip + strip, tile, codes.data());
                strips[static_cast<std::size_t>(strip - begin)].add(codes.data());
            }
        for (std::int64_t strip = begin; strip < end; ++strip) {
            auto written = map.write(first_strip + static_cast<int>(strip), direction, strips[static_cast<std::size_t>(strip - begin)]);
            if (written) continue;
            const std::scoped_lock lock(mutex);
            outcome = std::move(written);
        }
    });
    return outcome;
}

core::Result<void> check_size(const geo::GridSpec& grid, const HorizonOptions& options) {
    const int most = k_horizon_cells_along_edge / points_per_step(line_kind(options.lines));
    if (grid.width > most || grid.height > most)
        return core::fail("horizons are computed on at most {} cells along an edge, but the grid has {} × {}", most, grid.width,
                          grid.height);
    if (options.directions < 4) return core::fail("horizons need at least 4 directions, not {}", options.directions);
    return {};
}

/// How far all directions are in all blocks.
struct SweptSoFar {
    double blocks_of_directions = 0, done = 0;
    void add_to(const core::Job& job) { job.progress(++done / blocks_of_directions, "looking for horizons"); }
};

/// All directions along the rows (or the columns) over one block.
core::Result<void> fill_block(const geo::GridRows& heights, bool along_rows, const SightBlock& block, Sweeper& sweeper, PaddedHeights& seen,
                              CodePlane& plane, HorizonMap& map, SweptSoFar& so_far, const core::Job& job) {
    read_seen(heights, along_rows, block, job, seen);
    for (int index = 0; index < map.directions(); ++index) {
        const SweepDirection direction = sweep_direction(map.azimuth_degrees(index), map.grid().cell_m);
        if (direction.along_rows != along_rows) continue;
        sweeper.sweep(direction, seen, block, plane, job);
        if (job.stopped()) return core::fail("the horizons were stopped");
        KREISBLICK_CHECK(store_block(plane, along_rows, index, block, map));
        so_far.add_to(job);
    }
    return {};
}

/// Directions along the columns, then those along the rows: the plane's layout changes once.
core::Result<void> fill(const geo::GridRows& heights, const HorizonOptions& options, HorizonMap& map, const core::Job& job) {
    Sweeper sweeper(map.grid(), options);
    CodePlane plane(map);
    PaddedHeights seen;
    const std::vector<SightBlock> by_rows = blocks_of(map.grid().height, map.grid(), options),
                                  by_columns = blocks_of(map.grid().width, map.grid(), options);
    int along = 0;
    for (int index = 0; index < map.directions(); ++index)
        along += sweep_direction(map.azimuth_degrees(index), map.grid().cell_m).along_rows ? 1 : 0;
    SweptSoFar so_far{static_cast<double>(by_rows.size()) * (map.directions() - along) + static_cast<double>(by_columns.size()) * along};
    for (const bool along_rows : {false, true}) {
        plane.clear();
        for (const SightBlock& block : along_rows ? by_columns : by_rows)
            KREISBLICK_CHECK(fill_block(heights, along_rows, block, sweeper, seen, plane, map, so_far, job));
    }
    return {};
}

}  // namespace

HorizonKernel horizon_kernel(core::CodePath path) {
    if (path == core::CodePath::Avx512) return avx512_horizon_kernel();
    if (path == core::CodePath::Avx2) return avx2_horizon_kernel();
    return plain_horizon_kernel();
}

core::Result<HorizonMap> horizons(const geo::GridRows& heights, const HorizonOptions& options, const core::Job& job) {
    KREISBLICK_CHECK(check_size(heights.grid, options));
    KREISBLICK_TRY(HorizonMap map, HorizonMap::make(heights.grid, options.directions, options.memory_budget_bytes));
    if (heights.grid.cells() == 0) return map;
    KREISBLICK_CHECK(fill(heights, options, map, job));
    return map;
}

core::Result<void> horizon_towards(const geo::Raster<float>& heights, double azimuth_degrees, const HorizonOptions& options,
                                   const RowSink& sink, const core::Job& job) {
    KREISBLICK_CHECK(check_size(heights.grid, options));
    if (heights.grid.cells() == 0) return {};
    KREISBLICK_TRY(const HorizonMap shape, HorizonMap::make(heights.grid, 1, options.memory_budget_bytes));
    CodePlane plane(shape);
    const SweepDirection direction = sweep_direction(azimuth_degrees, heights.grid.cell_m);
    Sweeper sweeper(heights.grid, options);
    PaddedHeights seen;
    for (const SightBlock& block : blocks_of(direction.along_rows ? heights.grid.width : heights.grid.height, heights.grid, options)) {
        read_seen(heights, direction.along_rows, block, job, seen);
        sweeper.sweep(direction, seen, block, plane, job);
    }
    if (job.stopped()) return core::fail("the horizon was stopped");
    core::parallel_blocks(heights.grid.height, 64, [&](std::int64_t begin, std::int64_t end) {
        std::vector<float> values;
        for (std::int64_t row = begin; row < end; ++row)
            for (std::int64_t column = 0; column < heights.grid.width; ++column) {
                const auto cell = static_cast<std::size_t>(row * heights.grid.width + column);
                const std::int64_t place = direction.along_rows ? column * plane.high + row : row * plane.wide + column;
                const float angle = static_cast<float>(plane.codes[static_cast<std::size_t>(place)]) * HorizonMap::k_code_degrees;
                values.push_back(std::isnan(heights.values[cell]) ? geo::NoData<float>::value : angle);
            }
        sink(static_cast<int>(begin), values);
    });
    return {};
}

core::Result<void> sky_view(const geo::Raster<float>& heights, const HorizonMap& map, const RowSink& sink, const core::Job& job) {
    std::array<float, 256> hidden{};
    for (std::size_t code = 0; code < hidden.size(); ++code) {
        const double sine = std::sin(static_cast<double>(code) * static_cast<double>(HorizonMap::k_code_degrees) * k_radians);
        hidden[code] = static_cast<float>(sine * sine / map.directions());
    }
    std::mutex mutex;
    core::Result<void> outcome;
    std::atomic<int> done = 0;
    core::parallel_blocks(map.strips(), 1, [&](std::int64_t strip, std::int64_t) {
        if (job.stopped()) return;
        HorizonStrip horizons;
        if (auto read = map.read_strip(static_cast<int>(strip), horizons); !read) {
            const std::scoped_lock lock(mutex);
            outcome = std::move(read);
            return;
        }
        const int first_row = static_cast<int>(strip) * HorizonMap::k_tile_rows;
        const int rows = std::min(map.grid().height - first_row, HorizonMap::k_tile_rows);
        geo::Raster<float> shares(geo::strip_of(map.grid(), first_row, rows));
        std::vector<float> sums(HorizonMap::k_tile_cells);
        std::vector<std::uint8_t> codes(map.tile_bytes());
        for (int tile = 0; tile < map.tiles_across(); ++tile) {
            std::fill(sums.begin(), sums.end(), 0.0F);
            horizons.unpack(tile, codes.data());
            for (std::size_t first = 0; first < codes.size(); first += sums.size())
                for (std::size_t cell = 0; cell < sums.size(); ++cell) sums[cell] += hidden[codes[first + cell]];
            const int first_column = tile * HorizonMap::k_tile_columns;
            for (int row = 0; row < rows; ++row)
                for (int column = first_column; column < std::min(map.grid().width, first_column + HorizonMap::k_tile_columns); ++column)
                    if (heights.has(column, first_row + row))
                        shares.at(column, row) =
                            1 - sums[static_cast<std::size_t>(row * HorizonMap::k_tile_columns + column - first_column)];
        }
        sink(first_row, shares.values);
        job.progress(static_cast<double>(++done) / map.strips(), "measuring the sky");
    });
    if (!outcome) return tl::unexpected<core::Error>(outcome.error());
    if (job.stopped()) return core::fail("the sky view was stopped");
    return {};
}

}  // namespace kreisblick::potentials
