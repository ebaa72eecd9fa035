#include "model/dataset_privacy.h"

#include <catch2/catch_test_macros.hpp>

using namespace kreisblick;
using model::Audience;
using model::tells_column;

TEST_CASE("Columns that name people are known by the words that lists use, and others are left alone", "[model][privacy]") {
    for (const char* name : {"owner", "Owner_Name", "Eigentümer", "EIGENTUEMERIN", "Tel.", "Telefon 2", "phone", "contact_phone", "E-Mail",
                             "Ansprechpartner", "Vorname", "geburtsdatum", "who", "user", "reason", "Erbe", "Mieter", "IBAN"}) {
        INFO(name);
        CHECK(model::names_people(name));
    }
    for (const char* name : {"name", "use", "street", "residential_buildings_total_2018", "wo_nutzung_eigentuemer_ohne_hh", "authority",
                             "mobile_home", "personal_density", "erbbau", "telegraph", "remark"}) {
        INFO(name);
        CHECK_FALSE(model::names_people(name));
    }
}

TEST_CASE("The council gets what does not name people, the public what is declared, nobody a name of what nobody looked at",
          "[model][privacy]") {
    model::DatasetDeclaration parcels;
    parcels.fields = {{"id", "", true, {}}, {"owner", "", true, {}}};
    const auto internal = Audience::internal(), council = Audience::council(), everybody = Audience::everybody();
    CHECK(tells_column(internal, "parcels", &parcels, "owner"));
    // Even where somebody declares it.
    CHECK_FALSE(tells_column(council, "parcels", &parcels, "owner"));
    CHECK_FALSE(tells_column(everybody, "parcels", &parcels, "owner"));
    CHECK(tells_column(everybody, "parcels", &parcels, "id"));
    CHECK(tells_column(council, "parcels", &parcels, "lot"));
    CHECK_FALSE(tells_column(everybody, "parcels", &parcels, "lot"));
    CHECK(tells_column(council, "unheard_of", nullptr, "lot"));
    CHECK_FALSE(tells_column(council, "unheard_of", nullptr, "Name"));
    CHECK(tells_column(internal, "unheard_of", nullptr, "Name"));
    const model::DatasetDeclaration census;
    CHECK(tells_column(everybody, "census_100m", &census, "geb_baujahr_vor1919"));
    CHECK_FALSE(tells_column(everybody, "census_100m", &census, "owner"));
}
