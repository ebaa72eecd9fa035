// The vacancy register with 10,000 cases: an edit on the disk, a filter, a sort.
#include "cli/bench/bench.h"
#include "cli/bench/stopwatch.h"
#include "io/district_file.h"
#include "io/register_file.h"
#include "model/register_query.h"

namespace kreisblick::cli {
namespace {

constexpr int k_cases = 10000;

/// Cases with texts as long as people write.
io::CaseBatch invented_cases() {
    using model::CaseField;
    io::CaseBatch batch{"bench", {}, {}};
    const auto statuses = model::all_statuses();
    for (int i = 0; i < k_cases; ++i) {
        const auto number = static_cast<std::size_t>(i);
        batch.new_cases.push_back({fmt::format("B-{:05}", i),
                                   {{CaseField::Address, fmt::format("Erdachte Straße {}, Musterdorf {}", i % 90, i % 120)},
                                    {CaseField::Status, model::to_string(statuses[number % statuses.size()])},
                                    {CaseField::Since, std::to_string(1960 + i * 7 % 60)},
                                    {CaseField::Condition, i % 3 == 0 ? "Dach undicht, Gefache lose" : "trocken, bewohnbar nach Arbeiten"},
                                    {CaseField::Contact, fmt::format("Person {}, 000 {}", i, i)},
                                    {CaseField::Notes, fmt::format("Notiz {}: Besichtigung im Frühjahr, Schlüssel beim Nachbarn", i)}}});
    }
    return batch;
}

core::Result<io::RegisterFile> filled_register(const std::filesystem::path& path, model::Internal internal) {
    model::District district;
    district.name = "bench";
    district.grid = {560000, 5700000, 100, 400, 400};
    KREISBLICK_TRY([[maybe_unused]] const io::DistrictFile made, io::DistrictFile::create(path, district));
    KREISBLICK_TRY(io::RegisterFile file, io::RegisterFile::open(path));
    KREISBLICK_TRY([[maybe_unused]] const std::size_t entered, file.store(internal, invented_cases()));
    return file;
}

BenchResult result_of(const char* name, const std::string& detail, const WorkTime& time, int runs) {
    BenchResult result{name, detail, 1000 * time.seconds, "ms", runs};
    result.target = BenchTarget{16, 16};
    result.cpu_s = time.cpu_seconds;
    return result;
}

}  // namespace

core::Result<std::vector<BenchResult>> bench_register(const BenchSetup& setup) {
    const model::Internal internal = *model::Audience::internal().as<model::Internal>();
    KREISBLICK_TRY(io::RegisterFile file, filled_register(setup.folder / "register.gpkg", internal));
    const int runs = setup.runs_or(50);
    int turn = 0;
    KREISBLICK_TRY(const WorkTime edit, median_time(runs, [&]() -> core::Result<void> {
                       const std::string id = fmt::format("B-{:05}", turn * 97 % k_cases);
                       KREISBLICK_TRY([[maybe_unused]] const model::RegisterCase edited,
                                      file.edit(internal, {id, {}, "bench", {{model::CaseField::Plan, fmt::format("Plan {}", ++turn)}}}));
                       return {};
                   }));
    KREISBLICK_TRY(const auto cases, file.cases(internal));
    std::size_t found = 0;
    const auto timed = [&](const model::RegisterFilter& filter) {
        return median_time(runs, [&]() -> core::Result<void> {
            found = model::select_cases(cases, filter).size();
            return {};
        });
    };
    KREISBLICK_TRY(const WorkTime status, timed({{model::CaseStatus::Checked, model::CaseStatus::Offered}, "", false, {}, {}, false}));
    KREISBLICK_TRY(const WorkTime search, timed({{}, "schlüssel beim nachbarn", false, {}, {}, false}));
    if (found != k_cases) return core::fail("the search in the register found {} of {} cases", found, k_cases);
    KREISBLICK_TRY(const WorkTime sort, timed({{}, "", false, {}, model::CaseField::Address, false}));
    const std::string of_all = fmt::format("{} cases", k_cases);
    return std::vector<BenchResult>{result_of("register.edit", of_all + ", one changed: value and history on the disk", edit, runs),
                                    result_of("register.filter", of_all + ", by two statuses", status, runs),
                                    result_of("register.search", of_all + ", a text in any field", search, runs),
                                    result_of("register.sort", of_all + ", by address", sort, runs)};
}

}  // namespace kreisblick::cli
