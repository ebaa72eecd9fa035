#include "model/recipe.h"

#include "model/toml_reader.h"

namespace kreisblick::model {
namespace {

/// A file named by a recipe: relative, and inside the data folder whatever it says.
std::filesystem::path inside_data(TomlReader& reader, const std::string& key) {
    const std::filesystem::path path = reader.required_text(key);
    bool escapes = path.is_absolute();
    for (const auto& step : path) escapes = escapes || step == "..";
    if (escapes) reader.fault(key, fmt::format("\"{}\" leads out of the data folder: name files relative to it", path.string()));
    return path;
}

Provenance read_provenance(TomlReader& reader) {
    Provenance provenance;
    provenance.source = reader.required_text("source");
    provenance.licence = reader.required_text("licence");
    provenance.date = reader.text("date");
    provenance.resolution_m = reader.number("resolution_m");
    const auto nature = nature_from(reader.text("nature", "measured"));
    if (nature)
        provenance.nature = *nature;
    else
        reader.fault("nature", nature.error().sentence);
    return provenance;
}

LevelSource read_level(TomlReader& reader) {
    LevelSource level;
    level.file = inside_data(reader, "file").string();
    for (const double band : reader.numbers("bands")) level.bands.push_back(static_cast<int>(band));
    level.source = reader.text("source");
    level.unit_factor = reader.number("unit_factor", 1);
    level.per_month_hours = reader.flag("per_month_hours");
    return level;
}

ImportSpec read_import(TomlReader& reader, const DatasetCatalogue& catalogue) {
    ImportSpec spec;
    spec.dataset = reader.required_text("dataset");
    if (!catalogue.find(spec.dataset) && spec.dataset != "osm")
        reader.fault("dataset", fmt::format("there is no dataset \"{}\"", spec.dataset));
    spec.part = reader.name("part", "main");
    if (reader.has("priority")) spec.priority = reader.whole("priority");
    spec.file = inside_data(reader, "file");
    spec.layer = reader.text("layer");
    for (const double band : reader.numbers("bands")) spec.bands.push_back(static_cast<int>(band));
    spec.band_names = reader.texts("band_names");
    spec.source_crs = reader.text("source_crs");
    spec.unit = reader.text("unit");
    spec.key = reader.text("key");
    spec.delimiter = reader.text("delimiter");
    spec.decimal = reader.text("decimal");
    spec.encoding = reader.text("encoding");
    spec.mapping = reader.text_map("map");
    spec.settings = reader.text_map("set");
    reader.tables("only", [&](TomlReader& only) { spec.only[only.required_text("column")] = only.texts("values"); });
    reader.tables("exclude", [&](TomlReader& exclude) {
        spec.exclusions.push_back({exclude.required_text("field"), exclude.required_text("value"), exclude.required_text("reason")});
    });
    reader.table("level", [&](TomlReader& level) { spec.level = read_level(level); });
    spec.provenance = read_provenance(reader);
    return spec;
}

}  // namespace

core::Result<Recipe> Recipe::read(const std::filesystem::path& file, const DatasetCatalogue& catalogue) {
    Recipe recipe;
    KREISBLICK_CHECK(read_toml(file, [&](TomlReader& reader) {
        recipe.name = reader.required_text("name");
        recipe.crs = reader.text("crs", recipe.crs);
        recipe.cell_m = reader.number("cell_m", recipe.cell_m);
        recipe.rim_m = reader.number("rim_m", recipe.rim_m);
        if (!(recipe.cell_m > 0)) reader.fault("cell_m", "\"cell_m\" must be greater than 0");
        if (!(recipe.rim_m >= 0)) reader.fault("rim_m", "\"rim_m\" must not be negative");
        recipe.boundary_file = inside_data(reader, "boundary");
        recipe.boundary_layer = reader.text("boundary_layer");
        reader.tables("import", [&](TomlReader& entry) { recipe.imports.push_back(read_import(entry, catalogue)); });
    }));
    return recipe;
}

}  // namespace kreisblick::model
