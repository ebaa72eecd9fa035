#include "geo/packed_raster.h"

#include "core/log.h"
#include "core/parallel.h"
#include "geo/sampling.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace kreisblick::geo {
namespace {

constexpr int k_run = 64;
constexpr float k_most_steps = 65534;
constexpr int k_rows_per_block = 32;

/// Smallest and greatest value of a run, and whether all are whole numbers.
struct Contents {
    float least = std::numeric_limits<float>::max();
    float most = std::numeric_limits<float>::lowest();
    bool whole = true;
};

Contents contents_of(const float* values, int count) {
    Contents contents;
    for (int i = 0; i < count; ++i) {
        if (!Raster<float>::is_data(values[i])) continue;
        contents.least = std::min(contents.least, values[i]);
        contents.most = std::max(contents.most, values[i]);
        contents.whole = contents.whole && values[i] == std::nearbyint(values[i]);
    }
    return contents;
}

std::span<std::uint8_t> bytes_of(std::span<std::uint16_t> words) {
    return {reinterpret_cast<std::uint8_t*>(words.data()), words.size_bytes()};
}

}  // namespace

PackedRaster::PackedRaster(const GridSpec& grid, std::int64_t memory_budget_bytes) : m_grid(grid) {
    const std::size_t words = record_words() * static_cast<std::size_t>(std::max(grid.height, 0));
    const auto bytes = static_cast<std::int64_t>(words * sizeof(std::uint16_t));
    if (bytes > memory_budget_bytes) {
        // Without room on the disk it lies in memory after all.
        if (auto file = core::ScratchFile::make(bytes)) m_file = std::move(*file);
    }
    if (!m_file) m_rows.resize(words);
}

PackedRaster::PackedRaster(const Raster<float>& raster) : PackedRaster(raster.grid) {
    core::parallel_blocks(m_grid.height, k_rows_per_block, [&](std::int64_t begin, std::int64_t end) {
        const auto width = static_cast<std::size_t>(m_grid.width);
        put_rows(static_cast<int>(begin),
                 std::span(raster.values).subspan(static_cast<std::size_t>(begin) * width, static_cast<std::size_t>(end - begin) * width));
    });
}

std::size_t PackedRaster::runs_per_row() const { return static_cast<std::size_t>((m_grid.width + k_run - 1) / k_run); }

std::size_t PackedRaster::record_words() const {
    return runs_per_row() * (sizeof(Run) / sizeof(std::uint16_t)) + static_cast<std::size_t>(m_grid.width);
}

void PackedRaster::put_rows(int first_row, std::span<const float> values) {
    const std::size_t words = record_words(), width = static_cast<std::size_t>(m_grid.width);
    const std::size_t rows = width == 0 ? 0 : values.size() / width, first = static_cast<std::size_t>(first_row) * words;
    std::vector<std::uint16_t> buffer(m_file ? rows * words : 0);
    const std::span<std::uint16_t> records = m_file ? std::span(buffer) : std::span(m_rows).subspan(first, rows * words);
    for (std::size_t row = 0; row < rows; ++row) pack_row(values.data() + row * width, records.subspan(row * words, words));
    if (!m_file) return;
    if (const auto written = m_file->write(static_cast<std::int64_t>(first * sizeof(std::uint16_t)), bytes_of(records)); !written)
        core::log_warning(std::string_view(written.error().sentence));
}

void PackedRaster::pack_row(const float* values, std::span<std::uint16_t> record) const {
    std::uint16_t* codes = record.data() + record.size() - static_cast<std::size_t>(m_grid.width);
    std::uint16_t* place = record.data();
    for (int left = 0; left < m_grid.width; left += k_run, place += sizeof(Run) / sizeof(std::uint16_t)) {
        const int count = std::min(k_run, m_grid.width - left);
        std::fill_n(codes + left, count, std::uint16_t{0});
        const Contents contents = contents_of(values + left, count);
        if (contents.least > contents.most) continue;  // no data at all
        const float range = contents.most - contents.least;
        const Run run{contents.least, contents.whole && range <= k_most_steps ? 1.0F : range / k_most_steps};
        std::memcpy(place, &run, sizeof run);
        const float per_step = run.step > 0 ? 1 / run.step : 0;
        for (int i = left; i < left + count; ++i)
            if (Raster<float>::is_data(values[i]))
                codes[i] = static_cast<std::uint16_t>(1.5F + std::min((values[i] - run.least) * per_step, k_most_steps));
    }
}

void PackedRaster::unpack_row(int row, int left, std::span<float> values, std::vector<std::uint16_t>& buffer) const {
    constexpr std::size_t words_per_run = sizeof(Run) / sizeof(std::uint16_t);
    const std::size_t record = static_cast<std::size_t>(row) * record_words(), column = static_cast<std::size_t>(left);
    const std::size_t first_run = column / k_run, runs = (column + values.size() + k_run - 1) / k_run - first_run;
    const std::size_t run_place = record + first_run * words_per_run, code_place = record + runs_per_row() * words_per_run + column;
    const std::uint16_t* run_words = m_rows.data() + run_place;
    const std::uint16_t* codes = m_rows.data() + code_place;
    if (m_file) {
        buffer.assign(runs * words_per_run + values.size(), 0);
        const auto read = [&](std::size_t place, std::span<std::uint16_t> words) {
            if (!m_file->read(static_cast<std::int64_t>(place * sizeof(std::uint16_t)), bytes_of(words)))
                std::fill(words.begin(), words.end(), 0);
        };
        read(run_place, std::span(buffer).first(runs * words_per_run));
        read(code_place, std::span(buffer).subspan(runs * words_per_run));
        run_words = buffer.data();
        codes = buffer.data() + runs * words_per_run;
    }
    for (std::size_t i = 0; i < values.size();) {
        Run run;
        std::memcpy(static_cast<void*>(&run), run_words + ((column + i) / k_run - first_run) * words_per_run, sizeof run);
        const std::size_t end = std::min(values.size(), ((column + i) / k_run + 1) * k_run - column);
        for (; i < end; ++i) values[i] = codes[i] == 0 ? NoData<float>::value : run.least + static_cast<float>(codes[i] - 1) * run.step;
    }
}

Raster<float> PackedRaster::unpacked(int left, int top, int width, int height) const {
    Raster<float> part({m_grid.x_min + left * m_grid.cell_m, m_grid.y_max - top * m_grid.cell_m, m_grid.cell_m, width, height});
    if (part.values.empty()) return part;
    core::parallel_blocks(height, k_rows_per_block, [&](std::int64_t begin, std::int64_t end) {
        std::vector<std::uint16_t> buffer;
        for (int row = static_cast<int>(begin); row < end; ++row)
            unpack_row(top + row, left, {part.values.data() + part.grid.index(0, row), static_cast<std::size_t>(width)}, buffer);
    });
    return part;
}

PackedRaster PackedRaster::halved() const { return halved_with(geo::halved); }

PackedRaster PackedRaster::halved_by_class() const { return halved_with(geo::halved_by_class); }

PackedRaster PackedRaster::halved_with(Raster<float> (*halve)(const Raster<float>&)) const {
    PackedRaster coarse(m_grid.coarser(2));
    constexpr int coarse_rows = 64;
    for (int row = 0; row < coarse.grid().height; row += coarse_rows)
        coarse.put_rows(row, halve(rows(2 * row, std::min(2 * coarse_rows, m_grid.height - 2 * row))).values);
    return coarse;
}

Raster<float> PackedRaster::part(const Extent& extent, int cells_around) const {
    const auto cells = [&](double metres) { return std::clamp(metres / m_grid.cell_m, -1e8, 1e8); };
    const int left = std::max(0, static_cast<int>(std::floor(cells(extent.x_min - m_grid.x_min))) - cells_around);
    const int top = std::max(0, static_cast<int>(std::floor(cells(m_grid.y_max - extent.y_max))) - cells_around);
    const int right = std::min(m_grid.width, static_cast<int>(std::ceil(cells(extent.x_max - m_grid.x_min))) + cells_around);
    const int bottom = std::min(m_grid.height, static_cast<int>(std::ceil(cells(m_grid.y_max - extent.y_min))) + cells_around);
    return unpacked(std::min(left, m_grid.width), std::min(top, m_grid.height), std::max(0, right - left), std::max(0, bottom - top));
}

}  // namespace kreisblick::geo
