#pragma once

#include "core/result.h"
#include "geo/extent.h"
#include "io/district_file.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace kreisblick::engine {

/// What is nearest to a house of one kind; no distance where the district knows none of that kind.
struct NearFacility {
    std::string kind;  ///< stop | shop | school
    std::string name;
    std::optional<double> distance_m;  ///< as one walks
};

/// Stops, shops and schools of a district. Ways are not followed: one walks 1.3 times as far as a bird flies, the usual ratio in villages.
class Facilities {
  public:
    [[nodiscard]] static core::Result<Facilities> of(const io::DistrictFile& file);
    [[nodiscard]] static const std::vector<std::string>& kinds();
    [[nodiscard]] bool knows(const std::string& kind) const { return m_places.contains(kind); }
    [[nodiscard]] NearFacility nearest(const std::string& kind, geo::Point place) const;
    /// Source and date of the dataset they come from.
    [[nodiscard]] const model::Provenance& provenance() const { return m_provenance; }

  private:
    struct Place {
        std::string name;
        geo::Point point;
    };
    std::map<std::string, std::vector<Place>> m_places;
    model::Provenance m_provenance;
};

}  // namespace kreisblick::engine
