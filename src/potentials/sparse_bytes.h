#pragma once

#include "geo/distance_field.h"

#include <cstdint>
#include <vector>

namespace kreisblick::potentials {

/// A byte a cell on a large grid, most of which are far from anything: rows are cut into runs of cells, and a run that holds nothing but
/// "far" takes no room. Immutable once made; safe from several threads.
class SparseBytes {
  public:
    static constexpr int k_run = 256;  ///< cells
    static constexpr std::uint8_t k_far = 255;

    SparseBytes() = default;
    /// Distances in whole steps, rounded down, so that "nearer than a multiple of the step" stays exact; from far_m on: far.
    /// An Error only where the job was stopped.
    [[nodiscard]] static core::Result<SparseBytes> of_distances(const geo::FeatureMarks& features, double step_m, double far_m,
                                                                const core::Job& job);
    /// As they are; `far` counts as far.
    [[nodiscard]] static SparseBytes of_bytes(const geo::GridSpec& grid, const std::vector<std::uint8_t>& bytes, std::uint8_t far);

    [[nodiscard]] int runs_in_row() const { return m_runs_in_row; }
    /// The cells of a run (k_run of them, also at the end of a row), or null where all of them are far.
    [[nodiscard]] const std::uint8_t* run(int row, int run) const {
        const std::uint32_t at =
            m_first[static_cast<std::size_t>(row) * static_cast<std::size_t>(m_runs_in_row) + static_cast<std::size_t>(run)];
        return at == k_nothing ? nullptr : m_bytes.data() + static_cast<std::size_t>(at) * k_run;
    }
    [[nodiscard]] std::size_t bytes() const { return m_bytes.capacity() + m_first.capacity() * sizeof(std::uint32_t); }
    /// Whether no cell is near anything.
    [[nodiscard]] bool is_far_everywhere() const { return m_bytes.empty(); }

  private:
    static constexpr std::uint32_t k_nothing = ~0U;
    int m_runs_in_row = 0;
    std::vector<std::uint32_t> m_first;  // by row and run: its number among those kept
    std::vector<std::uint8_t> m_bytes;
};

}  // namespace kreisblick::potentials
