#include "cli/command.h"
#include "cli/register_output.h"
#include "engine/house_groups.h"
#include "io/csv_table.h"
#include "io/export.h"
#include "model/register_query.h"

#include <CLI/CLI.hpp>

#include <cstdlib>

namespace kreisblick::cli {
namespace {

using model::Council;
using model::Internal;
using model::Public;

/// What a register command was asked for; only the fields of its own action are filled.
struct Options {
    std::string file, action, id, path, sort, search, delimiter;
    std::vector<std::string> statuses, where, assignments, mapping;
    std::optional<std::int64_t> revision;
    bool doubtful = false, descending = false;
    std::size_t limit = 0;
    io::RegisterList list;
    engine::GroupRequest groups;
};

/// Calls the first of these that takes the proof.
template <typename... Answers>
struct Answer : Answers... {
    using Answers::operator()...;
};

core::Result<int> refused(const char* what, const char* for_whom) { return core::fail("{} is for the audience {} alone", what, for_whom); }

core::Result<std::vector<model::CaseAssignment>> parse_assignments(const std::vector<std::string>& texts) {
    std::vector<model::CaseAssignment> assignments;
    for (const std::string& text : texts) {
        const auto sign = text.find('=');
        if (sign == std::string::npos || sign == 0) return core::fail("a change is written field=value, but got \"{}\"", text);
        KREISBLICK_TRY(const model::CaseField field, model::case_field_from(text.substr(0, sign)));
        assignments.push_back({field, text.substr(sign + 1)});
    }
    return assignments;
}

core::Result<model::RegisterFilter> filter_of(const Options& options) {
    model::RegisterFilter filter;
    for (const std::string& text : options.statuses) {
        KREISBLICK_TRY(const model::CaseStatus status, model::status_from(text));
        filter.statuses.push_back(status);
    }
    KREISBLICK_TRY(filter.equal, parse_assignments(options.where));
    filter.text = options.search;
    filter.only_doubtful = options.doubtful;
    filter.descending = options.descending;
    if (!options.sort.empty()) {
        KREISBLICK_TRY(filter.sort_by, model::case_field_from(options.sort));
    }
    return filter;
}

std::string user_of(const CommonOptions& common) {
    if (!common.user.empty()) return common.user;
    const char* name = std::getenv("USER");
    return name && *name ? name : "unbekannt";
}

/// The cases as an audience may see them, the withheld fields empty.
core::Result<std::vector<model::RegisterCase>> shown_cases(io::RegisterFile& file, Internal internal) { return file.cases(internal); }
core::Result<std::vector<model::RegisterCase>> shown_cases(io::RegisterFile& file, Council council) {
    KREISBLICK_TRY(const auto cases, file.cases(council));
    std::vector<model::RegisterCase> shown;
    for (const model::CouncilCase& one : cases) shown.push_back(one.shown());
    return shown;
}

/// A case that was read for the proof, as JSON for it.
Json json_for(const model::RegisterCase& one, Internal, core::Language language) { return case_json(one, language); }
Json json_for(const model::RegisterCase& one, Council, core::Language language) { return case_json(model::CouncilCase(one), language); }

template <typename Proof>
core::Result<int> list_cases(const Options& options, const CommonOptions& common, Proof proof) {
    KREISBLICK_TRY(io::RegisterFile file, io::RegisterFile::open(options.file));
    KREISBLICK_TRY(const model::RegisterFilter filter, filter_of(options));
    KREISBLICK_TRY(const auto cases, shown_cases(file, proof));
    std::vector<std::size_t> rows = model::select_cases(cases, filter);
    Json document{{"total", cases.size()}, {"count", rows.size()}, {"cases", Json::array()}};
    if (options.limit > 0 && rows.size() > options.limit) rows.resize(options.limit);
    for (const std::size_t row : rows) {
        if (common.json)
            document["cases"].push_back(json_for(cases[row], proof, common.language));
        else
            print_case_line(cases[row], common.language);
    }
    if (common.json) print_json(document);
    return 0;
}

core::Result<int> list_sums(const Options& options, const CommonOptions& common) {
    const bool is_filtered =
        !options.statuses.empty() || !options.where.empty() || !options.search.empty() || options.doubtful || !options.sort.empty();
    if (is_filtered)
        return core::fail("the public gets fixed sums of the register: with filters, single houses could be told from each other");
    KREISBLICK_TRY(const auto session, open_session(options.file, common));
    KREISBLICK_TRY(const geo::FeatureTable sums, session->register_sums());
    if (common.json)
        print_json(sums_json(sums));
    else
        print_sums(sums, common.language);
    return 0;
}

core::Result<int> list(const Options& options, const CommonOptions& common) {
    return common.audience.visit(Answer{[&](Internal proof) { return list_cases(options, common, proof); },
                                        [&](Council proof) { return list_cases(options, common, proof); },
                                        [&](Public) { return list_sums(options, common); }});
}

core::Result<int> show_all(const Options& options, const CommonOptions& common, Internal internal) {
    KREISBLICK_TRY(io::RegisterFile file, io::RegisterFile::open(options.file));
    KREISBLICK_TRY(const model::RegisterCase one, file.find(internal, options.id));
    KREISBLICK_TRY(const auto history, file.history(internal, options.id));
    if (common.json) {
        Json document = case_json(one, common.language);
        document["history"] = history_json(history);
        return print_json(document), 0;
    }
    print_case(one, common.language);
    for (const model::CaseChange& change : history)
        fmt::print("  {}  {:<12} {}: {} → {}{}\n", change.when, change.who, change.field, change.old_value, change.new_value,
                   change.is_undo ? "  (undo)" : "");
    return 0;
}

core::Result<int> show_council(const Options& options, const CommonOptions& common, Council council) {
    KREISBLICK_TRY(io::RegisterFile file, io::RegisterFile::open(options.file));
    KREISBLICK_TRY(const model::CouncilCase one, file.find(council, options.id));
    if (common.json)
        print_json(case_json(one, common.language));
    else
        print_case(one.shown(), common.language);
    return 0;
}

core::Result<int> show(const Options& options, const CommonOptions& common) {
    return common.audience.visit(Answer{[&](Internal proof) { return show_all(options, common, proof); },
                                        [&](Council proof) { return show_council(options, common, proof); },
                                        [](Public) { return refused("a single case", "internal or council"); }});
}

void tell_case(const model::RegisterCase& one, const CommonOptions& common) {
    if (common.json)
        print_json(case_json(one, common.language));
    else
        print_case(one, common.language);
}

/// A case that is not there is begun by what says where it is; anything else is a slip of the pen.
bool says_where(const std::vector<model::CaseAssignment>& changes) {
    return std::any_of(changes.begin(), changes.end(), [](const model::CaseAssignment& change) {
        return change.field == model::CaseField::Building || change.field == model::CaseField::Address ||
               change.field == model::CaseField::X;
    });
}

core::Result<int> set(const Options& options, const CommonOptions& common, Internal internal) {
    KREISBLICK_TRY(const auto changes, parse_assignments(options.assignments));
    KREISBLICK_TRY(io::RegisterFile file, io::RegisterFile::open(options.file));
    const auto known = file.find(internal, options.id);
    if (!known && says_where(changes)) {
        KREISBLICK_TRY(const model::RegisterCase added, file.add(internal, {options.id, changes}, user_of(common)));
        return tell_case(added, common), 0;
    }
    if (!known) return core::fail("{}; to begin one, give its building, its address, or its x and y", known.error().sentence);
    KREISBLICK_TRY(const model::RegisterCase edited, file.edit(internal, {options.id, options.revision, user_of(common), changes}));
    return tell_case(edited, common), 0;
}

core::Result<int> undo(const Options& options, const CommonOptions& common, Internal internal) {
    KREISBLICK_TRY(io::RegisterFile file, io::RegisterFile::open(options.file));
    KREISBLICK_TRY(const auto left, file.undo(internal, options.id, user_of(common)));
    if (left) return tell_case(*left, common), 0;
    if (common.json) return print_json({{"id", options.id}, {"taken_out", true}}), 0;
    return fmt::print("{} is taken out: its entry was taken back\n", options.id), 0;
}

core::Result<int> import(Options options, const CommonOptions& common, Internal internal) {
    KREISBLICK_TRY(const io::DistrictFile district, io::DistrictFile::open(options.file));
    KREISBLICK_TRY(io::RegisterFile file, io::RegisterFile::open(options.file));
    for (const std::string& pair : options.mapping) {
        const auto sign = pair.find('=');
        if (sign == std::string::npos || sign == 0) return core::fail("--map wants field=column, but got \"{}\"", pair);
        options.list.mapping[pair.substr(0, sign)] = pair.substr(sign + 1);
    }
    options.list.file = options.path;
    options.list.delimiter = options.delimiter;
    options.list.who = user_of(common);
    KREISBLICK_TRY(const io::RegisterImportReport report, io::import_register(file, internal, district, options.list));
    if (common.json)
        print_json(import_json(report));
    else
        print_import(report);
    return 0;
}

core::Result<int> tell_export(const Options& options, const CommonOptions& common, std::size_t count) {
    if (common.json) return print_json({{"out", options.path}, {"count", count}}), 0;
    return fmt::print("{}  {}\n", options.path, count), 0;
}

template <typename Proof>
core::Result<int> export_cases(const Options& options, const CommonOptions& common, Proof proof) {
    if (std::filesystem::path(options.path).extension() != ".csv")
        return core::fail("cannot export the register to {}: the ending must be .csv", options.path);
    KREISBLICK_TRY(io::RegisterFile file, io::RegisterFile::open(options.file));
    KREISBLICK_TRY(const auto cases, shown_cases(file, proof));
    std::vector<model::CaseField> fields;
    for (const model::CaseFieldDeclaration& field : model::case_fields())
        if (std::is_same_v<Proof, Internal> || field.for_council) fields.push_back(field.field);
    KREISBLICK_TRY(const char delimiter, io::delimiter_from(options.delimiter));
    KREISBLICK_CHECK(io::write_text_file(options.path, io::register_csv(cases, fields, delimiter == 0 ? ',' : delimiter)));
    return tell_export(options, common, cases.size());
}

core::Result<int> export_sums(const Options& options, const CommonOptions& common) {
    KREISBLICK_TRY(const auto session, open_session(options.file, common));
    KREISBLICK_TRY(const geo::FeatureTable sums, session->register_sums());
    KREISBLICK_CHECK(io::write_features(options.path, session->district().crs, sums, "register_sums", "Leerstandsregister"));
    return tell_export(options, common, sums.size());
}

core::Result<int> export_register(const Options& options, const CommonOptions& common) {
    return common.audience.visit(Answer{[&](Internal proof) { return export_cases(options, common, proof); },
                                        [&](Council proof) { return export_cases(options, common, proof); },
                                        [&](Public) { return export_sums(options, common); }});
}

Json group_json(const engine::HouseGroup& group) {
    Json entry{{"rank", group.rank},   {"cases", group.cases}, {"count", group.cases.size()},    {"x", group.middle.x},
               {"y", group.middle.y},  {"place", group.place}, {"diameter_m", group.diameter_m}, {"score", group.score},
               {"near", Json::array()}};
    for (const engine::NearFacility& near : group.near)
        entry["near"].push_back(
            {{"kind", near.kind}, {"name", near.name}, {"distance_m", near.distance_m ? Json(*near.distance_m) : Json(nullptr)}});
    return entry;
}

core::Result<int> groups(const Options& options, const CommonOptions& common) {
    if (common.audience.is_public()) return refused("a group of houses", "internal or council");
    KREISBLICK_TRY(const auto session, open_session(options.file, common));
    KREISBLICK_TRY(const engine::HouseGroups found, engine::find_house_groups(*session, options.groups));
    Json document{{"groups", Json::array()}, {"notes", Json::array()}};
    for (const engine::HouseGroup& group : found.groups) document["groups"].push_back(group_json(group));
    for (const core::Words& note : found.notes) document["notes"].push_back(note.in(common.language));
    if (common.json) return print_json(document), 0;
    for (const engine::HouseGroup& group : found.groups) {
        fmt::print("{:>3}  {} × {}, {:.0f} m\n", group.rank, group.cases.size(), group.place, group.diameter_m);
        for (const engine::NearFacility& near : group.near)
            fmt::print("       {:<10} {}\n", near.kind, near.distance_m ? fmt::format("{:.0f} m  {}", *near.distance_m, near.name) : "–");
    }
    for (const core::Words& note : found.notes) fmt::print("{}\n", note.in(common.language));
    return 0;
}

core::Result<int> run(const Options& options, const CommonOptions& common) {
    if (options.action == "list") return list(options, common);
    if (options.action == "show") return show(options, common);
    if (options.action == "export") return export_register(options, common);
    if (options.action == "groups") return groups(options, common);
    const auto internal = common.audience.as<Internal>();
    if (!internal) return refused("changing the register", "internal");
    if (options.action == "set") return set(options, common, *internal);
    if (options.action == "undo") return undo(options, common, *internal);
    return import(options, common, *internal);
}

void add_reading_actions(CLI::App& command, Options& options) {
    CLI::App* list = command.add_subcommand("list", "the cases; for the public, classes of counts for each village");
    list->add_option("--status", options.statuses, "only cases of this status; may be repeated")->allow_extra_args(false);
    list->add_option("--search", options.search, "only cases in which this stands");
    list->add_option("--where", options.where, "field=value; may be repeated")->allow_extra_args(false);
    list->add_flag("--doubtful", options.doubtful, "only cases that are to be settled");
    list->add_option("--sort", options.sort, "field to sort by");
    list->add_flag("--descending", options.descending, "the last first");
    list->add_option("--limit", options.limit, "so many at most");
    CLI::App* show = command.add_subcommand("show", "one case with its history");
    show->add_option("ID", options.id, "the case")->required();
    CLI::App* groups =
        command.add_subcommand("groups", "groups of houses within walking distance of each other and of stop, shop and school");
    groups->add_option("--size", options.groups.size, "so many cases at least")->check(CLI::Range(2, 100))->capture_default_str();
    groups->add_option("--walk", options.groups.walk_m, "walking distance, m")->check(CLI::Range(10.0, 20000.0))->capture_default_str();
    groups->add_option("--together", options.groups.together_m, "distance between the houses of a group at most, m")
        ->check(CLI::Range(10.0, 5000.0))
        ->capture_default_str();
    groups->add_option("--top", options.groups.top, "so many groups at most")->capture_default_str();
    CLI::App* out = command.add_subcommand("export", "the cases as CSV; for the public, sums");
    out->add_option("OUT", options.path, "file to write")->required();
    out->add_option("--delimiter", options.delimiter, "sign between columns (default: comma)");
}

void add_editing_actions(CLI::App& command, Options& options) {
    CLI::App* set = command.add_subcommand("set", "change a case; one that is not there yet is begun by its building, address or place");
    set->add_option("ID", options.id, "the case")->required();
    set->add_option("CHANGES", options.assignments, "field=value …")->required();
    set->add_option("--revision", options.revision, "revision that was read: refused if somebody changed the case since");
    CLI::App* undo = command.add_subcommand("undo", "take the last change of a case back");
    undo->add_option("ID", options.id, "the case")->required();
    CLI::App* in = command.add_subcommand("import", "bring in a list: CSV of the council or of an initiative");
    in->add_option("SOURCE", options.path, "the list")->required();
    in->add_option("--encoding", options.list.encoding, "encoding of the text (default: found out)");
    in->add_option("--delimiter", options.delimiter, "sign between columns (default: found out)");
    in->add_option("--source-crs", options.list.source_crs, "CRS of x and y (default: the district's)");
    in->add_option("--map", options.mapping, "field=column, instead of the guess; may be repeated")->allow_extra_args(false);
    in->add_option("--source", options.list.source, "whose list it is");
}

}  // namespace

void add_register(CLI::App& program, Action& chosen) {
    auto common = std::make_shared<CommonOptions>();
    auto options = std::make_shared<Options>();
    CLI::App& command = add_command(program, "register", "the vacancy register: cases, their history, lists in and out, groups of houses",
                                    common, chosen, [=] { return run(*options, *common); });
    command.add_option("FILE", options->file, "the district file")->required();
    command.add_option("--user", common->user, "who edits (default: the name the machine knows)");
    add_reading_actions(command, *options);
    add_editing_actions(command, *options);
    for (CLI::App* action : command.get_subcommands({})) {
        action->fallthrough();
        action->callback([options, name = action->get_name()] { options->action = name; });
    }
    command.require_subcommand(1);
}

}  // namespace kreisblick::cli
