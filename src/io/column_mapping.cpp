#include "io/column_mapping.h"

#include "io/source_text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <set>

namespace kreisblick::io {
namespace {

constexpr std::size_t k_none = std::numeric_limits<std::size_t>::max();

/// Names the district file needs for itself.
constexpr std::array<std::string_view, 5> k_taken_names = {"fid", "geom", "geometry", "ogc_fid", "rowid"};

/// Length of a German municipality key; numbers lose its leading zero.
constexpr std::size_t k_ags_digits = 8;

std::size_t index_called(const std::vector<geo::Column>& columns, const std::string& name, const std::vector<bool>& is_used) {
    const std::string wanted = comparable_name(name);
    std::size_t found = k_none;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (is_used[i]) continue;
        if (columns[i].name == name) return i;
        if (found == k_none && !wanted.empty() && comparable_name(columns[i].name) == wanted) found = i;
    }
    return found;
}

/// The column each declared field takes, k_none while it has none.
struct Assignment {
    std::vector<std::size_t> column_of_field;
    std::vector<bool> is_used;

    void give(std::size_t field, std::size_t column) {
        column_of_field[field] = column;
        is_used[column] = true;
    }
};

std::string field_names(const model::DatasetDeclaration& declaration) {
    std::string names;
    for (const model::FieldDeclaration& field : declaration.fields) names += (names.empty() ? "" : ", ") + field.name;
    return names.empty() ? "none" : names;
}

/// --map x=… and its like say where a CSV keeps its coordinates, not a field.
bool is_coordinate_name(const std::string& field) { return field == "x" || field == "y" || field == "lon" || field == "lat"; }

/// What was said with --map and --key.
core::Result<void> assign_given(const model::DatasetDeclaration& declaration, const std::vector<geo::Column>& columns,
                                const model::ImportSpec& spec, const std::string& described, Assignment& assignment) {
    std::map<std::string, std::string> given = spec.mapping;
    if (!spec.key.empty() && declaration.field(declaration.key)) given.emplace(declaration.key, spec.key);
    for (const auto& [field, column] : given) {
        if (!declaration.field(field) && is_coordinate_name(field)) continue;
        const auto known =
            std::find_if(declaration.fields.begin(), declaration.fields.end(), [&](const auto& f) { return f.name == field; });
        if (known == declaration.fields.end())
            return core::fail("cannot import {}: the dataset {} has no field \"{}\" to map; it has {}", described, declaration.id, field,
                              field_names(declaration));
        KREISBLICK_TRY(const std::size_t index, find_column(columns, column, described));
        assignment.give(static_cast<std::size_t>(known - declaration.fields.begin()), index);
    }
    return {};
}

/// What the names suggest, for the fields still open.
void assign_guessed(const model::DatasetDeclaration& declaration, const std::vector<geo::Column>& columns, const model::ImportSpec& spec,
                    bool by_other_names, Assignment& assignment) {
    for (std::size_t f = 0; f < declaration.fields.size(); ++f) {
        const model::FieldDeclaration& field = declaration.fields[f];
        if (assignment.column_of_field[f] != k_none || spec.settings.contains(field.name)) continue;
        const auto names = by_other_names ? field.also_called : std::vector<std::string>{field.name};
        for (const std::string& name : names) {
            const std::size_t index = index_called(columns, name, assignment.is_used);
            if (index == k_none) continue;
            assignment.give(f, index);
            break;
        }
    }
}

/// A text value of a field; municipality keys that came as numbers get their zero back.
std::string text_value(const geo::Column& source, std::size_t record, const model::FieldDeclaration& field) {
    std::string text = source.text_at(record);
    if (field.name == "ags" && !source.is_text() && text.size() == k_ags_digits - 1) text.insert(0, 1, '0');
    return text;
}

/// Counts what should have been a number and is none.
struct NotNumbers {
    std::size_t count = 0;
    std::string example;
};

double number_value(const geo::Column& source, std::size_t record, NotNumbers& faults) {
    if (!source.is_text()) return source.numbers[record];
    const std::string& text = source.texts[record];
    if (says_nothing(text)) return std::numeric_limits<double>::quiet_NaN();
    if (const auto value = number_in(text)) return *value;
    if (faults.count++ == 0) faults.example = text;
    return std::numeric_limits<double>::quiet_NaN();
}

void fill_field(geo::FeatureTable& table, const model::FieldDeclaration& field, const geo::Column& source,
                std::span<const std::size_t> chosen, std::vector<std::string>& notes) {
    const bool is_whole = source.type == geo::ColumnType::Whole;
    const geo::ColumnType type = field.is_text ? geo::ColumnType::Text : is_whole ? geo::ColumnType::Whole : geo::ColumnType::Number;
    geo::Column& column = table.column(field.name, type, field.unit);
    NotNumbers faults;
    for (std::size_t row = 0; row < chosen.size(); ++row) {
        if (column.is_text())
            column.texts[row] = text_value(source, chosen[row], field);
        else
            column.numbers[row] = number_value(source, chosen[row], faults);
    }
    if (faults.count > 0)
        notes.push_back(fmt::format("{} {} of the column {} {} no number for the field {} and {} left empty, such as \"{}\".", faults.count,
                                    faults.count == 1 ? "value" : "values", source.name, faults.count == 1 ? "is" : "are", field.name,
                                    faults.count == 1 ? "was" : "were", faults.example));
}

void fill_constant(geo::FeatureTable& table, const model::FieldDeclaration& field, const std::string& value,
                   std::vector<std::string>& notes) {
    geo::Column& column = table.column(field.name, field.is_text ? geo::ColumnType::Text : geo::ColumnType::Number, field.unit);
    if (column.is_text()) {
        std::fill(column.texts.begin(), column.texts.end(), value);
    } else if (const auto number = number_in(value)) {
        std::fill(column.numbers.begin(), column.numbers.end(), *number);
    } else {
        notes.push_back(fmt::format("The field {} was left empty because \"{}\" is no number.", field.name, value));
    }
}

/// A name no other column has; SQL compares without case.
std::string free_name(const std::string& wanted, std::set<std::string>& names) {
    const auto key_of = [](const std::string& name) {
        std::string small = name;
        std::transform(small.begin(), small.end(), small.begin(),
                       [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
        return small;
    };
    std::string name = wanted;
    if (std::find(k_taken_names.begin(), k_taken_names.end(), key_of(name)) != k_taken_names.end()) name = "source_" + name;
    for (int number = 2; !names.insert(key_of(name)).second; ++number) name = fmt::format("{}_{}", wanted, number);
    return name;
}

void keep_column(geo::FeatureTable& table, const std::string& name, const geo::Column& source, std::span<const std::size_t> chosen) {
    geo::Column& column = table.column(name, source.type, source.unit);
    for (std::size_t row = 0; row < chosen.size(); ++row) {
        if (column.is_text())
            column.texts[row] = source.texts[chosen[row]];
        else
            column.numbers[row] = source.numbers[chosen[row]];
    }
}

}  // namespace

std::string ColumnMapping::text(const std::vector<geo::Column>& columns) const {
    std::string text;
    for (const auto& [field, column] : fields) text += fmt::format("{}{} = {}", text.empty() ? "" : ", ", field, columns[column].name);
    return text;
}

std::string names_of(const std::vector<geo::Column>& columns) {
    std::string names;
    for (const geo::Column& column : columns) names += (names.empty() ? "" : ", ") + column.name;
    return names.empty() ? "none" : names;
}

core::Result<std::size_t> find_column(const std::vector<geo::Column>& columns, const std::string& name, const std::string& described) {
    const std::size_t index = index_called(columns, name, std::vector<bool>(columns.size(), false));
    if (index == k_none) return core::fail("cannot import {}: it has no column \"{}\"; it has {}", described, name, names_of(columns));
    return index;
}

core::Result<ColumnMapping> map_columns(const model::DatasetDeclaration& declaration, const std::vector<geo::Column>& columns,
                                        const model::ImportSpec& spec, const std::string& described) {
    Assignment assignment{std::vector<std::size_t>(declaration.fields.size(), k_none), std::vector<bool>(columns.size(), false)};
    KREISBLICK_CHECK(assign_given(declaration, columns, spec, described, assignment));
    assign_guessed(declaration, columns, spec, false, assignment);
    assign_guessed(declaration, columns, spec, true, assignment);
    ColumnMapping mapping;
    for (std::size_t f = 0; f < declaration.fields.size(); ++f)
        if (assignment.column_of_field[f] != k_none) mapping.fields.emplace_back(declaration.fields[f].name, assignment.column_of_field[f]);
    return mapping;
}

std::vector<std::string> fill_columns(geo::FeatureTable& table, const model::DatasetDeclaration& declaration,
                                      const std::vector<geo::Column>& columns, const ColumnMapping& mapping, const model::ImportSpec& spec,
                                      std::span<const std::size_t> chosen) {
    std::vector<std::string> notes;
    std::vector<bool> is_used(columns.size(), false);
    std::set<std::string> names;
    for (const auto& [name, column] : mapping.fields) {
        fill_field(table, *declaration.field(name), columns[column], chosen, notes);
        is_used[column] = true;
    }
    for (const model::FieldDeclaration& field : declaration.fields)
        if (const auto constant = spec.settings.find(field.name); constant != spec.settings.end())
            fill_constant(table, field, constant->second, notes);
    for (const geo::Column& column : table.columns()) (void)free_name(column.name, names);
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (!is_used[i]) keep_column(table, free_name(column_name(columns[i].name), names), columns[i], chosen);
    return notes;
}

}  // namespace kreisblick::io
