#include "cli/command.h"
#include "cli/json_output.h"
#include "core/resources.h"
#include "io/overrides.h"
#include "model/declared_table.h"
#include "potentials/corrections.h"

#include <CLI/CLI.hpp>

#include <cstdlib>
#include <map>
#include <set>

namespace kreisblick::cli {
namespace {

struct Options {
    std::string file;
    std::string action;
    std::vector<std::string> words;  // BUILDING field=value …
    std::string reason;
    std::string user;
};

/// Who edits: as said, else the name the machine knows.
std::string user_of(const Options& options) {
    if (!options.user.empty()) return options.user;
    const char* login = std::getenv("USER");
    return login && *login ? login : "unknown";
}

core::Result<potentials::BuildingUses> known_uses() {
    KREISBLICK_TRY(const std::filesystem::path home, core::resource_folder());
    KREISBLICK_TRY(const geo::FeatureTable table, model::read_declared_table(home / "layers" / "tables" / "building_uses.toml"));
    return potentials::BuildingUses::from(table);
}

/// The buildings of the district by id.
core::Result<std::set<std::string>> building_ids(const io::DistrictFile& file) {
    std::set<std::string> ids;
    for (const model::DatasetPart* part : file.district().parts_of("buildings")) {
        KREISBLICK_TRY(const geo::FeatureTable table, file.read_features(*part));
        for (std::size_t row = 0; row < table.size(); ++row) ids.insert(table.text(row, "id"));
    }
    return ids;
}

core::Result<void> require_building(const io::DistrictFile& file, const std::string& id) {
    KREISBLICK_TRY(const std::set<std::string> ids, building_ids(file));
    if (!ids.contains(id)) return core::fail("there is no building \"{}\" in {}", id, file.path().string());
    return {};
}

std::string field_names() {
    std::string names;
    for (const auto& field : potentials::Corrections::fields()) names += (names.empty() ? "" : ", ") + std::string(field.name);
    return names;
}

/// "year=1780" as a row.
core::Result<io::Override> parsed(const std::string& assignment, const Options& options, const potentials::BuildingUses& uses) {
    const auto equals = assignment.find('=');
    if (equals == std::string::npos) return core::fail("\"{}\" is no field=value", assignment);
    io::Override row{
        options.words.front(), assignment.substr(0, equals), assignment.substr(equals + 1), options.reason, user_of(options), {}};
    const auto fields = potentials::Corrections::fields();
    if (std::none_of(fields.begin(), fields.end(), [&](const auto& field) { return field.name == row.field; }))
        return core::fail("there is no field \"{}\" to correct; there are {}", row.field, field_names());
    const std::string fault = potentials::Corrections::fault(row.field, row.value, uses);
    if (!fault.empty()) return core::fail("{} of {} cannot be set to \"{}\": {}", row.field, row.building, row.value, fault);
    return row;
}

core::Result<int> set(const Options& options, const CommonOptions& common) {
    if (options.words.size() < 2) return core::fail("override set needs a building and field=value");
    if (options.reason.empty()) return core::fail("a correction needs its reason: --reason TEXT");
    KREISBLICK_TRY(const io::DistrictFile file, io::DistrictFile::open(options.file));
    KREISBLICK_CHECK(require_building(file, options.words.front()));
    KREISBLICK_TRY(const potentials::BuildingUses uses, known_uses());
    std::vector<io::Override> rows;
    for (std::size_t i = 1; i < options.words.size(); ++i) {
        KREISBLICK_TRY(io::Override row, parsed(options.words[i], options, uses));
        rows.push_back(std::move(row));
    }
    KREISBLICK_CHECK(io::add_overrides(options.file, rows));
    if (common.json) print_json(Json{{"building", options.words.front()}, {"fields", rows.size()}});
    return 0;
}

/// The rows that count: the last of each building and field, unless it takes the correction back.
std::vector<io::Override> standing(const std::vector<io::Override>& history) {
    std::map<std::pair<std::string, std::string>, io::Override> last;
    for (const io::Override& row : history) last[{row.building, row.field}] = row;
    std::vector<io::Override> rows;
    for (const auto& [key, row] : last)
        if (!row.value.empty()) rows.push_back(row);
    return rows;
}

core::Result<int> list(const Options& options, const CommonOptions& common) {
    KREISBLICK_TRY(const io::DistrictFile file, io::DistrictFile::open(options.file));
    KREISBLICK_TRY(const std::vector<io::Override> history, io::read_overrides(file));
    const std::vector<io::Override> rows = standing(history);
    if (!common.json) {
        for (const io::Override& row : rows)
            fmt::print("{:<20} {:<16} {:<16} {}  {} ({})\n", row.building, row.field, row.value, row.time, row.reason, row.user);
        return 0;
    }
    Json document{{"overrides", Json::array()}, {"history", history.size()}};
    for (const io::Override& row : rows)
        document["overrides"].push_back({{"building", row.building},
                                         {"field", row.field},
                                         {"value", row.value},
                                         {"reason", row.reason},
                                         {"user", row.user},
                                         {"time", row.time}});
    print_json(document);
    return 0;
}

core::Result<int> clear(const Options& options, const CommonOptions& common) {
    if (options.words.size() != 1) return core::fail("override clear needs one building");
    KREISBLICK_TRY(const io::DistrictFile file, io::DistrictFile::open(options.file));
    KREISBLICK_TRY(const std::vector<io::Override> history, io::read_overrides(file));
    std::vector<io::Override> rows;
    for (io::Override row : standing(history)) {
        if (row.building != options.words.front()) continue;
        row.value.clear();
        row.reason = options.reason;
        row.user = user_of(options);
        rows.push_back(std::move(row));
    }
    if (rows.empty()) return core::fail("nothing of \"{}\" was corrected in {}", options.words.front(), options.file);
    KREISBLICK_CHECK(io::add_overrides(options.file, rows));
    if (common.json) print_json(Json{{"building", options.words.front()}, {"fields", rows.size()}});
    return 0;
}

core::Result<int> run(const Options& options, const CommonOptions& common) {
    if (!common.audience.is_internal()) return core::fail("corrections of single buildings are for the audience internal only");
    if (options.action == "set") return set(options, common);
    return options.action == "list" ? list(options, common) : clear(options, common);
}

}  // namespace

void add_override(CLI::App& program, Action& chosen) {
    auto common = std::make_shared<CommonOptions>();
    auto options = std::make_shared<Options>();
    CLI::App& command = add_command(program, "override", "corrects what the data say of single buildings, or lists the corrections", common,
                                    chosen, [=] { return run(*options, *common); });
    command.add_option("FILE", options->file, "the district file")->required();
    command.add_option("ACTION", options->action, "set, list or clear")->required()->check(CLI::IsMember({"set", "list", "clear"}));
    command.add_option("BUILDING", options->words, "the building's id; for set also field=value: " + field_names());
    command.add_option("--reason", options->reason, "why: \"site visit\", \"meter of 2024\"");
    command.add_option("--user", options->user, "who corrects; the name the machine knows otherwise");
}

}  // namespace kreisblick::cli
