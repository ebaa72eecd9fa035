#include "model/register_case.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

using namespace kreisblick;
using Catch::Matchers::ContainsSubstring;
using model::CaseField;
using model::CaseStatus;

TEST_CASE("Statuses are read by id and by the words of lists", "[model][register]") {
    for (const CaseStatus status : model::all_statuses()) {
        CHECK(*model::status_from(model::to_string(status)) == status);
        CHECK(*model::status_from(model::words_of(status).german) == status);
        CHECK(*model::status_from(model::words_of(status).english) == status);
        CHECK_FALSE(model::statuses_after(status).empty());
    }
    CHECK(*model::status_from(" Leerstehend ") == CaseStatus::Checked);
    CHECK_THAT(model::status_from("verwunschen").error().sentence, ContainsSubstring("suspected, checked, owner_written"));
}

TEST_CASE("From every status the house can come back into use", "[model][register]") {
    for (const CaseStatus start : model::all_statuses()) {
        std::vector<CaseStatus> reached{start};
        for (std::size_t i = 0; i < reached.size(); ++i)
            for (const CaseStatus next : model::statuses_after(reached[i]))
                if (std::find(reached.begin(), reached.end(), next) == reached.end()) reached.push_back(next);
        INFO(model::to_string(start));
        CHECK(std::find(reached.begin(), reached.end(), CaseStatus::Reused) != reached.end());
    }
}

TEST_CASE("Values are kept as their field wants them, or refused", "[model][register]") {
    CHECK(*model::checked_case_value(CaseField::Since, " 1999 ", 2026) == "1999");
    CHECK(model::checked_case_value(CaseField::Since, "", 2026)->empty());
    for (const char* year : {"3019", "2027", "999", "19x9", "1999.5"}) CHECK_FALSE(model::checked_case_value(CaseField::Since, year, 2026));
    CHECK_FALSE(model::checked_case_value(CaseField::CostEur, "viel", 2026));
    CHECK_FALSE(model::checked_case_value(CaseField::CostEur, "nan", 2026));
    CHECK(*model::checked_case_value(CaseField::Extent, "teilweise", 2026) == "part");
    CHECK_FALSE(model::checked_case_value(CaseField::Status, "", 2026));
    CHECK(*model::checked_case_value(CaseField::Notes, "  wie es ist ", 2026) == "  wie es ist ");
}
