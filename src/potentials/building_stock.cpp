#include "potentials/building_stock.h"

#include "core/parallel.h"
#include "geo/row_reader.h"
#include "potentials/building_records.h"
#include "potentials/building_surroundings.h"
#include "potentials/census_stock.h"
#include "potentials/corrections.h"
#include "potentials/floor_area.h"
#include "potentials/vacancy.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <unordered_map>

namespace kreisblick::potentials {
namespace {

constexpr int k_rows_at_once = 64;

/// The buildings on their way to the stock.
struct Making {
    const Inputs& inputs;
    const core::Job& job;
    const Corrections corrections;
    std::vector<BuildingRecord> records;
    std::vector<CensusCell> cells;
};

void put_buildings(Making& making, BuildingStock& stock) {
    const std::vector<RoofSite> sites = roof_sites(making.inputs.tables("buildings"), making.inputs.tables("monuments"), making.job);
    making.records.resize(sites.size());
    stock.buildings.resize(sites.size());
    core::parallel_blocks(static_cast<std::int64_t>(sites.size()), 512, [&](std::int64_t begin, std::int64_t end) {
        for (auto i = static_cast<std::size_t>(begin); i < static_cast<std::size_t>(end) && !making.job.stopped(); ++i)
            read_record(sites[i], stock.uses, making.corrections, making.records[i], stock.buildings[i]);
    });
    if (making.job.stopped()) return;
    geo::Column& id = stock.shapes.column("id", geo::ColumnType::Text);
    for (std::size_t i = 0; i < sites.size() && !making.job.stopped(); ++i) {
        stock.shapes.add(sites[i].table->geometry(sites[i].row));
        stock.centres.push_back(sites[i].centre);
    }
    if (making.job.stopped()) return;
    for (std::size_t i = 0; i < sites.size(); ++i) id.texts[i] = making.records[i].id;
    for (core::Words& words : faults_of(making.inputs.tables("buildings"), stock.uses).notes()) stock.notes.push_back(std::move(words));
}

/// Ages that no year tells: from the census cell around, else the region's.
void draw_ages(const Making& making, BuildingStock& stock) {
    const CensusIndex index(making.cells);
    for (std::size_t row = 0; row < stock.size(); ++row) {
        Building& building = stock.buildings[row];
        if (!is_known(building.ages)) {
            const CensusCell* cell = index.at(stock.centres[row]);
            if (cell) building.ages = shares_of_census(cell->houses);
            building.age_origin = is_known(building.ages) ? Origin::Drawn : Origin::Assumed;
            if (!is_known(building.ages)) building.ages = regional_age_shares();
        }
        building.floor_ages = building.ages;
    }
}

void tell_places(BuildingStock& stock, HectareCounts& counts) {
    for (std::size_t row = 0; row < stock.size(); ++row) {
        const Building& building = stock.buildings[row];
        if (!stock.uses.at(building.use).is_dwelling) continue;
        HectareCounts::Counts& here = counts.at(stock.centres[row]);
        ++here.dwellings;
        here.old += static_cast<float>(share_before(building.ages, 1919));
    }
    for (std::size_t row = 0; row < stock.size(); ++row) stock.buildings[row].place = counts.place_of(stock.centres[row]);
}

void tell_timber(const Making& making, std::span<const std::uint8_t> walls, std::span<const std::uint8_t> ensembles, BuildingStock& stock) {
    for (std::size_t row = 0; row < stock.size(); ++row) {
        Building& building = stock.buildings[row];
        const auto see = [&](TimberEvidence evidence) -> bool& { return building.timber_seen[static_cast<std::size_t>(evidence)]; };
        see(TimberEvidence::SmallAndClose) = building.footprint_m2 < 120 && walls[row] > 0;
        see(TimberEvidence::FarmEnsemble) = ensembles[row] != 0;
        if (const std::string* fact = making.corrections.find(making.records[row].id, "timber_frame"))
            building.timber_fact = *fact == "yes";
        if (!stock.uses.at(building.use).may_be_timber && building.timber_fact < 0) continue;
        const AgeShares nothing{};
        const double prior = timber_frame_prior(building.age_origin == Origin::Assumed ? nothing : building.ages, building.place);
        building.timber_likelihood =
            building.timber_fact >= 0 ? building.timber_fact : timber_frame_likelihood(prior, building.timber_seen);
    }
}

/// What people who know a building say of its size, its meter and its state.
void correct(const Making& making, BuildingStock& stock) {
    for (std::size_t row = 0; row < making.records.size(); ++row) {
        const std::string& id = making.records[row].id;
        Building& building = stock.buildings[row];
        if (!building.is_corrected) continue;
        const auto number = [&](const char* field, float& into) {
            const std::string* value = making.corrections.find(id, field);
            if (value) into = std::strtof(value->c_str(), nullptr);
            return value != nullptr;
        };
        if (number("floor_area_m2", building.reference_m2)) building.area_origin = Origin::Corrected;
        number("demand_kwh_a", building.measured_kwh);
        constexpr std::array<std::string_view, 4> levels{"as_built", "partly", "usual", "advanced"};
        if (const std::string* level = making.corrections.find(id, "refurbishment"))
            building.refurbishment = static_cast<std::int8_t>(std::find(levels.begin(), levels.end(), *level) - levels.begin());
    }
}

/// Corrections of buildings that the district does not have (any more) are named, not lost.
void note_strays(const Making& making, BuildingStock& stock) {
    if (making.corrections.all().empty()) return;
    std::set<std::string> known;
    for (const BuildingRecord& record : making.records) known.insert(record.id);
    std::string strays;
    std::size_t count = 0;
    for (const auto& [building, fields] : making.corrections.all())
        if (!known.contains(building) && ++count <= 5) strays += (strays.empty() ? "" : ", ") + building;
    if (count > 0)
        stock.notes.push_back(
            {fmt::format("Berichtigt, aber nicht im Kreis: {} Gebäude ({}).", count, strays),
             fmt::format("Corrected, but not in the district: {} {} ({}).", count, count == 1 ? "building" : "buildings", strays)});
}

void read_register(const Making& making, BuildingStock& stock) {
    static const std::unordered_map<std::string, VacancyFact> words{{"suspected", VacancyFact::Suspected},
                                                                    {"partly vacant", VacancyFact::Partly},
                                                                    {"vacant", VacancyFact::Vacant},
                                                                    {"ruin", VacancyFact::Ruin},
                                                                    {"occupied", VacancyFact::InUse}};
    std::unordered_map<std::string, VacancyFact> facts;
    for (const geo::FeatureTable* table : making.inputs.tables("register"))
        for (std::size_t row = 0; row < table->size(); ++row) {
            const auto fact = words.find(table->text(row, "state"));
            if (fact != words.end()) facts[table->text(row, "building")] = fact->second;
        }
    if (facts.empty()) return;
    for (std::size_t row = 0; row < making.records.size(); ++row)
        if (const auto found = facts.find(making.records[row].id); found != facts.end()) stock.buildings[row].vacancy = found->second;
}

void measure_stops(const Inputs& inputs, BuildingStock& stock, const core::Job& job) {
    std::vector<geo::Point> stops;
    for (const geo::FeatureTable* table : inputs.tables("poi"))
        for (std::size_t row = 0; row < table->size(); ++row) {
            const std::string kind = table->text(row, "kind");
            if (kind == "bus_stop" || kind == "station" || kind == "halt" || kind == "tram_stop")
                stops.push_back(table->extent(row).centre());
        }
    if (stops.empty()) return;
    core::parallel_blocks(static_cast<std::int64_t>(stock.size()), 1024, [&](std::int64_t begin, std::int64_t end) {
        for (auto row = static_cast<std::size_t>(begin); row < static_cast<std::size_t>(end) && !job.stopped(); ++row) {
            double nearest = std::numeric_limits<double>::infinity();
            for (const geo::Point stop : stops)
                nearest = std::min(nearest, std::pow(stop.x - stock.centres[row].x, 2) + std::pow(stop.y - stock.centres[row].y, 2));
            stock.buildings[row].to_stop_m = static_cast<float>(std::sqrt(nearest));
        }
    });
}

/// The height of the ground below each building, read by strips so that the district's heights never lie in memory together.
void read_altitudes(const Inputs& inputs, BuildingStock& stock, const core::Job& job) {
    const geo::RowReader rows = inputs.rows("elevation");
    const geo::GridSpec& grid = inputs.grid;
    if (!rows) {
        stock.notes.push_back({"Ohne Geländehöhe gilt für alle Häuser das Klima von Kassel.",
                               "Without elevation the climate of Kassel holds for all houses."});
        return;
    }
    std::vector<std::vector<std::uint32_t>> by_strip(static_cast<std::size_t>(grid.height / k_rows_at_once + 1));
    for (std::size_t row = 0; row < stock.size(); ++row) {
        const geo::Point here = stock.centres[row];
        if (grid.has(grid.column_at(here.x), grid.row_at(here.y)))
            by_strip[static_cast<std::size_t>(grid.row_at(here.y) / k_rows_at_once)].push_back(static_cast<std::uint32_t>(row));
    }
    core::parallel_blocks(static_cast<std::int64_t>(by_strip.size()), 1, [&](std::int64_t begin, std::int64_t) {
        const auto strip = static_cast<std::size_t>(begin);
        if (by_strip[strip].empty() || job.stopped()) return;
        const int first = static_cast<int>(strip) * k_rows_at_once;
        const geo::Raster<float> heights = rows(first, std::min(k_rows_at_once, grid.height - first));
        for (const std::uint32_t row : by_strip[strip]) {
            const geo::Point here = stock.centres[row];
            stock.buildings[row].altitude_m = heights.at(grid.column_at(here.x), grid.row_at(here.y) - first);
        }
    });
}

/// What the cells of one municipality count.
struct CensusSums {
    double houses = 0, dwellings = 0, vacant = 0;
};

CensusSums sums_of(std::span<const CensusCell> cells, std::size_t municipality) {
    CensusSums sums;
    for (const CensusCell& cell : cells) {
        if (cell.municipality != static_cast<std::int16_t>(municipality)) continue;
        for (const double houses : cell.houses) sums.houses += houses;
        sums.dwellings += cell.dwellings;
        if (std::isfinite(cell.vacant)) sums.vacant += cell.vacant;
    }
    return sums;
}

/// The rate by the census: small counts of vacant dwellings are withheld as those of houses are, so that they are scaled alike.
double census_rate(const Municipality& municipality, const CensusSums& sums) {
    if (!(sums.vacant > 0)) return k_regional_vacancy;
    const double scaled = sums.vacant * municipality.houses / sums.houses / municipality.dwellings;
    return std::isfinite(scaled) ? scaled : sums.vacant / std::max(sums.vacant, sums.dwellings);
}

/// Vacancy rates of municipalities that the statistics do not know: from the census, else the region's.
void complete_rates(std::span<const CensusCell> cells, BuildingStock& stock) {
    for (std::size_t m = 0; m < stock.municipalities.size(); ++m) {
        Municipality& municipality = stock.municipalities[m];
        if (!std::isfinite(municipality.vacancy_rate)) municipality.vacancy_rate = census_rate(municipality, sums_of(cells, m));
        municipality.vacancy_rate = std::clamp(municipality.vacancy_rate, 0.001, 0.9);
    }
}

/// Fills columns of what no assumption changes.
struct Description {
    BuildingStock& stock;

    template <typename Of>
    void text(const char* name, const Of& of) const {
        std::vector<std::string>& texts = stock.shapes.column(name, geo::ColumnType::Text).texts;
        for (std::size_t row = 0; row < stock.size(); ++row) texts[row] = of(stock.buildings[row]);
    }
    template <typename Of>
    void number(const char* name, const char* unit, const Of& of) const {
        std::vector<double>& numbers = stock.shapes.column(name, geo::ColumnType::Number, unit).numbers;
        for (std::size_t row = 0; row < stock.size(); ++row) numbers[row] = static_cast<double>(of(stock.buildings[row]));
    }
};

/// What a census cell says of itself: both counts of its houses, and the derived share of those of several families.
void describe_cells(const Description& into) {
    into.number("cell_buildings", "", [](const Building& b) { return b.is_cell ? b.houses : std::nanf(""); });
    into.number("counted_buildings", "", [](const Building& b) { return b.is_cell ? b.counted_houses : std::nanf(""); });
    into.number("several_families", "%", [](const Building& b) { return b.is_cell ? 100 * (b.types[2] + b.types[3]) : std::nanf(""); });
}

/// Storeys, type and volume of known buildings.
void describe_buildings(const Description& into) {
    const BuildingStock& stock = into.stock;
    const auto has_volume = [](const Building& b) { return b.is_heated && b.volume_m3 > 0; };
    if (std::any_of(stock.buildings.begin(), stock.buildings.end(), has_volume))
        into.number("certificate_area_m2", "m²", [&](const Building& b) {
            return has_volume(b) ? certificate_area_m2(static_cast<double>(b.volume_m3)) : std::nan("");
        });
    into.number("storeys", "", [](const Building& b) { return b.is_cell ? std::nanf("") : b.storeys; });
    into.text("storeys_source", [](const Building& b) { return b.is_cell ? "" : std::string(name_of(b.storeys_origin)); });
    into.text("house_type", [&](const Building& b) {
        const auto likely = std::max_element(b.types.begin(), b.types.end()) - b.types.begin();
        return b.is_cell || !stock.uses.at(b.use).is_dwelling ? "" : std::string(name_of(static_cast<HouseType>(likely)));
    });
}

/// The columns that no assumption changes.
void describe(const Making& making, BuildingStock& stock) {
    const Description into{stock};
    into.text("use", [&](const Building& b) { return stock.uses.at(b.use).id; });
    into.text("use_source", [](const Building& b) { return std::string(name_of(b.use_origin)); });
    into.text("kind", [](const Building& b) { return b.is_cell ? "cell" : "building"; });
    into.text("corrected", [](const Building& b) { return b.is_corrected ? "yes" : ""; });
    into.number("buildings", "", [](const Building& b) { return b.houses; });
    into.number("age_class", "", [](const Building& b) { return likeliest(b.ages) + 1.0; });
    into.number("before_1919", "%", [](const Building& b) { return 100 * share_before(b.ages, 1919); });
    into.text("age_source", [](const Building& b) { return b.is_cell ? "counted" : std::string(name_of(b.age_origin)); });
    into.text("place", [](const Building& b) { return std::string(name_of(b.place)); });
    if (std::any_of(stock.buildings.begin(), stock.buildings.end(), [](const Building& b) { return b.is_cell; })) describe_cells(into);
    std::vector<std::string>& listed = stock.shapes.column("listed", geo::ColumnType::Text).texts;
    for (std::size_t row = 0; row < stock.size(); ++row) listed[row] = stock.buildings[row].is_listed ? "yes" : "";
    if (!making.records.empty()) describe_buildings(into);
}

void make_buildings(Making& making, HectareCounts& counts, BuildingStock& stock) {
    const core::Job& job = making.job;
    job.progress(0.1, "reading buildings");
    put_buildings(making, stock);
    if (job.stopped()) return;
    count_buildings(making.records, stock, counts);
    for (std::size_t row = 0; row < stock.size(); ++row)
        tell_use(making.records[row], stock.uses, counts.around(stock.centres[row]), stock.buildings[row]);
    if (job.stopped()) return;
    draw_ages(making, stock);
    tell_places(stock, counts);
    if (job.stopped()) return;
    job.progress(0.4, "neighbours of buildings");
    const geo::Extent extent = making.inputs.grid.extent();
    const std::vector<std::uint8_t> walls = party_walls(stock, Neighbours(stock.shapes, extent), job);
    tell_timber(making, walls, farm_ensembles(stock, extent), stock);
    if (job.stopped()) return;
    for (std::size_t row = 0; row < stock.size(); ++row)
        measure_building(making.records[row], stock.uses.at(stock.buildings[row].use), walls[row], stock.buildings[row]);
    if (job.stopped()) return;
    correct(making, stock);
    const auto corrected = std::count_if(stock.buildings.begin(), stock.buildings.end(), [](const Building& b) { return b.is_corrected; });
    if (corrected > 0)
        stock.figures.push_back(
            {"corrected_buildings", {"Von Hand berichtigte Gebäude", "Buildings corrected by hand"}, static_cast<double>(corrected)});
    note_strays(making, stock);
    read_register(making, stock);
}

core::Result<BuildingStock> make_stock(const Inputs& inputs, const core::Job& job) {
    BuildingStock stock;
    const auto tables = inputs.tables(k_building_uses_table);
    if (tables.empty()) return core::fail("the program's table of building uses is missing");
    KREISBLICK_TRY(stock.uses, BuildingUses::from(*tables.front()));
    stock.shapes = geo::FeatureTable(geo::GeometryKind::Polygon);
    stock.municipalities = municipalities_of(inputs);
    Making making{inputs, job, Corrections::of(inputs.tables("overrides")), {}, census_cells(inputs, stock.municipalities)};
    HectareCounts counts(inputs.grid.extent());
    make_buildings(making, counts, stock);
    if (job.stopped()) return core::fail("modelling the buildings was stopped");
    const std::vector<std::int16_t> inside = municipality_of_places(stock.municipalities, stock.centres);
    for (std::size_t row = 0; row < stock.size(); ++row) stock.buildings[row].municipality = inside[row];
    add_census_cells(inputs, making.cells, counts, stock);
    if (stock.size() == 0) return core::fail("neither buildings with a footprint nor census cells with houses are known");
    job.progress(0.7, "surroundings of buildings");
    measure_stops(inputs, stock, job);
    read_altitudes(inputs, stock, job);
    if (job.stopped()) return core::fail("modelling the buildings was stopped");
    complete_rates(making.cells, stock);
    describe(making, stock);
    return stock;
}

}  // namespace

std::string_view name_of(Origin origin) {
    constexpr std::array<std::string_view, 5> names{"given", "derived", "drawn", "assumed", "corrected"};
    return names[static_cast<std::size_t>(origin)];
}

std::vector<std::string> datasets_of_building_stock() {
    return {"buildings", "census_100m", "statistics", "boundaries", "monuments", "register", "overrides", "poi", "elevation"};
}

Method building_method(std::string name, core::Result<void> (*compute)(const Inputs&, const Parameters&, Results&, const core::Job&)) {
    Method method;
    method.name = std::move(name);
    method.uses = datasets_of_building_stock();
    method.by_rows = {"elevation"};
    method.tables = {k_building_uses_table, k_dwelling_heat_table, k_dwelling_envelopes_table};
    method.reach_cells = k_whole_district;
    method.reads_when_needed = true;
    method.bands = [](const Parameters&) { return std::vector<BandDeclaration>{}; };
    method.compute = compute;
    return method;
}

core::Result<std::shared_ptr<const BuildingStock>> kept_building_stock(const Inputs& inputs, const core::Job& job) {
    const auto make = [&]() -> core::Result<BuildingStock> {
        KREISBLICK_TRY(const auto read, inputs.read(datasets_of_building_stock()));
        return make_stock(*read, job);
    };
    return inputs.kept->get<BuildingStock>("building stock", datasets_of_building_stock(), make);
}

void tell_stock(const BuildingStock& stock, Results& results) {
    for (const core::Words& words : stock.notes) results.note(words);
    for (const model::Figure& figure : stock.figures) results.figure(figure);
}

}  // namespace kreisblick::potentials
