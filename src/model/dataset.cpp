#include "model/dataset.h"

#include "model/toml_reader.h"

#include <algorithm>

namespace kreisblick::model {
namespace {

const std::vector<std::pair<std::string, DatasetKind>> k_kinds{
    {"vector", DatasetKind::Vector}, {"raster", DatasetKind::Raster}, {"table", DatasetKind::Table}};
const std::vector<std::pair<std::string, ValueKind>> k_values{
    {"intensity", ValueKind::Intensity}, {"class", ValueKind::Class}, {"amount", ValueKind::Amount}};
const std::vector<std::pair<std::string, geo::GeometryKind>> k_geometries{{"none", geo::GeometryKind::None},
                                                                          {"point", geo::GeometryKind::Point},
                                                                          {"line", geo::GeometryKind::Line},
                                                                          {"polygon", geo::GeometryKind::Polygon}};

FieldDeclaration read_field(TomlReader& reader) {
    FieldDeclaration field;
    field.name = reader.required_text("name");
    field.unit = reader.text("unit");
    field.is_text = reader.flag("text");
    field.also_called = reader.texts("also_called");
    return field;
}

PlausibilityRule read_rule(TomlReader& reader) {
    PlausibilityRule rule;
    rule.kind = reader.choice<std::string>("kind", {{"range", "range"},
                                                    {"rounded_place", "rounded_place"},
                                                    {"required", "required"},
                                                    {"unique", "unique"},
                                                    {"inside_district", "inside_district"}});
    rule.field = reader.text("field");
    rule.when_field = reader.text("when_field");
    rule.when_value = reader.text("when_value");
    rule.min = reader.maybe_number("min");
    rule.max = reader.maybe_number("max");
    rule.step_degrees = reader.number("step_degrees");
    rule.severity = reader.choice<std::string>("severity", {{"warning", "warning"}, {"error", "error"}, {"info", "info"}});
    rule.text = reader.words("text");
    return rule;
}

std::vector<DatasetKind> read_kinds(TomlReader& reader) {
    std::vector<DatasetKind> kinds;
    for (const std::string& text : reader.texts("kinds")) {
        const auto found = std::find_if(k_kinds.begin(), k_kinds.end(), [&](const auto& entry) { return entry.first == text; });
        if (found != k_kinds.end())
            kinds.push_back(found->second);
        else
            reader.fault("kinds", fmt::format("\"{}\" is not one of vector, raster, table", text));
    }
    if (kinds.empty()) reader.fault("kinds", "\"kinds\" must name at least one of vector, raster, table");
    return kinds;
}

DatasetDeclaration read_dataset(TomlReader& reader) {
    DatasetDeclaration dataset;
    dataset.id = reader.required_text("id");
    dataset.title = reader.words("title");
    dataset.kinds = read_kinds(reader);
    dataset.geometry = reader.choice<geo::GeometryKind>("geometry", k_geometries);
    dataset.values = reader.choice<ValueKind>("values", k_values);
    dataset.on_district_grid = reader.flag("on_district_grid", true);
    dataset.beyond_district = reader.flag("beyond_district");
    dataset.unit = reader.text("unit");
    dataset.key = reader.text("key");
    dataset.cost_of_absence = reader.words("cost_of_absence");
    reader.tables("field", [&](TomlReader& field) { dataset.fields.push_back(read_field(field)); });
    reader.tables("rule", [&](TomlReader& rule) { dataset.rules.push_back(read_rule(rule)); });
    return dataset;
}

template <typename T>
std::string name_of(T value, const std::vector<std::pair<std::string, T>>& names) {
    for (const auto& [name, entry] : names)
        if (entry == value) return name;
    return {};
}

}  // namespace

std::string to_string(DatasetKind kind) { return name_of(kind, k_kinds); }
std::string to_string(ValueKind kind) { return name_of(kind, k_values); }

bool DatasetDeclaration::allows(DatasetKind kind) const { return std::find(kinds.begin(), kinds.end(), kind) != kinds.end(); }

const FieldDeclaration* DatasetDeclaration::field(const std::string& name) const {
    for (const FieldDeclaration& field : fields)
        if (field.name == name) return &field;
    return nullptr;
}

core::Result<DatasetCatalogue> DatasetCatalogue::read(const std::filesystem::path& file) {
    DatasetCatalogue catalogue;
    KREISBLICK_CHECK(read_toml(file, [&](TomlReader& reader) {
        reader.tables("dataset", [&](TomlReader& entry) { catalogue.m_datasets.push_back(read_dataset(entry)); });
    }));
    return catalogue;
}

const DatasetDeclaration* DatasetCatalogue::find(const std::string& id) const {
    for (const DatasetDeclaration& dataset : m_datasets)
        if (dataset.id == id) return &dataset;
    return nullptr;
}

}  // namespace kreisblick::model
