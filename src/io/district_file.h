#pragma once

#include "core/job.h"
#include "core/result.h"
#include "geo/feature_table.h"
#include "geo/raster.h"
#include "model/district.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <variant>
#include <vector>

namespace kreisblick::io {

class CoverageReader;
struct RowFilter;

/// A band ready to be stored, on the district's grid or a whole multiple of it.
struct BandContent {
    std::string name;
    std::string unit;
    std::variant<geo::Raster<float>, geo::Raster<std::int16_t>> raster;
};

/// A part ready to be stored: its record and what it holds. The store fills in the record's tables, counts and grid.
struct PartContent {
    model::DatasetPart record;
    std::variant<geo::FeatureTable, std::vector<BandContent>> content;
};

/// The district GeoPackage. Reading is shared freely, also by copies; every change is one SQL transaction:
/// it is there whole or not at all, also after a kill or on a full disk.
class DistrictFile {
  public:
    /// Makes a new, empty district file; an existing file is refused.
    [[nodiscard]] static core::Result<DistrictFile> create(const std::filesystem::path& path, const model::District& district);
    /// Opens for reading. Refuses, in a sentence, what is no district file, is broken, or has a newer schema.
    [[nodiscard]] static core::Result<DistrictFile> open(const std::filesystem::path& path);

    /// Whether somebody may read a column of a dataset.
    using ColumnRule = std::function<bool(const std::string& dataset, const std::string& column)>;
    /// The same file for somebody who may not know everything: without these datasets, and without the columns that the rule refuses.
    [[nodiscard]] DistrictFile without(const std::set<std::string>& datasets, ColumnRule tells) const;

    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }
    [[nodiscard]] const model::District& district() const { return m_district; }

    /// Stores parts, replacing those of the same dataset and name, in one transaction. A second program writing gets an Error at once
    /// (after at most two seconds), never a hang.
    [[nodiscard]] core::Result<void> replace_parts(std::vector<PartContent> parts, const core::Job& job);

    /// All features of a vector or table part.
    [[nodiscard]] core::Result<geo::FeatureTable> read_features(const model::DatasetPart& part, const core::Job& job = {}) const;
    /// Those whose text in a column reads so.
    [[nodiscard]] core::Result<geo::FeatureTable> read_matching(const model::DatasetPart& part, const std::string& column,
                                                                const std::string& text) const;
    /// The value of a band for every cell of `wanted`, whatever its cell size and alignment: classes by nearest cell; amounts and
    /// intensities bilinear between the cells of the overview that is just finer, or as they are where the cells are the same. Cells
    /// outside are "no data".
    [[nodiscard]] core::Result<geo::Raster<float>> read_band(const model::DatasetPart& part, const model::RasterBand& band,
                                                             const geo::GridSpec& wanted, const core::Job& job = {}) const;

  private:
    [[nodiscard]] core::Result<geo::FeatureTable> read_rows(const model::DatasetPart& part, const RowFilter& filter,
                                                            const core::Job& job) const;
    std::filesystem::path m_path;
    model::District m_district;
    ColumnRule m_tells;                           // empty = everything
    std::shared_ptr<CoverageReader> m_coverages;  // shared by copies; a new one after every change of the file
};

}  // namespace kreisblick::io
