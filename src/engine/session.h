#pragma once

#include "core/job.h"
#include "core/words.h"
#include "engine/layer_export.h"
#include "engine/parameters.h"
#include "engine/place_search.h"
#include "io/district_file.h"
#include "io/export.h"
#include "model/audience.h"
#include "model/dataset.h"
#include "model/layer.h"
#include "model/theme.h"
#include "model/turbine.h"
#include "scene/map_snapshot.h"

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kreisblick::engine {

/// What the program itself brings: datasets it knows, layers, themes and ramps. Read once.
struct Declarations {
    model::DatasetCatalogue datasets;
    std::vector<std::shared_ptr<const model::LayerDeclaration>> layers;  ///< by drawing order
    std::shared_ptr<const model::Looks> looks;
    std::shared_ptr<const std::vector<model::Turbine>> turbines;
    [[nodiscard]] static core::Result<Declarations> read();
    [[nodiscard]] std::shared_ptr<const model::LayerDeclaration> layer(const std::string& id) const;
};

enum class LayerState { Ready, NeedsInputs, Missing };

/// A layer as this district can show it.
struct LayerStatus {
    std::shared_ptr<const model::LayerDeclaration> declaration;
    LayerState state = LayerState::Missing;
    std::vector<std::string> needs;  ///< datasets it lacks
    core::Words reason;              ///< why it is missing, and what that costs
};

/// The answer of one layer at one place. Without a value, text says why.
struct QueryValue {
    std::string layer;
    bool has_value = false;
    double value = 0;  ///< where it is a number
    bool is_number = false;
    std::string unit;
    std::string text;  ///< the value in words, or why there is none
    model::Provenance provenance;
    double relative_uncertainty = 0;  ///< standard uncertainty as a share of the value; 0 where the value is no modelled amount

    std::optional<std::pair<double, double>> own_range{};  ///< low and high where the feature itself states them

    [[nodiscard]] double low() const { return own_range ? own_range->first : value * (1 - relative_uncertainty); }
    [[nodiscard]] double high() const { return own_range ? own_range->second : value * (1 + relative_uncertainty); }
};

/// One finding of `check`.
struct Finding {
    std::string severity;  ///< error | warning | info
    std::string dataset;
    std::string feature;  ///< what names the feature: its id, name or place; may be empty
    std::string rule;
    std::string text;
};

/// Features that were computed, with the figures and notes beside them.
struct LayerTable {
    geo::FeatureTable features;
    ExportReport told;
};

/// Which layers are on, how strong, with which parameters, in which theme.
struct ViewState {
    std::vector<std::string> layers;  ///< shown, in any order
    std::map<std::string, double> opacity;
    ParameterValues parameters;
    std::string theme = "light";
    core::Language language = core::Language::German;
    double pixel_ratio = 1;
    bool labels = true;
};

/// An open district: the one interface that the window and the commands use. Calls are safe from several threads.
class Session {
  public:
    /// The audience is that of everything the session gives away.
    [[nodiscard]] static core::Result<std::shared_ptr<Session>> open(const std::filesystem::path& file,
                                                                     std::shared_ptr<const Declarations> declarations,
                                                                     const model::Audience& audience);
    ~Session();

    [[nodiscard]] const model::Audience& audience() const;
    /// Without the parts of personal datasets for all but the internal audience.
    [[nodiscard]] const model::District& district() const;
    [[nodiscard]] const Declarations& declarations() const;
    /// The file with everything in it. There is none for the public.
    [[nodiscard]] const io::DistrictFile& file(model::Internal) const;
    [[nodiscard]] const io::DistrictFile& file(model::Council) const;
    void file(model::Public) const = delete;

    [[nodiscard]] std::vector<LayerStatus> layers() const;
    /// The layers that are on when nothing was chosen yet, as far as the district has them.
    [[nodiscard]] ViewState start_view() const;
    /// Everything needed to draw; loads what is not loaded yet (worker thread).
    [[nodiscard]] core::Result<std::shared_ptr<const scene::MapSnapshot>> snapshot(const ViewState& view, const core::Job& job) const;
    /// The sources of the shown layers, one line each, for picture and screen.
    [[nodiscard]] std::vector<std::string> credits(const ViewState& view) const;

    /// Every layer's (or only the named ones') value at a place in the district's CRS, computed with the parameters that were chosen.
    [[nodiscard]] std::vector<QueryValue> query(geo::Point place, core::Language language, const std::vector<std::string>& only = {},
                                                const ParameterValues& chosen = {}) const;
    /// The names one can search for; read from the file (worker thread).
    [[nodiscard]] core::Result<PlaceIndex> places() const;
    [[nodiscard]] std::vector<Finding> check(core::Language language) const;
    /// The features that a layer's method gives, in one table, and what is said beside them. An Error where it gives none.
    [[nodiscard]] core::Result<LayerTable> computed_table(const std::string& layer, const core::Job& job,
                                                          const ParameterValues& chosen = {}) const;
    /// The band that a layer's method shows, over its whole grid. Not for the public where the layer has values per house.
    [[nodiscard]] core::Result<io::ExportBand> computed_band(const std::string& layer, const core::Job& job) const;
    /// What everybody may know of the vacancy register: classes of counts for each village, or for each square where no villages are known.
    [[nodiscard]] core::Result<geo::FeatureTable> register_sums() const;
    /// Writes a layer to .tif, .gpkg, .geojson or .csv: all its bands, or only the one named. Returns what is said beside it.
    [[nodiscard]] core::Result<ExportReport> export_layer(const std::string& layer, const std::filesystem::path& out, const core::Job& job,
                                                          const ParameterValues& chosen = {}, const std::string& band = {}) const;

  private:
    struct Parts;
    explicit Session(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};

}  // namespace kreisblick::engine
