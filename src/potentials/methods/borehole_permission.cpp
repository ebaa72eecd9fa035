// A traffic light for borehole heat exchangers, with its reason: water and spa protection, and what the ground is made of.
#include "potentials/borehole_permission.h"
#include "core/parallel.h"
#include "potentials/geology_map.h"
#include "potentials/known_ground.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

namespace kreisblick::potentials {
namespace {

constexpr int k_rows_per_block = 64;

std::vector<BandDeclaration> bands(const Parameters&) { return {{"permission", ""}}; }

std::uint8_t code_of(BoreholeFinding finding) { return static_cast<std::uint8_t>(finding); }

/// A kind of protection area and how its zones count.
struct Protection {
    const char* dataset;
    core::Words title;
    ZoneReading (*read)(const std::string&);
    BoreholeFinding inner, outer, unchecked;
};
const std::array<Protection, 2> k_protections{{{"water_protection",
                                                {"Wasserschutz", "water protection"},
                                                read_water_zone,
                                                BoreholeFinding::InnerWater,
                                                BoreholeFinding::OuterWater,
                                                BoreholeFinding::WaterUnchecked},
                                               {"spa_protection",
                                                {"Heilquellenschutz", "spa protection"},
                                                read_spa_zone,
                                                BoreholeFinding::InnerSpa,
                                                BoreholeFinding::OuterSpa,
                                                BoreholeFinding::SpaUnchecked}}};

/// Marks the ground where nobody looked for such areas; says how much it is where somebody looked elsewhere.
void mark_unchecked(const Protection& protection, const Inputs& inputs, ClassCells& cells, Results& results) {
    const geo::CellMask known = known_cells(inputs, {protection.dataset});
    std::int64_t unknown = 0;
    for (std::size_t cell = 0; cell < cells.size(); ++cell) {
        if (known[cell]) continue;
        cells[cell] = std::max(cells[cell], code_of(protection.unchecked));
        ++unknown;
    }
    if (unknown == 0 || inputs.coverage_of(protection.dataset).empty()) return;
    const core::Words ground = hectares_of(unknown, inputs.grid);
    results.note({fmt::format("{}: auf {} nicht geprüft, dort fehlen Daten", protection.title.german, ground.german),
                  fmt::format("{}: not checked on {}, for want of data there", protection.title.english, ground.english)});
}

/// Marks the areas; says which zones could not be read, and which areas overlap.
void mark_protection(const Protection& protection, const Inputs& inputs, ClassCells& cells, Results& results, const core::Job& job) {
    std::set<std::string> unread;
    const auto class_of = [&](const geo::FeatureTable& table, std::size_t row) {
        const std::string zone = table.text(row, "zone");
        const ZoneReading reading = protection.read(zone);
        if (!reading.is_known) unread.insert(table.text(row, "name") + (zone.empty() ? "" : " (" + zone + ")"));
        return code_of(reading.is_outer ? protection.outer : protection.inner);
    };
    const AreaOverlaps overlaps = mark_areas(inputs.tables(protection.dataset), inputs.grid, class_of, Overlap::LargerCounts, cells, job);
    if (!unread.empty()) {
        const core::Words names = listed({unread.begin(), unread.end()});
        results.note({fmt::format("{}: {} Gebiete ohne lesbare Zone gelten als innere Zone: {}", protection.title.german, unread.size(),
                                  names.german),
                      fmt::format("{}: {} areas without a readable zone count as inner ones: {}", protection.title.english, unread.size(),
                                  names.english)});
    }
    if (overlaps.cells == 0) return;
    const core::Words ground = hectares_of(overlaps.cells, inputs.grid), names = listed(overlaps.names);
    results.note(
        {fmt::format("{}: Gebiete überlappen auf {} ({}); die strengere Zone gilt", protection.title.german, ground.german, names.german),
         fmt::format("{}: areas overlap on {} ({}); the stricter zone counts", protection.title.english, ground.english, names.english)});
}

void add_geology(const GeologyMap& map, double length_m, ClassCells& cells) {
    std::array<std::uint8_t, 256> codes{};
    for (std::size_t rock = 0; rock < map.table.all().size(); ++rock)
        codes[rock] = code_of(finding_of(map.table, static_cast<RockTable::Index>(rock), length_m));
    for (std::size_t cell = 0; cell < cells.size(); ++cell) cells[cell] = std::max(cells[cell], codes[map.rocks[cell]]);
}

void note_rules(double length_m, const core::Words& unchecked, Results& results) {
    results.note(no_permit_sentence());
    if (length_m > 100)
        results.note({"Bohrungen über 100\u202fm sind der Bergbehörde anzuzeigen (§ 127 BBergG)",
                      "Drillings of more than 100\u202fm are to be notified to the mining authority (§ 127 BBergG)"});
    if (!unchecked.german.empty())
        results.note({"Nicht geprüft, weil Daten fehlen: " + unchecked.german, "Not checked for want of data: " + unchecked.english});
}

void put(const ClassCells& cells, const geo::GridSpec& grid, Results& results, const core::Job& job) {
    core::parallel_blocks(grid.height, k_rows_per_block, [&](std::int64_t begin, std::int64_t end) {
        if (job.stopped()) return;
        const auto first = cells.begin() + grid.index(0, static_cast<int>(begin)),
                   last = cells.begin() + grid.index(0, static_cast<int>(end));
        const std::vector<float> values(first, last);
        results.put_rows("permission", static_cast<int>(begin), values);
    });
}

core::Result<void> compute(const Inputs& inputs, const Parameters& parameters, Results& results, const core::Job& job) {
    const double length_m = number_of(parameters, "length");
    KREISBLICK_TRY(const GeologyMap map, geology_map(inputs, job));
    ClassCells cells(static_cast<std::size_t>(inputs.grid.cells()), code_of(BoreholeFinding::Favourable));
    core::Words unchecked;
    const auto add_unchecked = [&](const core::Words& title) {
        unchecked.german += (unchecked.german.empty() ? "" : ", ") + title.german;
        unchecked.english += (unchecked.english.empty() ? "" : ", ") + title.english;
    };
    for (const Protection& protection : k_protections) {
        if (inputs.coverage_of(protection.dataset).empty()) add_unchecked(protection.title);
        mark_unchecked(protection, inputs, cells, results);
        mark_protection(protection, inputs, cells, results, job);
    }
    if (!map.has_geology) add_unchecked({"Geologie", "geology"});
    add_geology(map, length_m, cells);
    note_rules(length_m, unchecked, results);
    put(cells, inputs.grid, results, job);
    return {};
}

}  // namespace

Method borehole_permission_method() {
    return {"borehole_permission", {}, {"water_protection", "spa_protection", "geology"}, 0, false, bands, compute, {}, {k_rocks_table}};
}

}  // namespace kreisblick::potentials
