#pragma once

#include <string>

namespace kreisblick::model {

/// What of a dataset may leave the program. See decisions/personal-data.md.
enum class DatasetPrivacy {
    Open,
    PerHouse,  ///< open data, or corrections of them, with a row for every house: in no file for the public
    Personal,  ///< who lives or lived somewhere: for the internal audience alone, and what the register itself gives others
};
[[nodiscard]] DatasetPrivacy privacy_of(const std::string& dataset);

}  // namespace kreisblick::model
