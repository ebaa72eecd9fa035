#include "cli/command.h"
#include "cli/json_output.h"

#include <CLI/CLI.hpp>

namespace kreisblick::cli {
namespace {

/// The datasets of a district in the order of the catalogue.
std::vector<std::string> dataset_ids(const engine::Session& session) {
    std::vector<std::string> ids;
    for (const model::DatasetDeclaration& dataset : session.declarations().datasets.all())
        if (session.district().has(dataset.id)) ids.push_back(dataset.id);
    return ids;
}

Json dataset_json(const model::District& district, const std::string& id) {
    Json parts = Json::array();
    std::int64_t count = 0;
    for (const model::DatasetPart* part : district.parts_of(id)) {
        Json entry{{"name", part->name}, {"kind", model::to_string(part->kind)}, {"priority", part->priority}, {"count", part->count}};
        add_provenance(entry, part->provenance);
        if (part->kind == model::DatasetKind::Raster) entry["cell_m"] = part->grid.cell_m;
        if (!part->mapping.empty()) entry["mapping"] = part->mapping;
        if (!part->notes.empty()) entry["notes"] = part->notes;
        parts.push_back(std::move(entry));
        count += part->count;
    }
    return {{"id", id}, {"kind", model::to_string(district.parts_of(id).front()->kind)}, {"count", count}, {"parts", std::move(parts)}};
}

Json district_json(const engine::Session& session) {
    const model::District& district = session.district();
    const geo::Extent extent = district.grid.extent();
    Json document{{"name", district.name},
                  {"crs", district.crs},
                  {"cell_m", district.grid.cell_m},
                  {"width", district.grid.width},
                  {"height", district.grid.height},
                  {"extent", {extent.x_min, extent.y_min, extent.x_max, extent.y_max}},
                  {"rim_m", district.rim_m},
                  {"area_km2", district.area_km2()},
                  {"model_data", district.is_model_data},
                  {"schema", district.schema},
                  {"datasets", Json::array()}};
    for (const std::string& id : dataset_ids(session)) document["datasets"].push_back(dataset_json(district, id));
    return document;
}

void print_district(const engine::Session& session, core::Language language) {
    const model::District& district = session.district();
    fmt::print("{}{}\n", district.name, district.is_model_data ? "  MODELLDATEN" : "");
    fmt::print("{} km², {}, {} × {} cells of {} m with a rim of {} m\n\n", core::number(district.area_km2(), 2, language), district.crs,
               district.grid.width, district.grid.height, district.grid.cell_m, district.rim_m);
    for (const std::string& id : dataset_ids(session)) {
        fmt::print("{} — {}\n", id, session.declarations().datasets.find(id)->title.in(language));
        for (const model::DatasetPart* part : district.parts_of(id)) {
            fmt::print("  {:<16} {:>12}  {}\n", part->name, core::number(static_cast<double>(part->count), 0, language),
                       part->provenance.source);
            fmt::print("  {:<16} {:>12}  {} · {} · {}\n", "", "", part->provenance.licence, part->provenance.date,
                       model::to_string(part->provenance.nature));
        }
    }
}

core::Result<int> run(const std::string& file, const CommonOptions& common) {
    KREISBLICK_TRY(const auto session, open_session(file, common));
    if (common.json)
        print_json(district_json(*session));
    else
        print_district(*session, common.language);
    return 0;
}

}  // namespace

void add_info(CLI::App& program, Action& chosen) {
    auto common = std::make_shared<CommonOptions>();
    auto file = std::make_shared<std::string>();
    CLI::App& command = add_command(program, "info", "what is inside, with sources", common, chosen, [=] { return run(*file, *common); });
    command.add_option("FILE", *file, "the district file")->required();
}

}  // namespace kreisblick::cli
