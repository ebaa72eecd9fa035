#pragma once

#include "scene/canvas.h"
#include "scene/decor.h"

#include <vector>

namespace kreisblick::scene {

/// Places legend entries in columns and draws them. All lengths in device pixels; `unit` is one map pixel.
class LegendPainter {
  public:
    /// `more` leads in the names of the layers for which there is no room.
    LegendPainter(std::vector<LegendEntry> entries, const model::Theme& theme, const model::Looks& looks, double unit, std::string more);

    /// Finds columns for the room there is: as they are, then a little smaller, then without the last layers, which a last line names.
    void fit(double max_width, double max_height);
    [[nodiscard]] bool is_empty() const { return m_columns.empty(); }
    /// Layers for which there was no room.
    [[nodiscard]] const std::vector<std::string>& unshown() const { return m_dropped; }
    [[nodiscard]] double width() const;
    /// Widens a single column to what stands above it (ramps use the room).
    void widen(double width);
    [[nodiscard]] double height() const;
    void draw(Canvas& canvas, PixelPoint top_left) const;

  private:
    struct Column {
        std::vector<const LegendEntry*> entries;
        double height = 0;
    };
    [[nodiscard]] double height_of(const LegendEntry& entry, bool is_first) const;
    [[nodiscard]] double natural_width() const;
    [[nodiscard]] std::vector<std::string> note_lines(const LegendEntry& note) const;
    /// At least one line.
    [[nodiscard]] std::vector<std::string> heading_lines(const LegendEntry& heading) const;
    /// Whether all entries have a place now.
    [[nodiscard]] bool arrange(double max_width, double max_height);
    /// Takes the last layer out, and of the last one that is left the last entry.
    void drop_last();
    void put_note();
    /// Fills up to `count` columns; true if all entries found a place.
    [[nodiscard]] bool flow(std::size_t count, double max_height);
    void balance(std::size_t count, double max_height);
    void draw_note(Canvas& canvas, const LegendEntry& note, PixelPoint top_left) const;
    void draw_heading(Canvas& canvas, const LegendEntry& heading, PixelPoint top_left) const;
    void draw_entry(Canvas& canvas, const LegendEntry& entry, PixelPoint top_left) const;
    void draw_sample(Canvas& canvas, const LegendEntry& entry, PixelPoint middle_left) const;
    /// Every how many-th mark of a ramp has room for its text.
    [[nodiscard]] std::size_t mark_stride(const LegendEntry& entry, double length) const;
    void draw_ramp(Canvas& canvas, const LegendEntry& entry, PixelPoint top_left) const;

    std::vector<LegendEntry> m_entries;
    const model::Theme& m_theme;
    const model::Looks& m_looks;
    double m_unit;
    std::string m_more;
    std::vector<std::string> m_dropped;  ///< layers without a place, the topmost first
    double m_column_width = 0;
    std::vector<Column> m_columns;
};

}  // namespace kreisblick::scene
