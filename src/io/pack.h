#pragma once

#include "core/job.h"
#include "geo/feature_table.h"
#include "io/district_file.h"
#include "io/export.h"

#include <filesystem>
#include <functional>
#include <string>
#include <variant>
#include <vector>

namespace kreisblick::io {

/// What a copy of a district may hold.
struct PackRules {
    enum class Register { Whole, WithoutContact, None };
    /// A table that the copy gets beside what it keeps: features or one band. It is made when its turn comes, as bands are
    /// large; one that cannot be made is missing.
    struct Extra {
        std::string table;
        std::string description;
        std::function<core::Result<std::variant<geo::FeatureTable, ExportBand>>()> make;
    };
    std::vector<model::DatasetPart> parts;  ///< those of the file that are kept, with the records they get
    Register cases = Register::None;
    bool with_others = false;  ///< tables that are no part of a dataset: groups, what QGIS added
    /// Whether a column keeps its values; dataset is empty for those other tables. None = all do.
    std::function<bool(const std::string& dataset, const std::string& table, const std::string& column)> tells;
    std::vector<Extra> extra;
};

/// Writes a copy of a district that holds what the rules allow and nothing else: the new file is filled table by table, so what is left out
/// never was in it, and it is vacuumed. An existing file is refused.
[[nodiscard]] core::Result<void> write_packed_copy(const DistrictFile& from, const std::filesystem::path& out, const PackRules& rules,
                                                   const core::Job& job);

}  // namespace kreisblick::io
