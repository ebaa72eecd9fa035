#pragma once

#include "scene/camera.h"
#include "scene/image.h"
#include "scene/map_snapshot.h"

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
    enum class Sample { Fill, Line, Symbol, Ramp, Heading };
    Sample sample = Sample::Fill;
    std::string text;
    model::Colour colour;
    model::Colour outline;
    std::string symbol;
    double line_px = 1;    ///< width of a line or outline; size of a symbol
    double casing_px = 0;  ///< on both sides of a line; outline of a symbol
    std::vector<double> dash_px;
    std::string ramp;
    std::vector<std::pair<double, std::string>> marks;  ///< ramp: position 0…1 and text
};

/// The legend of a layer at a scale, derived from its declaration: a heading with the unit, then its samples. Layers that explain
/// themselves (relief, names) have none.
[[nodiscard]] std::vector<LegendEntry> legend_of(const model::LayerDeclaration& layer, const model::Theme& theme, const model::Looks& looks,
                                                 core::Language language, double scale_denominator);

/// A length that is 1, 2 or 5 × 10ⁿ metres and at most max_px wide, with its text ("2 km").
struct ScaleBar {
    double metres = 0;
    double width_px = 0;
    std::string text;
};
[[nodiscard]] ScaleBar scale_bar(const Camera& camera, double max_px, core::Language language);

/// Draws title, legend of the shown layers, scale bar, north arrow and sources over a finished picture. The camera is the one the picture
/// was made with. What does not fit is left out in whole entries: a picture of 300 pixels keeps its sources and its mark.
void draw_decor(Image& picture, const MapSnapshot& snapshot, const Camera& camera, const DecorContent& content);

}  // namespace kreisblick::scene
