#include "scene/feature_painter.h"

#include "scene/camera.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace kreisblick::scene {
namespace {

/// Smaller things leave no trace in a byte of coverage.
constexpr double k_invisible_px = 0.1;
/// Below this a polygon is a speck: its corners would fall into one pixel anyway.
constexpr double k_speck_px = 0.8;
/// A cell of the census is 100 m: in a picture of the whole district nobody would see it. It keeps this size, and the higher steps lie on
/// top.
constexpr double k_least_data_px = 3.2;
/// Share of its box that a building or field fills.
constexpr double k_box_share = 0.75;

double size_in_px(const geo::Extent& extent, double metres_per_pixel) {
    return std::max(extent.width(), extent.height()) / metres_per_pixel;
}

/// Dash lengths for round line ends: they add half a width at both ends of each dash.
std::vector<double> dash_pattern(const std::vector<double>& dash_px, double width_px, double pixel_ratio) {
    std::vector<double> pattern;
    const double ends = std::max(width_px, 1.0) * 0.8;
    for (std::size_t repeat = 0; repeat < 1 + dash_px.size() % 2; ++repeat)
        for (const double length : dash_px) {
            const bool is_on = pattern.size() % 2 == 0;
            pattern.push_back(std::max(0.05, length * pixel_ratio + (is_on ? -ends : ends)));
        }
    return pattern;
}

/// The reach of a rule beyond its geometry.
double margin_of(const std::vector<model::StyleRule>& rules, double scale) {
    double margin = 2;
    for (const model::StyleRule& rule : rules)
        margin = std::max({margin, rule.line_px.at(scale) / 2 + rule.casing_px, rule.outline_px.at(scale),
                           rule.symbol_px.at(scale) + rule.outline_px.at(scale)});
    return margin + 2;
}

/// The step between breaks a value falls into.
int step_of(double value, const std::vector<double>& breaks) {
    return static_cast<int>(std::upper_bound(breaks.begin(), breaks.end(), value) - breaks.begin());
}

constexpr int k_smooth_steps = 64;

}  // namespace

double casing_at(double casing_px, double line_px) { return casing_px * std::clamp((line_px - 0.5) / 3.5, 0.3, 1.0); }

double step_share(std::size_t step, std::size_t steps) {
    constexpr double k_lowest = 0.1;
    return steps < 2 ? 1 : k_lowest + (1 - k_lowest) * static_cast<double>(step) / static_cast<double>(steps - 1);
}

FeaturePainter::FeaturePainter(Canvas& canvas, const MapSnapshot& snapshot, const ScreenTransform& transform, const geo::Extent& window)
    : m_canvas(canvas),
      m_snapshot(snapshot),
      m_shape(transform),
      m_window(window),
      m_scale(transform.metres_per_pixel * snapshot.pixel_ratio / k_pixel_m) {}

void FeaturePainter::collect(const DrawableLayer& layer, std::size_t groups, double margin_px,
                             const std::function<GroupOf(const geo::FeatureTable&)>& matcher_of) {
    m_groups.resize(std::max(m_groups.size(), groups));
    for (auto& group : m_groups) group.clear();
    const double metres = m_shape.transform().metres_per_pixel;
    const geo::Extent window = m_window.grown(margin_px * m_snapshot.pixel_ratio * metres);
    for (const auto& part : layer.features) {
        const geo::FeatureTable& table = part->table();
        const GroupOf group_of = matcher_of(table);
        const bool is_point = table.kind() == geo::GeometryKind::Point;
        for (const std::uint32_t row : part->in(window)) {
            if (!is_point && size_in_px(table.extent(row), metres) < k_invisible_px) continue;
            const int group = group_of(row);
            if (group >= 0) m_groups[static_cast<std::size_t>(group)].push_back({&table, row});
        }
    }
}

void FeaturePainter::add_to_areas(const Reference& feature, double least_px) {
    const geo::Extent& extent = feature.table->extent(feature.row);
    const double metres = m_shape.transform().metres_per_pixel;
    if (size_in_px(extent, metres) < least_px) {
        const PixelPoint at = m_shape.transform()(extent.centre());
        const double half = least_px / 2;
        const std::array<PixelPoint, 4> square{
            {{at.x - half, at.y - half}, {at.x + half, at.y - half}, {at.x + half, at.y + half}, {at.x - half, at.y + half}}};
        return m_canvas.areas().add_ring(square, false);
    }
    if (size_in_px(extent, metres) < k_speck_px)
        return m_canvas.areas().add_speck(m_shape.transform()(extent.centre()),
                                          k_box_share * extent.width() * extent.height() / (metres * metres));
    for (std::size_t part = 0; part < feature.table->part_count(feature.row); ++part)
        m_canvas.areas().add_ring(m_shape.thinned(feature.table->part(feature.row, part)), feature.table->part_is_hole(feature.row, part));
}

void FeaturePainter::add_polygon(const geo::Geometry& polygon) {
    for (const geo::Part& part : polygon.parts) m_canvas.areas().add_ring(m_shape.thinned(part.points), part.is_hole);
}

void FeaturePainter::fill_group(const std::vector<Reference>& group, model::Colour colour, const Hatch* hatch, double least_px) {
    if (group.empty() || colour.alpha == 0) return;
    for (const Reference& feature : group)
        if (feature.table->kind() == geo::GeometryKind::Polygon) add_to_areas(feature, least_px);
    m_canvas.paint_areas(pixel(colour), hatch);
}

void FeaturePainter::draw_line(std::span<const geo::Point> run, double width_px, std::span<const double> pattern) {
    const auto line = m_shape.straightened(run);
    if (pattern.empty())
        m_canvas.strokes().add_line(line, width_px);
    else
        m_dasher(line, pattern, [&](std::span<const PixelPoint> dash) { m_canvas.strokes().add_line(dash, width_px); });
}

void FeaturePainter::draw_lines(const std::vector<Reference>& group, double width_px, const std::vector<double>& dash_px,
                                model::Colour colour, Rings rings) {
    if (group.empty() || width_px <= 0 || colour.alpha == 0) return;
    const std::vector<double> pattern = dash_pattern(dash_px, width_px, m_snapshot.pixel_ratio);
    for (const Reference& feature : group) {
        if (feature.table->kind() == geo::GeometryKind::Point ||
            (rings == Rings::Skip && feature.table->kind() == geo::GeometryKind::Polygon))
            continue;
        const auto borders = pattern.empty() ? m_borders.end() : m_borders.find(feature.table);
        for (std::size_t part = 0; part < feature.table->part_count(feature.row); ++part) {
            const auto run = feature.table->part(feature.row, part);
            if (borders == m_borders.end())
                draw_line(run, width_px, pattern);
            else
                borders->second.for_each_own_run(run, feature.row,
                                                 [&](std::span<const geo::Point> own) { draw_line(own, width_px, pattern); });
        }
    }
    m_canvas.paint_strokes(pixel(colour));
}

void FeaturePainter::draw_banks(const std::vector<Reference>& group, double width_px, model::Colour colour) {
    for (const Reference& feature : group)
        if (feature.table->kind() == geo::GeometryKind::Polygon)
            for (std::size_t part = 0; part < feature.table->part_count(feature.row); ++part)
                draw_line(feature.table->part(feature.row, part), width_px, {});
    m_canvas.paint_strokes(pixel(colour));
}

void FeaturePainter::draw_fills(const std::vector<model::StyleRule>& rules) {
    for (std::size_t i = rules.size(); i-- > 0;) {
        fill_group(m_groups[i], m_snapshot.theme->colour(rules[i].fill), nullptr);
        if (const auto hatch = Hatch::named(rules[i].hatch, m_snapshot.pixel_ratio))
            fill_group(m_groups[i], m_snapshot.theme->colour(rules[i].outline.empty() ? "hatch" : rules[i].outline), &*hatch);
    }
}

FeaturePainter::Rings FeaturePainter::rings_of(const model::StyleRule& rule) { return rule.fill.empty() ? Rings::Draw : Rings::Skip; }

void FeaturePainter::draw_casings(const std::vector<model::StyleRule>& rules) {
    for (std::size_t i = rules.size(); i-- > 0;) {
        const double width = pixels(rules[i].line_px), casing = casing_at(rules[i].casing_px * m_snapshot.pixel_ratio, width);
        if (casing <= 0 || width <= 0) continue;
        const model::Colour colour = m_snapshot.theme->colour(rules[i].casing);
        if (!rules[i].fill.empty()) draw_banks(m_groups[i], 2 * casing, colour);
        if (!rules[i].line.empty()) draw_lines(m_groups[i], width + 2 * casing, {}, colour, rings_of(rules[i]));
    }
}

void FeaturePainter::draw_inner_lines(const std::vector<model::StyleRule>& rules) {
    for (std::size_t i = rules.size(); i-- > 0;)
        draw_lines(m_groups[i], pixels(rules[i].line_px), rules[i].dash_px, m_snapshot.theme->colour(rules[i].line), rings_of(rules[i]));
}

void FeaturePainter::draw_outlines(const std::vector<model::StyleRule>& rules) {
    for (std::size_t i = rules.size(); i-- > 0;)
        if (rules[i].symbol.empty())
            draw_lines(m_groups[i], pixels(rules[i].outline_px), {}, m_snapshot.theme->colour(rules[i].outline), Rings::Draw);
}

void FeaturePainter::draw_symbols(const std::vector<model::StyleRule>& rules) {
    for (std::size_t i = rules.size(); i-- > 0;) {
        const model::StyleRule& rule = rules[i];
        const double size = pixels(rule.symbol_px);
        if (rule.symbol.empty() || size <= 0) continue;
        const std::uint32_t fill = pixel(m_snapshot.theme->colour(rule.fill)), outline = pixel(m_snapshot.theme->colour(rule.outline));
        for (const Reference& feature : m_groups[i]) {
            if (feature.table->kind() != geo::GeometryKind::Point) continue;
            for (std::size_t part = 0; part < feature.table->part_count(feature.row); ++part)
                for (const geo::Point point : feature.table->part(feature.row, part))
                    m_canvas.draw_symbol(rule.symbol, m_shape.transform()(point), size, fill, outline, pixels(rule.outline_px));
        }
    }
}

void FeaturePainter::paint_rules(const DrawableLayer& layer) {
    const std::vector<model::StyleRule>& rules = layer.declaration->style.rules;
    if (rules.empty() || layer.features.empty()) return;
    const bool has_dashes =
        std::any_of(rules.begin(), rules.end(), [](const model::StyleRule& rule) { return !rule.dash_px.empty() && rule.fill.empty(); });
    m_borders.clear();
    collect(layer, rules.size(), margin_of(rules, m_scale), [&](const geo::FeatureTable& table) -> GroupOf {
        auto matcher = std::make_shared<RuleMatcher>(rules, table, m_scale);
        if (has_dashes && SharedBorders::is_worth_it(table)) m_borders.emplace(&table, SharedBorders(table, *matcher));
        return [matcher](std::size_t row) { return matcher->rule_of(row); };
    });
    draw_casings(rules);
    draw_fills(rules);
    draw_inner_lines(rules);
    draw_outlines(rules);
    draw_symbols(rules);
}

void FeaturePainter::paint_classes(const DrawableLayer& layer) {
    const std::vector<model::ClassStyle>& classes = layer.declaration->style.classes;
    if (classes.empty() || layer.features.empty()) return;
    std::unordered_map<double, int> class_of;
    for (std::size_t i = 0; i < classes.size(); ++i)
        for (const double code : classes[i].codes) class_of.emplace(code, static_cast<int>(i));
    collect(layer, classes.size(), 2, [&](const geo::FeatureTable& table) -> GroupOf {
        const geo::Column* column = table.find(layer.declaration->input.column);
        return [column, &class_of](std::size_t row) {
            if (!column) return -1;
            const auto found = class_of.find(column->is_text() ? std::strtod(column->texts[row].c_str(), nullptr) : column->numbers[row]);
            return found == class_of.end() ? -1 : found->second;
        };
    });
    // Land covers the ground: its smallest pieces stay as small as they are. What is told of houses is seen from afar too, the first class
    // (the oldest) above the others.
    const bool is_ground = layer.declaration->group == model::LayerGroup::Basics;
    const double least_px = is_ground ? 0 : k_least_data_px * m_snapshot.pixel_ratio;
    for (std::size_t n = 0; n < classes.size(); ++n) {
        const std::size_t i = is_ground ? n : classes.size() - 1 - n;
        fill_group(m_groups[i], m_snapshot.theme->colour(classes[i].colour), nullptr, least_px);
    }
}

void FeaturePainter::paint_choropleth(const DrawableLayer& layer) {
    const model::LayerStyle& style = layer.declaration->style;
    const auto ramp = m_snapshot.looks->ramps.find(style.ramp);
    if (ramp == m_snapshot.looks->ramps.end() || layer.features.empty()) return;
    const int steps = style.breaks.empty() ? k_smooth_steps : static_cast<int>(style.breaks.size()) + 1;
    collect(layer, static_cast<std::size_t>(steps), 2, [&](const geo::FeatureTable& table) -> GroupOf {
        const geo::Column* column = table.find(layer.declaration->input.column);
        return [column, &style](std::size_t row) {
            if (!column || column->is_text() || std::isnan(column->numbers[row])) return -1;
            if (!style.breaks.empty()) return step_of(column->numbers[row], style.breaks);
            const double share = std::clamp((column->numbers[row] - style.min) / std::max(style.max - style.min, 1e-12), 0.0, 1.0);
            return static_cast<int>(std::lround(share * (k_smooth_steps - 1)));
        };
    });
    const auto count = static_cast<std::size_t>(steps);
    for (std::size_t step = 0; step < count; ++step) {
        const double share = style.breaks.empty() ? static_cast<double>(step) / (k_smooth_steps - 1) : step_share(step, count);
        fill_group(m_groups[step], ramp->second.at(share), nullptr, k_least_data_px * m_snapshot.pixel_ratio);
    }
    paint_rules(layer);
}

}  // namespace kreisblick::scene
