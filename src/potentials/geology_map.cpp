#include "potentials/geology_map.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace kreisblick::potentials {
namespace {

/// A class code as text: "2", not "2.0".
std::string code_text(float code) { return fmt::format("{:.0f}", static_cast<double>(code)); }

void read_raster(const geo::Raster<float>& codes, GeologyMap& map) {
    std::map<float, RockTable::Index> known;
    float last = codes.values.empty() ? 0 : codes.values.front();
    RockTable::Index rock = RockTable::k_unknown;
    bool is_first = true;
    for (std::size_t cell = 0; cell < codes.values.size(); ++cell) {
        const float code = codes.values[cell];
        if (!geo::Raster<float>::is_data(code)) continue;
        if (is_first || code != last) {  // codes come in runs
            const auto [found, is_new] = known.try_emplace(code, RockTable::k_unknown);
            if (is_new) found->second = map.table.rock_of(code_text(code), {});
            rock = found->second;
            last = code;
            is_first = false;
        }
        map.rocks[cell] = rock;
        if (rock == RockTable::k_unknown) ++map.unknown_rocks[code_text(code)];
    }
}

/// The classes of mark_areas begin at 1, so that an unknown rock (0) still replaces what lies below it.
void read_polygons(const Inputs& inputs, GeologyMap& map, const core::Job& job) {
    const auto rock_of = [&](const geo::FeatureTable& table, std::size_t row) {
        const std::string code = table.text(row, "code"), name = table.text(row, "name");
        const RockTable::Index rock = map.table.rock_of(code, name);
        if (rock == RockTable::k_unknown) ++map.unknown_rocks[name.empty() ? code : name];
        return static_cast<std::uint8_t>(rock + 1);
    };
    ClassCells marked(map.rocks.size());
    map.overlaps = mark_areas(inputs.tables("geology"), inputs.grid, rock_of, Overlap::LaterCounts, marked, job);
    for (std::size_t cell = 0; cell < marked.size(); ++cell)
        if (marked[cell]) map.rocks[cell] = static_cast<RockTable::Index>(marked[cell] - 1);
}

/// Cells of a window that somebody will look at, where no map tells.
std::int64_t unknown_cells(const GeologyMap& map) { return std::count(map.rocks.begin(), map.rocks.end(), RockTable::k_unknown); }

std::vector<std::string> names_of(const std::map<std::string, std::int64_t>& counted) {
    std::vector<std::string> names;
    for (const auto& [name, count] : counted) names.push_back(name.empty() ? "?" : name);
    return names;
}

}  // namespace

core::Result<GeologyMap> geology_map(const Inputs& inputs, const core::Job& job) {
    const auto declared = inputs.tables(k_rocks_table);
    if (declared.empty()) return core::fail("the table of rocks is missing");
    GeologyMap map;
    KREISBLICK_TRY(map.table, RockTable::from(*declared.front()));
    map.rocks.assign(static_cast<std::size_t>(inputs.grid.cells()), RockTable::k_unknown);
    const geo::Raster<float>* raster = inputs.raster("geology");
    map.has_geology = raster || !inputs.tables("geology").empty();
    if (raster) read_raster(*raster, map);
    if (!inputs.tables("geology").empty()) read_polygons(inputs, map, job);
    if (map.has_geology) map.cells_without = unknown_cells(map);
    return map;
}

void note_geology(const GeologyMap& map, const Inputs& inputs, Results& results) {
    const std::string mean = fmt::format("{}", map.table.at(RockTable::k_unknown).conductivity_w_m_k);
    const core::Words value{core::number(map.table.at(RockTable::k_unknown).conductivity_w_m_k, 1, core::Language::German), mean};
    if (!map.has_geology)
        results.note({fmt::format("Ohne Geologie gerechnet: überall {}\u202fW/(m·K)", value.german),
                      fmt::format("Computed without geology: {}\u202fW/(m·K) everywhere", value.english)});
    if (map.cells_without > 0) {
        const core::Words ground = hectares_of(map.cells_without, inputs.grid);
        results.note({fmt::format("Ohne Geologie: {}; dort {}\u202fW/(m·K) angenommen", ground.german, value.german),
                      fmt::format("Without geology: {}; {}\u202fW/(m·K) assumed there", ground.english, value.english)});
    }
    if (!map.unknown_rocks.empty()) {
        const core::Words names = listed(names_of(map.unknown_rocks));
        results.note({"Gesteine, die die Tabelle nicht kennt: " + names.german, "Rocks that the table does not know: " + names.english});
    }
    if (map.overlaps.cells > 0) {
        const core::Words ground = hectares_of(map.overlaps.cells, inputs.grid), names = listed(map.overlaps.names);
        results.note({fmt::format("Geologische Flächen überlappen auf {} ({}); die spätere gilt", ground.german, names.german),
                      fmt::format("Geological areas overlap on {} ({}); the later one counts", ground.english, names.english)});
    }
}

}  // namespace kreisblick::potentials
