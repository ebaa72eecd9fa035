#include "model/dataset_privacy.h"

#include "model/address.h"

#include <algorithm>
#include <array>

namespace kreisblick::model {
namespace {

/// How names of columns begin in which people stand, in plain letters.
constexpr std::array k_beginnings{
    "owner",      "eigentuem",    "besitzer",   "inhaber",        "paechter", "mieter",    "bewohner", "verwalter", "ansprech",
    "kontakt",    "contact",      "telefon",    "telnr",          "phone",    "handy",     "mail",     "email",     "vorname",
    "nachname",   "familienname", "firstname",  "lastname",       "surname",  "givenname", "geburt",   "birth",     "iban",
    "nutzername", "username",     "bearbeiter", "sachbearbeiter", "tenant",   "occupant",  "landlord",
};
/// Names that are the beginnings of others too, which are harmless: "resident", but "residential_buildings".
constexpr std::array k_whole_names{"tel",      "fax",       "mobil",    "mobile", "mobilnr", "mobilnummer", "person", "personen",
                                   "resident", "residents", "erbe",     "erbin",  "erben",   "who",         "user",   "author",
                                   "reason",   "kunde",     "customer", "herr",   "frau",    "halter"};

/// Datasets whose rows are sums over areas, made by statistical offices with a floor of their own.
bool holds_sums(const std::string& dataset) { return dataset == "statistics" || dataset.rfind("census_", 0) == 0; }

}  // namespace

DatasetPrivacy privacy_of(const std::string& dataset) {
    if (dataset == "register") return DatasetPrivacy::Personal;
    return dataset == "buildings" || dataset == "overrides" ? DatasetPrivacy::PerHouse : DatasetPrivacy::Open;
}

bool names_people(std::string_view column) {
    const std::string name = plain_letters(column);
    return std::any_of(k_beginnings.begin(), k_beginnings.end(), [&](const char* start) { return name.rfind(start, 0) == 0; }) ||
           std::find(k_whole_names.begin(), k_whole_names.end(), name) != k_whole_names.end();
}

bool tells_column(const Audience& audience, const std::string& dataset, const DatasetDeclaration* declared, const std::string& column) {
    if (audience.is_internal()) return true;
    if (names_people(column)) return false;
    if (declared && (declared->field(column) || declared->key == column)) return true;
    if (!declared && plain_letters(column) == "name") return false;
    return !audience.is_public() || holds_sums(dataset);
}

}  // namespace kreisblick::model
