#pragma once

#include "core/job.h"
#include "core/result.h"
#include "geo/feature_table.h"
#include "geo/row_reader.h"
#include "model/district.h"
#include "potentials/intermediates.h"
#include "potentials/results.h"

#include <array>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace kreisblick::model {
struct Turbine;
}

namespace kreisblick::potentials {

struct Inputs;
/// Reads datasets of the district; what it returns owns what was read.
using InputReader = std::function<core::Result<std::shared_ptr<const Inputs>>(const std::vector<std::string>& datasets)>;

/// What a method works on. The engine hands it in; a method knows no file.
struct Inputs {
    geo::GridSpec grid;                                        ///< of all rasters
    geo::GridSpec wanted;                                      ///< the cells somebody will look at: a window of the grid, often all of it
    std::string crs;                                           ///< of the grid
    std::map<std::string, const geo::Raster<float>*> rasters;  ///< "elevation"; "radiation_monthly/01" where a dataset has several bands
    std::map<std::string, std::vector<const geo::FeatureTable*>> features;  ///< by dataset: its parts, lowest priority first
    Intermediates* kept = nullptr;                                          ///< never null when the engine calls
    /// Where each dataset's parts know something, by dataset; see coverage_of.
    std::map<std::string, std::vector<const geo::Geometry*>> coverage = {};
    /// The parts of each dataset as the district declares them, lowest priority first: their settings say what files could not.
    std::map<std::string, std::vector<const model::DatasetPart*>> parts = {};
    std::span<const model::Turbine> turbines = {};       ///< types that the program and the district know
    const geo::Geometry* boundary = nullptr;             ///< of the district without its rim; null or empty where it has none
    std::map<std::string, geo::RowReader> readers = {};  ///< of rasters that the method takes by rows: only what is read takes memory
    InputReader reader = {};                             ///< set for methods that read when they need to

    /// The inputs with the rasters and tables of these datasets, for a method that is not handed everything at once: what its kept
    /// intermediates were made from need not be read again.
    [[nodiscard]] core::Result<std::shared_ptr<const Inputs>> read(const std::vector<std::string>& datasets) const {
        if (reader) return reader(datasets);
        return std::shared_ptr<const Inputs>(std::shared_ptr<const void>{}, this);
    }

    /// The raster of that name; null where the district has none.
    [[nodiscard]] const geo::Raster<float>* raster(const std::string& name) const {
        const auto found = rasters.find(name);
        return found == rasters.end() ? nullptr : found->second;
    }
    /// The rows of that raster, wherever it lies, on `grid`; empty where the district has none. The inputs must outlive the reader.
    [[nodiscard]] geo::RowReader rows(const std::string& name) const;
    /// The tables of a dataset; none where the district has none.
    [[nodiscard]] std::span<const geo::FeatureTable* const> tables(const std::string& dataset) const;
    /// Where the dataset's parts know something: there "no feature" means that there is none, elsewhere that nobody looked
    /// (known_ground.h). None where the district has no such dataset.
    [[nodiscard]] std::span<const geo::Geometry* const> coverage_of(const std::string& dataset) const;
    /// The bands 01…12 of a dataset of months; none unless all twelve are there.
    [[nodiscard]] std::optional<std::array<const geo::Raster<float>*, 12>> months(const std::string& dataset) const;
};

/// Validated parameters by name, as the layer's declaration spells them.
using Parameters = std::map<std::string, std::string>;
[[nodiscard]] double number_of(const Parameters& parameters, const std::string& name);

/// How far around a cell its value looks where that is the whole district.
inline constexpr int k_whole_district = -1;

/// A pure function of inputs and parameters, with what it reads and gives.
struct Method {
    std::string name;
    std::vector<std::string> needs;  ///< datasets without which it cannot work
    std::vector<std::string> uses;   ///< datasets that make it better where the district has them
    int reach_cells = 0;             ///< how far around a cell its value looks: a window grown by this gives the same value as the whole
    bool at_view_scale = false;      ///< for the eye only: may be computed on the cells of the screen instead of the district's
    /// The bands it gives, the main one first; none for a method that gives features.
    std::vector<BandDeclaration> (*bands)(const Parameters&) = nullptr;
    core::Result<void> (*compute)(const Inputs&, const Parameters&, Results&, const core::Job&) = nullptr;
    /// Datasets used where the district has them whose values change slowly over the land (radiation, wind): on their own coarse cells.
    std::vector<std::string> fields = {};
    /// Tables that the program brings (layers/tables/NAME.toml), handed in among the features under their names.
    std::vector<std::string> tables = {};
    /// Datasets whose raster parts say different things (speeds at several heights), so that they are not laid over each other: each band
    /// on the cells of its part, under the name part_band gives.
    std::vector<std::string> by_part = {};
    /// Those of needs and uses whose rasters are not read whole, but strip by strip through Inputs::rows.
    std::vector<std::string> by_rows = {};
    /// The same where the grid has very many cells; read whole on others, which is quicker for who reads them more than once.
    std::vector<std::string> by_rows_when_large = {};
    /// Handed no rasters and tables, only told what the district knows (coverage): it calls Inputs::read for what it needs.
    bool reads_when_needed = false;
};

/// The name among Inputs::rasters of a band of one part of a dataset that a method takes by part.
[[nodiscard]] std::string part_band(const std::string& dataset, const std::string& part, const std::string& band);

/// The registry: one line a method (registry.cpp).
[[nodiscard]] const std::vector<Method>& methods();
[[nodiscard]] const Method* find_method(const std::string& name);

}  // namespace kreisblick::potentials
