#pragma once

#include "engine/facilities.h"
#include "engine/session.h"

#include <cstddef>
#include <string>
#include <vector>

namespace kreisblick::engine {

struct GroupRequest {
    std::size_t size = 3;     ///< cases at least
    double walk_m = 800;      ///< to stop, shop and school at most, as one walks
    double together_m = 300;  ///< between any two houses of a group at most, as the bird flies
    std::size_t top = 20;     ///< groups at most
};

/// Empty houses that could be taken on together.
struct HouseGroup {
    int rank = 0;
    std::vector<std::string> cases;  ///< their ids
    geo::Point middle;
    std::string place;  ///< the nearest village
    double diameter_m = 0;
    std::vector<NearFacility> near;  ///< for the house that has the longest way
    double score = 0;                ///< number of cases, less the mean share of the walking distance that the ways take
};

struct HouseGroups {
    std::vector<HouseGroup> groups;
    std::vector<core::Words> notes;
};

/// Groups of open cases (neither in use again, nor ruined, nor known not to be for sale), best first; a case stands in one group at most.
/// Kinds of facilities that the district does not know are not asked for, and that is said. Not for the public: an Error.
[[nodiscard]] core::Result<HouseGroups> find_house_groups(const Session& session, const GroupRequest& request);

/// Cases with their places, grouped; for tests and for who has them already.
struct PlacedCase {
    std::string id;
    geo::Point place;
};
[[nodiscard]] std::vector<HouseGroup> group_houses(const std::vector<PlacedCase>& cases, const Facilities& facilities,
                                                   const GroupRequest& request);

}  // namespace kreisblick::engine
