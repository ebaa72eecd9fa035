#pragma once

#include "geo/feature_table.h"
#include "geo/raster.h"

#include <span>
#include <vector>

namespace kreisblick::potentials {

/// The rows of several tables that a condition (table, row) holds for, as tables of their own.
template <typename Condition>
[[nodiscard]] std::vector<geo::FeatureTable> chosen_features(std::span<const geo::FeatureTable* const> tables, const Condition& condition) {
    std::vector<geo::FeatureTable> chosen;
    for (const geo::FeatureTable* table : tables) {
        std::vector<std::size_t> rows;
        for (std::size_t row = 0; row < table->size(); ++row)
            if (condition(*table, row)) rows.push_back(row);
        chosen.push_back(table->rows(rows));
    }
    return chosen;
}

/// Where the tables stand, for what takes several of them.
[[nodiscard]] inline std::vector<const geo::FeatureTable*> addresses_of(std::span<const geo::FeatureTable> tables) {
    std::vector<const geo::FeatureTable*> addresses;
    for (const geo::FeatureTable& table : tables) addresses.push_back(&table);
    return addresses;
}

/// Rectangles that together are the cells of a class raster with one of the codes; runs that go on in the next row become one.
[[nodiscard]] geo::FeatureTable class_rectangles(const geo::Raster<float>& classes, std::span<const int> codes);

}  // namespace kreisblick::potentials
