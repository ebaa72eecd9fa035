#pragma once

#include "potentials/community_farm.h"
#include "potentials/fields.h"

namespace kreisblick::potentials {

/// Every field as a site for a community farm: what its soil, slope and size are, how far it is to water and to a road from its middle, and
/// how many people live around it. NaN where the district lacks the data. An Error only where the job was stopped.
[[nodiscard]] core::Result<std::vector<CommunityFarmSite>> field_sites(const Fields& fields, const Inputs& inputs,
                                                                       const CommunityFarmRules& rules, const core::Job& job);

}  // namespace kreisblick::potentials
