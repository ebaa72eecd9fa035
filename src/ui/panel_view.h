#pragma once

#include "geo/extent.h"
#include "model/layer.h"
#include "model/theme.h"
#include "scene/camera.h"
#include "scene/decor.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kreisblick::ui {

/// A layer as the list shows it. Texts are in the language of the window.
struct LayerRow {
    std::shared_ptr<const model::LayerDeclaration> declaration;
    bool ready = true;
    bool shown = false;
    double opacity = 1;
    std::string reason;                                             ///< why it is missing
    std::vector<scene::LegendEntry> legend;                         ///< of shown layers
    std::map<std::string, std::string> parameters;                  ///< what was chosen; the others have their default
    std::vector<std::pair<std::string, std::string>> figures = {};  ///< numbers about the whole district: what, and how much
    std::vector<std::string> notes = {};                            ///< what must be said beside them
};

/// The value of the topmost layer under the pointer.
struct Reading {
    std::string layer;  ///< its title
    std::string value;  ///< with unit
    std::string source;
    std::string date;
};

/// Where the pointer is.
struct PointerPlace {
    geo::Point world;    ///< district CRS
    geo::Point degrees;  ///< longitude, latitude
};

/// One line of the answer to a click.
struct CardValue {
    std::string layer;  ///< its title
    std::string value;  ///< with unit, or why there is none
    bool known = true;
    std::string origin;  ///< source, date, licence, resolution, measured or modelled
};

struct Card {
    PointerPlace place;
    bool waiting = false;  ///< asked, not answered yet
    std::vector<CardValue> values;
};

/// Work under way.
struct JobRow {
    std::string id;
    std::string words;
    double share = 0;  ///< done, 0…1; 0 = unknown
    bool can_cancel = true;
};

/// What would come in with a file: shown before anything is changed.
struct ImportSheet {
    struct Part {
        std::string title;
        std::size_t count = 0;  ///< features or rows; bands of a raster
        bool is_raster = false;
        std::string mapping;             ///< "field = column, …"
        std::vector<std::string> notes;  ///< what reading left out or mended
    };
    std::string file;
    std::vector<std::pair<std::string, std::string>> datasets;  ///< id and title, likeliest first
    std::string chosen;                                         ///< id
    bool needs_crs = false;                                     ///< the file does not say its own
    std::string crs;
    std::vector<Part> parts;
    std::string fault;  ///< why it cannot be read so
    bool can_start = false;
    bool storing = false;
};

/// A place that search found.
struct FoundPlace {
    std::string name;
    std::string kind;  ///< in words
};

/// Everything the panels show; they read it and change nothing.
struct PanelView {
    std::string district;
    double area_km2 = 0;
    double cell_m = 0;
    bool model_data = false;
    bool opening = true;           ///< the district is being opened
    bool making_model = false;     ///< it is the model district, which must be made first
    double opening_share = 0;      ///< of making it that is done, 0…1
    std::vector<LayerRow> layers;  ///< drawing order, lowest first
    std::shared_ptr<const model::Looks> looks;
    scene::Camera camera;
    std::string crs;
    std::optional<PointerPlace> pointer;
    std::optional<Reading> reading;
    std::vector<JobRow> jobs;
    std::vector<FoundPlace> found;
    bool reduce_motion = false;
    std::optional<ImportSheet> import_sheet;
    std::vector<std::string> credits;
    bool credits_open = false;  ///< all lines of them, however many
    std::optional<Card> card;
    bool keys_shown = false;
    std::vector<std::string> troubles;  ///< what went wrong, a sentence each, until closed
};

}  // namespace kreisblick::ui
