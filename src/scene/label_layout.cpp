#include "scene/label_layout.h"

#include "scene/camera.h"
#include "scene/label_boxes.h"
#include "scene/rule_matcher.h"
#include "scene/text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <optional>
#include <unordered_map>

namespace kreisblick::scene {
namespace {

/// The same name along a line comes again after this many pixels, and never nearer.
constexpr double k_repeat_px = 600;
/// Air around a label, so that two never touch.
constexpr double k_air_px = 2;
/// How far a line may leave the straight text, as a share of the letters' size.
constexpr double k_bend_share = 0.22;

/// More symbols than this in a table stand too thick to go around.
constexpr std::size_t k_most_symbols = 3000;

/// A label that wants a place.
struct Candidate {
    double priority = 0;
    std::uint32_t order = 0;  ///< layer, part and row: decides between equals, the same every time
    const geo::FeatureTable* table = nullptr;
    std::uint32_t row = 0;
    const model::StyleRule* rule = nullptr;
    const model::LabelStyle* style = nullptr;  ///< the rule's label or its shield
    double size_px = 0;
};

/// A straight stretch of a line: where a text may stand.
struct Stretch {
    geo::Point centre;
    double angle = 0;
    double bend = 0;
};

/// A text of a rule and the columns it reads, in one table.
struct LabelColumns {
    const model::LabelStyle* style = nullptr;  ///< null: the rule has no such text at this scale
    const geo::Column* field = nullptr;
    const geo::Column* priority = nullptr;
    [[nodiscard]] bool has_text(std::size_t row) const { return style && field && !(field->is_text() && field->texts[row].empty()); }
    [[nodiscard]] double priority_of(std::size_t row) const {
        const bool has_number = priority && !priority->is_text() && !std::isnan(priority->numbers[row]);
        return style->priority + (has_number ? priority->numbers[row] : 0);
    }
};

Face face_of(const model::LabelStyle& style) { return style.bold ? Face::Bold : style.italic ? Face::Italic : Face::Regular; }

double length_between(geo::Point a, geo::Point b) { return std::hypot(b.x - a.x, b.y - a.y); }

/// Distance of each point from the start, along the line.
std::vector<double> measured(std::span<const geo::Point> line) {
    std::vector<double> along(line.size(), 0);
    for (std::size_t i = 1; i < line.size(); ++i) along[i] = along[i - 1] + length_between(line[i - 1], line[i]);
    return along;
}

geo::Point point_at(std::span<const geo::Point> line, const std::vector<double>& along, double distance) {
    const auto next = std::upper_bound(along.begin() + 1, along.end() - 1, distance);
    const auto i = static_cast<std::size_t>(next - along.begin());
    const double step = along[i] - along[i - 1], t = step > 0 ? std::clamp((distance - along[i - 1]) / step, 0.0, 1.0) : 0;
    return {line[i - 1].x + t * (line[i].x - line[i - 1].x), line[i - 1].y + t * (line[i].y - line[i - 1].y)};
}

/// Greatest distance of the line between two measures from the chord there.
double bend_between(std::span<const geo::Point> line, const std::vector<double>& along, double from, double to, geo::Point a,
                    geo::Point b) {
    const double chord = std::max(length_between(a, b), 1e-9);
    double bend = 0;
    for (auto it = std::upper_bound(along.begin(), along.end(), from); it != along.end() && *it < to; ++it) {
        const geo::Point p = line[static_cast<std::size_t>(it - along.begin())];
        bend = std::max(bend, std::abs((p.x - a.x) * (b.y - a.y) - (p.y - a.y) * (b.x - a.x)) / chord);
    }
    return std::max(bend, to - from - chord);
}

/// The straightest stretch of a given length between two measures, if it is straight enough.
std::optional<Stretch> straightest(std::span<const geo::Point> line, const std::vector<double>& along, double from, double to,
                                   double length, double allowed) {
    std::optional<Stretch> best;
    constexpr int k_tries = 8;
    const double room = to - from - length;
    for (int attempt = 0; attempt <= k_tries; ++attempt) {
        // From the middle outwards, so that of equals the one in the middle wins.
        const double share = 0.5 + (attempt % 2 == 0 ? 1 : -1) * ((attempt + 1) / 2) * (1.0 / k_tries);
        const double start = from + room * std::clamp(share, 0.0, 1.0);
        const geo::Point a = point_at(line, along, start), b = point_at(line, along, start + length);
        const double bend = bend_between(line, along, start, start + length, a, b);
        if (bend > allowed || (best && bend >= best->bend * 0.8)) continue;
        double angle = std::atan2(b.y - a.y, b.x - a.x);
        if (angle > std::numbers::pi / 2) angle -= std::numbers::pi;
        if (angle <= -std::numbers::pi / 2) angle += std::numbers::pi;
        best = Stretch{{(a.x + b.x) / 2, (a.y + b.y) / 2}, angle, bend};
    }
    return best;
}

/// Everything that one placing of labels needs. Works in pixels of the whole district (x to the east, y to the north).
class Placer {
  public:
    Placer(const MapSnapshot& snapshot, double metres_per_pixel)
        : m_snapshot(snapshot),
          m_metres(metres_per_pixel),
          m_scale(metres_per_pixel * snapshot.pixel_ratio / k_pixel_m) {}

    LabelLayout run() {
        keep_to_frame();
        for (std::size_t layer = m_snapshot.layers.size(); layer-- > 0;) {
            collect(m_snapshot.layers[layer]);
            collect_symbols(m_snapshot.layers[layer]);
        }
        std::sort(m_candidates.begin(), m_candidates.end(), [](const Candidate& a, const Candidate& b) {
            return a.priority != b.priority ? a.priority > b.priority : a.order < b.order;
        });
        for (const Candidate& candidate : m_candidates) place(candidate);
        return {m_snapshot.version, m_metres, std::move(m_labels)};
    }

  private:
    /// A name stands on the map, nowhere beyond, and in a picture beneath none of its panels.
    void keep_to_frame() {
        geo::Extent inside = m_snapshot.grid.extent();
        if (m_snapshot.label_frame) {
            inside = inside.intersection(m_snapshot.label_frame->inside);
            for (const geo::Extent& covered : m_snapshot.label_frame->covered) m_taken.take(in_pixels(covered));
        }
        m_inside = in_pixels(inside);
    }

    [[nodiscard]] geo::Extent in_pixels(const geo::Extent& world) const {
        return {world.x_min / m_metres, world.y_min / m_metres, world.x_max / m_metres, world.y_max / m_metres};
    }

    void collect(const DrawableLayer& layer) {
        const std::vector<model::StyleRule>& rules = layer.declaration->style.rules;
        if (std::none_of(rules.begin(), rules.end(),
                         [&](const model::StyleRule& rule) { return is_drawn(rule, rule.label) || is_drawn(rule, rule.shield); }))
            return;
        for (std::size_t part = layer.features.size(); part-- > 0;) collect_table(rules, layer.features[part]->table());
    }

    void collect_table(const std::vector<model::StyleRule>& rules, const geo::FeatureTable& table) {
        RuleMatcher matcher(rules, table, m_scale);
        std::vector<std::array<LabelColumns, 2>> texts;
        for (const model::StyleRule& rule : rules)
            texts.push_back({columns_of(rule, rule.label, table), columns_of(rule, rule.shield, table)});
        for (std::size_t row = 0; row < table.size(); ++row) {
            const int index = matcher.rule_of(row);
            if (index < 0) continue;
            const auto rule = static_cast<std::size_t>(index);
            for (const LabelColumns& text : texts[rule])
                if (text.has_text(row))
                    m_candidates.push_back({text.priority_of(row), m_next_order++, &table, static_cast<std::uint32_t>(row), &rules[rule],
                                            text.style, text.style->size_px.at(m_scale) * m_snapshot.pixel_ratio});
        }
    }

    [[nodiscard]] LabelColumns columns_of(const model::StyleRule& rule, const std::optional<model::LabelStyle>& style,
                                          const geo::FeatureTable& table) const {
        if (!is_drawn(rule, style)) return {};
        return {&*style, table.find(style->field), table.find(style->priority_field)};
    }

    /// Symbols that labels had better not cover. Where they stand thick nobody could avoid them, and they are left out of account.
    void collect_symbols(const DrawableLayer& layer) {
        const std::vector<model::StyleRule>& rules = layer.declaration->style.rules;
        if (std::none_of(rules.begin(), rules.end(), [](const model::StyleRule& rule) { return !rule.symbol.empty(); })) return;
        for (const auto& part : layer.features) {
            const geo::FeatureTable& table = part->table();
            if (table.kind() != geo::GeometryKind::Point || table.size() > k_most_symbols) continue;
            RuleMatcher matcher(rules, table, m_scale);
            for (std::size_t row = 0; row < table.size(); ++row) {
                const int rule = matcher.rule_of(row);
                if (rule < 0 || rules[static_cast<std::size_t>(rule)].symbol.empty()) continue;
                const double half = rules[static_cast<std::size_t>(rule)].symbol_px.at(m_scale) * m_snapshot.pixel_ratio / 2;
                const geo::Point at = pixel_of(table.extent(row).centre());
                if (half > 0) m_symbols.take({at.x - half, at.y - half, at.x + half, at.y + half});
            }
        }
    }

    [[nodiscard]] bool is_drawn(const model::StyleRule& rule, const std::optional<model::LabelStyle>& style) const {
        return style && m_scale >= rule.scale_from && m_scale < rule.scale_to && style->size_px.at(m_scale) >= 4;
    }

    void place(const Candidate& candidate) {
        const geo::GeometryKind kind = candidate.table->kind();
        const bool is_shield = !candidate.style->plate.empty();
        const double size_m = std::max(candidate.table->extent(candidate.row).width(), candidate.table->extent(candidate.row).height());
        // Shorter than three letters: no name fits; the text need not even be looked at.
        if (kind != geo::GeometryKind::Point && !is_shield && size_m / m_metres < candidate.size_px * 1.5) return;
        const std::string text = candidate.table->find(candidate.style->field)->text_at(candidate.row);
        const double width =
            text_width(text, face_of(*candidate.style), candidate.size_px, candidate.style->letter_spacing_px * m_snapshot.pixel_ratio);
        if (text.empty() || width <= 0) return;
        if (kind == geo::GeometryKind::Point)
            place_at_point(candidate, text, width);
        else if (kind == geo::GeometryKind::Line && is_shield)
            place_shields(candidate, text, width);
        else if (kind == geo::GeometryKind::Line && candidate.style->along_line)
            place_along(candidate, text, width);
        else
            place_in_area(candidate, text, width);
    }

    [[nodiscard]] geo::Point pixel_of(geo::Point world) const { return {world.x / m_metres, world.y / m_metres}; }

    enum class Symbols { Avoid, Cover };

    /// Takes the first place that is free; one that covers no symbol, if there is any.
    bool try_places(const Candidate& candidate, const std::string& text, std::span<const geo::Point> places, double width) {
        for (const Symbols symbols : {Symbols::Avoid, Symbols::Cover})
            for (const geo::Point place : places)
                if (try_upright(candidate, text, place, width, symbols)) return true;
        return false;
    }

    /// Takes the place if it is free. Position in pixels, centre of the text.
    bool try_upright(const Candidate& candidate, const std::string& text, geo::Point centre, double width, Symbols symbols) {
        const PlateSize plate = plate_size(width, candidate.size_px, m_snapshot.pixel_ratio);
        const bool has_plate = !candidate.style->plate.empty();
        const double half_width = has_plate ? plate.width / 2 + k_air_px : width / 2 + halo() + k_air_px;
        const double half_height = has_plate ? plate.height / 2 + k_air_px : candidate.size_px * 0.5 + halo();
        const geo::Point moved = moved_inside(centre, half_width, half_height);
        if (std::abs(moved.x - centre.x) > half_width || std::abs(moved.y - centre.y) > half_height) return false;
        centre = moved;
        const geo::Extent box{centre.x - half_width, centre.y - half_height, centre.x + half_width, centre.y + half_height};
        if (!m_inside.contains(box) || !m_taken.is_free(box) || (symbols == Symbols::Avoid && !m_symbols.is_free(box))) return false;
        m_taken.take(box);
        add(candidate, text, centre, 0, box);
        return true;
    }

    /// The nearest centre for which the whole box lies inside.
    [[nodiscard]] geo::Point moved_inside(geo::Point centre, double half_width, double half_height) const {
        return {std::max(std::min(centre.x, m_inside.x_max - half_width), m_inside.x_min + half_width),
                std::max(std::min(centre.y, m_inside.y_max - half_height), m_inside.y_min + half_height)};
    }

    /// A turned text takes a chain of small boxes along it.
    bool try_turned(const Candidate& candidate, const std::string& text, const Stretch& stretch, double width) {
        const double half = candidate.size_px * 0.5 + halo();
        const int links = std::max(1, static_cast<int>(std::ceil(width / (candidate.size_px * 0.8))));
        std::vector<geo::Extent> chain;
        geo::Extent whole;
        for (int link = 0; link <= links; ++link) {
            const double along = (static_cast<double>(link) / links - 0.5) * width;
            const geo::Point middle{stretch.centre.x + along * std::cos(stretch.angle), stretch.centre.y + along * std::sin(stretch.angle)};
            chain.push_back({middle.x - half, middle.y - half, middle.x + half, middle.y + half});
            whole.include(chain.back());
            if (!m_inside.contains(chain.back()) || !m_taken.is_free(chain.back())) return false;
        }
        for (const geo::Extent& box : chain) m_taken.take(box);
        add(candidate, text, stretch.centre, stretch.angle, whole);
        return true;
    }

    void add(const Candidate& candidate, const std::string& text, geo::Point centre, double angle, const geo::Extent& box) {
        const geo::Extent world{box.x_min * m_metres, box.y_min * m_metres, box.x_max * m_metres, box.y_max * m_metres};
        m_labels.push_back({text, {centre.x * m_metres, centre.y * m_metres}, angle, candidate.size_px, candidate.style, world});
    }

    /// Beside the symbol, or on the place itself where there is none.
    void place_at_point(const Candidate& candidate, const std::string& text, double width) {
        const geo::Point at = pixel_of(candidate.table->extent(candidate.row).centre());
        const double symbol = candidate.rule->symbol.empty() ? 0 : candidate.rule->symbol_px.at(m_scale) * m_snapshot.pixel_ratio / 2;
        const double line = candidate.size_px * 0.62;
        if (symbol <= 0) {
            const std::array<geo::Point, 5> places{
                {at, {at.x, at.y + line}, {at.x, at.y - line}, {at.x, at.y + 2 * line}, {at.x, at.y - 2 * line}}};
            try_places(candidate, text, places, width);
            return;
        }
        const geo::Extent dot{at.x - symbol, at.y - symbol, at.x + symbol, at.y + symbol};
        const double aside = symbol + width / 2 + halo() + k_air_px + 2, above = symbol + line + halo();
        const std::array<geo::Point, 8> places{{{at.x + aside, at.y},
                                                {at.x, at.y + above},
                                                {at.x - aside, at.y},
                                                {at.x, at.y - above},
                                                {at.x + aside * 0.9, at.y + above * 0.8},
                                                {at.x + aside * 0.9, at.y - above * 0.8},
                                                {at.x - aside * 0.9, at.y + above * 0.8},
                                                {at.x - aside * 0.9, at.y - above * 0.8}}};
        if (try_places(candidate, text, places, width)) m_taken.take(dot);
    }

    /// In the middle of a polygon, where the name does not reach far beyond it.
    void place_in_area(const Candidate& candidate, const std::string& text, double width) {
        const geo::Extent& extent = candidate.table->extent(candidate.row);
        if (extent.width() / m_metres < width * 0.8 || extent.height() / m_metres < candidate.size_px) return;
        try_upright(candidate, text, pixel_of(geo::centroid(candidate.table->geometry(candidate.row))), width, Symbols::Cover);
    }

    void place_along(const Candidate& candidate, const std::string& text, double width) {
        const double length_m = (width + candidate.size_px * 0.6) * m_metres, allowed_m = candidate.size_px * k_bend_share * m_metres;
        for (std::size_t part = 0; part < candidate.table->part_count(candidate.row); ++part) {
            const auto line = candidate.table->part(candidate.row, part);
            if (line.size() < 2) continue;
            const std::vector<double> along = measured(line);
            const double whole_m = along.back();
            if (!(whole_m >= length_m && whole_m / m_metres < 1e6)) continue;
            const int sections = std::max(1, static_cast<int>(whole_m / (k_repeat_px * m_snapshot.pixel_ratio * m_metres)));
            for (int section = 0; section < sections; ++section) {
                const double from = whole_m * section / sections, to = whole_m * (section + 1) / sections;
                auto stretch = straightest(line, along, from, to, length_m, allowed_m);
                if (!stretch) continue;
                stretch->centre = pixel_of(stretch->centre);
                if (is_near_its_like(text, stretch->centre)) continue;
                if (try_turned(candidate, text, *stretch, width)) m_along[text].push_back(stretch->centre);
            }
        }
    }

    /// Numbers stand upright on their road, in the middle of its stretches between two repetitions.
    void place_shields(const Candidate& candidate, const std::string& text, double width) {
        const std::string key = "#" + text;
        for (std::size_t part = 0; part < candidate.table->part_count(candidate.row); ++part) {
            const auto line = candidate.table->part(candidate.row, part);
            if (line.size() < 2) continue;
            const std::vector<double> along = measured(line);
            const double length_px = along.back() / m_metres;
            if (!(length_px > 0 && length_px < 1e6)) continue;
            const int sections = std::max(1, static_cast<int>(length_px / (k_repeat_px * m_snapshot.pixel_ratio)));
            for (int section = 0; section < sections; ++section)
                for (const double share : {0.5, 0.3, 0.7, 0.15, 0.85}) {
                    const geo::Point at = pixel_of(point_at(line, along, along.back() * (section + share) / sections));
                    if (is_near_its_like(key, at)) continue;
                    if (!try_upright(candidate, text, at, width, Symbols::Avoid)) continue;
                    m_along[key].push_back(at);
                    break;
                }
        }
    }

    /// A road comes in many pieces; its name should not stand on each of them.
    [[nodiscard]] bool is_near_its_like(const std::string& text, geo::Point centre) const {
        const auto likes = m_along.find(text);
        if (likes == m_along.end()) return false;
        const double reach = k_repeat_px * m_snapshot.pixel_ratio * 0.8;
        return std::any_of(likes->second.begin(), likes->second.end(),
                           [&](geo::Point like) { return length_between(like, centre) < reach; });
    }

    [[nodiscard]] double halo() const { return 1.5 * m_snapshot.pixel_ratio; }

    const MapSnapshot& m_snapshot;
    double m_metres;
    double m_scale;
    std::uint32_t m_next_order = 0;
    std::vector<Candidate> m_candidates;
    std::vector<PlacedLabel> m_labels;
    geo::Extent m_inside;
    LabelBoxes m_taken{64};
    LabelBoxes m_symbols{64};
    std::unordered_map<std::string, std::vector<geo::Point>> m_along;
};

}  // namespace

PlateSize plate_size(double text_width_px, double size_px, double pixel_ratio) {
    const double width = std::round(text_width_px + 7 * pixel_ratio), height = std::round(size_px + 5 * pixel_ratio);
    return {std::max(width, height), height};
}

LabelLayout place_labels(const MapSnapshot& snapshot, double metres_per_pixel) {
    if (!snapshot.labels) return {snapshot.version, metres_per_pixel, {}};
    return Placer(snapshot, metres_per_pixel).run();
}

}  // namespace kreisblick::scene
