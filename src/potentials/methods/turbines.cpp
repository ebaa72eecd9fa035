// Room for wind turbines: as many as fit on the allowed ground, what they yield, and those that stand already.
#include "potentials/turbine_sites.h"
#include "potentials/wind_area_run.h"
#include "potentials/wind_request.h"
#include "potentials/wind_targets.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace kreisblick::potentials {
namespace {

/// A turbine that stands already.
struct OldTurbine {
    geo::Point place;
    double power_kw = 0, year = 0;
};

core::Result<std::vector<OldTurbine>> old_turbines(const Inputs& inputs) {
    KREISBLICK_TRY(const auto read, inputs.read({"plants"}));
    std::vector<OldTurbine> found;
    for (const geo::FeatureTable* table : read->tables("plants"))
        for (std::size_t row = 0; row < table->size(); ++row)
            if (table->text(row, "technology") == "wind" && table->part_count(row) > 0)
                found.push_back({table->extent(row).centre(), table->number(row, "power_kw"), table->number(row, "year")});
    return found;
}

/// The ground of the district on which the rules leave at least a share.
struct AllowedGround {
    std::vector<std::uint8_t> cells;
    WindAreaSums sums;
};

core::Result<AllowedGround> allowed_ground(const Inputs& inputs, const WindAreaRun& run, double least_share, const core::Job& job) {
    AllowedGround ground;
    ground.cells.assign(static_cast<std::size_t>(inputs.grid.cells()), 0);
    const auto least = static_cast<float>(least_share);
    const int width = inputs.grid.width;
    const auto sink = [&](int first_row, std::span<const float> values) {
        for (std::size_t i = 0; i < values.size(); ++i) {
            const int row = first_row + static_cast<int>(i) / width, column = static_cast<int>(i) % width;
            const std::uint8_t* areas = run.ground().areas.run(row, column / SparseBytes::k_run);
            const bool inside = areas && (areas[column % SparseBytes::k_run] & InDistrict);
            ground.cells[static_cast<std::size_t>(inputs.grid.index(column, row))] = inside && values[i] >= least && values[i] > 0;
        }
    };
    KREISBLICK_TRY(ground.sums, run.compute(sink, job));
    return ground;
}

/// The features of the layer, with their sums.
class TurbineTable {
  public:
    TurbineTable() : m_table(geo::GeometryKind::Point) {
        for (const auto& [name, unit] :
             {std::pair("energy_mwh", "MWh/a"), std::pair("energy_mwh_low", "MWh/a"), std::pair("energy_mwh_high", "MWh/a"),
              std::pair("power_kw", "kW"), std::pair("full_load_hours", "h/a")})
            m_table.column(name, geo::ColumnType::Number, unit);
        for (const char* name : {"id", "kind", "turbine"}) m_table.column(name, geo::ColumnType::Text);
        for (const char* name : {"area", "year"}) m_table.column(name, geo::ColumnType::Whole);
    }

    void add_new(const TurbineSite& site, geo::Point place, const WindYield& yield, double speed_error) {
        const std::size_t row = add(place, "new", yield.turbine().rated_kw);
        const double low = yield.energy_net_mwh(site.column, site.row, 1 - speed_error),
                     mid = yield.energy_net_mwh(site.column, site.row, 1);
        const double high = yield.energy_net_mwh(site.column, site.row, 1 + speed_error);
        set(row, "energy_mwh", mid);
        set(row, "energy_mwh_low", low);
        set(row, "energy_mwh_high", high);
        set(row, "full_load_hours", 1000 * mid / yield.turbine().rated_kw);
        set(row, "area", site.area);
        m_table.find("id")->texts[row] = fmt::format("W{}", ++m_new);
        m_table.find("turbine")->texts[row] = yield.turbine().id;
        m_low += low, m_mid += mid, m_high += high;
        m_new_kw += yield.turbine().rated_kw;
    }
    void add_old(const OldTurbine& turbine, bool is_inside) {
        const std::size_t row = add(turbine.place, "existing", turbine.power_kw);
        set(row, "year", turbine.year);
        m_table.find("id")->texts[row] = fmt::format("B{}", ++m_old_all);
        if (!is_inside) return;
        ++m_old;
        if (std::isfinite(turbine.power_kw)) m_old_kw += turbine.power_kw;
    }
    void tell(const WindAreaSums& sums, Results& results) && {
        results.figure({"turbines", {"Neue Anlagen", "New turbines"}, static_cast<double>(m_new)});
        results.figure({"power_mw", {"Leistung", "Power"}, m_new_kw / 1000, "MW", 1});
        results.figure({"energy_mwh", {"Ertrag netto", "Net energy"}, m_mid, "MWh/a", 0, std::pair(m_low, m_high)});
        results.figure({"allowed_ha", {"Zulässige Fläche", "Allowed ground"}, sums.allowed_ha, "ha"});
        const double goal_ha = sums.district_ha * k_state_goal;
        results.figure(
            {"goal_share", {"Anteil am 2-%-Ziel", "Share of the 2 % goal"}, goal_ha > 0 ? 100 * sums.allowed_ha / goal_ha : 0, "%"});
        results.figure({"existing_turbines", {"Anlagen heute", "Turbines today"}, static_cast<double>(m_old)});
        results.figure({"existing_mw", {"Leistung heute", "Power today"}, m_old_kw / 1000, "MW", 1});
        results.put_features(std::move(m_table));
    }

  private:
    std::size_t add(geo::Point place, const char* kind, double power_kw) {
        const std::size_t row = m_table.add({geo::GeometryKind::Point, {{{place}, false}}});
        m_table.find("kind")->texts[row] = kind;
        set(row, "power_kw", power_kw);
        return row;
    }
    void set(std::size_t row, const char* column, double value) { m_table.find(column)->numbers[row] = value; }

    geo::FeatureTable m_table;
    int m_new = 0, m_old = 0, m_old_all = 0;
    double m_low = 0, m_mid = 0, m_high = 0, m_new_kw = 0, m_old_kw = 0;
};

TurbineSiteOptions site_options(const Parameters& parameters, double rotor_m) {
    return {rotor_m, number_of(parameters, "wind_direction"), number_of(parameters, "along"), number_of(parameters, "across"),
            static_cast<int>(number_of(parameters, "least_per_area"))};
}

core::Result<void> compute(const Inputs& inputs, const Parameters& parameters, Results& results, const core::Job& job) {
    KREISBLICK_TRY(const WindRequest request, WindRequest::from(inputs, parameters, "wind."));
    KREISBLICK_TRY(const WindGround wind, wind_ground(inputs, request, results, job));
    KREISBLICK_TRY(const WindAreaRun run, WindAreaRun::prepare(inputs, WindAreaOptions::from(parameters, "wind_area."), job));
    KREISBLICK_TRY(const AllowedGround ground, allowed_ground(inputs, run, number_of(parameters, "least_share"), job));
    KREISBLICK_TRY(const std::vector<OldTurbine> old, old_turbines(inputs));
    std::vector<geo::Point> standing;
    for (const OldTurbine& turbine : old) standing.push_back(turbine.place);
    TurbineTable table;
    for (const TurbineSite& site : turbine_sites(inputs.grid, ground.cells, standing, site_options(parameters, request.turbine.rotor_m)))
        table.add_new(site, inputs.grid.centre(site.column, site.row), *wind.yield, wind.kept->field.relative_uncertainty());
    const bool has_border = inputs.boundary && !inputs.boundary->is_empty();
    for (const OldTurbine& turbine : old) table.add_old(turbine, !has_border || geo::contains(*inputs.boundary, turbine.place));
    run.tell(ground.sums, results);
    std::move(table).tell(ground.sums, results);
    return {};
}

}  // namespace

Method turbines_method() {
    Method method{"turbines",       {"elevation"}, {"turbine_curves", "plants", "boundaries"},
                  k_whole_district, false,         [](const Parameters&) { return std::vector<BandDeclaration>{}; },
                  compute};
    for (const std::string& dataset : wind_area_datasets())
        if (dataset != "elevation") method.uses.push_back(dataset);
    method.by_part = {"wind_speed"};
    method.reads_when_needed = true;
    return method;
}

}  // namespace kreisblick::potentials
