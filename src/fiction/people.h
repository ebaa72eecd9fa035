#pragma once

#include "fiction/municipalities.h"
#include "fiction/names.h"

namespace kreisblick::fiction {

/// A town or village as it stands: how many live there and in how many houses.
struct Settlement {
    std::string name;
    std::string kind;  ///< "town", "village" or "hamlet"
    geo::Point centre;
    int municipality = 0;  ///< k_no_area in the rim
    bool is_seat = false;
    int people = 0;
    int dwelling_houses = 0;
    int buildings = 0;  ///< dwelling houses and all others
    double core_m = 0;  ///< how far the old centre reaches

    [[nodiscard]] bool is_in_rim() const { return municipality == k_no_area; }
};

/// People and houses shared out over the sites: one town, a handful of small towns, many villages of all sizes; in the rim villages only.
[[nodiscard]] std::vector<Settlement> settled(const Land& land, const Territory& territory);

}  // namespace kreisblick::fiction
