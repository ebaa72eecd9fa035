#include "scene/presence.h"

#include "scene/rule_matcher.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <unordered_map>

namespace kreisblick::scene {
namespace {

/// A class raster is looked at in this many steps along the longer edge of the picture.
constexpr double k_samples = 240;
/// From this many pixels on the cells of a class raster are said: whoever sees soft spots without a border asks what they are.
constexpr double k_coarse_cell_px = 24;

/// Whether a segment has a point in the extent (Liang and Barsky 1984: what is left of it between four half-planes).
bool crosses(geo::Point a, geo::Point b, const geo::Extent& window) {
    double from = 0, to = 1;
    const auto cut = [&](double step, double room) {
        if (step == 0) return room >= 0;
        const double t = room / step;
        step < 0 ? from = std::max(from, t) : to = std::min(to, t);
        return from <= to;
    };
    const double dx = b.x - a.x, dy = b.y - a.y;
    return cut(-dx, a.x - window.x_min) && cut(dx, window.x_max - a.x) && cut(-dy, a.y - window.y_min) && cut(dy, window.y_max - a.y);
}

/// Whether a ring goes around a place (crossings of a ray to the east).
bool goes_around(std::span<const geo::Point> ring, geo::Point place) {
    bool is_inside = false;
    for (std::size_t i = 0, before = ring.size() - 1; i < ring.size(); before = i++)
        if ((ring[i].y > place.y) != (ring[before].y > place.y) &&
            place.x < ring[i].x + (place.y - ring[i].y) * (ring[before].x - ring[i].x) / (ring[before].y - ring[i].y))
            is_inside = !is_inside;
    return is_inside;
}

/// Whether a feature leaves a trace in the window; areas without a fill only by their border.
bool is_seen(const geo::FeatureTable& table, std::size_t row, const geo::Extent& window, bool is_filled) {
    if (window.contains(table.extent(row))) return true;
    bool is_inside = false;
    for (std::size_t part = 0; part < table.part_count(row); ++part) {
        const auto run = table.part(row, part);
        if (table.kind() == geo::GeometryKind::Point) {
            if (std::any_of(run.begin(), run.end(), [&](geo::Point point) { return window.contains(point); })) return true;
            continue;
        }
        for (std::size_t i = 1; i < run.size(); ++i)
            if (crosses(run[i - 1], run[i], window)) return true;
        if (is_filled && table.kind() == geo::GeometryKind::Polygon && !run.empty() && goes_around(run, window.centre()))
            is_inside = !is_inside;
    }
    return is_inside;
}

bool is_filled(const model::StyleRule& rule) { return !rule.fill.empty() || !rule.hatch.empty(); }

bool all_of(const std::vector<bool>& flags) { return std::find(flags.begin(), flags.end(), false) == flags.end(); }

/// Marks the rules by which something in the window is drawn.
void look_for_rules(const DrawableLayer& layer, const Camera& camera, LayerPresence& presence) {
    const std::vector<model::StyleRule>& rules = layer.declaration->style.rules;
    const geo::Extent window = camera.extent();
    for (const auto& part : layer.features) {
        RuleMatcher matcher(rules, part->table(), camera.scale_denominator());
        if (matcher.is_empty()) continue;
        for (const std::uint32_t row : part->in(window)) {
            const int rule = matcher.rule_of(row);
            const auto index = static_cast<std::size_t>(rule);
            if (rule < 0 || presence.rules[index] || !is_seen(part->table(), row, window, is_filled(rules[index]))) continue;
            presence.rules[index] = true;
            if (all_of(presence.rules)) return;
        }
    }
}

/// Class of a code; −1 for codes without one.
class ClassFinder {
  public:
    explicit ClassFinder(const model::LayerStyle& style) {
        for (std::size_t i = 0; i < style.classes.size(); ++i)
            for (const double code : style.classes[i].codes) m_classes.emplace(code, static_cast<int>(i));
    }
    int operator()(double code) const {
        const auto found = m_classes.find(code);
        return found == m_classes.end() ? -1 : found->second;
    }

  private:
    std::unordered_map<double, int> m_classes;
};

/// About as many samples of a picture as tell what a raster has in it.
geo::GridSpec sample_grid(const Camera& camera) {
    const geo::Extent window = camera.extent();
    const double step = std::max({window.width() / k_samples, window.height() / k_samples, camera.metres_per_pixel});
    return {window.x_min, window.y_max, step, static_cast<int>(std::ceil(window.width() / step)),
            static_cast<int>(std::ceil(window.height() / step))};
}

/// Whether some of the district's ground in the picture has no value.
bool lacks_values(const RasterSource& raster, const Camera& camera, const geo::Extent& district) {
    const geo::GridSpec sample = sample_grid(camera);
    const geo::Raster<float> values = raster.read(sample);
    for (int y = 0; y < sample.height; ++y)
        for (int x = 0; x < sample.width; ++x)
            if (!values.has(x, y) && district.contains(sample.centre(x, y))) return true;
    return false;
}

/// Marks the classes that a class raster or class polygons have in the window.
void look_for_classes(const DrawableLayer& layer, const Camera& camera, LayerPresence& presence) {
    const ClassFinder class_of(layer.declaration->style);
    const geo::Extent window = camera.extent();
    const auto mark = [&](int found) {
        if (found >= 0) presence.classes[static_cast<std::size_t>(found)] = true;
    };
    if (layer.raster)
        for (const float code : layer.raster->read(sample_grid(camera)).values)
            if (geo::Raster<float>::is_data(code)) mark(class_of(static_cast<double>(code)));
    for (const auto& part : layer.features) {
        const geo::Column* column = part->table().find(layer.declaration->input.column);
        if (!column) continue;
        for (const std::uint32_t row : part->in(window)) {
            const int found = class_of(column->is_text() ? std::strtod(column->texts[row].c_str(), nullptr) : column->numbers[row]);
            if (found >= 0 && !presence.classes[static_cast<std::size_t>(found)] && is_seen(part->table(), row, window, true)) mark(found);
        }
    }
}

}  // namespace

LayerPresence presence_of(const DrawableLayer& layer, const Camera& camera, const geo::Extent& ground) {
    const model::LayerStyle& style = layer.declaration->style;
    LayerPresence presence{std::vector<bool>(style.rules.size(), false), std::vector<bool>(style.classes.size(), false)};
    if (!style.rules.empty()) look_for_rules(layer, camera, presence);
    if (style.kind == "classes") look_for_classes(layer, camera, presence);
    if (style.kind == "classes" && layer.raster && layer.raster->resolution_m() >= k_coarse_cell_px * camera.metres_per_pixel)
        presence.coarse_m = layer.raster->resolution_m();
    if (!style.unchecked.german.empty() && layer.raster) presence.unchecked = lacks_values(*layer.raster, camera, ground);
    const geo::Extent window = camera.extent();
    presence.values = layer.raster || std::any_of(layer.features.begin(), layer.features.end(),
                                                  [&](const auto& part) { return part->extent().intersects(window); });
    return presence;
}

}  // namespace kreisblick::scene
