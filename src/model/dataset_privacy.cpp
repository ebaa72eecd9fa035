#include "model/dataset_privacy.h"

namespace kreisblick::model {

DatasetPrivacy privacy_of(const std::string& dataset) {
    if (dataset == "register") return DatasetPrivacy::Personal;
    return dataset == "buildings" || dataset == "overrides" ? DatasetPrivacy::PerHouse : DatasetPrivacy::Open;
}

}  // namespace kreisblick::model
