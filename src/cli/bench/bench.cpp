#include "cli/bench/bench.h"

namespace kreisblick::cli {
namespace {

std::optional<bool> reaches(const BenchResult& result, double BenchTarget::*wanted) {
    if (!result.target) return std::nullopt;
    const BenchTarget& target = *result.target;
    const std::optional<double> reached = target.of == BenchTarget::Of::Ratio ? result.ratio() : std::optional(result.value);
    if (!reached) return std::nullopt;
    return target.better == BenchTarget::Better::Lower ? *reached <= target.*wanted : *reached >= target.*wanted;
}

}  // namespace

std::optional<double> BenchResult::ratio() const {
    if (!reference || !(reference->value > 0)) return std::nullopt;
    return value / reference->value;
}

std::optional<bool> BenchResult::reaches_goal() const { return reaches(*this, &BenchTarget::goal); }
std::optional<bool> BenchResult::reaches_must() const { return reaches(*this, &BenchTarget::must); }

const std::vector<Benchmark>& benchmarks() {
    static const std::vector<Benchmark> all{{"model", bench_model},         {"import", bench_import},   {"osm", bench_osm},
                                            {"raster", bench_raster},       {"map", bench_map},         {"render", bench_render},
                                            {"buildings", bench_buildings}, {"horizon", bench_horizon}, {"distance", bench_distance},
                                            {"zonal", bench_zonal},         {"erosion", bench_erosion}, {"solar", bench_solar},
                                            {"roofs", bench_roofs},         {"houses", bench_houses},   {"wind", bench_wind},
                                            {"register", bench_register},   {"viewer", bench_viewer}};
    return all;
}

}  // namespace kreisblick::cli
