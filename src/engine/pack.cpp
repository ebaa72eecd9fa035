#include "engine/pack.h"

#include "core/log.h"
#include "engine/layer_data.h"
#include "engine/parameters.h"
#include "engine/provenance.h"
#include "engine/public_view.h"
#include "io/pack.h"
#include "model/dataset_privacy.h"

namespace kreisblick::engine {
namespace {

/// The parts that an audience gets, with records that say nothing of single houses.
std::vector<model::DatasetPart> parts_for(const model::District& district, const Declarations& declarations,
                                          const model::Audience& audience, std::vector<std::string>& left_out) {
    std::vector<model::DatasetPart> kept;
    for (const model::DatasetPart& part : district.parts) {
        const model::DatasetDeclaration* declared = declarations.datasets.find(part.dataset);
        const bool is_unknown = !declared && audience.is_public();
        const model::DatasetPrivacy privacy = model::privacy_of(part.dataset);
        const bool is_withheld = (privacy == model::DatasetPrivacy::Personal && !audience.is_internal()) ||
                                 (privacy == model::DatasetPrivacy::PerHouse && audience.is_public());
        if (is_unknown || is_withheld)
            left_out.push_back(part.dataset);
        else
            kept.push_back(part);
    }
    return kept;
}

io::PackRules rules_for(const model::Audience& audience, const model::DatasetCatalogue& catalogue) {
    io::PackRules rules;
    rules.with_others = !audience.is_public();
    using Register = io::PackRules::Register;
    rules.cases = audience.is_internal() ? Register::Whole : audience.is_public() ? Register::None : Register::WithoutContact;
    if (audience.is_internal()) return rules;
    rules.tells = [&catalogue, audience](const std::string& dataset, const std::string& table, const std::string& column) {
        // The program's own tables name things in "name".
        if (dataset.empty() && table.rfind("kreisblick_", 0) == 0) return !model::names_people(column);
        return model::tells_column(audience, dataset, catalogue.find(dataset), column);
    };
    return rules;
}

using Extra = io::PackRules::Extra;
using Content = std::variant<geo::FeatureTable, io::ExportBand>;

core::Result<Content> features_of(const Session& session, const std::string& layer, const core::Job& job) {
    KREISBLICK_TRY(LayerTable table, session.computed_table(layer, job));
    return Content(std::move(table.features));
}

core::Result<Content> band_of(const Session& session, const std::string& layer, const core::Job& job) {
    KREISBLICK_TRY(io::ExportBand band, session.computed_band(layer, job));
    return Content(std::move(band));
}

/// What everybody may know of the register, and if wanted of the layers with values per house.
std::vector<Extra> sums_for(const Session& session, bool with_results, const core::Job& job) {
    std::vector<Extra> extra{{"public_sums_register", "Classes of counts of the vacancy register by village: from ≤ count < to",
                              [&session]() -> core::Result<Content> {
                                  KREISBLICK_TRY(geo::FeatureTable sums, session.register_sums());
                                  return Content(std::move(sums));
                              }}};
    if (!with_results) return extra;
    for (const LayerStatus& status : session.layers()) {
        if (status.state != LayerState::Ready || !has_values_per_house(*status.declaration)) continue;
        const std::string& id = status.declaration->id;
        extra.push_back({"public_sums_" + id, status.declaration->title.english + ": classes of sums by village",
                         [&session, id, &job] { return features_of(session, id, job); }});
    }
    return extra;
}

/// What every layer's method gives with the declared parameters: its features, or the band that it shows. What is computed for the eye
/// alone stays away.
std::vector<Extra> results_of(const Session& session, const core::Job& job) {
    std::vector<Extra> extra;
    for (const LayerStatus& status : session.layers()) {
        const model::LayerDeclaration& layer = *status.declaration;
        if (status.state != LayerState::Ready || layer.input.method.empty()) continue;
        const auto method = method_of(layer);
        if (!method || (*method)->at_view_scale) continue;
        const bool is_table = gives_features(layer, parameters_of(layer, {}));
        std::string about = layer.title.english + ", computed with the declared parameters";
        for (const std::string& line : credits_of(session.district(), layer)) about += "; " + line;
        extra.push_back({"result_" + layer.id, std::move(about), [&session, id = layer.id, is_table, &job] {
                             return is_table ? features_of(session, id, job) : band_of(session, id, job);
                         }});
    }
    return extra;
}

/// The same, entered in a list when it comes off. What a layer cannot give is missing from the copy, and that is said.
std::function<core::Result<Content>()> telling(const Extra& extra, std::vector<std::string>& added) {
    return [make = extra.make, table = extra.table, &added] {
        auto content = make();
        if (content)
            added.push_back(table);
        else
            core::log_warning("{} is not in the copy: {}", table, content.error().sentence);
        return content;
    };
}

}  // namespace

core::Result<PackReport> pack(const PackRequest& request, const std::shared_ptr<const Declarations>& declarations, const core::Job& job) {
    KREISBLICK_TRY(const io::DistrictFile file, io::DistrictFile::open(request.from));
    PackReport report;
    io::PackRules rules = rules_for(request.audience, declarations->datasets);
    rules.parts = parts_for(file.district(), *declarations, request.audience, report.left_out);
    std::shared_ptr<Session> session;
    if (request.audience.is_public() || request.with_results) {
        KREISBLICK_TRY(session, Session::open(request.from, declarations, request.audience));
        rules.extra = request.audience.is_public() ? sums_for(*session, request.with_results, job) : results_of(*session, job);
    }
    for (Extra& extra : rules.extra) extra.make = telling(extra, report.added);
    KREISBLICK_CHECK(io::write_packed_copy(file, request.out, rules, job));
    return report;
}

}  // namespace kreisblick::engine
