#pragma once

#include "model/audience.h"
#include "model/dataset.h"

#include <string>
#include <string_view>

namespace kreisblick::model {

/// What of a dataset may leave the program. See decisions/personal-data.md.
enum class DatasetPrivacy {
    Open,
    PerHouse,  ///< open data, or corrections of them, with a row for every house: in no file for the public
    Personal,  ///< who lives or lived somewhere: for the internal audience alone, and what the register itself gives others
};
[[nodiscard]] DatasetPrivacy privacy_of(const std::string& dataset);

/// Whether a column is called as lists call people and what is theirs: owner, Telefon, Ansprechpartner, who, reason …; compared without
/// case and signs.
[[nodiscard]] bool names_people(std::string_view column);

/// Whether an audience gets a column of a dataset. Nobody but the internal one gets those that name people. Of the rest everybody gets
/// those that the program declares; of what some file brought along beside them, the council gets all, the public only those of statistics,
/// which are sums already. declared is null for a dataset that the program does not know: as nobody has looked at that one, even "name"
/// names people there.
[[nodiscard]] bool tells_column(const Audience& audience, const std::string& dataset, const DatasetDeclaration* declared,
                                const std::string& column);

}  // namespace kreisblick::model
