#include "potentials/method.h"

namespace kreisblick::potentials {

geo::RowReader Inputs::rows(const std::string& name) const {
    if (const auto found = readers.find(name); found != readers.end()) return found->second;
    const geo::Raster<float>* whole = raster(name);
    return whole ? geo::rows_of(*whole) : geo::RowReader{};
}

std::span<const geo::FeatureTable* const> Inputs::tables(const std::string& dataset) const {
    const auto found = features.find(dataset);
    return found == features.end() ? std::span<const geo::FeatureTable* const>{} : std::span(found->second);
}

std::span<const geo::Geometry* const> Inputs::coverage_of(const std::string& dataset) const {
    const auto found = coverage.find(dataset);
    return found == coverage.end() ? std::span<const geo::Geometry* const>{} : std::span(found->second);
}

std::optional<std::array<const geo::Raster<float>*, 12>> Inputs::months(const std::string& dataset) const {
    std::array<const geo::Raster<float>*, 12> found{};
    for (std::size_t month = 0; month < 12; ++month) {
        found[month] = raster(fmt::format("{}/{:02}", dataset, month + 1));
        if (!found[month]) return std::nullopt;
    }
    return found;
}

std::string part_band(const std::string& dataset, const std::string& part, const std::string& band) {
    return fmt::format("{}@{}/{}", dataset, part, band);
}

}  // namespace kreisblick::potentials
