#pragma once

#include "fiction/street_names.h"
#include "fiction/village.h"

namespace kreisblick::fiction {

/// Cuts the roads where they enter and leave a place and names what lies within after the place's list; the houses that front them get
/// the piece's number in `roads` as their street.
void name_through_roads(std::vector<Road>& roads, std::vector<House>& houses, std::vector<StreetNames>& names);

}  // namespace kreisblick::fiction
