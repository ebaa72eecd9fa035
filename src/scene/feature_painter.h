#pragma once

#include "scene/canvas.h"
#include "scene/map_snapshot.h"
#include "scene/rule_matcher.h"
#include "scene/screen_shape.h"
#include "scene/shared_borders.h"

#include <cstdint>
#include <functional>
#include <vector>

namespace kreisblick::scene {

/// Thin lines keep thin casings: at full width from 4 px on, at a third of it below 1.5 px.
[[nodiscard]] double casing_at(double casing_px, double line_px);

/// Where on its ramp the step of a choropleth lies, 0…1. The lowest is not the ramp's first colour: that would look like no value.
[[nodiscard]] double step_share(std::size_t step, std::size_t steps);

/// Draws the features of a layer into a canvas: by rules, by class or by value. One layer after another, one thread.
///
/// Order within a layer: casings, fills, lines, outlines, symbols; within each of them the last rule first, so that what stands first in
/// the declaration lies on top. Dashes cut the inner line only; a casing below runs through (as railways are drawn).
class FeaturePainter {
  public:
    FeaturePainter(Canvas& canvas, const MapSnapshot& snapshot, const ScreenTransform& transform, const geo::Extent& window);

    /// Features by the style's rules.
    void paint_rules(const DrawableLayer& layer);
    /// Polygons by the class of their code (style.classes, input.column).
    void paint_classes(const DrawableLayer& layer);
    /// Polygons by the value of input.column: a colour for each step between breaks, or the ramp between min and max without breaks.
    /// Features without a value stay clear unless a rule fits them; small ones are drawn a little larger than they are, so that they are
    /// seen.
    void paint_choropleth(const DrawableLayer& layer);

    /// Adds one polygon to the canvas' area mask.
    void add_polygon(const geo::Geometry& polygon);

  private:
    struct Reference {
        const geo::FeatureTable* table;
        std::uint32_t row;
    };
    using Groups = std::vector<std::vector<Reference>>;

    /// Sorts the visible features into groups; group_of gets a table once and returns what tells a row's group (−1: none).
    using GroupOf = std::function<int(std::size_t row)>;
    void collect(const DrawableLayer& layer, std::size_t groups, double margin_px,
                 const std::function<GroupOf(const geo::FeatureTable&)>& matcher_of);
    void fill_group(const std::vector<Reference>& group, model::Colour colour, const Hatch* hatch, double least_px = 0);
    /// Features smaller than least_px are drawn as squares of that size.
    void add_to_areas(const Reference& feature, double least_px);
    /// A rule with a fill draws lines as lines and areas as areas (rivers); one without draws the rings of areas as lines (borders).
    enum class Rings { Draw, Skip };
    [[nodiscard]] static Rings rings_of(const model::StyleRule& rule);
    void draw_line(std::span<const geo::Point> run, double width_px, std::span<const double> pattern);
    void draw_lines(const std::vector<Reference>& group, double width_px, const std::vector<double>& dash_px, model::Colour colour,
                    Rings rings);
    /// The edge of areas whose fill comes over it: neighbours and river mouths join without a line between them.
    void draw_banks(const std::vector<Reference>& group, double width_px, model::Colour colour);
    void draw_fills(const std::vector<model::StyleRule>& rules);
    void draw_casings(const std::vector<model::StyleRule>& rules);
    void draw_inner_lines(const std::vector<model::StyleRule>& rules);
    void draw_outlines(const std::vector<model::StyleRule>& rules);
    void draw_symbols(const std::vector<model::StyleRule>& rules);
    [[nodiscard]] double pixels(const model::ScaledSize& size) const { return size.at(m_scale) * m_snapshot.pixel_ratio; }

    Canvas& m_canvas;
    const MapSnapshot& m_snapshot;
    ScreenShape m_shape;
    Dasher m_dasher;
    geo::Extent m_window;
    double m_scale;
    Groups m_groups;
    std::unordered_map<const geo::FeatureTable*, SharedBorders> m_borders;  ///< of the layer being drawn, where it has dashed borders
};

}  // namespace kreisblick::scene
