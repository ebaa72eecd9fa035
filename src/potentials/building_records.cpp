#include "potentials/building_records.h"

#include "geo/oriented_rectangle.h"
#include "potentials/area_classes.h"
#include "potentials/floor_area.h"
#include "potentials/roof_shapes.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

namespace kreisblick::potentials {
namespace {

constexpr double k_most_storeys = 30;
constexpr double k_tallest_m = 160;

bool is_yes(const std::string& value) { return value == "yes" || value == "1" || value == "true"; }

/// Steeper is a wall, and below the level no roof.
bool is_roof_tilt(double tilt_deg) { return tilt_deg >= 0 && tilt_deg <= 80; }

/// The tilt of most of a roof's measured area; NaN without planes.
double measured_tilt(const geo::FeatureTable& table, std::size_t row) {
    const double stated = table.number(row, "roof_tilt_deg");
    const std::string planes_text = table.text(row, "roof_planes");
    if (planes_text.empty()) return is_roof_tilt(stated) ? stated : std::nan("");
    const auto planes = geo::roof_planes_from(planes_text);
    double area = 0, tilted = 0;
    if (planes)
        for (const geo::RoofPlane& plane : *planes) area += plane.area_m2, tilted += plane.area_m2 * plane.tilt_deg;
    return area > 0 ? tilted / area : std::nan("");
}

std::vector<geo::Point> corners_of(const geo::FeatureTable& table, std::size_t row) {
    std::vector<geo::Point> corners;
    for (std::size_t part = 0; part < table.part_count(row); ++part)
        if (!table.part_is_hole(row, part)) corners.insert(corners.end(), table.part(row, part).begin(), table.part(row, part).end());
    return corners;
}

void read_roof(const RoofSite& site, const std::string& word, BuildingRecord& record) {
    const std::string shape = site.table->text(site.row, "roof_shape");
    const BuildingFacts facts{word, shape, site.table->number(site.row, "year"), site.footprint_m2};
    const RoofAssumption& assumption = roof_assumption(facts);
    const double measured = measured_tilt(*site.table, site.row);
    record.tilt_deg = std::isnan(measured) ? assumption.tilt_deg.mid : measured;
    record.has_flat_roof =
        std::isnan(measured) ? shape == "flat" || (shape.empty() && assumption.form == RoofForm::Flat) : measured < geo::k_flat_below_deg;
    record.width_m = geo::smallest_rectangle(corners_of(*site.table, site.row)).width_m;
}

/// Steep as timber-framed houses are, where the roof was measured.
bool has_steep_roof(const RoofSite& site) {
    const double tilt = measured_tilt(*site.table, site.row);
    return tilt >= 45 && tilt <= 58;
}

void read_eaves(const RoofSite& site, const BuildingRecord& record, Building& building) {
    const double given = site.table->number(site.row, "eaves_m"), height = site.table->number(site.row, "height_m");
    if (given > 0 && given <= k_tallest_m)
        building.eaves_m = static_cast<float>(given);
    else if (height > 0 && height <= k_tallest_m)
        building.eaves_m = static_cast<float>(record.has_flat_roof ? height : eaves_below_ridge_m(height, record.width_m, record.tilt_deg));
}

void read_age(const RoofSite& site, const Corrections& corrections, const std::string& id, Building& building) {
    const std::string* corrected = corrections.find(id, "year");
    const auto age = age_class_of(corrected ? std::strtod(corrected->c_str(), nullptr) : site.table->number(site.row, "year"));
    if (!age) return;
    building.ages = certainly(*age);
    building.age_origin = corrected ? Origin::Corrected : Origin::Given;
}

void read_heating(const RoofSite& site, const Corrections& corrections, const std::string& id, const BuildingUse& use, Building& building) {
    building.is_heated = use.is_heated;
    const double given = site.table->number(site.row, "heated");
    if (std::isfinite(given)) building.is_heated = given != 0, building.heated_origin = Origin::Given;
    const std::string* corrected = corrections.find(id, "heated");
    if (corrected) building.is_heated = is_yes(*corrected), building.heated_origin = Origin::Corrected;
}

std::string name_of_row(const geo::FeatureTable& table, std::size_t row) {
    const std::string id = table.text(row, "id");
    return id.empty() ? fmt::format("Zeile {}", row + 1) : id;
}

void note(std::vector<core::Words>& notes, const std::vector<std::string>& names, std::string_view german, std::string_view english) {
    if (names.empty()) return;
    const core::Words list = listed(names);
    notes.push_back({fmt::format("{}: {} Gebäude ({}).", german, names.size(), list.german),
                     fmt::format("{}: {} {} ({}).", english, names.size(), names.size() == 1 ? "building" : "buildings", list.english)});
}

/// One house of a family, in a row, of several families, or a block: by its word, its size and its neighbours.
HouseType type_of(const BuildingRecord& record, const BuildingUse& use, std::size_t party_walls, double reference_m2) {
    constexpr double several_families_m2 = 450, block_m2 = 1500;
    const bool is_several = use.id == "apartments" || use.id == "mixed" || reference_m2 > several_families_m2;
    if (is_several && use.id != "farmhouse") return reference_m2 > block_m2 ? HouseType::Block : HouseType::SeveralFamilies;
    return record.word == "terrace" || party_walls >= 2 ? HouseType::Terraced : HouseType::OneFamily;
}

}  // namespace

std::vector<core::Words> RecordFaults::notes() const {
    std::vector<core::Words> notes;
    note(notes, without_footprint, "Ohne Grundriss, nicht gerechnet", "Without a footprint, not computed");
    note(notes, impossible_years, "Unmögliches Baujahr, das nicht zählt", "Impossible year of building, which does not count");
    note(notes, impossible_storeys, "Unmögliche Geschosse, die nicht zählen", "Impossible storeys, which do not count");
    note(notes, impossible_slopes, "Unmögliche Dachneigung, die nicht zählt", "Impossible slope of the roof, which does not count");
    note(notes, unknown_words, "Unbekannte Nutzung, nach Größe und Umgebung geschätzt", "Unknown use, told by size and surroundings");
    return notes;
}

void read_record(const RoofSite& site, const BuildingUses& uses, const Corrections& corrections, BuildingRecord& record,
                 Building& building) {
    const geo::FeatureTable& table = *site.table;
    record.id = table.text(site.row, "id");
    const std::string* corrected = corrections.find(record.id, "use");
    record.word = corrected ? *corrected : table.text(site.row, "use");
    building.use = uses.use_of(record.word);
    building.use_origin = corrected ? Origin::Corrected : Origin::Given;
    building.is_corrected = corrections.has(record.id);
    record.has_house_number = !table.text(site.row, "house_number").empty();
    record.storeys = table.number(site.row, "storeys");
    if (!(record.storeys >= 1 && record.storeys <= k_most_storeys)) record.storeys = 0;
    if (record.storeys > 0) building.storeys_origin = Origin::Given;
    if (const std::string* storeys = corrections.find(record.id, "storeys"))
        record.storeys = std::strtod(storeys->c_str(), nullptr), building.storeys_origin = Origin::Corrected;
    building.footprint_m2 = static_cast<float>(site.footprint_m2);
    building.is_listed = site.is_listed;
    building.volume_m3 = static_cast<float>(table.number(site.row, "volume_m3"));
    read_roof(site, record.word, record);
    read_eaves(site, record, building);
    read_age(site, corrections, record.id, building);
    read_heating(site, corrections, record.id, uses.at(building.use), building);
    const auto see = [&](TimberEvidence evidence) -> bool& { return building.timber_seen[static_cast<std::size_t>(evidence)]; };
    see(TimberEvidence::Listed) = building.is_listed;
    see(TimberEvidence::SteepRoof) = has_steep_roof(site);
    see(TimberEvidence::LowEaves) = building.eaves_m < 6.5F;
    see(TimberEvidence::FlatRoof) = record.has_flat_roof;
}

RecordFaults faults_of(std::span<const geo::FeatureTable* const> tables, const BuildingUses& uses) {
    RecordFaults faults;
    for (const geo::FeatureTable* table : tables)
        for (std::size_t row = 0; row < table->size(); ++row) {
            const double year = table->number(row, "year"), storeys = table->number(row, "storeys");
            const std::string word = table->text(row, "use");
            if (table->part_count(row) == 0 || !(geo::area(table->geometry(row)) > 0))
                faults.without_footprint.push_back(name_of_row(*table, row));
            if (std::isfinite(year) && !age_class_of(year)) faults.impossible_years.push_back(name_of_row(*table, row));
            if (std::isfinite(storeys) && !(storeys >= 0 && storeys <= k_most_storeys))
                faults.impossible_storeys.push_back(name_of_row(*table, row));
            if (const double tilt = table->number(row, "roof_tilt_deg"); std::isfinite(tilt) && !is_roof_tilt(tilt))
                faults.impossible_slopes.push_back(name_of_row(*table, row));
            if (!word.empty() && word != "yes" && word != "unknown" && uses.use_of(word) == BuildingUses::k_unknown)
                faults.unknown_words.push_back(fmt::format("{}: {}", name_of_row(*table, row), word));
        }
    return faults;
}

void measure_building(const BuildingRecord& record, const BuildingUse& use, std::size_t party_walls, Building& building) {
    const bool is_timber = building.timber_likelihood >= 0.5;
    const double storey_m = is_timber ? k_storey_timber_frame_m : use.storey_m;
    double storeys = record.storeys;
    if (!(storeys > 0) && building.eaves_m > 0) {
        storeys = storeys_below_eaves(static_cast<double>(building.eaves_m), storey_m);
        building.storeys_origin = Origin::Derived;
    } else if (!(storeys > 0)) {
        storeys = use.usual_storeys;
        building.storeys_origin = Origin::Assumed;
    }
    building.storeys = static_cast<float>(storeys);
    const bool has_rooms_below_roof = use.is_dwelling && !record.has_flat_roof;
    const double gross_m2 = gross_floor_m2(static_cast<double>(building.footprint_m2), storeys, has_rooms_below_roof ? k_attic_share : 0);
    building.reference_m2 = static_cast<float>(reference_area_m2(gross_m2));
    building.types = {};
    building.types[static_cast<std::size_t>(type_of(record, use, party_walls, static_cast<double>(building.reference_m2)))] = 1;
}

}  // namespace kreisblick::potentials
