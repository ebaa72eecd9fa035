#include "potentials/irradiation.h"

#include "core/code_path.h"
#include "core/parallel.h"
#include "potentials/irradiation_blocks.h"
#include "potentials/irradiation_ground.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <mutex>
#include <numbers>

namespace kreisblick::potentials {
namespace {

constexpr int k_group_rows = 64;
constexpr int k_strips = k_group_rows / k_sun_tile_rows;
constexpr int k_groups_of_block = k_sun_block_cells / k_group_rows;
constexpr int k_usual_directions = 64;

static_assert(HorizonMap::k_tile_columns == k_sun_tile_columns && HorizonMap::k_tile_rows == k_sun_tile_rows);
static_assert(k_sun_block_cells % k_group_rows == 0 && k_sun_block_cells % k_sun_tile_columns == 0);

IrradiationKernel kernel_of_path() {
    switch (core::code_path()) {
        case core::CodePath::Avx512: return avx512_irradiation_kernel();
        case core::CodePath::Avx2: return avx2_irradiation_kernel();
        case core::CodePath::Plain: break;
    }
    return plain_irradiation_kernel();
}

constexpr std::size_t index_of(IrradiationBand band) { return static_cast<std::size_t>(band); }

/// Scratch of one tile.
struct TileWork {
    TileGround ground;
    TileSky sky;
    alignas(64) std::array<std::array<float, k_sun_tile_cells>, k_irradiation_bands> sums;
};

/// Rows of the wanted bands on their way to the sink.
struct RowBuffer {
    int first_row = 0;
    int rows = 0;
    std::array<std::vector<float>, k_irradiation_bands> bands;
};

/// The horizons of 64 rows.
using StripSet = std::array<HorizonStrip, k_strips>;

/// Which tiles and groups of rows hold a window of the grid.
struct TileWindow {
    int first_tile = 0, end_tile = 0;
    int first_group = 0, end_group = 0;

    TileWindow(const geo::GridSpec& grid, const geo::GridSpec& window) {
        const auto column = static_cast<int>(std::lround((window.x_min - grid.x_min) / grid.cell_m));
        const auto row = static_cast<int>(std::lround((grid.y_max - window.y_max) / grid.cell_m));
        const auto parts = [](int cells, int size) { return (cells + size - 1) / size; };
        first_tile = std::max(column, 0) / k_sun_tile_columns;
        end_tile = parts(std::clamp(column + window.width, 0, grid.width), k_sun_tile_columns);
        first_group = std::max(row, 0) / k_group_rows;
        end_group = parts(std::clamp(row + window.height, 0, grid.height), k_group_rows);
    }
    [[nodiscard]] bool is_empty() const { return first_tile >= end_tile || first_group >= end_group; }
};

/// One run over a district. While a group of 64 rows is computed, the one before is handed to the sink and the strips of the next are read.
class IrradiationRun {
  public:
    IrradiationRun(const IrradiationInputs& inputs, const IrradiationOptions& options, std::span<const IrradiationBand> wanted,
                   const IrradiationSink& sink, const core::Job& job)
        : m_inputs(inputs),
          m_options(options),
          m_wanted(wanted),
          m_sink(sink),
          m_job(job),
          m_grid(inputs.heights.grid),
          m_window(m_grid, inputs.wanted.value_or(m_grid)),
          m_kernel(kernel_of_path()) {
        if (!inputs.horizons) m_free_horizon.resize(std::size_t{k_usual_directions} * k_sun_tile_cells);
        for (RowBuffer& buffer : m_rows)
            for (const IrradiationBand band : wanted)
                buffer.bands[index_of(band)].assign(static_cast<std::size_t>(m_grid.width) * k_group_rows, geo::NoData<float>::value);
    }

    core::Result<void> run() {
        if (m_window.is_empty()) return {};
        for (int strip = 0; strip < k_strips; ++strip) read_strip(m_window.first_group, strip);
        read_heights(m_window.first_group / k_groups_of_block);
        for (int group = m_window.first_group; group < m_window.end_group && !is_over(); ++group) {
            const int block = group / k_groups_of_block;
            if (begins_block(group))
                m_blocks.make(m_inputs, m_options, heights_of(block), block * k_sun_block_cells, m_window.first_tile * k_sun_tile_columns,
                              std::min(m_window.end_tile * k_sun_tile_columns, m_grid.width), m_job);
            sum_group(group);
            m_job.progress(static_cast<double>(group + 1 - m_window.first_group) / (m_window.end_group - m_window.first_group),
                           "irradiation");
        }
        if (m_job.stopped()) return core::fail("the irradiation was stopped before it was complete");
        if (!m_failure.empty()) return core::fail("{}", m_failure);
        deliver(buffer_of(m_window.end_group - 1));
        return {};
    }

  private:
    [[nodiscard]] bool is_over() {
        const std::scoped_lock lock(m_failure_guard);
        return m_job.stopped() || !m_failure.empty();
    }
    [[nodiscard]] RowBuffer& buffer_of(int group) { return m_rows[static_cast<std::size_t>(group % 2)]; }
    [[nodiscard]] StripSet& strips_of(int group) { return m_strips[static_cast<std::size_t>(group % 2)]; }

    [[nodiscard]] HeightStrip& heights_of(int block) { return m_heights[static_cast<std::size_t>(block % 2)]; }
    [[nodiscard]] const HeightStrip& heights_of(int block) const { return m_heights[static_cast<std::size_t>(block % 2)]; }
    [[nodiscard]] bool begins_block(int group) const { return group == m_window.first_group || group % k_groups_of_block == 0; }

    /// The heights of a row of blocks, and one row more on both sides for their slopes.
    void read_heights(int block) {
        const int first = std::max(block * k_sun_block_cells - 1, 0);
        const int end = std::min((block + 1) * k_sun_block_cells + 1, m_grid.height);
        heights_of(block) = {first, m_inputs.heights.rows(first, end - first)};
    }

    /// One of: handing over the group before, reading a strip or the heights of what comes next, or a column of tiles of this group.
    void sum_group(int group) {
        RowBuffer& buffer = buffer_of(group);
        buffer.first_row = group * k_group_rows;
        buffer.rows = std::min(k_group_rows, m_grid.height - buffer.first_row);
        const int tiles = m_window.end_tile - m_window.first_tile;
        core::parallel_blocks(2 + k_strips + tiles, 1, [&](std::int64_t index, std::int64_t) {
            const int task = static_cast<int>(index);
            if (is_over()) return;
            if (task == 0) {
                if (group > m_window.first_group) deliver(buffer_of(group - 1));
            } else if (task <= k_strips) {
                if (group + 1 < m_window.end_group) read_strip(group + 1, task - 1);
            } else if (task == k_strips + 1) {
                const int next = group / k_groups_of_block + 1;
                if (begins_block(group) && next * k_groups_of_block < m_window.end_group) read_heights(next);
            } else {
                sum_tiles(m_window.first_tile + task - 2 - k_strips, group, buffer);
            }
        });
    }

    void deliver(const RowBuffer& buffer) {
        const std::size_t values = static_cast<std::size_t>(buffer.rows) * static_cast<std::size_t>(m_grid.width);
        for (const IrradiationBand band : m_wanted)
            if (!m_job.stopped()) m_sink(band, buffer.first_row, std::span(buffer.bands[index_of(band)]).first(values));
    }

    void read_strip(int group, int index) {
        const int strip = group * k_strips + index;
        if (!m_inputs.horizons || strip >= m_inputs.horizons->strips()) return;
        const auto read = m_inputs.horizons->read_strip(strip, strips_of(group)[static_cast<std::size_t>(index)]);
        if (!read) {
            const std::scoped_lock lock(m_failure_guard);
            m_failure = read.error().sentence;
        }
    }

    /// The tiles of a column in a group of rows, one under another.
    void sum_tiles(int tile, int group, RowBuffer& buffer) {
        const auto work = std::make_unique_for_overwrite<TileWork>();
        std::vector<std::uint8_t> codes(m_inputs.horizons ? m_inputs.horizons->tile_bytes() : 0);
        for (int strip = 0; strip < k_strips && strip * k_sun_tile_rows < buffer.rows; ++strip) {
            if (m_job.stopped()) return;
            const int column = tile * k_sun_tile_columns, row = buffer.first_row + strip * k_sun_tile_rows;
            const TileFrame frame = m_blocks.frame_of(m_grid, m_options, column, row);
            lay_ground(column, row, frame, work->ground);
            TileTask task;
            task.ground = &work->ground;
            task.frame = &frame;
            task.block = &m_blocks.sun_at(column);
            task.codes = m_inputs.horizons ? codes.data() : m_free_horizon.data();
            if (m_inputs.horizons) strips_of(group)[static_cast<std::size_t>(strip)].unpack(tile, codes.data());
            if (m_inputs.sky) {
                m_blocks.lay_sky(m_inputs, m_options, column, row, work->sky);
                task.sky = &work->sky;
            }
            direct_sums(*work, task.sums);
            m_options.way == IrradiationWay::Table ? m_kernel.sum_table(task) : m_kernel.sum_steps(task);
            keep(*work, column, row, buffer);
        }
    }

    void lay_ground(int column, int row, const TileFrame& frame, TileGround& ground) const {
        const BlockSite& site = m_blocks.site_at(column);
        const HeightStrip& strip = heights_of(row / k_sun_block_cells);
        lay_rise(strip.heights, column, row - strip.first_row, site.altitude_m, ground);
        if (m_options.plane)
            lay_plane({m_options.plane->tilt_rad, m_options.plane->azimuth_rad - site.convergence_rad}, ground);
        else
            m_kernel.planes_from_rise(ground);
        m_kernel.turn_normals(ground, frame);
    }

    /// Where the kernel writes: only what is wanted.
    void direct_sums(TileWork& work, TileSums& sums) const {
        for (const IrradiationBand band : m_wanted) {
            float* values = work.sums[index_of(band)].data();
            switch (band) {
                case IrradiationBand::Global: sums.global = values; break;
                case IrradiationBand::Beam: sums.beam = values; break;
                case IrradiationBand::Diffuse: sums.diffuse = values; break;
                case IrradiationBand::Reflected: sums.reflected = values; break;
                default: sums.months[index_of(band) - index_of(IrradiationBand::January)] = values;
            }
        }
    }

    /// Puts a tile's sums among the rows; a cell without height gets no value.
    void keep(const TileWork& work, int column, int row, RowBuffer& buffer) const {
        const int columns = std::min(k_sun_tile_columns, m_grid.width - column), rows = std::min(k_sun_tile_rows, m_grid.height - row);
        for (const IrradiationBand band : m_wanted)
            for (int line = 0; line < rows; ++line) {
                const float* sums = work.sums[index_of(band)].data() + line * k_sun_tile_columns;
                const float* above = work.ground.above_m + line * k_sun_tile_columns;
                const std::int64_t start = std::int64_t{row + line - buffer.first_row} * m_grid.width + column;
                float* to = buffer.bands[index_of(band)].data() + start;
                for (int i = 0; i < columns; ++i) to[i] = above[i] == above[i] ? sums[i] : geo::NoData<float>::value;
            }
    }

    const IrradiationInputs& m_inputs;
    const IrradiationOptions& m_options;
    std::span<const IrradiationBand> m_wanted;
    const IrradiationSink& m_sink;
    const core::Job& m_job;
    const geo::GridSpec& m_grid;
    TileWindow m_window;
    IrradiationKernel m_kernel;
    BlockRow m_blocks;
    std::vector<std::uint8_t> m_free_horizon;
    std::array<RowBuffer, 2> m_rows;
    std::array<StripSet, 2> m_strips;
    std::array<HeightStrip, 2> m_heights;
    std::mutex m_failure_guard;
    std::string m_failure;
};

core::Result<void> check_sky(const SkyConditions& conditions) {
    if (!(conditions.albedo >= 0 && conditions.albedo <= 1)) return core::fail("an albedo of {} is not between 0 and 1", conditions.albedo);
    if (!(conditions.solar_constant_w_m2 > 0))
        return core::fail("a solar constant of {} W/m² is not positive", conditions.solar_constant_w_m2);
    for (const double linke : conditions.linke)
        if (!(linke >= 1 && linke <= 12)) return core::fail("a Linke turbidity of {} is not between 1 and 12", linke);
    for (const SkyMonth& month : conditions.sky)
        if (!(month.beam >= 0 && month.diffuse >= 0)) return core::fail("the factors {} and {} make no sky", month.beam, month.diffuse);
    return {};
}

core::Result<void> check_options(const IrradiationOptions& options) {
    const SumPeriod& period = options.period;
    if (period.day_of_year < 0 || period.day_of_year > 366) return core::fail("a year has no day {}", period.day_of_year);
    if (!(period.step_minutes >= 1 && period.step_minutes <= 120))
        return core::fail("a step of {} minutes is not between 1 and 120", period.step_minutes);
    if (options.plane && !(options.plane->tilt_rad >= 0 && options.plane->tilt_rad <= std::numbers::pi / 2))
        return core::fail("a tilt of {}° is not between 0 and 90", options.plane->tilt_rad * 180 / std::numbers::pi);
    if (options.plane && !std::isfinite(options.plane->azimuth_rad)) return core::fail("the plane faces no direction");
    return check_sky(options.conditions);
}

core::Result<void> check_bands(const IrradiationOptions& options, std::span<const IrradiationBand> wanted) {
    for (const IrradiationBand band : wanted) {
        if (options.way == IrradiationWay::Table && band != IrradiationBand::Global)
            return core::fail("the table gives the global sum alone");
        if (options.period.day_of_year > 0 && band >= IrradiationBand::January) return core::fail("a single day has no months");
    }
    return {};
}

core::Result<void> check_inputs(const IrradiationInputs& inputs) {
    if (inputs.horizons && !(inputs.horizons->grid() == inputs.heights.grid))
        return core::fail("the horizons are those of another grid than the heights");
    if (inputs.horizons && inputs.horizons->directions() > k_most_sectors / 2)
        return core::fail("horizons in {} directions are more than {}", inputs.horizons->directions(), k_most_sectors / 2);
    if (inputs.sky && (inputs.sky->beam.size() != 12 || inputs.sky->diffuse.size() != 12))
        return core::fail("a real sky needs factors of twelve months, but there are {} and {}", inputs.sky->beam.size(),
                          inputs.sky->diffuse.size());
    return {};
}

}  // namespace

core::Result<void> irradiation(const IrradiationInputs& inputs, const IrradiationOptions& options, std::span<const IrradiationBand> wanted,
                               const IrradiationSink& sink, const core::Job& job) {
    KREISBLICK_CHECK(check_options(options));
    KREISBLICK_CHECK(check_bands(options, wanted));
    KREISBLICK_CHECK(check_inputs(inputs));
    return IrradiationRun(inputs, options, wanted, sink, job).run();
}

}  // namespace kreisblick::potentials
