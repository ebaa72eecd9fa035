#include "engine/provenance.h"

#include "core/hash.h"

#include <fmt/format.h>

#include <algorithm>

namespace kreisblick::engine {
namespace {

std::uint64_t datasets_hash(const model::District& district, const std::vector<std::string>& datasets, std::uint64_t hash) {
    for (const std::string& dataset : datasets)
        for (const model::DatasetPart* part : district.parts_of(dataset)) {
            hash = core::hash_text(fmt::format("{}/{} {} {} {} {} {}\n", dataset, part->name, part->priority, part->count, part->table,
                                               part->provenance.source, part->provenance.date),
                                   hash);
            for (const model::RasterBand& band : part->bands) hash = core::hash_text(band.table + "\n", hash);
        }
    return hash;
}

}  // namespace

std::uint64_t provenance_hash(const model::District& district, const model::LayerDeclaration& layer,
                              const potentials::Parameters& parameters) {
    std::uint64_t hash = core::hash_text(layer.id + "\n" + layer.input.method + "\n");
    for (const auto& [name, value] : parameters) hash = core::hash_text(name + "=" + value + "\n", hash);
    for (const auto* datasets : {&layer.input.needs, &layer.input.instead, &layer.input.uses})
        hash = datasets_hash(district, *datasets, hash);
    return hash;
}

std::uint64_t inputs_hash(const model::District& district, const std::vector<std::string>& datasets, const geo::GridSpec& grid) {
    const std::string cells = fmt::format("{} {} {} {} {}\n", grid.x_min, grid.y_max, grid.cell_m, grid.width, grid.height);
    return datasets_hash(district, datasets, core::hash_text(cells));
}

std::vector<std::string> credits_of(const model::District& district, const model::LayerDeclaration& layer) {
    std::vector<std::string> lines;
    for (const auto* datasets : {&layer.input.needs, &layer.input.instead, &layer.input.uses})
        for (const std::string& dataset : *datasets)
            for (const model::DatasetPart* part : district.parts_of(dataset)) {
                const model::Provenance& origin = part->provenance;
                const std::string line = origin.source + (origin.licence.empty() ? "" : " (" + origin.licence + ")");
                if (!origin.source.empty() && std::find(lines.begin(), lines.end(), line) == lines.end()) lines.push_back(line);
            }
    return lines;
}

}  // namespace kreisblick::engine
