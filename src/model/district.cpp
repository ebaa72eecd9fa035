#include "model/district.h"

namespace kreisblick::model {

std::string to_string(Nature nature) {
    switch (nature) {
        case Nature::Measured: return "measured";
        case Nature::Modelled: return "modelled";
        case Nature::Model: return "model";
    }
    return {};
}

core::Result<Nature> nature_from(const std::string& text) {
    for (const Nature nature : {Nature::Measured, Nature::Modelled, Nature::Model})
        if (to_string(nature) == text) return nature;
    return core::fail("\"{}\" is not one of measured, modelled, model", text);
}

std::vector<const DatasetPart*> District::parts_of(const std::string& dataset) const {
    std::vector<const DatasetPart*> result;
    for (const DatasetPart& part : parts)
        if (part.dataset == dataset) result.push_back(&part);
    return result;
}

double District::area_km2() const {
    if (!boundary.is_empty()) return geo::area(boundary) / 1e6;
    const geo::Extent inner = grid.extent().grown(-rim_m);
    return inner.width() * inner.height() / 1e6;
}

}  // namespace kreisblick::model
