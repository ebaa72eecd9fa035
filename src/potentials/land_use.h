#pragma once

#include "core/job.h"
#include "core/result.h"
#include "geo/feature_table.h"
#include "geo/row_reader.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace kreisblick::potentials {

/// What land is used for, as far as fields care.
enum class LandUse : std::uint8_t { Unknown, Arable, Grassland, Orchard, Forest, Other };
/// "arable", "grassland", … ; "" for Unknown
[[nodiscard]] std::string_view name_of(LandUse use);
[[nodiscard]] constexpr bool is_farmland(LandUse use) {
    return use == LandUse::Arable || use == LandUse::Grassland || use == LandUse::Orchard;
}
/// Of a class of CORINE (211, 231, …).
[[nodiscard]] LandUse land_use_of_corine(int code);
/// Of a word: of this program's model ("arable", "meadow", "orchard"), of OpenStreetMap ("farmland", "grass", …), or German ("Acker",
/// "Grünland", "Wiese", …). Unknown for others.
[[nodiscard]] LandUse land_use_of_word(std::string_view word);

/// The use of every cell, and which field it belongs to.
struct LandUseCells {
    geo::GridSpec grid;
    std::vector<std::uint8_t> uses;    ///< LandUse
    std::vector<std::uint16_t> zones;  ///< 0 = no field; fields are numbered from 1 and over again from 65,535 on

    [[nodiscard]] LandUse at(std::size_t cell) const { return static_cast<LandUse>(uses[cell]); }
};
/// From rows of CORINE classes (empty = none), land-cover polygons ("code") and parcels ("use"), each above the one before it. A polygon
/// has the cells of which it covers more than half. Parcels of unknown use leave the use as it was.
/// An Error only where the job was stopped.
[[nodiscard]] core::Result<LandUseCells> land_use_cells(const geo::GridSpec& grid, const geo::RowReader& corine,
                                                        std::span<const geo::FeatureTable* const> land_cover,
                                                        std::span<const geo::FeatureTable* const> parcels, const core::Job& job = {});

}  // namespace kreisblick::potentials
