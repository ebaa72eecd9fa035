#include "engine/facilities.h"

#include <cmath>
#include <limits>

namespace kreisblick::engine {
namespace {

constexpr double k_detour = 1.3;

/// What a facility of the dataset counts as; empty for none of the three.
std::string kind_of(const std::string& written) {
    static const std::map<std::string, std::string> known{{"bus_stop", "stop"},
                                                          {"stop", "stop"},
                                                          {"platform", "stop"},
                                                          {"station", "stop"},
                                                          {"halt", "stop"},
                                                          {"tram_stop", "stop"},
                                                          {"bus_station", "stop"},
                                                          {"stop_position", "stop"},
                                                          {"supermarket", "shop"},
                                                          {"convenience", "shop"},
                                                          {"general", "shop"},
                                                          {"village_shop", "shop"},
                                                          {"bakery", "shop"},
                                                          {"greengrocer", "shop"},
                                                          {"shop", "shop"},
                                                          {"school", "school"},
                                                          {"primary_school", "school"}};
    const auto found = known.find(written);
    return found == known.end() ? std::string{} : found->second;
}

}  // namespace

const std::vector<std::string>& Facilities::kinds() {
    static const std::vector<std::string> all{"stop", "shop", "school"};
    return all;
}

core::Result<Facilities> Facilities::of(const io::DistrictFile& file) {
    Facilities facilities;
    for (const model::DatasetPart* part : file.district().parts_of("poi")) {
        if (part->kind != model::DatasetKind::Vector) continue;
        facilities.m_provenance = part->provenance;
        KREISBLICK_TRY(const geo::FeatureTable table, file.read_features(*part));
        for (std::size_t row = 0; row < table.size(); ++row) {
            const std::string kind = kind_of(table.text(row, "kind"));
            if (!kind.empty() && table.part_count(row) > 0)
                facilities.m_places[kind].push_back({table.text(row, "name"), table.extent(row).centre()});
        }
    }
    return facilities;
}

NearFacility Facilities::nearest(const std::string& kind, geo::Point place) const {
    NearFacility near{kind, {}, {}};
    const auto places = m_places.find(kind);
    if (places == m_places.end()) return near;
    double least = std::numeric_limits<double>::infinity();
    for (const Place& one : places->second) {
        const double distance = std::hypot(one.point.x - place.x, one.point.y - place.y);
        if (distance >= least) continue;
        least = distance;
        near.name = one.name;
        near.distance_m = k_detour * distance;
    }
    return near;
}

}  // namespace kreisblick::engine
