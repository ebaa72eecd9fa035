// Horizons and a year of sun, alone and beside GRASS r.sun.
#include "cli/bench/bench.h"
#include "cli/bench/grass.h"
#include "cli/bench/peak.h"
#include "cli/bench/stopwatch.h"
#include "core/log.h"
#include "engine/dataset_rasters.h"
#include "fiction/fiction.h"
#include "geo/sampling.h"
#include "potentials/horizon.h"
#include "potentials/irradiation.h"

#include <algorithm>
#include <cmath>
#include <memory>

namespace kreisblick::cli {
namespace {

using potentials::IrradiationBand;

constexpr int k_cells_along_edge = 1600;
constexpr int k_crop_along_edge = 400;
constexpr double k_scale_cells = 1e7;
constexpr int k_compared_days[]{17, 75, 172, 288};

/// Relief with its reference system.
struct Ground {
    geo::Raster<float> heights;
    std::string crs;
    std::string name;
};

/// The middle of a raster, at most so many cells along an edge.
geo::Raster<float> middle_of(const geo::Raster<float>& raster, int cells) {
    const geo::GridSpec& grid = raster.grid;
    geo::GridSpec inner = grid;
    inner.width = std::min(grid.width, cells);
    inner.height = std::min(grid.height, cells);
    const int column = (grid.width - inner.width) / 2, row = (grid.height - inner.height) / 2;
    inner.x_min = grid.x_min + column * grid.cell_m;
    inner.y_max = grid.y_max - row * grid.cell_m;
    return geo::cut_out(raster, inner);
}

/// The heights of the model district. Nothing of it is written.
core::Result<Ground> model_ground() {
    KREISBLICK_TRY(fiction::Fiction model, fiction::invent({}, {}));
    for (fiction::Part& part : model.parts)
        if (auto* bands = std::get_if<std::vector<fiction::Band>>(&part.content); bands && part.record.dataset == "elevation")
            if (auto* heights = std::get_if<geo::Raster<float>>(&bands->at(0).raster))
                return Ground{std::move(*heights), model.district.crs, "the model district's relief"};
    return core::fail("the model district has no heights");
}

/// The named district's heights, else those of the model district.
core::Result<Ground> measured_ground(const BenchSetup& setup) {
    if (setup.district.empty()) return model_ground();
    KREISBLICK_TRY(const io::DistrictFile district, io::DistrictFile::open(setup.district));
    KREISBLICK_TRY(geo::Raster<float> heights, engine::read_dataset_raster(district, "elevation", "", district.district().grid));
    return Ground{std::move(heights), district.district().crs, "the district's relief"};
}

/// Four times the ground: mirrored at its eastern and its southern edge, so that nowhere a cliff stands.
geo::Raster<float> four_times(const geo::Raster<float>& heights) {
    geo::GridSpec grid = heights.grid;
    grid.width *= 2;
    grid.height *= 2;
    geo::Raster<float> result(grid);
    for (int row = 0; row < grid.height; ++row)
        for (int column = 0; column < grid.width; ++column)
            result.at(column, row) = heights.at(std::min(column, grid.width - 1 - column), std::min(row, grid.height - 1 - row));
    return result;
}

/// What r.sun is: its declination, grid north for true north, no beam light on the ground of a cell in its own shade.
potentials::IrradiationOptions rsun_options(int day) {
    potentials::IrradiationOptions options;
    options.period.day_of_year = day;
    options.conditions.linke.fill(3);
    options.conditions.declination = potentials::Declination::Rsun;
    options.conditions.ground_reflection = potentials::GroundReflection::Unshaded;
    options.north = potentials::North::Grid;
    return options;
}

/// Computes the global sum into a raster of the same grid.
core::Result<void> sum_global(const potentials::IrradiationInputs& inputs, const potentials::IrradiationOptions& options,
                              geo::Raster<float>& sum) {
    const IrradiationBand wanted[]{IrradiationBand::Global};
    return potentials::irradiation(inputs, options, wanted,
                                   [&](IrradiationBand, int first_row, std::span<const float> values) {
                                       std::copy(values.begin(), values.end(), sum.values.begin() + sum.grid.index(0, first_row));
                                   },
                                   {});
}
core::Result<geo::Raster<float>> global_sum(const potentials::IrradiationInputs& inputs, const potentials::IrradiationOptions& options) {
    geo::Raster<float> sum(inputs.heights.grid);
    KREISBLICK_CHECK(sum_global(inputs, options, sum));
    return sum;
}

/// Median and 95th percentile of |a/b − 1| in percent, two cells away from the edge.
struct Differences {
    double median = 0, most = 0;
    std::size_t cells = 0;
};
Differences differences(const geo::Raster<float>& a, const geo::Raster<float>& b) {
    std::vector<double> shares;
    for (int row = 2; row < a.grid.height - 2; ++row)
        for (int column = 2; column < a.grid.width - 2; ++column)
            if (a.has(column, row) && b.has(column, row) && b.at(column, row) > 0)
                shares.push_back(100 * std::abs(static_cast<double>(a.at(column, row)) / static_cast<double>(b.at(column, row)) - 1));
    if (shares.empty()) return {};
    std::sort(shares.begin(), shares.end());
    return {shares[shares.size() / 2], shares[shares.size() * 95 / 100], shares.size()};
}

BenchResult timed(const std::string& name, const std::string& detail, const WorkTime& taken, double cells, int runs) {
    BenchResult result{name, detail, taken.seconds / cells * k_scale_cells, "s / 10 M cells", runs};
    result.cpu_s = taken.cpu_seconds / cells * k_scale_cells;
    return result;
}

/// The inputs of one piece of ground, with its horizons.
struct SunGround {
    const geo::Raster<float>& heights;
    potentials::HorizonMap horizons;
    potentials::SolarPlaceFinder places;

    [[nodiscard]] potentials::IrradiationInputs inputs() const { return {heights, &horizons, nullptr, places, {}}; }
};

core::Result<SunGround> sun_ground(const geo::Raster<float>& heights, const std::string& crs) {
    KREISBLICK_TRY(potentials::HorizonMap horizons, potentials::horizons(heights, {}, {}));
    KREISBLICK_TRY(const geo::Crs known, geo::Crs::from(crs));
    KREISBLICK_TRY(potentials::SolarPlaceFinder places, potentials::solar_places(known));
    return SunGround{heights, std::move(horizons), std::move(places)};
}

/// Floating-point operations of a step on a cell (irradiation_sums.h): the cosine 5, direct light 4, the two parts of the sky 2.
constexpr double k_operations_per_step = 11;

core::Result<std::vector<BenchResult>> own_times(const BenchSetup& setup, const SunGround& ground, const std::string& name) {
    const int runs = setup.runs_or(7);
    const auto cells = static_cast<double>(ground.heights.grid.cells());
    const potentials::IrradiationInputs inputs = ground.inputs();
    const auto year = [&](const potentials::IrradiationOptions& options) {
        return [&inputs, options]() -> core::Result<void> {
            KREISBLICK_TRY([[maybe_unused]] const auto sum, global_sum(inputs, options));
            return {};
        };
    };
    const auto horizon = [&]() -> core::Result<void> {
        KREISBLICK_TRY([[maybe_unused]] const auto map, potentials::horizons(ground.heights, {}, {}));
        return {};
    };
    potentials::IrradiationOptions plane;
    plane.way = potentials::IrradiationWay::Table;
    plane.plane = potentials::Plane{0.6, 3.14};
    KREISBLICK_TRY(const WorkTime horizon_time, median_time(runs, horizon));
    KREISBLICK_TRY(const WorkTime year_time, median_time(runs, year({})));
    KREISBLICK_TRY(const WorkTime plane_time, median_time(runs, year(plane)));
    const WorkTime both{horizon_time.seconds + year_time.seconds, horizon_time.cpu_seconds + year_time.cpu_seconds};
    std::vector<BenchResult> results{
        timed("solar.horizons_and_year", "64 directions; 12 days in half-hour steps; " + name, both, cells, runs),
        timed("solar.year", "the year alone", year_time, cells, runs),
        timed("solar.new_plane", "another plane on known horizons, by table", plane_time, cells, runs)};
    results[0].target = BenchTarget{2.5, 5};
    results[1].target = BenchTarget{0.5, 1.2};
    results[2].target = BenchTarget{0.3, 0.5};
    const potentials::BlockSteps steps = potentials::block_steps({0.8936, 0, 300, {}}, {}, {}, 64);
    const double reached = static_cast<double>(steps.steps.size()) * k_operations_per_step * cells / year_time.seconds / 1e9;
    if (const double peak = fused_peak_gflops(); peak > 0) {
        results[1].limit = BenchLimit{"multiply-add of all cores", reached / peak};
        results[1].detail += fmt::format("; {:.0f} % of {:.0f} GFLOP/s of multiply-adds", 100 * reached / peak, peak);
    }
    return results;
}

/// How much longer horizons and year take on four times the ground.
core::Result<BenchResult> growth(const BenchSetup& setup, const Ground& ground) {
    const int runs = setup.runs_or(3);
    const geo::Raster<float> larger = four_times(ground.heights);
    const auto work_on = [&](const geo::Raster<float>& heights) -> TimedWork {
        return [&, sum = std::make_shared<geo::Raster<float>>(heights.grid)]() -> core::Result<void> {
            KREISBLICK_TRY(const SunGround sun, sun_ground(heights, ground.crs));
            return sum_global(sun.inputs(), {}, *sum);
        };
    };
    const TimedWork on_larger = work_on(larger);
    KREISBLICK_CHECK(on_larger());  // so that the system has found the memory once
    KREISBLICK_TRY(const Compared taken, median_times(runs, on_larger, work_on(ground.heights)));
    const WorkTime &four = taken.ours, &once = taken.reference;
    BenchResult result{
        "solar.scale_4",
        fmt::format("time of horizons and year on four times the area, against {:.1f} million cells in {:.2f} s; {:.2f} × "
                    "the processor time",
                    static_cast<double>(ground.heights.grid.cells()) * 1e-6, once.seconds, four.cpu_seconds / once.cpu_seconds),
        four.seconds / once.seconds, "×", runs};
    result.target = BenchTarget{4.4, 4.4};
    result.cpu_s = four.cpu_seconds;
    return result;
}

/// The horizon of a cell by marching towards it in half cells over the surface between cell centres, in double precision: slow and exact.
class MarchedHorizon {
  public:
    MarchedHorizon(const geo::Raster<float>& heights, int column, int row) : m_heights(heights), m_column(column), m_row(row) {}

    double operator()(double azimuth_rad) const {
        constexpr double curvature_per_m = 0.87 / (2 * 6'371'000.0);
        const geo::GridSpec& grid = m_heights.grid;
        const double own = static_cast<double>(m_heights.at(m_column, m_row)), cell_m = grid.cell_m;
        const geo::Point start = grid.centre(m_column, m_row);
        double steepest = 0;
        for (double away_m = cell_m; away_m < 2 * cell_m * (grid.width + grid.height); away_m += cell_m / 2) {
            const geo::Point place{start.x + away_m * std::sin(azimuth_rad), start.y + away_m * std::cos(azimuth_rad)};
            const float height = geo::bilinear_at(m_heights, place);
            if (!geo::Raster<float>::is_data(height)) break;
            steepest = std::max(steepest, (static_cast<double>(height) - own) / away_m - away_m * curvature_per_m);
        }
        return std::atan(steepest);
    }

  private:
    const geo::Raster<float>& m_heights;
    int m_column, m_row;
};

/// A day of one cell by the scalar formulas and the marched horizon.
double exact_day(const SunGround& ground, const potentials::IrradiationOptions& options, int column, int row) {
    const auto height = [&](int right, int down) { return static_cast<double>(ground.heights.at(column + right, row + down)); };
    const double scale = 1 / (8 * ground.heights.grid.cell_m);
    const double east = (height(1, -1) + 2 * height(1, 0) + height(1, 1) - height(-1, -1) - 2 * height(-1, 0) - height(-1, 1)) * scale;
    const double north = (height(-1, -1) + 2 * height(0, -1) + height(1, -1) - height(-1, 1) - 2 * height(0, 1) - height(1, 1)) * scale;
    const potentials::Site site{ground.places(ground.heights.grid.centre(column, row)).latitude_rad, height(0, 0)};
    const potentials::Plane plane{std::atan(std::hypot(east, north)), std::atan2(-east, -north)};
    return potentials::day_irradiation(site, plane, options.conditions, options.period.day_of_year, options.period.step_minutes,
                                       MarchedHorizon(ground.heights, column, row))
        .global();
}

/// Ours and r.sun's day against exact ones on single cells: whose shadows are right where the two differ by more than 0.3 %.
BenchResult judge_day(const SunGround& ground, const potentials::IrradiationOptions& options, const geo::Raster<float>& ours,
                      const geo::Raster<float>& theirs) {
    std::vector<double> our_errors, their_errors;
    int disputed = 0, ours_nearer = 0;
    for (int row = 6; row < ours.grid.height - 6; row += 13)
        for (int column = 6; column < ours.grid.width - 6; column += 13) {
            const auto error = [&, exact = exact_day(ground, options, column, row)](const geo::Raster<float>& day) {
                return 100 * std::abs(static_cast<double>(day.at(column, row)) / exact - 1);
            };
            our_errors.push_back(error(ours));
            their_errors.push_back(error(theirs));
            if (std::abs(ours.at(column, row) / theirs.at(column, row) - 1) < 0.003F) continue;
            ++disputed;
            ours_nearer += our_errors.back() < their_errors.back() ? 1 : 0;
        }
    const auto p95 = [](std::vector<double> errors) {
        std::sort(errors.begin(), errors.end());
        return errors.empty() ? 0.0 : errors[errors.size() * 95 / 100];
    };
    BenchResult result{
        fmt::format("solar.march_day_{}.p95", options.period.day_of_year),
        fmt::format("ours against a march over every ray on {} cells; r.sun {:.3f} %; of {} cells where we differ by 0.3 % ours "
                    "is nearer in {}",
                    our_errors.size(), p95(their_errors), disputed, ours_nearer),
        p95(our_errors), "%", 1};
    result.target = BenchTarget{0.3, 2};
    return result;
}

/// Our day beside r.sun's.
core::Result<std::vector<BenchResult>> compare_day(const GrassRoom& room, const SunGround& ground, int day) {
    const std::string map = fmt::format("global_{}", day);
    KREISBLICK_TRY([[maybe_unused]] const double seconds,
                   room.seconds_of({"r.sun", "elevation=heights", "slope=slope", "aspect=aspect", "linke_value=3", "albedo_value=0.2",
                                    "step=0.5", "nprocs=2", fmt::format("day={}", day), "glob_rad=" + map, "--overwrite"}));
    KREISBLICK_TRY(const geo::Raster<float> theirs, room.read(map));
    const potentials::IrradiationOptions options = rsun_options(day);
    KREISBLICK_TRY(const geo::Raster<float> ours, global_sum(ground.inputs(), options));
    potentials::IrradiationOptions own = options;
    own.north = potentials::North::True;
    own.conditions.ground_reflection = potentials::GroundReflection::Full;
    own.conditions.declination = potentials::Declination::Noaa;
    KREISBLICK_TRY(const geo::Raster<float> right, global_sum(ground.inputs(), own));
    const Differences found = differences(ours, theirs), explained = differences(right, ours);
    BenchResult median{
        fmt::format("solar.rsun_day_{}.median", day),
        fmt::format("difference from r.sun over {} cells; with true north, full reflection and the sun's true height ours differs "
                    "from itself by {:.3f} %",
                    found.cells, explained.median),
        found.median, "%", 1};
    median.target = BenchTarget{0.05, 0.5};
    BenchResult most{fmt::format("solar.rsun_day_{}.p95", day),
                     fmt::format("the same, 95th percentile; the conventions {:.3f} %", explained.most), found.most, "%", 1};
    most.target = BenchTarget{0.3, 2};
    return std::vector<BenchResult>{median, most, judge_day(ground, options, ours, theirs)};
}

/// r.sun in its ordinary mode, which finds shadows itself, over the twelve mean days; ours with horizons, over the same cells.
core::Result<BenchResult> compare_time(const GrassRoom& room, const geo::Raster<float>& heights, const BenchResult& ours) {
    double seconds = 0;
    for (const int day : potentials::k_mean_days) {
        KREISBLICK_TRY(const double taken,
                       room.seconds_of({"r.sun", "elevation=heights", "slope=slope", "aspect=aspect", "linke_value=3", "albedo_value=0.2",
                                        "step=0.5", "nprocs=2", fmt::format("day={}", day), "glob_rad=timed", "--overwrite"}));
        seconds += taken;
    }
    const double theirs = seconds / static_cast<double>(heights.grid.cells()) * k_scale_cells;
    BenchResult result{
        "solar.rsun_times",
        fmt::format("how many times r.sun's time (2 threads, {:.0f} s / 10 M cells, scaled by cells from a crop of {} × {}) ours is in",
                    theirs, heights.grid.width, heights.grid.height),
        theirs / ours.value, "×", 1};
    result.target = BenchTarget{1000, 500, BenchTarget::Of::Value, BenchTarget::Better::Higher};
    return result;
}

}  // namespace

core::Result<std::vector<BenchResult>> bench_solar(const BenchSetup& setup) {
    KREISBLICK_TRY(const Ground ground, measured_ground(setup));
    const geo::Raster<float> middle = middle_of(ground.heights, k_cells_along_edge);
    KREISBLICK_TRY(const SunGround measured, sun_ground(middle, ground.crs));
    KREISBLICK_TRY(std::vector<BenchResult> results, own_times(setup, measured, ground.name));
    KREISBLICK_TRY(results.emplace_back(), growth(setup, ground));
    if (!is_installed("grass")) {
        core::log_info("grass is not installed: irradiation is not compared with r.sun");
        return results;
    }
    const geo::Raster<float> crop = middle_of(ground.heights, k_crop_along_edge);
    KREISBLICK_TRY(const SunGround part, sun_ground(crop, ground.crs));
    KREISBLICK_TRY(const GrassRoom room, GrassRoom::make(setup.folder / "grass", crop, ground.crs));
    for (const int day : k_compared_days) {
        KREISBLICK_TRY(const std::vector<BenchResult> compared, compare_day(room, part, day));
        results.insert(results.end(), compared.begin(), compared.end());
    }
    KREISBLICK_TRY(const BenchResult times, compare_time(room, crop, results[0]));
    results.push_back(times);
    return results;
}

}  // namespace kreisblick::cli
