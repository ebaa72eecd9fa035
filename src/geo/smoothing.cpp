#include "geo/sampling.h"

#include "core/fast_clones.h"

#include <algorithm>

namespace kreisblick::geo {
namespace {

/// Rows whose running means go side by side.
constexpr int k_rows_side_by_side = 16;

/// Running sums of several runs of values that lie side by side.
struct RunningSums {
    std::vector<double> sums;
    std::vector<double> present;  ///< values in each sum
    explicit RunningSums(int runs) : sums(static_cast<std::size_t>(runs), 0.0), present(sums.size(), 0.0) {}
};

/// One step of all runs: what enters and leaves their sums, and the means where the run has a value of its own. NaN lends no weight.
KREISBLICK_FAST_CLONES
void step(int runs, const float* __restrict entering, const float* __restrict leaving, const float* __restrict own, double* __restrict sums,
          double* __restrict present, float* __restrict means) {
    for (int run = 0; run < runs; ++run) {
        const float in = entering[run], out = leaving[run];
        const double sum = sums[run] + (in == in ? static_cast<double>(in) : 0.0) - (out == out ? static_cast<double>(out) : 0.0);
        const double count = present[run] + (in == in ? 1.0 : 0.0) - (out == out ? 1.0 : 0.0);
        sums[run] = sum;
        present[run] = count;
        means[run] = own[run] == own[run] ? static_cast<float>(sum / count) : NoData<float>::value;
    }
}

/// The means over 2 · radius + 1 values along each of several runs; value i of run r stands at i · runs + r. The runs go side by side,
/// since each of them alone would wait for its own last sum at every step.
void run_means(const float* from, float* to, int runs, int length, int radius) {
    const std::vector<float> nothing(static_cast<std::size_t>(runs), NoData<float>::value);
    std::vector<float> unused(nothing.size());
    RunningSums running(runs);
    const auto line = [&](int index) {
        return index >= 0 && index < length ? from + static_cast<std::int64_t>(index) * runs : nothing.data();
    };
    const auto go = [&](int index, float* means) {
        step(runs, line(index + radius), line(index - radius - 1), line(index), running.sums.data(), running.present.data(), means);
    };
    for (int index = -radius; index < 0; ++index) go(index, unused.data());
    for (int index = 0; index < length; ++index) go(index, to + static_cast<std::int64_t>(index) * runs);
}

/// The mean over 2 · radius + 1 cells to both sides within each row.
void mean_along_rows(const GridSpec& grid, const std::vector<float>& from, std::vector<float>& to, int radius) {
    std::vector<float> bundle(static_cast<std::size_t>(k_rows_side_by_side) * static_cast<std::size_t>(grid.width)), means(bundle.size());
    for (int first = 0; first < grid.height; first += k_rows_side_by_side) {
        const int rows = std::min(k_rows_side_by_side, grid.height - first);
        const auto cell = [&](int column, int row) {
            return static_cast<std::size_t>(column) * static_cast<std::size_t>(rows) + static_cast<std::size_t>(row);
        };
        for (int row = 0; row < rows; ++row)
            for (int column = 0; column < grid.width; ++column)
                bundle[cell(column, row)] = from[static_cast<std::size_t>(grid.index(column, first + row))];
        run_means(bundle.data(), means.data(), rows, grid.width, radius);
        for (int row = 0; row < rows; ++row)
            for (int column = 0; column < grid.width; ++column)
                to[static_cast<std::size_t>(grid.index(column, first + row))] = means[cell(column, row)];
    }
}

}  // namespace

Raster<float> smoothed(const Raster<float>& raster, int radius_cells) {
    Raster<float> result = raster;
    std::vector<float> between(raster.values.size());
    for (int pass = 0; pass < 2; ++pass) {
        mean_along_rows(raster.grid, result.values, between, radius_cells);
        run_means(between.data(), result.values.data(), raster.grid.width, raster.grid.height, radius_cells);
    }
    return result;
}

}  // namespace kreisblick::geo
