#include "scene/legend_painter.h"

#include "scene/screen_shape.h"
#include "scene/text.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace kreisblick::scene {
namespace {

// The measures of a legend in map pixels.
constexpr double k_row = 20;
constexpr double k_heading_row = 21;
constexpr double k_heading_line = 17;
constexpr double k_gap_above_heading = 9;
constexpr double k_ramp_row = 34;
constexpr double k_ramp_bar = 12;
constexpr double k_sample = 24;
constexpr double k_gap = 9;
constexpr double k_between_columns = 22;
constexpr double k_text = 12.5;
constexpr double k_small = 11;
constexpr double k_narrowest = 150;
constexpr double k_widest = 270;
constexpr double k_note_row = 15;
constexpr double k_smaller = 0.88;
constexpr std::size_t k_most_columns = 3;

using Sample = LegendEntry::Sample;

/// Shows a sample's size where the map's own would be too large or too small to tell.
double shown_width(double px, double least, double most) { return std::clamp(px, least, most); }

}  // namespace

LegendPainter::LegendPainter(std::vector<LegendEntry> entries, const model::Theme& theme, const model::Looks& looks, double unit,
                             std::string more)
    : m_entries(std::move(entries)),
      m_theme(theme),
      m_looks(looks),
      m_unit(unit),
      m_more(std::move(more)) {}

double LegendPainter::height_of(const LegendEntry& entry, bool is_first) const {
    const double gap = entry.starts_block && !is_first ? k_gap_above_heading : 0;
    if (entry.sample == Sample::Note) return (gap + k_note_row * static_cast<double>(note_lines(entry).size())) * m_unit;
    if (entry.sample == Sample::Heading)
        return (gap + k_heading_row + k_heading_line * static_cast<double>(heading_lines(entry).size() - 1)) * m_unit;
    return (gap + (entry.sample == Sample::Ramp ? k_ramp_row : k_row)) * m_unit;
}

std::vector<std::string> LegendPainter::heading_lines(const LegendEntry& heading) const {
    std::vector<std::string> lines = wrapped_text(heading.text, Face::Bold, k_text * m_unit, m_column_width);
    if (lines.empty()) lines.emplace_back();
    return lines;
}

std::vector<std::string> LegendPainter::note_lines(const LegendEntry& note) const {
    return wrapped_text(note.text, Face::Regular, k_small * m_unit, m_column_width);
}

double LegendPainter::natural_width() const {
    double width = k_narrowest * m_unit;
    for (const LegendEntry& entry : m_entries) {
        if (entry.sample == Sample::Note) continue;
        const bool is_heading = entry.sample == Sample::Heading;
        const double text = text_width(entry.text, is_heading ? Face::Bold : Face::Regular, k_text * m_unit);
        width = std::max(width, text + (is_heading ? 0 : (k_sample + k_gap) * m_unit));
    }
    return std::min(width, k_widest * m_unit);
}

bool LegendPainter::flow(std::size_t count, double max_height) {
    m_columns.assign(1, {});
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        double height = height_of(m_entries[i], m_columns.back().entries.empty());
        // A heading stays with what it heads.
        const bool is_heading = m_entries[i].sample == Sample::Heading;
        const double with_next = is_heading && i + 1 < m_entries.size() ? height + height_of(m_entries[i + 1], false) : height;
        if (m_columns.back().height + with_next > max_height) {
            if (m_columns.back().entries.empty() || m_columns.size() == count) return false;
            m_columns.push_back({});
            height = height_of(m_entries[i], true);
            if (height > max_height) return false;
        }
        m_columns.back().entries.push_back(&m_entries[i]);
        m_columns.back().height += height;
    }
    return true;
}

void LegendPainter::balance(std::size_t count, double max_height) {
    for (double height = k_row * m_unit * 3; height < max_height; height += k_row * m_unit / 2)
        if (flow(count, height)) return;
    static_cast<void>(flow(count, max_height));
}

bool LegendPainter::arrange(double max_width, double max_height) {
    m_column_width = std::min(natural_width(), max_width);
    const double with_gap = m_column_width + k_between_columns * m_unit;
    const auto room = static_cast<std::size_t>(std::max(1.0, std::floor((max_width + k_between_columns * m_unit) / with_gap)));
    for (std::size_t count = 1; count <= std::min(room, k_most_columns); ++count) {
        if (!flow(count, max_height)) continue;
        if (count > 1) balance(count, max_height);
        return true;
    }
    return false;
}

void LegendPainter::drop_last() {
    if (m_entries.back().sample == Sample::Note) m_entries.pop_back();
    const std::string last = m_entries.back().block;
    if (m_entries.front().block == last) return m_entries.pop_back();
    while (m_entries.back().block == last) m_entries.pop_back();
    m_dropped.insert(m_dropped.begin(), last);
}

void LegendPainter::put_note() {
    LegendEntry note;
    note.sample = Sample::Note;
    note.starts_block = true;
    for (const std::string& layer : m_dropped) note.text += (note.text.empty() ? m_more : std::string(",")) + " " + layer;
    if (note.text.empty()) note.text = "…";
    m_entries.push_back(std::move(note));
}

void LegendPainter::fit(double max_width, double max_height) {
    m_columns.clear();
    if (m_entries.empty() || arrange(max_width, max_height)) return;
    m_unit *= k_smaller;
    while (!arrange(max_width, max_height)) {
        drop_last();
        const bool is_worth_it = !m_entries.empty() && m_entries.back().sample != Sample::Heading;
        if (!is_worth_it) m_entries.clear();
        if (!is_worth_it) break;
        put_note();
    }
    if (m_entries.empty()) m_columns.clear();
}

double LegendPainter::width() const {
    return m_columns.empty()
               ? 0
               : static_cast<double>(m_columns.size()) * (m_column_width + k_between_columns * m_unit) - k_between_columns * m_unit;
}

void LegendPainter::widen(double width) {
    if (m_columns.size() == 1) m_column_width = std::max(m_column_width, width);
}

double LegendPainter::height() const {
    double height = 0;
    for (const Column& column : m_columns) height = std::max(height, column.height);
    return height;
}

void LegendPainter::draw(Canvas& canvas, PixelPoint top_left) const {
    for (std::size_t column = 0; column < m_columns.size(); ++column) {
        PixelPoint at{top_left.x + static_cast<double>(column) * (m_column_width + k_between_columns * m_unit), top_left.y};
        bool is_first = true;
        for (const LegendEntry* entry : m_columns[column].entries) {
            draw_entry(canvas, *entry, {at.x, at.y + (entry->starts_block && !is_first ? k_gap_above_heading * m_unit : 0)});
            at.y += height_of(*entry, is_first);
            is_first = false;
        }
    }
}

void LegendPainter::draw_note(Canvas& canvas, const LegendEntry& note, PixelPoint top_left) const {
    double baseline = top_left.y + k_note_row * 0.75 * m_unit;
    for (const std::string& line : note_lines(note)) {
        draw_text(canvas, line, {top_left.x, baseline}, {Face::Regular, k_small * m_unit, 0, pixel(m_theme.colour("muted")), 0, 0});
        baseline += k_note_row * m_unit;
    }
}

void LegendPainter::draw_entry(Canvas& canvas, const LegendEntry& entry, PixelPoint top_left) const {
    if (entry.sample == Sample::Ramp) return draw_ramp(canvas, entry, top_left);
    if (entry.sample == Sample::Note) return draw_note(canvas, entry, top_left);
    if (entry.sample == Sample::Heading) return draw_heading(canvas, entry, top_left);
    const double indent = (k_sample + k_gap) * m_unit, size = k_text * m_unit;
    const double middle = top_left.y + k_row / 2 * m_unit;
    draw_sample(canvas, entry, {top_left.x, middle});
    draw_text(canvas, shortened_text(entry.text, Face::Regular, size, m_column_width - indent), {top_left.x + indent, middle + size * 0.36},
              {Face::Regular, size, 0, pixel(m_theme.colour("ink")), 0, 0});
}

void LegendPainter::draw_heading(Canvas& canvas, const LegendEntry& heading, PixelPoint top_left) const {
    const double size = k_text * m_unit;
    double baseline = top_left.y + (k_heading_row - 2) / 2 * m_unit + size * 0.36;
    for (const std::string& line : heading_lines(heading)) {
        draw_text(canvas, shortened_text(line, Face::Bold, size, m_column_width), {top_left.x, baseline},
                  {Face::Bold, size, 0, pixel(m_theme.colour("ink")), 0, 0});
        baseline += k_heading_line * m_unit;
    }
}

void LegendPainter::draw_sample(Canvas& canvas, const LegendEntry& entry, PixelPoint middle_left) const {
    const double right = middle_left.x + k_sample * m_unit, y = std::round(middle_left.y);
    const std::uint32_t colour = pixel(entry.colour), outline = pixel(entry.outline);
    if (entry.sample == Sample::Symbol) {
        const double size = shown_width(entry.line_px, 5, 13) * m_unit;
        return canvas.draw_symbol(entry.symbol, {(middle_left.x + right) / 2, y}, size, colour, outline,
                                  std::min(entry.casing_px, 1.5) * m_unit);
    }
    if (entry.sample == Sample::Line) {
        const double width = shown_width(entry.line_px, 1, 7) * m_unit;
        const double inset = width / 2;
        const std::array<PixelPoint, 2> line{{{middle_left.x + inset, y + 0.5}, {right - inset, y + 0.5}}};
        if (entry.outline.alpha > 0 && entry.casing_px > 0) {
            canvas.strokes().add_line(line, width + 2 * std::max(entry.casing_px, 0.7) * m_unit);
            canvas.paint_strokes(outline);
        }
        std::vector<double> pattern;
        for (const double dash : entry.dash_px)
            pattern.push_back(std::max(0.05, dash * m_unit + (pattern.size() % 2 == 0 ? -width : width) * 0.8));
        if (pattern.size() % 2 == 1) pattern.insert(pattern.end(), pattern.begin(), pattern.end());
        if (pattern.empty())
            canvas.strokes().add_line(line, width);
        else
            Dasher{}(line, pattern, [&](std::span<const PixelPoint> dash) { canvas.strokes().add_line(dash, width); });
        return canvas.paint_strokes(colour);
    }
    const double half = 6.5 * m_unit, edge = std::max(1.0, m_unit);
    const std::uint32_t frame = entry.outline.alpha > 0 ? outline : pixel(m_theme.colour("line"));
    canvas.fill_rounded(middle_left.x, y - half, right, y + half, 2 * m_unit, frame);
    canvas.fill_rounded(middle_left.x + edge, y - half + edge, right - edge, y + half - edge, 1.2 * m_unit, pixel(m_theme.colour("panel")));
    canvas.fill_rounded(middle_left.x + edge, y - half + edge, right - edge, y + half - edge, 1.2 * m_unit, colour);
    const auto hatch = Hatch::named(entry.hatch, m_unit);
    if (!hatch) return;
    const double left = middle_left.x + edge, top = y - half + edge, bottom = y + half - edge;
    const std::array<PixelPoint, 4> inside{{{left, top}, {right - edge, top}, {right - edge, bottom}, {left, bottom}}};
    canvas.areas().add_ring(inside, false);
    canvas.paint_areas(pixel(entry.hatch_colour), &*hatch);
}

void LegendPainter::draw_ramp(Canvas& canvas, const LegendEntry& entry, PixelPoint top_left) const {
    const auto ramp = m_looks.ramps.find(entry.ramp);
    if (ramp == m_looks.ramps.end()) return;
    const double top = std::round(top_left.y + 2 * m_unit), bottom = top + std::round(k_ramp_bar * m_unit), left = std::round(top_left.x);
    const int steps = static_cast<int>(m_column_width);
    for (int step = 0; step < steps; ++step)
        canvas.fill_rectangle(left + step, top, left + step + 1, bottom, pixel(ramp->second.at((step + 0.5) / steps)));
    const std::size_t stride = mark_stride(entry, steps);
    const double size = k_small * m_unit;
    for (std::size_t i = 0; i < entry.marks.size(); i += stride) {
        const auto& [position, text] = entry.marks[i];
        const double at = left + position * steps, width = text_width(text, Face::Regular, size);
        const double tick = std::clamp(std::round(at), left, left + steps - 1);
        canvas.fill_rectangle(tick, bottom, tick + 1, bottom + 3 * m_unit, pixel(m_theme.colour("muted")));
        draw_text(canvas, text, {std::clamp(at - width / 2, left, left + steps - width), bottom + 5 * m_unit + size * 0.72},
                  {Face::Regular, size, 0, pixel(m_theme.colour("muted")), 0, 0});
    }
}

std::size_t LegendPainter::mark_stride(const LegendEntry& entry, double length) const {
    double widest = 0, nearest = 1;
    for (std::size_t i = 0; i < entry.marks.size(); ++i) {
        widest = std::max(widest, text_width(entry.marks[i].second, Face::Regular, k_small * m_unit));
        if (i > 0) nearest = std::min(nearest, entry.marks[i].first - entry.marks[i - 1].first);
    }
    // The outermost texts are pushed inwards by half their width.
    const double needed = widest * (entry.marks.size() > 2 ? 1.5 : 1) + 2 * m_unit;
    return std::max<std::size_t>(1, static_cast<std::size_t>(std::ceil(needed / std::max(nearest * length, 1e-6))));
}

}  // namespace kreisblick::scene
