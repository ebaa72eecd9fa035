#pragma once

#include "core/job.h"
#include "potentials/drainage.h"

#include <span>

namespace kreisblick::potentials {

/// Finds the ways of cells without a lower neighbour, flats and pits; see drainage.h. Works on the lowest first, so that a way that was
/// carved before leads below whatever is searched from later.
class PitWays {
  public:
    /// One lake may be a great part of the work, so that the job is asked all along.
    PitWays(Drainage& drainage, const core::Job& job)
        : m_drainage(drainage),
          m_job(job),
          m_neighbours(drainage.neighbours()),
          m_seen(drainage.ways.size(), k_unseen) {}

    /// cells: all that are Unknown, by number. Not all of them where the job is stopped.
    void resolve(std::span<const std::uint32_t> cells);

  private:
    // What was seen of a cell in one search: the number plus one of the neighbour it was reached from, or that it belongs to the flat.
    static constexpr std::uint8_t k_unseen = 0, k_in_flat = 9;
    struct Reached {
        std::uint16_t level = 0;
        std::uint32_t turn = 0;  // the earlier first among equals
        std::uint32_t cell = 0;
        friend bool operator<(const Reached& a, const Reached& b) { return a.level > b.level || (a.level == b.level && a.turn > b.turn); }
    };

    void resolve_flat(std::uint32_t cell);
    void gather_flat(std::uint32_t cell);
    void carve_from_flat();
    void reach_around(std::uint32_t cell);
    [[nodiscard]] bool is_exit(std::uint32_t cell) const;
    void carve_to(std::uint32_t cell);
    void lead_over_flat();
    void forget_search();
    [[nodiscard]] std::uint32_t beside(std::uint32_t cell, std::uint8_t neighbour) const {
        return static_cast<std::uint32_t>(cell + m_neighbours[neighbour]);
    }

    Drainage& m_drainage;
    const core::Job& m_job;
    std::array<std::int64_t, 8> m_neighbours;
    std::vector<std::uint8_t> m_seen;
    std::uint16_t m_level = 0;             // of the flat at work
    std::vector<std::uint32_t> m_flat;     // its cells
    std::vector<std::uint32_t> m_led;      // those of them whose way is known
    std::vector<std::uint32_t> m_climbed;  // cells seen beyond the flat
    std::vector<Reached> m_heap;
};

}  // namespace kreisblick::potentials
