#pragma once

#include "core/result.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace kreisblick::cli {

/// What a benchmark may use.
struct BenchSetup {
    int runs = 0;                                    ///< 0: as many as each benchmark thinks right
    std::filesystem::path folder;                    ///< for what it makes; goes with the command
    std::filesystem::path district;                  ///< a district file to measure on; empty = real or model district
    std::optional<std::filesystem::path> real_data;  ///< the folder that KREISBLICK_REAL_DATA names

    [[nodiscard]] int runs_or(int usual) const { return runs > 0 ? runs : usual; }
};

/// What a result is held against: in its own unit, or as a multiple of the reference.
struct BenchTarget {
    enum class Of { Value, Ratio };
    enum class Better { Lower, Higher };
    double goal = 0;
    double must = 0;
    Of of = Of::Value;
    Better better = Better::Lower;
};

/// The time or speed of something else that does the same in the same run.
struct BenchReference {
    std::string name;
    double value = 0;
};

/// Which limit of the machine bounds the work, and how much of it is reached (0…1).
struct BenchLimit {
    std::string name;
    double share = 0;
};

/// One measured figure: the median over the runs.
struct BenchResult {
    std::string name;
    std::string detail;  ///< what was measured, in words
    double value = 0;
    std::string unit;
    int runs = 0;
    std::optional<BenchTarget> target{};
    std::optional<BenchReference> reference{};
    std::optional<BenchLimit> limit{};
    double cpu_s = 0;     ///< of all processors together, seconds; 0 = not measured
    double peak_mib = 0;  ///< of processes: most memory at once; 0 = not measured

    [[nodiscard]] std::optional<double> ratio() const;
    /// Whether the goal (or what must be) is reached; nothing without a target, or without the reference that it needs.
    [[nodiscard]] std::optional<bool> reaches_goal() const;
    [[nodiscard]] std::optional<bool> reaches_must() const;
};

/// A benchmark and its name on the command line.
struct Benchmark {
    std::string name;
    core::Result<std::vector<BenchResult>> (*run)(const BenchSetup&);
};

/// All there are, by name; an empty list of results means that what it needs is not here (said on stderr).
[[nodiscard]] const std::vector<Benchmark>& benchmarks();

[[nodiscard]] core::Result<std::vector<BenchResult>> bench_import(const BenchSetup& setup);
[[nodiscard]] core::Result<std::vector<BenchResult>> bench_osm(const BenchSetup& setup);
[[nodiscard]] core::Result<std::vector<BenchResult>> bench_raster(const BenchSetup& setup);
[[nodiscard]] core::Result<std::vector<BenchResult>> bench_map(const BenchSetup& setup);
[[nodiscard]] core::Result<std::vector<BenchResult>> bench_render(const BenchSetup& setup);
[[nodiscard]] core::Result<std::vector<BenchResult>> bench_buildings(const BenchSetup& setup);
[[nodiscard]] core::Result<std::vector<BenchResult>> bench_houses(const BenchSetup& setup);
[[nodiscard]] core::Result<std::vector<BenchResult>> bench_model(const BenchSetup& setup);
[[nodiscard]] core::Result<std::vector<BenchResult>> bench_horizon(const BenchSetup& setup);
[[nodiscard]] core::Result<std::vector<BenchResult>> bench_distance(const BenchSetup& setup);
[[nodiscard]] core::Result<std::vector<BenchResult>> bench_viewer(const BenchSetup& setup);
[[nodiscard]] core::Result<std::vector<BenchResult>> bench_solar(const BenchSetup& setup);
[[nodiscard]] core::Result<std::vector<BenchResult>> bench_roofs(const BenchSetup& setup);
[[nodiscard]] core::Result<std::vector<BenchResult>> bench_zonal(const BenchSetup& setup);
[[nodiscard]] core::Result<std::vector<BenchResult>> bench_erosion(const BenchSetup& setup);

[[nodiscard]] core::Result<std::vector<BenchResult>> bench_register(const BenchSetup& setup);
[[nodiscard]] core::Result<std::vector<BenchResult>> bench_wind(const BenchSetup& setup);

/// The district that is measured on: the one that was named, else the real one, else the model district; made on first use.
[[nodiscard]] core::Result<std::filesystem::path> bench_district(const BenchSetup& setup);

}  // namespace kreisblick::cli
