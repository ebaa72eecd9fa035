#pragma once

#include "scene/camera.h"
#include "scene/image.h"
#include "scene/map_snapshot.h"
#include "scene/presence.h"

#include <string>
#include <vector>

namespace kreisblick::scene {

/// What stands around a map picture. Texts are in the snapshot's language already.
struct DecorContent {
    std::string title;
    std::vector<std::string> sources;  ///< one line each
    bool model_data = false;           ///< marks the picture MODELLDATEN
};

/// One row of a legend: a sample and a text. Ramps give one entry with several texts.
struct LegendEntry {
    enum class Sample { Fill, Line, Symbol, Ramp, Heading, Note };
    Sample sample = Sample::Fill;
    std::string text;
    model::Colour colour;
    model::Colour outline;
    std::string symbol;
    double line_px = 1;    ///< width of a line or outline; size of a symbol
    double casing_px = 0;  ///< on both sides of a line; outline of a symbol
    std::vector<double> dash_px;
    std::string hatch{};  ///< over a fill, in hatch_colour
    model::Colour hatch_colour{};
    std::string ramp;
    std::vector<std::pair<double, std::string>> marks;  ///< ramp: position 0…1 and text
    bool starts_block = false;                          ///< the first of what belongs together: air above it
    std::string block;                                  ///< title of the layer it belongs to
};

/// The legend of a layer at a scale, derived from its declaration: a heading with the unit, then its samples. Layers that explain
/// themselves (relief, names) have none. Of what is not present there is no entry, where presence is known.
[[nodiscard]] std::vector<LegendEntry> legend_of(const model::LayerDeclaration& layer, const model::Theme& theme, const model::Looks& looks,
                                                 core::Language language, double scale_denominator,
                                                 const LayerPresence* presence = nullptr);

/// A length that is 1, 2 or 5 × 10ⁿ metres and at most max_px wide, with its text ("2 km").
struct ScaleBar {
    double metres = 0;
    double width_px = 0;
    std::string text;
};
[[nodiscard]] ScaleBar scale_bar(const Camera& camera, double max_px, core::Language language);

/// The furniture of a picture, ready to be laid over it: drawn before the map, so that no name has to stand beneath it.
struct Decor {
    Image sheet;                     ///< premultiplied, clear where the map is seen; as large as the picture
    std::vector<geo::Extent> boxes;  ///< ground that the panels hide
    double left_px = 0;              ///< how far the legend reaches into the picture …
    double foot_px = 0;              ///< … and the sources and the scale from below
};

/// Title, legend of the shown layers, scale bar, north arrow and sources. The camera is the one the picture is made with. What does not
/// fit is left out layer by layer and named in a last line: a picture of 300 pixels keeps its sources and its mark.
[[nodiscard]] Decor make_decor(const MapSnapshot& snapshot, const Camera& camera, const DecorContent& content);
/// Lays the furniture over a finished picture of the same size.
void lay_over(Image& picture, const Decor& decor);

/// The camera moved and widened so that the ground it shall show lies beside the furniture; as it is where nothing is hidden.
[[nodiscard]] Camera beside_decor(const Camera& camera, const Decor& decor, const geo::Extent& ground, double margin_px);

/// Where names may stand in a picture: inside, and not beneath the furniture.
[[nodiscard]] LabelFrame label_frame(const Camera& camera, const Decor& decor);

}  // namespace kreisblick::scene
