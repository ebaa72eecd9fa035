#include "potentials/land_use.h"

#include "core/parallel.h"
#include "geo/area_fractions.h"
#include "potentials/word_lists.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

namespace kreisblick::potentials {
namespace {

struct UseWord {
    std::string_view word;
    LandUse use;
};
constexpr std::array<UseWord, 27> k_words{{
    {"arable", LandUse::Arable},         {"meadow", LandUse::Grassland},
    {"orchard", LandUse::Orchard},       {"grassland", LandUse::Grassland},
    {"forest", LandUse::Forest},         {"farmland", LandUse::Arable},
    {"grass", LandUse::Grassland},       {"pasture", LandUse::Grassland},
    {"vineyard", LandUse::Orchard},      {"allotments", LandUse::Arable},
    {"plant_nursery", LandUse::Orchard}, {"wood", LandUse::Forest},
    {"acker", LandUse::Arable},          {"ackerland", LandUse::Arable},
    {"gartenland", LandUse::Arable},     {"grünland", LandUse::Grassland},
    {"gruenland", LandUse::Grassland},   {"wiese", LandUse::Grassland},
    {"weide", LandUse::Grassland},       {"dauergrünland", LandUse::Grassland},
    {"streuobst", LandUse::Orchard},     {"streuobstwiese", LandUse::Orchard},
    {"obstplantage", LandUse::Orchard},  {"weingarten", LandUse::Orchard},
    {"wald", LandUse::Forest},           {"gehölz", LandUse::Forest},
    {"residential", LandUse::Other},
}};

/// Puts a use, or a field's number, into the cells that a polygon covers by more than half.
class Stamp {
  public:
    explicit Stamp(LandUseCells& cells) : m_cells(cells), m_fractions(cells.grid) {}

    void put(const geo::FeatureTable& table, std::size_t row, LandUse use, std::uint16_t zone) {
        m_fractions.mostly_covered(table, row, [&](std::size_t cell) {
            if (use != LandUse::Unknown) m_cells.uses[cell] = static_cast<std::uint8_t>(use);
            if (zone > 0) m_cells.zones[cell] = zone;
        });
    }

  private:
    LandUseCells& m_cells;
    geo::AreaFractions m_fractions;
};

void take_corine(LandUseCells& cells, const geo::RowReader& corine, const core::Job& job) {
    std::array<std::uint8_t, 1024> use_of{};
    for (std::size_t code = 0; code < use_of.size(); ++code)
        use_of[code] = static_cast<std::uint8_t>(land_use_of_corine(static_cast<int>(code)));
    constexpr int rows_at_once = 64;
    core::parallel_blocks(cells.grid.height, rows_at_once, [&](std::int64_t begin, std::int64_t end) {
        if (job.stopped()) return;
        const geo::Raster<float> codes = corine(static_cast<int>(begin), static_cast<int>(end - begin));
        std::uint8_t* uses = cells.uses.data() + cells.grid.index(0, static_cast<int>(begin));
        for (std::size_t cell = 0; cell < codes.values.size(); ++cell) {
            const float code = codes.values[cell];
            if (code > 0 && code < static_cast<float>(use_of.size())) uses[cell] = use_of[static_cast<std::size_t>(code)];
        }
    });
}

}  // namespace

std::string_view name_of(LandUse use) {
    constexpr std::array<std::string_view, 6> k_names{"", "arable", "grassland", "orchard", "forest", "other"};
    return k_names[static_cast<std::size_t>(use)];
}

LandUse land_use_of_corine(int code) {
    switch (code) {
        case 211:
        case 212:
        case 213:
        case 241:
        case 242:
        case 243: return LandUse::Arable;
        case 231:
        case 321: return LandUse::Grassland;
        case 221:
        case 222:
        case 223:
        case 244: return LandUse::Orchard;
        case 311:
        case 312:
        case 313: return LandUse::Forest;
        default: return code > 0 ? LandUse::Other : LandUse::Unknown;
    }
}

LandUse land_use_of_word(std::string_view word) {
    const std::string small = lowered(std::string(word));
    const auto found = std::find_if(k_words.begin(), k_words.end(), [&](const UseWord& one) { return one.word == small; });
    return found == k_words.end() ? LandUse::Unknown : found->use;
}

core::Result<LandUseCells> land_use_cells(const geo::GridSpec& grid, const geo::RowReader& corine,
                                          std::span<const geo::FeatureTable* const> land_cover,
                                          std::span<const geo::FeatureTable* const> parcels, const core::Job& job) {
    const auto count = static_cast<std::size_t>(grid.cells());
    LandUseCells cells{grid, std::vector<std::uint8_t>(count, 0), {}};
    if (corine) take_corine(cells, corine, job);
    Stamp stamp(cells);
    for (const geo::FeatureTable* table : land_cover)
        for (std::size_t row = 0; row < table->size() && !job.stopped(); ++row) {
            const double code = table->number(row, "code");
            if (std::isfinite(code)) stamp.put(*table, row, land_use_of_corine(static_cast<int>(code)), 0);
        }
    if (!parcels.empty()) cells.zones.assign(count, 0);
    std::uint16_t zone = 0;
    for (const geo::FeatureTable* table : parcels)
        for (std::size_t row = 0; row < table->size() && !job.stopped(); ++row) {
            zone = static_cast<std::uint16_t>(zone == 65535 ? 1 : zone + 1);
            stamp.put(*table, row, land_use_of_word(table->text(row, "use")), zone);
        }
    if (job.stopped()) return core::fail("the search for what grows where was stopped");
    return cells;
}

}  // namespace kreisblick::potentials
