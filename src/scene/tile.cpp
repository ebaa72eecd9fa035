#include "scene/tile.h"

#include "core/parallel.h"
#include "scene/feature_painter.h"
#include "scene/label_painter.h"
#include "scene/raster_painter.h"
#include "scene/soft_classes.h"

#include <algorithm>
#include <cmath>

namespace kreisblick::scene {
namespace {

/// Outside of the district a veil of paper this strong, where the theme does not say.
constexpr std::uint8_t k_veil_alpha = 77;

/// Makes one tile, layer by layer from the bottom.
class TilePainter {
  public:
    TilePainter(const MapSnapshot& snapshot, const LabelLayout& labels, const TileKey& key)
        : m_snapshot(snapshot),
          m_labels(labels),
          m_window(tile_extent(key, snapshot.grid)),
          m_metres(key.metres_per_pixel),
          m_transform{m_window.x_min, m_window.y_max, key.metres_per_pixel},
          m_tile(std::make_shared<Tile>()),
          m_canvas(start(key), {std::int64_t{key.column} * k_tile_px, std::int64_t{key.row} * k_tile_px}),
          m_features(m_canvas, snapshot, m_transform, m_window) {}

    std::shared_ptr<const Tile> run(const core::Job& job) {
        paint_land();
        for (const DrawableLayer& layer : m_snapshot.layers) {
            if (job.stopped()) return nullptr;
            paint_layer(layer);
        }
        paint_unknown_rim();
        paint_veil();
        if (has_labels(m_labels, m_window.grown(3 * m_metres * m_snapshot.pixel_ratio))) {
            choose_target();
            paint_labels(m_canvas, m_labels, m_snapshot, m_transform, m_window);
        }
        if (job.stopped()) return nullptr;
        drop_empty_overlay();
        return m_tile;
    }

  private:
    /// The ground exists before the canvas that draws into it.
    Image& start(const TileKey& key) {
        m_tile->key = key;
        m_tile->version = m_snapshot.version;
        m_tile->ground = Image(k_tile_px, k_tile_px, pixel(m_snapshot.theme->colour("ground")));
        return m_tile->ground;
    }

    [[nodiscard]] geo::GridSpec pixel_grid() const { return {m_window.x_min, m_window.y_max, m_metres, k_tile_px, k_tile_px}; }

    /// Draws go to the ground until the first value sheet, and above the sheets from then on.
    void choose_target() {
        if (!m_tile->sheets.empty() && !m_tile->overlay) m_tile->overlay.emplace(k_tile_px, k_tile_px, 0U);
        m_canvas.retarget(m_tile->sheets.empty() ? m_tile->ground : *m_tile->overlay);
    }

    void paint_land() {
        const geo::Extent grid = m_snapshot.grid.extent();
        const PixelPoint top_left = m_transform({grid.x_min, grid.y_max}), bottom_right = m_transform({grid.x_max, grid.y_min});
        m_canvas.fill_rectangle(top_left.x, top_left.y, bottom_right.x, bottom_right.y, pixel(m_snapshot.theme->colour("land")));
    }

    [[nodiscard]] double opacity_of(const DrawableLayer& layer) const {
        const model::ScaledSize& share = layer.declaration->style.scale_opacity;
        return share.stops.empty() ? layer.opacity : layer.opacity * share.at(m_metres * m_snapshot.pixel_ratio / k_pixel_m);
    }

    void paint_layer(const DrawableLayer& layer) {
        const std::string& kind = layer.declaration->style.kind;
        if (opacity_of(layer) <= 0) return;
        if (kind == "hillshade") return paint_hillshade(layer);
        if ((kind == "ramp" || kind == "choropleth") && layer.raster) return add_sheet(layer);
        if (kind == "classes" && layer.raster) {
            choose_target();
            if (layer.raster->resolution_m() >= k_soft_cell_px * m_snapshot.pixel_ratio * m_metres)
                paint_soft_classes(m_canvas.image(), *layer.raster, pixel_grid(), layer.raster->resolution_m(), layer.declaration->style,
                                   *m_snapshot.theme, opacity_of(layer));
            else
                paint_class_cells(layer);
        }
        if (!layer.features.empty() && meets_window(layer)) paint_with_opacity(layer);
    }

    /// Nothing is made for layers that have nothing here: tiles without an overlay are cheaper to show.
    [[nodiscard]] bool meets_window(const DrawableLayer& layer) const {
        const geo::Extent reach = m_window.grown(64 * m_metres * m_snapshot.pixel_ratio);
        return std::any_of(layer.features.begin(), layer.features.end(),
                           [&](const auto& part) { return part->extent().intersects(reach); });
    }

    void paint_class_cells(const DrawableLayer& layer) {
        const model::LayerStyle& style = layer.declaration->style;
        const geo::Raster<float> codes = layer.raster->read(pixel_grid());
        paint_classes(m_canvas.image(), codes, style, *m_snapshot.theme, opacity_of(layer));
        std::vector<float> unknown;
        for (const model::ClassStyle& one : style.classes)
            if (one.is_unknown) unknown.insert(unknown.end(), one.codes.begin(), one.codes.end());
        if (unknown.empty()) return;
        cover(codes, [&](float code, geo::Point) { return std::find(unknown.begin(), unknown.end(), code) != unknown.end(); });
        paint_unchecked();
    }

    void add_sheet(const DrawableLayer& layer) {
        const model::LayerStyle& style = layer.declaration->style;
        const bool in_steps = style.kind == "choropleth" && !style.breaks.empty();
        geo::Raster<float> raster = layer.raster->read(pixel_grid());
        if (!style.unchecked.german.empty())
            cover(raster, [ground = m_snapshot.grid.extent()](float value, geo::Point place) {
                return !geo::Raster<float>::is_data(value) && ground.contains(place);
            });
        ValueImage values = in_steps ? quantised(stepped(std::move(raster), style.breaks), 0, 1) : quantised(raster, style.min, style.max);
        if (std::any_of(values.values.begin(), values.values.end(), [](std::uint16_t value) { return value != 0; }))
            m_tile->sheets.push_back({std::move(values), style.ramp, opacity_of(layer)});
        paint_unchecked();
    }

    /// Covers the pixels for whose value and place that holds.
    template <typename Holds>
    void cover(const geo::Raster<float>& values, const Holds& holds) {
        std::vector<std::uint8_t> coverage(values.values.size(), 0);
        bool any = false;
        for (int y = 0; y < values.grid.height; ++y)
            for (int x = 0; x < values.grid.width; ++x) {
                if (!holds(values.at(x, y), values.grid.centre(x, y))) continue;
                coverage[static_cast<std::size_t>(values.grid.index(x, y))] = 255;
                any = true;
            }
        if (any) m_canvas.strokes().add_bitmap(0, 0, values.grid.width, values.grid.height, coverage.data());
    }

    /// Hatches what was covered: not checked must never look like nothing in the way.
    void paint_unchecked() {
        if (m_canvas.strokes().rows().last < 0) return;
        choose_target();
        const auto hatch = Hatch::named(k_unchecked_hatch, m_snapshot.pixel_ratio);
        m_canvas.paint_strokes(pixel(m_snapshot.theme->colour("unchecked")), &*hatch);
    }

    void paint_hillshade(const DrawableLayer& layer) {
        if (layer.raster) paint_relief(m_tile->ground, layer.raster->read(pixel_grid()), opacity_of(layer), m_snapshot.theme->is_dark());
    }

    void paint_with_opacity(const DrawableLayer& layer) {
        choose_target();
        if (opacity_of(layer) >= 1) return paint_features(layer);
        Image& below = m_canvas.image();
        Image alone(k_tile_px, k_tile_px, 0U);
        m_canvas.retarget(alone);
        paint_features(layer);
        blend_pixels(below.pixels.data(), alone.pixels.data(), static_cast<int>(below.pixels.size()),
                     static_cast<std::uint32_t>(std::lround(opacity_of(layer) * 256)));
        m_canvas.retarget(below);
    }

    void paint_features(const DrawableLayer& layer) {
        const std::string& kind = layer.declaration->style.kind;
        if (kind == "classes")
            m_features.paint_classes(layer);
        else if (kind == "choropleth" || kind == "ramp")
            m_features.paint_choropleth(layer);
        else
            m_features.paint_rules(layer);
    }

    /// Hatches the part of the rim of which nothing is known.
    void paint_unknown_rim() {
        for (const geo::Geometry& polygon : m_snapshot.rim_without_data)
            if (polygon.extent().intersects(m_window)) m_features.add_polygon(polygon);
        if (m_canvas.areas().rows().last < 0) return;
        choose_target();
        const double ratio = m_snapshot.pixel_ratio;
        const Hatch hatch = Hatch::diagonal(static_cast<int>(std::lround(9 * ratio)), 1.0 * ratio);
        m_canvas.paint_areas(pixel(m_snapshot.theme->colour("hatch")), &hatch);
    }

    void paint_veil() {
        if (!m_snapshot.boundary || m_snapshot.boundary->is_empty()) return;
        model::Colour veil = m_snapshot.theme->colour("veil");
        if (veil.alpha == 255) veil.alpha = k_veil_alpha;
        choose_target();
        const double edge = k_tile_px;
        const std::array<PixelPoint, 4> all{{{0, 0}, {edge, 0}, {edge, edge}, {0, edge}}};
        m_canvas.areas().add_ring(all, true);  // minus one everywhere, plus one inside the district
        m_features.add_polygon(*m_snapshot.boundary);
        m_canvas.paint_areas(pixel(veil));
    }

    /// Nothing fell above the sheets: then there is nothing to upload either.
    void drop_empty_overlay() {
        if (!m_tile->overlay) return;
        const std::vector<std::uint32_t>& pixels = m_tile->overlay->pixels;
        if (std::all_of(pixels.begin(), pixels.end(), [](std::uint32_t pixel) { return pixel == 0; })) m_tile->overlay.reset();
    }

    const MapSnapshot& m_snapshot;
    const LabelLayout& m_labels;
    geo::Extent m_window;
    double m_metres;
    ScreenTransform m_transform;
    std::shared_ptr<Tile> m_tile;
    Canvas m_canvas;
    FeaturePainter m_features;
};

/// Copies a square picture into a larger one; what lies outside is left out.
void paste(Image& picture, const Image& square, int x, int y) {
    const int left = std::max(0, -x), right = std::min(square.width, picture.width - x);
    for (int row = std::max(0, -y); row < std::min(square.height, picture.height - y) && left < right; ++row)
        std::copy_n(&square.pixels[static_cast<std::size_t>(row) * static_cast<std::size_t>(square.width) + static_cast<std::size_t>(left)],
                    right - left, &picture.at(x + left, y + row));
}

}  // namespace

geo::Extent tile_extent(const TileKey& key, const geo::GridSpec& district) {
    const double edge = k_tile_px * key.metres_per_pixel;
    return {district.x_min + key.column * edge, district.y_max - (key.row + 1) * edge, district.x_min + (key.column + 1) * edge,
            district.y_max - key.row * edge};
}

std::vector<TileKey> visible_tiles(const Camera& camera, const geo::GridSpec& district) {
    const double edge = k_tile_px * camera.metres_per_pixel;
    const geo::Extent view = camera.extent();
    // A hair of tolerance: the border of a snapped camera must not ask for one more column.
    const double hair = 1e-6;
    const auto column = [&](double x) { return (x - district.x_min) / edge; };
    const auto row = [&](double y) { return (district.y_max - y) / edge; };
    const auto clamped = [](double value) { return static_cast<int>(std::clamp(value, -1e6, 1e6)); };
    std::vector<TileKey> keys;
    for (int r = clamped(std::floor(row(view.y_max) + hair)); r < clamped(std::ceil(row(view.y_min) - hair)); ++r)
        for (int c = clamped(std::floor(column(view.x_min) + hair)); c < clamped(std::ceil(column(view.x_max) - hair)); ++c)
            keys.push_back({camera.metres_per_pixel, c, r});
    const double middle_column = column(camera.centre.x) - 0.5, middle_row = row(camera.centre.y) - 0.5;
    const auto distance = [&](const TileKey& key) { return std::hypot(key.column - middle_column, key.row - middle_row); };
    std::stable_sort(keys.begin(), keys.end(), [&](const TileKey& a, const TileKey& b) { return distance(a) < distance(b); });
    return keys;
}

std::shared_ptr<const Tile> compose_tile(const MapSnapshot& snapshot, const LabelLayout& labels, const TileKey& key, const core::Job& job) {
    if (job.stopped()) return nullptr;
    return TilePainter(snapshot, labels, key).run(job);
}

Image flattened(const Tile& tile, const MapSnapshot& snapshot) {
    Image flat = tile.ground;
    for (const ValueSheet& sheet : tile.sheets) {
        const auto ramp = snapshot.looks->ramps.find(sheet.ramp);
        if (ramp != snapshot.looks->ramps.end()) paint_values(flat, sheet.values, ramp->second, sheet.opacity);
    }
    if (tile.overlay) blend_pixels(flat.pixels.data(), tile.overlay->pixels.data(), static_cast<int>(flat.pixels.size()), 256);
    return flat;
}

Image compose_picture(const MapSnapshot& snapshot, const Camera& camera) {
    const Camera exact = camera.snapped(snapshot.grid);
    const LabelLayout labels = place_labels(snapshot, exact.metres_per_pixel);
    Image picture(exact.width_px, exact.height_px);
    const std::vector<TileKey> keys = visible_tiles(exact, snapshot.grid);
    core::parallel_blocks(static_cast<std::int64_t>(keys.size()), 1, [&](std::int64_t index, std::int64_t) {
        const TileKey& key = keys[static_cast<std::size_t>(index)];
        const auto tile = compose_tile(snapshot, labels, key, {});
        const geo::Extent extent = tile_extent(key, snapshot.grid);
        const geo::Point corner = exact.to_pixel({extent.x_min, extent.y_max});
        paste(picture, flattened(*tile, snapshot), static_cast<int>(std::lround(corner.x)), static_cast<int>(std::lround(corner.y)));
    });
    return picture;
}

}  // namespace kreisblick::scene
