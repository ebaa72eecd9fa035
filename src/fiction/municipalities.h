#pragma once

#include "fiction/areas.h"
#include "fiction/land.h"

#include <string>

namespace kreisblick::fiction {

/// Where a village or town lies.
struct Site {
    geo::Point centre;
    int municipality = 0;  ///< k_no_area in the rim
    bool is_seat = false;
};

struct Municipality {
    std::string ags;
    std::string name;
    std::string type;  ///< "Stadt" or "Gemeinde"
    geo::Geometry boundary;
    double area_km2 = 0;
};

/// The district, its municipalities and the sites of its villages.
struct Territory {
    geo::Geometry boundary;
    std::vector<Municipality> municipalities;
    /// The seats first, in the order of the municipalities; the first is the district's town. The rim's villages come last.
    std::vector<Site> sites;
    geo::GridSpec grid;                ///< of the district file: district and rim
    Field<std::int32_t> municipality;  ///< on 100 m cells; k_no_area outside the district

    [[nodiscard]] static Territory divided(const Land& land);
    /// The municipality a place lies in, by their outlines; k_no_area outside the district.
    [[nodiscard]] int municipality_at(geo::Point place) const;
    [[nodiscard]] bool holds(geo::Point place) const { return municipality.near(place) != k_no_area; }
};

}  // namespace kreisblick::fiction
