// What is known of a district and of its faults, as each audience is told it, apart from any file.
#include "engine/privacy.h"

#include <catch2/catch_test_macros.hpp>

#include <set>

using namespace kreisblick;
using model::Audience;

namespace {

model::DatasetPart part_of(const std::string& dataset, model::DatasetKind kind) {
    model::DatasetPart part;
    part.dataset = dataset;
    part.kind = kind;
    part.notes = {"7 rows of " + dataset + " were mended"};
    return part;
}

/// A district with farms, houses, corrections of houses and a register.
model::District district_with_register() {
    model::District district;
    district.parts = {part_of("actors", model::DatasetKind::Vector), part_of("buildings", model::DatasetKind::Vector),
                      part_of("overrides", model::DatasetKind::Table), part_of("register", model::DatasetKind::Table)};
    return district;
}

std::set<std::string> datasets_for(const Audience& audience) {
    std::set<std::string> datasets;
    for (const model::DatasetPart& part : engine::district_for(district_with_register(), audience).parts) datasets.insert(part.dataset);
    return datasets;
}

/// The dataset, feature and text of each finding that an audience is told, in one line each.
std::vector<std::string> told(const std::vector<engine::Finding>& findings, const Audience& audience) {
    std::vector<std::string> lines;
    for (const engine::Finding& finding : engine::findings_for(findings, audience, core::Language::English))
        lines.push_back(finding.dataset + ": " + finding.feature + ": " + finding.text);
    return lines;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("That there is a register stands in the internal district alone, and that houses were corrected not in the public's",
          "[engine][privacy][register]") {
    CHECK(datasets_for(Audience::internal()) == std::set<std::string>{"actors", "buildings", "overrides", "register"});
    CHECK(datasets_for(Audience::council()) == std::set<std::string>{"actors", "buildings", "overrides"});
    CHECK(datasets_for(Audience::everybody()) == std::set<std::string>{"actors", "buildings"});
    for (const model::DatasetPart& part : engine::district_for(district_with_register(), Audience::everybody()).parts)
        CHECK(part.notes.empty() == (part.dataset == "buildings"));
    for (const model::DatasetPart& part : engine::district_for(district_with_register(), Audience::council()).parts)
        CHECK_FALSE(part.notes.empty());
}

TEST_CASE("Findings about the register are told to the initiative alone, those about houses to the public by number",
          "[engine][privacy][register]") {
    const std::vector<engine::Finding> findings{{"warning", "register", "L-7", "vacant_since", "vacant since the year 3019"},
                                                {"warning", "buildings", "h3", "storeys", "77 storeys"},
                                                {"warning", "overrides", "h3", "year", "built in 3019"},
                                                {"error", "actors", "Hofladen", "category", "unknown category"}};
    CHECK(told(findings, Audience::internal()) == Lines{"register: L-7: vacant since the year 3019", "buildings: h3: 77 storeys",
                                                        "overrides: h3: built in 3019", "actors: Hofladen: unknown category"});
    CHECK(told(findings, Audience::council()) ==
          Lines{"buildings: h3: 77 storeys", "overrides: h3: built in 3019", "actors: Hofladen: unknown category"});
    CHECK(told(findings, Audience::everybody()) == Lines{"actors: Hofladen: unknown category", "buildings: : 0 to less than 5 buildings",
                                                         "overrides: : 0 to less than 5 buildings"});
}
