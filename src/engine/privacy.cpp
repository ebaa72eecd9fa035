#include "engine/privacy.h"

#include "engine/provenance.h"
#include "io/export.h"
#include "io/register_file.h"
#include "model/dataset_privacy.h"
#include "model/public_sums.h"

#include <map>
#include <set>
#include <utility>

namespace kreisblick::engine {
namespace {

using model::DatasetPrivacy;

/// Sets NAME_from and NAME_to of a row to a count's class.
void set_class(geo::FeatureTable& table, std::size_t row, const std::string& name, std::size_t count) {
    const model::ValueClass told = model::count_class(count);
    table.column(name + "_from", geo::ColumnType::Whole).numbers[row] = told.low;
    table.column(name + "_to", geo::ColumnType::Whole).numbers[row] = told.high;
}

}  // namespace

io::DistrictFile told_file(const io::DistrictFile& file, const model::DatasetCatalogue& catalogue, const model::Audience& audience) {
    if (audience.is_internal()) return file;
    std::set<std::string> withheld;
    if (audience.is_public())
        for (const model::DatasetPart& part : file.district().parts)
            if (!catalogue.find(part.dataset) || model::privacy_of(part.dataset) == DatasetPrivacy::Personal) withheld.insert(part.dataset);
    return file.without(withheld, [catalogue, audience](const std::string& dataset, const std::string& column) {
        return model::tells_column(audience, dataset, catalogue.find(dataset), column);
    });
}

model::District district_for(const model::District& district, const model::Audience& audience) {
    model::District shown = district;
    if (audience.is_internal()) return shown;
    std::erase_if(shown.parts, [&](const model::DatasetPart& part) {
        const DatasetPrivacy privacy = model::privacy_of(part.dataset);
        // Footprints are on every map; how many houses were corrected is not.
        const bool is_table_of_houses = privacy == DatasetPrivacy::PerHouse && part.kind == model::DatasetKind::Table;
        return privacy == DatasetPrivacy::Personal || (audience.is_public() && is_table_of_houses);
    });
    if (!audience.is_public()) return shown;
    for (model::DatasetPart& part : shown.parts)
        if (model::privacy_of(part.dataset) == DatasetPrivacy::PerHouse) part.notes.clear();
    return shown;
}

std::vector<Finding> findings_for(std::vector<Finding> findings, const model::Audience& audience, core::Language language) {
    if (audience.is_internal()) return findings;
    std::vector<Finding> told;
    std::map<std::pair<std::string, std::string>, std::pair<std::size_t, std::string>> of_houses;
    for (Finding& finding : findings) {
        const DatasetPrivacy privacy = model::privacy_of(finding.dataset);
        if (privacy == DatasetPrivacy::Personal) continue;
        if (!audience.is_public() || privacy == DatasetPrivacy::Open) {
            told.push_back(std::move(finding));
            continue;
        }
        auto& [count, severity] = of_houses[{finding.dataset, finding.rule}];
        ++count;
        severity = finding.severity;
    }
    for (const auto& [what, found] : of_houses) {
        const model::ValueClass number = model::count_class(found.first);
        const core::Words text{fmt::format("{:.0f} bis unter {:.0f} Gebäude", number.low, number.high),
                               fmt::format("{:.0f} to less than {:.0f} buildings", number.low, number.high)};
        told.push_back({found.second, what.first, "", what.second, text.in(language)});
    }
    return told;
}

core::Result<ExportReport> write_public_view(const PublicView& view, const model::LayerDeclaration& layer, const model::District& district,
                                             const std::filesystem::path& out, const core::Job& job) {
    std::string credits;
    for (const std::string& line : credits_of(district, layer)) credits += (credits.empty() ? "" : "; ") + line;
    const LayerData map = view.map();
    if (out.extension() == ".tif" || out.extension() == ".tiff") {
        const std::string name = layer.input.column.empty() ? "value" : layer.input.column;
        KREISBLICK_CHECK(io::write_geotiff(out, district.crs, {{name, layer.unit, map.raster->read(district.grid)}}, credits, job));
    } else {
        KREISBLICK_CHECK(io::write_features(out, district.crs, view.table(), layer.id, credits, job));
    }
    return ExportReport{map.figures, map.notes};
}

core::Result<geo::FeatureTable> sums_of_register(const io::DistrictFile& file, const PublicAreas& areas) {
    KREISBLICK_TRY(io::RegisterFile cases, io::RegisterFile::open(file.path()));
    KREISBLICK_TRY(const auto counts,
                   cases.counts([&](const std::string& building, double x, double y) { return areas.of_case(building, x, y); }));
    geo::FeatureTable table(geo::GeometryKind::Point);
    table.column("area", geo::ColumnType::Text);
    for (std::size_t area = 0; area < areas.areas().size(); ++area) {
        const std::size_t row = table.add({geo::GeometryKind::Point, {{{areas.areas()[area].place}, false}}});
        table.find("area")->texts[row] = areas.areas()[area].name;
        const auto found = counts.find(area);
        const io::CaseCounts count = found == counts.end() ? io::CaseCounts{} : found->second;
        if (!areas.buildings().empty()) set_class(table, row, "buildings", areas.buildings()[area]);
        set_class(table, row, "cases", count.cases);
        set_class(table, row, "vacant", count.vacant);
        set_class(table, row, "reused", count.reused);
    }
    return table;
}

}  // namespace kreisblick::engine
