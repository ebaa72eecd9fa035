#pragma once

#include "potentials/building_stock.h"
#include "potentials/corrections.h"
#include "potentials/roof_sites.h"

#include <span>
#include <string>
#include <vector>

namespace kreisblick::potentials {

/// What the data themselves say of a building, before its surroundings are looked at.
struct BuildingRecord {
    std::string id;
    std::string word;  ///< its use as the data have it
    bool has_house_number = false;
    double storeys = 0;   ///< 0 = not given
    double width_m = 0;   ///< of the smallest rectangle around it
    double tilt_deg = 0;  ///< of the main planes of its roof, measured or assumed
    bool has_flat_roof = false;
};

/// Counts of what was wrong with single buildings, with the first of their ids.
struct RecordFaults {
    std::vector<std::string> impossible_years, impossible_storeys, impossible_slopes, unknown_words, without_footprint;
    [[nodiscard]] std::vector<core::Words> notes() const;
};

/// Reads one row: use, year, storeys, height, roof. Safe from several threads.
/// building: use, footprint, heating and age are set where the data (or a correction) say something.
void read_record(const RoofSite& site, const BuildingUses& uses, const Corrections& corrections, BuildingRecord& record,
                 Building& building);
/// What was wrong with the rows, and the rows of buildings without a footprint, which cannot be computed with.
[[nodiscard]] RecordFaults faults_of(std::span<const geo::FeatureTable* const> tables, const BuildingUses& uses);

/// Storeys, area and house type, once use, age and likelihood of timber framing are known.
void measure_building(const BuildingRecord& record, const BuildingUse& use, std::size_t party_walls, Building& building);

}  // namespace kreisblick::potentials
