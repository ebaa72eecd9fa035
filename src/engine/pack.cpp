#include "engine/pack.h"

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

core::Result<std::vector<io::PackRules::Extra>> sums_for(const Session& session, bool with_results, const core::Job& job) {
    std::vector<io::PackRules::Extra> extra;
    KREISBLICK_TRY(geo::FeatureTable cases, session.register_sums());
    extra.push_back({"public_sums_register", "Classes of counts of the vacancy register by village: from ≤ count < to", std::move(cases)});
    if (!with_results) return extra;
    for (const LayerStatus& status : session.layers()) {
        if (status.state != LayerState::Ready || !has_values_per_house(*status.declaration)) continue;
        auto table = session.computed_table(status.declaration->id, job);
        if (table)
            extra.push_back({"public_sums_" + status.declaration->id, status.declaration->title.english + ": classes of sums by village",
                             std::move(table->features)});
    }
    return extra;
}

}  // namespace

core::Result<PackReport> pack(const PackRequest& request, const std::shared_ptr<const Declarations>& declarations, const core::Job& job) {
    KREISBLICK_TRY(const io::DistrictFile file, io::DistrictFile::open(request.from));
    PackReport report;
    io::PackRules rules = rules_for(request.audience, declarations->datasets);
    rules.parts = parts_for(file.district(), *declarations, request.audience, report.left_out);
    if (request.audience.is_public()) {
        KREISBLICK_TRY(const auto session, Session::open(request.from, declarations, request.audience));
        KREISBLICK_TRY(rules.extra, sums_for(*session, request.with_results, job));
    }
    for (const io::PackRules::Extra& extra : rules.extra) report.sums.push_back(extra.table);
    KREISBLICK_CHECK(io::write_packed_copy(file, request.out, rules, job));
    return report;
}

}  // namespace kreisblick::engine
