#include "cli/command.h"
#include "cli/json_output.h"

#include <CLI/CLI.hpp>

namespace kreisblick::cli {
namespace {

struct Options {
    std::string file, crs, layers;
    std::vector<std::string> set;
    double x = 0, y = 0;
};

Json value_json(const engine::QueryValue& value) {
    Json entry{{"layer", value.layer}, {"value", nullptr}, {"unit", value.unit}, {"text", value.text}};
    if (value.has_value && value.relative_uncertainty > 0)
        entry["value"] = {{"low", value.low()}, {"mid", value.value}, {"high", value.high()}};
    else if (value.has_value && value.is_number)
        entry["value"] = value.value;
    else if (value.has_value)
        entry["value"] = value.text;
    add_provenance(entry, value.provenance);
    return entry;
}

core::Result<int> run(const Options& options, const CommonOptions& common) {
    KREISBLICK_TRY(const auto session, open_session(options.file, common));
    geo::Point place{options.x, options.y};
    if (!options.crs.empty()) {
        KREISBLICK_TRY(place, to_district(session->district(), place, options.crs));
    }
    if (!session->district().grid.extent().contains(place))
        return core::fail("the place {:.1f} E {:.1f} N ({}) lies outside {} and its rim: give --crs EPSG:4326 for longitude and latitude",
                          place.x, place.y, session->district().crs, session->district().name);
    KREISBLICK_TRY(const engine::ParameterValues chosen, parse_parameters(*session, options.set));
    const auto values = session->query(place, common.language, parse_list(options.layers), chosen);
    Json document{{"x", place.x}, {"y", place.y}, {"values", Json::array()}};
    for (const engine::QueryValue& value : values) {
        document["values"].push_back(value_json(value));
        if (!common.json)
            fmt::print("{:<26} {}{}{}\n", value.layer, value.text, value.provenance.source.empty() ? "" : "  — ", value.provenance.source);
    }
    if (common.json) print_json(document);
    return 0;
}

}  // namespace

void add_query(CLI::App& program, Action& chosen) {
    auto common = std::make_shared<CommonOptions>();
    auto options = std::make_shared<Options>();
    CLI::App& command = add_command(program, "query", "every layer's value at a point, with provenance", common, chosen,
                                    [=] { return run(*options, *common); });
    command.add_option("FILE", options->file, "the district file")->required();
    command.add_option("X", options->x, "east or longitude")->required();
    command.add_option("Y", options->y, "north or latitude")->required();
    command.add_option("--crs", options->crs, "CRS of X and Y (default: the district's)");
    command.add_option("--set", options->set, "layer.parameter=value");
    command.add_option("--layers", options->layers, "only these layers, separated by commas");
}

}  // namespace kreisblick::cli
