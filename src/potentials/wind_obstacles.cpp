#include "potentials/wind_obstacles.h"

#include "geo/distance_field.h"
#include "potentials/chosen_features.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <cstdlib>
#include <map>

namespace kreisblick::potentials {
namespace {

constexpr std::array k_built_up{111, 112};
constexpr std::array k_woods{311, 312, 313};

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

bool is_code(double code, std::span<const int> codes) {
    return std::isfinite(code) && std::find(codes.begin(), codes.end(), static_cast<int>(code)) != codes.end();
}

/// The coverage of a dataset's parts of a kind; nothing where it has none.
std::vector<const geo::Geometry*> coverage_of(const Inputs& inputs, const std::string& dataset, bool rasters) {
    std::vector<const geo::Geometry*> coverage;
    const auto parts = inputs.parts.find(dataset);
    if (parts == inputs.parts.end()) return coverage;
    for (const model::DatasetPart* part : parts->second)
        if ((part->kind == model::DatasetKind::Raster) == rasters && !part->coverage.is_empty()) coverage.push_back(&part->coverage);
    return coverage;
}

/// Features of a vector dataset that fit; unknown where it has no vector part.
template <typename Condition>
core::Result<FoundFeatures> from_features(const Inputs& inputs, const std::string& dataset, const Condition& condition) {
    FoundFeatures found;
    found.coverage = coverage_of(inputs, dataset, false);
    found.is_known = !found.coverage.empty();
    if (!found.is_known) return found;
    KREISBLICK_TRY(const auto read, inputs.read({dataset}));
    found.tables = chosen_features(read->tables(dataset), condition);
    return found;
}

core::Result<FoundFeatures> from_landcover_cells(const Inputs& inputs, std::span<const int> codes, const core::Words& note) {
    FoundFeatures found;
    found.coverage = coverage_of(inputs, "landcover", true);
    found.is_known = !found.coverage.empty();
    if (!found.is_known) return found;
    KREISBLICK_TRY(const auto read, inputs.read({"landcover"}));
    if (const geo::Raster<float>* classes = read->raster("landcover")) found.tables.push_back(class_rectangles(*classes, codes));
    found.note = note;
    return found;
}

/// Whether any of the census's counts of buildings in a cell is above 0.
bool has_buildings(const geo::FeatureTable& table, std::size_t row) {
    for (const geo::Column& column : table.columns())
        if (!column.is_text() && column.name.starts_with("geb_") && column.numbers[row] > 0) return true;
    return false;
}

/// Houses by squares of 100 m: a house with ten others in its own and the eight squares around it stands in a settlement.
class Neighbourhood {
  public:
    void add(geo::Point place) { ++m_houses[key(place, 0, 0)]; }
    [[nodiscard]] bool is_settlement(geo::Point place) const {
        constexpr int least = 11;
        int houses = 0;
        for (int dx = -1; dx <= 1; ++dx)
            for (int dy = -1; dy <= 1; ++dy)
                if (const auto found = m_houses.find(key(place, dx, dy)); found != m_houses.end()) houses += found->second;
        return houses >= least;
    }

  private:
    static std::pair<int, int> key(geo::Point place, int dx, int dy) {
        constexpr double edge_m = 100;
        return {static_cast<int>(std::floor(place.x / edge_m)) + dx, static_cast<int>(std::floor(place.y / edge_m)) + dy};
    }
    std::map<std::pair<int, int>, int> m_houses;
};

/// Dwellings in settlements or outside, by their neighbours.
core::Result<Homes> homes_by_neighbours(const Inputs& inputs) {
    Homes homes;
    KREISBLICK_TRY(homes.dwellings, from_features(inputs, "buildings",
                                                  [](const auto& table, std::size_t row) { return is_dwelling(table.text(row, "use")); }));
    homes.settlements.is_known = homes.dwellings.is_known;
    homes.settlements.coverage = homes.dwellings.coverage;
    Neighbourhood neighbourhood;
    for (const auto& table : homes.dwellings.tables)
        for (std::size_t row = 0; row < table.size(); ++row) neighbourhood.add(table.extent(row).centre());
    const auto houses = addresses_of(homes.dwellings.tables);
    const auto in_settlement = [&](const auto& table, std::size_t row) { return neighbourhood.is_settlement(table.extent(row).centre()); };
    homes.settlements.tables = chosen_features(houses, in_settlement);
    homes.dwellings.tables = chosen_features(houses, [&](const auto& table, std::size_t row) { return !in_settlement(table, row); });
    homes.settlements.note = {"Siedlung: Wohnhäuser mit mindestens zehn Nachbarn im Umkreis von gut 100 m",
                              "Settlement: dwellings with at least ten neighbours within some 100 m"};
    return homes;
}

/// Settlement areas without regard to single houses.
core::Result<FoundFeatures> settlement_areas(const Inputs& inputs) {
    KREISBLICK_TRY(FoundFeatures areas, from_features(inputs, "settlements", [](const auto&, std::size_t) { return true; }));
    if (areas.is_known) return areas;
    KREISBLICK_TRY(areas, from_features(inputs, "landcover",
                                        [](const auto& table, std::size_t row) { return is_code(table.number(row, "code"), k_built_up); }));
    if (areas.is_known) return areas;
    KREISBLICK_TRY(areas, from_features(inputs, "census_100m", has_buildings));
    areas.note = {"Siedlung: Zensuszellen von 100 m mit Gebäuden, also grob; Einzelhäuser sind darin enthalten",
                  "Settlement: census cells of 100 m with buildings, which is coarse; single dwellings are among them"};
    return areas;
}

/// The dwellings whose middle lies in no settlement's cell.
core::Result<FoundFeatures> dwellings_outside(const Inputs& inputs, const FoundFeatures& settlements, const core::Job& job) {
    const geo::FeatureMarks marks = geo::FeatureMarks::of(addresses_of(settlements.tables), inputs.grid, job);
    const auto is_inside = [&](geo::Point place) {
        const int column = inputs.grid.column_at(place.x), row = inputs.grid.row_at(place.y);
        if (!inputs.grid.has(column, row)) return false;
        const auto runs = marks.runs(row);
        return std::any_of(runs.begin(), runs.end(), [&](const auto& run) { return run.first <= column && column < run.end; });
    };
    return from_features(inputs, "buildings", [&](const auto& table, std::size_t row) {
        return is_dwelling(table.text(row, "use")) && !is_inside(table.extent(row).centre());
    });
}

}  // namespace

core::Result<Homes> find_homes(const Inputs& inputs, const core::Job& job) {
    Homes homes;
    KREISBLICK_TRY(homes.settlements, settlement_areas(inputs));
    if (homes.settlements.is_known) {
        KREISBLICK_TRY(homes.dwellings, dwellings_outside(inputs, homes.settlements, job));
        // Census cells hold single dwellings too: the rule for these is checked on the same cells.
        const bool is_census = !homes.settlements.note.german.empty();
        if (!homes.dwellings.is_known && is_census) homes.dwellings = homes.settlements;
        return homes;
    }
    KREISBLICK_TRY(homes, homes_by_neighbours(inputs));
    if (homes.settlements.is_known) return homes;
    const core::Words coarse{"Siedlung: bebaute Zellen der Landbedeckung, also grob",
                             "Settlement: built-up cells of the land cover, which is coarse"};
    KREISBLICK_TRY(homes.settlements, from_landcover_cells(inputs, k_built_up, coarse));
    return homes;
}

core::Result<FoundFeatures> find_forest(const Inputs& inputs) {
    KREISBLICK_TRY(FoundFeatures forest, from_features(inputs, "forest", [](const auto&, std::size_t) { return true; }));
    if (forest.is_known) return forest;
    KREISBLICK_TRY(forest, from_features(inputs, "landcover",
                                         [](const auto& table, std::size_t row) { return is_code(table.number(row, "code"), k_woods); }));
    if (forest.is_known) return forest;
    return from_landcover_cells(inputs, k_woods, {});
}

std::optional<RoadClass> road_class(const std::string& highway) {
    const auto begins = [&](const char* name) { return highway.starts_with(name); };
    if (begins("motorway")) return RoadClass::Motorway;
    if (begins("trunk") || begins("primary")) return RoadClass::Federal;
    if (begins("secondary") || begins("tertiary")) return RoadClass::Other;
    return std::nullopt;
}

double highest_voltage(const std::string& text) {
    double highest = 0;
    for (const char* at = text.c_str(); *at;) {
        char* end = nullptr;
        const double voltage = std::strtod(at, &end);
        if (std::isfinite(voltage)) highest = std::max(highest, voltage);
        at = end > at ? end : at + 1;
    }
    return highest;
}

bool is_high_voltage(const std::string& line_class, const std::string& voltage) {
    constexpr double least_v = 110'000;
    const double highest = highest_voltage(voltage);
    return highest > 0 ? highest >= least_v : line_class != "minor_line" && line_class != "cable";
}

ProtectionKind protection_kind(const std::string& area_class) {
    const std::string name = lower(area_class);
    const auto is_one_of = [&](std::initializer_list<const char*> names) {
        return std::find(names.begin(), names.end(), name) != names.end();
    };
    if (is_one_of({"lsg", "landschaftsschutzgebiet", "naturpark", "biosphärenreservat entwicklungszone"})) return ProtectionKind::Landscape;
    if (is_one_of({"ffh", "ffh-gebiet", "vsg", "spa", "vogelschutzgebiet", "eu-vogelschutzgebiet", "natura 2000", "natura2000"}))
        return ProtectionKind::Natura;
    return ProtectionKind::Strict;
}

int water_zone(const std::string& zone) {
    const std::string name = lower(zone);
    if (name.starts_with("iii") || name.starts_with("3") || name.find("zone iii") != std::string::npos) return 3;
    if (name == "i" || name.starts_with("1") || name == "zone i") return 1;
    return 2;
}

bool is_dwelling(const std::string& use) {
    static constexpr std::array k_dwellings{
        "",          "yes",   "house", "apartments", "residential", "detached", "semidetached_house", "terrace",     "bungalow", "farm",
        "dormitory", "hotel", "mixed", "villa",      "hospital",    "school",   "kindergarten",       "nursing_home"};
    const std::string name = lower(use);
    return std::any_of(k_dwellings.begin(), k_dwellings.end(), [&](const char* dwelling) { return name == dwelling; });
}

}  // namespace kreisblick::potentials
