// Wind over a district for another turbine or height, and the allowed area when a distance moves.
#include "cli/bench/bench.h"
#include "cli/bench/stopwatch.h"
#include "engine/method_runner.h"
#include "engine/model_district.h"
#include "engine/parameters.h"
#include "engine/session.h"

namespace kreisblick::cli {
namespace {

constexpr double k_cells_of_figure = 1e7;

/// Takes one band and throws it away: what is measured is the method, not who keeps its values.
class Discarded : public potentials::Results {
  public:
    explicit Discarded(std::string band) : m_band(std::move(band)) {}
    [[nodiscard]] bool wants(const std::string& band) const override { return band == m_band; }
    void put_rows(const std::string&, int, std::span<const float>) override {}
    void put_features(geo::FeatureTable) override {}
    void note(const core::Words&) override {}
    void figure(model::Figure) override {}
    void uncertainty(const std::string&, double) override {}

  private:
    std::string m_band;
};

/// A layer of a district whose parameter goes back and forth between two values.
struct MovedLayer {
    std::string layer, parameter;
    std::array<std::string, 2> values;
    std::string band;  ///< that is asked for; empty = only the figures
};

core::Result<WorkTime> measure(const engine::MethodRunner& runner, const engine::Declarations& declarations, const MovedLayer& moved,
                               int runs) {
    const auto layer = declarations.layer(moved.layer);
    std::size_t turn = 0;
    const auto work = [&]() -> core::Result<void> {
        engine::ParameterValues chosen;
        chosen[moved.layer][moved.parameter] = moved.values[turn++ % 2];
        Discarded results(moved.band);
        return runner.run(*layer, engine::parameters_of(*layer, chosen), results, {});
    };
    KREISBLICK_CHECK(work());  // what is kept between runs is made
    return median_time(runs, work);
}

}  // namespace

core::Result<std::vector<BenchResult>> bench_wind(const BenchSetup& setup) {
    std::filesystem::path path = setup.district;
    if (path.empty()) {
        path = setup.folder / "wind.gpkg";
        KREISBLICK_TRY([[maybe_unused]] const model::District made, engine::make_model_district(path, {}, {}));
    }
    KREISBLICK_TRY(const io::DistrictFile file, io::DistrictFile::open(path));
    KREISBLICK_TRY(const engine::Declarations declarations, engine::Declarations::read());
    engine::IntermediateStore store;
    const engine::MethodRunner runner(file, store, declarations.turbines);
    struct Case {
        const char* name;
        const char* detail;
        MovedLayer moved;
        double goal_ms;
    };
    const std::array cases{
        Case{"wind.height", "net energy of every cell for another hub height", {"wind", "hub_height", {"140", "160"}, "energy_net"}, 300},
        Case{"wind.turbine",
             "net energy of every cell for another turbine",
             {"wind", "turbine", {"E-141/4200", "NREL-170/6000"}, "energy_net"},
             300},
        Case{"wind.rule", "hectares when the distance to settlements moves", {"wind_area", "settlement_m", {"800", "1000"}, ""}, 50},
        Case{"wind.rule.map", "the same with the value of every cell", {"wind_area", "settlement_m", {"800", "1000"}, "allowed"}, 50}};
    const int runs = setup.runs_or(7);
    const double scale = k_cells_of_figure / static_cast<double>(file.district().grid.cells());
    std::vector<BenchResult> results;
    for (const Case& one : cases) {
        KREISBLICK_TRY(const WorkTime taken, measure(runner, declarations, one.moved, runs));
        BenchResult result{one.name, one.detail, 1000 * taken.seconds * scale, "ms / 10 M cells", runs};
        result.cpu_s = taken.cpu_seconds * scale;
        result.target = BenchTarget{one.goal_ms, one.goal_ms};
        results.push_back(result);
    }
    return results;
}

}  // namespace kreisblick::cli
