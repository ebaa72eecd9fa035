#pragma once

#include "core/result.h"
#include "core/words.h"
#include "geo/geometry.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace kreisblick::model {

enum class DatasetKind { Raster, Vector, Table };
[[nodiscard]] std::string to_string(DatasetKind kind);

/// How raster values of a dataset may be carried to another grid.
enum class ValueKind {
    Class,      ///< codes: nearest cell, or the most frequent one where the source is finer
    Amount,     ///< counts per cell: shared out by area, sums kept
    Intensity,  ///< heights, speeds, rates: bilinear, or the mean where the source is finer
};
[[nodiscard]] std::string to_string(ValueKind kind);

/// One column the program understands in a dataset, and the source names it is guessed from (compared without case and signs).
struct FieldDeclaration {
    std::string name;
    std::string unit;
    bool is_text = false;
    std::vector<std::string> also_called;
};

/// What `check` looks for. Kinds: "range" (field outside min…max, among features whose `when_field` reads `when_value`),
/// "rounded_place" (longitude and latitude are both whole multiples of step_degrees: a place somebody rounded),
/// "required" (field is empty), "unique" (value of the field occurs twice), "inside_district" (lies outside district and rim).
struct PlausibilityRule {
    std::string kind;
    std::string field;
    std::string when_field;
    std::string when_value;
    std::optional<double> min;
    std::optional<double> max;
    double step_degrees = 0;
    std::string severity = "warning";  ///< error | warning | info
    core::Words text;                  ///< why the value is not believed
};

/// A dataset the program knows: what it may hold, which columns it understands, what is lost without it. From layers/datasets.toml.
struct DatasetDeclaration {
    std::string id;
    core::Words title;
    std::vector<DatasetKind> kinds;                        ///< what a part may be; the first is usual
    geo::GeometryKind geometry = geo::GeometryKind::None;  ///< of vector parts
    ValueKind values = ValueKind::Intensity;               ///< of raster parts
    bool on_district_grid = true;  ///< rasters are kept at the district's cell; else no finer than a quarter of the source's
    bool beyond_district = false;  ///< features outside district and rim are kept (stations, heat flow)
    std::string unit;              ///< of raster values
    std::string key;               ///< tables: the field that joins ("ags")
    std::vector<FieldDeclaration> fields;
    std::vector<PlausibilityRule> rules;
    core::Words cost_of_absence;  ///< what will not work without it

    [[nodiscard]] bool allows(DatasetKind kind) const;
    [[nodiscard]] const FieldDeclaration* field(const std::string& name) const;
};

/// All datasets the program knows, in the order of the file.
class DatasetCatalogue {
  public:
    [[nodiscard]] static core::Result<DatasetCatalogue> read(const std::filesystem::path& file);
    [[nodiscard]] const DatasetDeclaration* find(const std::string& id) const;
    [[nodiscard]] const std::vector<DatasetDeclaration>& all() const { return m_datasets; }

  private:
    std::vector<DatasetDeclaration> m_datasets;
};

}  // namespace kreisblick::model
