#pragma once

#include "geo/feature_table.h"
#include "potentials/method.h"

#include <optional>
#include <string>
#include <vector>

namespace kreisblick::potentials {

/// Features of one sort with the ground that somebody looked at for them.
struct FoundFeatures {
    bool is_known = false;  ///< the district has data of the sort at all
    std::vector<geo::FeatureTable> tables;
    std::vector<const geo::Geometry*> coverage;  ///< of the parts they come from; lives as long as the district
    core::Words note;                            ///< what stands in for what; empty where nothing does
};

/// Where people live, from the best that the district has: settlement areas, built-up areas of the land cover, inhabited census cells
/// (coarse, said), houses that stand close together, built-up cells of the land cover.
struct Homes {
    FoundFeatures settlements;
    FoundFeatures dwellings;  ///< single ones outside settlements
};
[[nodiscard]] core::Result<Homes> find_homes(const Inputs& inputs, const core::Job& job);

/// Forest from its own dataset, else from the land cover's areas, else from its cells.
[[nodiscard]] core::Result<FoundFeatures> find_forest(const Inputs& inputs);

enum class RoadClass { Motorway, Federal, Other };
/// The class a road counts as by § 9 FStrG and the state's law; none for ways that no rule speaks of.
[[nodiscard]] std::optional<RoadClass> road_class(const std::string& highway);
/// The highest voltage in a text such as "380000;110000", V; 0 where there is none.
[[nodiscard]] double highest_voltage(const std::string& text);
/// Lines of at least 110 kV; one of unknown voltage counts unless it is called a minor line.
[[nodiscard]] bool is_high_voltage(const std::string& line_class, const std::string& voltage);

enum class ProtectionKind { Strict, Natura, Landscape };
/// How strictly a protected area is meant; what the data do not name counts as strict.
[[nodiscard]] ProtectionKind protection_kind(const std::string& area_class);
/// 1, 2 or 3 for the zones I, II, III (IIIA, IIIB); 2 where the zone is not named: rather strict.
[[nodiscard]] int water_zone(const std::string& zone);
/// Whether people live in a building of that use ("" and "yes": nobody knows, so yes).
[[nodiscard]] bool is_dwelling(const std::string& use);

}  // namespace kreisblick::potentials
