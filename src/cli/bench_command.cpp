#include "cli/bench/bench.h"
#include "cli/command.h"
#include "cli/json_output.h"
#include "core/log.h"

#include <CLI/CLI.hpp>

#include <cstdlib>
#include <fstream>
#include <thread>

#include <unistd.h>

namespace kreisblick::cli {
namespace {

struct Options {
    std::string name, district;
    int runs = 0;
};

/// A folder that goes with its owner.
class ScratchFolder {
  public:
    ScratchFolder() : m_path(std::filesystem::temp_directory_path() / fmt::format("kreisblick-bench-{}", getpid())) {
        std::filesystem::create_directories(m_path);
    }
    ~ScratchFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(m_path, ignored);
    }
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }

  private:
    std::filesystem::path m_path;
};

/// What Linux writes behind a key in /proc ("model name : …"); empty if there is no such line.
std::string fact(const std::string& file, const std::string& key) {
    std::ifstream facts(file);
    for (std::string line; std::getline(facts, line);)
        if (line.rfind(key, 0) == 0 && line.find(':') != std::string::npos) {
            const auto start = line.find_first_not_of(" \t", line.find(':') + 1);
            return start == std::string::npos ? "" : line.substr(start);
        }
    return {};
}

std::string machine() {
    const std::string processor = fact("/proc/cpuinfo", "model name");
    const double memory_gib = std::strtod(fact("/proc/meminfo", "MemTotal").c_str(), nullptr) / (1024 * 1024);
    return fmt::format("{}, {} cores, {:.0f} GiB", processor.empty() ? "unknown processor" : processor, std::thread::hardware_concurrency(),
                       memory_gib);
}

Json optional_json(const std::optional<double>& value) { return value ? Json(*value) : Json(nullptr); }

Json as_json(const BenchResult& result) {
    Json object{{"name", result.name}, {"value", result.value}, {"unit", result.unit}, {"runs", result.runs}};
    object["goal"] = result.target ? Json(result.target->goal) : Json(nullptr);
    object["must"] = result.target ? Json(result.target->must) : Json(nullptr);
    object["reference"] = nullptr;
    if (result.reference) object["reference"] = {{"name", result.reference->name}, {"value", result.reference->value}};
    object["ratio"] = optional_json(result.ratio());
    object["limit"] = nullptr;
    if (result.limit) object["limit"] = {{"name", result.limit->name}, {"share", result.limit->share}};
    if (result.target) {
        object["goal_of"] = result.target->of == BenchTarget::Of::Ratio ? "ratio" : "value";
        object["better"] = result.target->better == BenchTarget::Better::Lower ? "lower" : "higher";
    }
    if (const auto reached = result.reaches_goal()) object["reaches_goal"] = *reached;
    if (const auto reached = result.reaches_must()) object["reaches_must"] = *reached;
    object["detail"] = result.detail;
    if (result.cpu_s > 0) object["cpu_s"] = result.cpu_s;
    if (result.peak_mib > 0) object["peak_mib"] = result.peak_mib;
    return object;
}

std::string verdict(const BenchResult& result) {
    if (!result.target) return "";
    const BenchTarget& target = *result.target;
    const std::string wanted = fmt::format("{} {}{}", target.better == BenchTarget::Better::Lower ? "≤" : "≥", target.goal,
                                           target.of == BenchTarget::Of::Ratio ? " × the reference" : " " + result.unit);
    const auto goal = result.reaches_goal(), must = result.reaches_must();
    if (!goal) return "goal " + wanted + ": no reference here";
    return "goal " + wanted + (*goal ? ": reached" : *must ? ": missed, but within what must be" : ": missed");
}

void print(const BenchResult& result) {
    fmt::print("{:<24} {:>10.3g} {:<8} {}\n", result.name, result.value, result.unit, result.detail);
    std::string more = verdict(result);
    if (result.reference)
        more += fmt::format("{}{}: {:.3g} {} ({:.3g} ×)", more.empty() ? "" : " · ", result.reference->name, result.reference->value,
                            result.unit, *result.ratio());
    if (result.limit) more += fmt::format("{}{:.0f} % of {}", more.empty() ? "" : " · ", 100 * result.limit->share, result.limit->name);
    if (result.cpu_s > 0) more += fmt::format("{}{:.3g} s of processor", more.empty() ? "" : " · ", result.cpu_s);
    if (result.peak_mib > 0) more += fmt::format(", {:.0f} MiB", result.peak_mib);
    if (!more.empty()) fmt::print("{:<24} {}\n", "", more);
}

/// The benchmark of that name, or all of them for an empty one.
core::Result<std::vector<Benchmark>> chosen_benchmarks(const std::string& name) {
    std::vector<Benchmark> chosen = benchmarks();
    if (!name.empty()) std::erase_if(chosen, [&](const Benchmark& benchmark) { return benchmark.name != name; });
    if (chosen.empty()) return core::fail("there is no benchmark \"{}\": `kreisblick bench --help` lists them", name);
    return chosen;
}

core::Result<int> run(const Options& options, const CommonOptions& common) {
    KREISBLICK_TRY(const std::vector<Benchmark> chosen, chosen_benchmarks(options.name));
    const ScratchFolder scratch;
    BenchSetup setup{options.runs, scratch.path(), options.district, std::nullopt};
    if (const char* folder = std::getenv("KREISBLICK_REAL_DATA")) setup.real_data = folder;
    Json document{{"machine", machine()}, {"results", Json::array()}};
    if (!common.json) fmt::print("{}\n", machine());
    for (const Benchmark& benchmark : chosen) {
        KREISBLICK_TRY(const std::vector<BenchResult> results, benchmark.run(setup));
        for (const BenchResult& result : results) {
            document["results"].push_back(as_json(result));
            if (!common.json) print(result);
        }
    }
    if (common.json) print_json(document);
    return 0;
}

}  // namespace

void add_bench(CLI::App& program, Action& chosen) {
    auto common = std::make_shared<CommonOptions>();
    auto options = std::make_shared<Options>();
    std::string names;
    for (const Benchmark& benchmark : benchmarks()) names += (names.empty() ? "" : ", ") + benchmark.name;
    CLI::App& command = add_command(program, "bench", "how fast this machine draws and reads, beside what is installed to compare", common,
                                    chosen, [=] { return run(*options, *common); });
    command.add_option("NAME", options->name, "one of " + names + " (default: all)");
    command.add_option("--runs", options->runs, "runs of which the median counts (default: by benchmark)")->check(CLI::Range(1, 1000));
    command.add_option("--district", options->district, "district file to measure on (default: the real one, else the model district)")
        ->check(CLI::ExistingFile);
}

}  // namespace kreisblick::cli
