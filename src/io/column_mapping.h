#pragma once

#include "core/result.h"
#include "geo/feature_table.h"
#include "model/dataset.h"
#include "model/recipe.h"

#include <cstddef>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace kreisblick::io {

/// Which column of a source fills which field of a dataset.
struct ColumnMapping {
    std::vector<std::pair<std::string, std::size_t>> fields;  ///< field → index of the source's column, in the order of the declaration
    /// "field = column, …", for people and for the record.
    [[nodiscard]] std::string text(const std::vector<geo::Column>& columns) const;
};

/// The names of the columns, for sentences: "a, b, c".
[[nodiscard]] std::string names_of(const std::vector<geo::Column>& columns);
/// The column of that name: exactly so, or compared without case and signs. An Error lists the columns there are.
[[nodiscard]] core::Result<std::size_t> find_column(const std::vector<geo::Column>& columns, const std::string& name,
                                                    const std::string& described);

/// What --map and --key say, and for the rest what the names suggest: first columns called like the field, then like one of its other
/// names. A column fills one field; a field that --set fills takes none. Fields and columns that do not exist are Errors.
[[nodiscard]] core::Result<ColumnMapping> map_columns(const model::DatasetDeclaration& declaration, const std::vector<geo::Column>& columns,
                                                      const model::ImportSpec& spec, const std::string& described);

/// Fills the table's columns for the chosen records (one per row of the table): the mapped fields with unit and declared type (text becomes
/// number where a number is declared), the constants of spec.settings, then every other source column under its own name, sanitised.
/// Returns notes on values that are no numbers.
[[nodiscard]] std::vector<std::string> fill_columns(geo::FeatureTable& table, const model::DatasetDeclaration& declaration,
                                                    const std::vector<geo::Column>& columns, const ColumnMapping& mapping,
                                                    const model::ImportSpec& spec, std::span<const std::size_t> chosen);

}  // namespace kreisblick::io
