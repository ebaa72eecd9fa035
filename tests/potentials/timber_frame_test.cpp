#include "potentials/timber_frame.h"

#include "support/village.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

using namespace kreisblick;
using namespace kreisblick::potentials;
using Catch::Matchers::WithinAbs;

namespace {

TimberEvidences seen(std::initializer_list<TimberEvidence> evidence) {
    TimberEvidences all{};
    for (const TimberEvidence one : evidence) all[static_cast<std::size_t>(one)] = true;
    return all;
}

/// A dozen old houses close together.
void add_old_core(tests::Village& village) {
    for (int i = 0; i < 12; ++i) {
        const geo::Point corner{500500.0 + 15 * (i % 4), 5679000.0 + 20 * (i / 4)};
        village.add("old" + std::to_string(i), corner, 9, 9, "house", {{"year", 1880}, {"storeys", 2}});
    }
}

}  // namespace

TEST_CASE("A listed house with a steep roof and a prior of 0.60 is timber-framed with p = 0.9153", "[potentials][timber_frame]") {
    CHECK_THAT(timber_frame_likelihood(0.60, seen({TimberEvidence::Listed, TimberEvidence::SteepRoof})), WithinAbs(0.9153, 5e-5));
    CHECK_THAT(timber_frame_likelihood(0.60, seen({})), WithinAbs(0.60, 1e-12));
    CHECK_THAT(timber_frame_likelihood(0.60, seen({TimberEvidence::FlatRoof})), WithinAbs(0.075 / 1.075, 1e-9));
}

TEST_CASE("The prior goes by age and place, and is the mean where the age is a distribution", "[potentials][timber_frame]") {
    CHECK(timber_frame_prior(certainly(0), PlaceKind::OldCore) == 0.90);
    CHECK(timber_frame_prior(certainly(1), PlaceKind::OldCore) == 0.60);
    CHECK(timber_frame_prior(certainly(1), PlaceKind::Outside) == 0.40);
    CHECK(timber_frame_prior(certainly(2), PlaceKind::Settlement) == 0.08);
    CHECK(timber_frame_prior(certainly(3), PlaceKind::OldCore) == 0.02);
    CHECK(timber_frame_prior(certainly(11), PlaceKind::Outside) == 0.01);
    CHECK(timber_frame_prior({}, PlaceKind::OldCore) == 0.30);
    CHECK(timber_frame_prior({}, PlaceKind::Settlement) == 0.05);
    AgeShares half{};
    half[0] = half[5] = 0.5F;
    CHECK_THAT(timber_frame_prior(half, PlaceKind::OldCore), WithinAbs((0.90 + 0.02) / 2, 1e-9));
}

TEST_CASE("A house in an old core counts what is seen of it, a garage has no likelihood", "[potentials][timber_frame]") {
    tests::Village village;
    add_old_core(village);
    // 90 m² and wall to wall with the first house: footprint and party wall; eaves at 5 m.
    const std::size_t close = village.add("close", {500500, 5678990}, 9, 10, "house", {{"year", 1880}, {"eaves_m", 5}});
    const std::size_t alone = village.add("alone", {501800, 5678100}, 12, 12, "house", {{"year", 1880}, {"eaves_m", 9}});
    const std::size_t garage = village.add("garage", {500540, 5679080}, 6, 3, "garage", {{"year", 1880}});
    const std::size_t steep = village.add("steep", {500520, 5679070}, 13, 13, "house", {{"year", 1880}, {"eaves_m", 9}},
                                          {{"heritage", "yes"}, {"roof_planes", "100 50 90; 100 50 270"}});
    const BuildingStock stock = village.stock();
    CHECK(stock.buildings[close].place == PlaceKind::OldCore);
    CHECK(stock.buildings[alone].place == PlaceKind::Outside);
    CHECK_THAT(stock.buildings[close].timber_likelihood,
               WithinAbs(timber_frame_likelihood(0.60, seen({TimberEvidence::SmallAndClose, TimberEvidence::LowEaves})), 1e-9));
    CHECK_THAT(stock.buildings[alone].timber_likelihood, WithinAbs(0.40, 1e-9));
    CHECK_THAT(stock.buildings[steep].timber_likelihood, WithinAbs(0.9153, 5e-5));
    CHECK(std::isnan(stock.buildings[garage].timber_likelihood));
    // Low storeys are those of timber frames: 5 m of eaves are two of 2.4 m.
    CHECK(stock.buildings[close].storeys == 2.0F);
    const auto table = tests::run_feature_method("timber_frame", village.inputs());
    CHECK_THAT(table.number(steep, "timber_frame"), WithinAbs(91.53, 5e-3));
    CHECK(table.number(steep, "ratio_listed") == 4);
    CHECK(table.number(steep, "ratio_steep_roof") == 1.8);
    CHECK(std::isnan(table.number(steep, "ratio_flat_roof")));
    CHECK(std::isnan(table.number(garage, "timber_frame")));
}

TEST_CASE("A barn beside a house makes an ensemble of both", "[potentials][timber_frame]") {
    tests::Village village;
    village.add("house", {500500, 5679000}, 12, 12, "farm", {{"year", 1880}, {"eaves_m", 9}});
    village.add("barn", {500525, 5679000}, 12, 11, "barn", {{"year", 1880}, {"eaves_m", 9}});
    village.add("far", {500600, 5679000}, 12, 12, "house", {{"year", 1880}, {"eaves_m", 9}});
    const BuildingStock stock = village.stock();
    const double with = timber_frame_likelihood(0.40, seen({TimberEvidence::FarmEnsemble}));
    CHECK_THAT(stock.buildings[0].timber_likelihood, WithinAbs(with, 1e-9));
    CHECK_THAT(stock.buildings[1].timber_likelihood, WithinAbs(with, 1e-9));
    CHECK_THAT(stock.buildings[2].timber_likelihood, WithinAbs(0.40, 1e-9));
}

TEST_CASE("Who knows that a house is timber-framed, or is not, has the last word", "[potentials][timber_frame]") {
    tests::Village village;
    village.add("a", {500500, 5679000}, 12, 12, "house", {{"year", 1990}, {"storeys", 2}});
    geo::FeatureTable& corrections = village.tables.emplace("overrides", geo::GeometryKind::None).first->second;
    corrections.add_row();
    corrections.column("building", geo::ColumnType::Text).texts = {"a"};
    corrections.column("field", geo::ColumnType::Text).texts = {"timber_frame"};
    corrections.column("value", geo::ColumnType::Text).texts = {"yes"};
    const auto table = tests::run_feature_method("timber_frame", village.inputs());
    CHECK(table.number(0, "timber_frame") == 100);
    CHECK(table.text(0, "basis") == "known");
}
