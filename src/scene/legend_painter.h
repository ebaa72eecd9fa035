#pragma once

#include "scene/canvas.h"
#include "scene/decor.h"

#include <vector>

namespace kreisblick::scene {

/// Places legend entries in columns and draws them. All lengths in device pixels; `unit` is one map pixel.
class LegendPainter {
  public:
    LegendPainter(std::vector<LegendEntry> entries, const model::Theme& theme, const model::Looks& looks, double unit);

    /// Finds columns for the room there is. Entries that do not fit are dropped from the end, never half of one.
    void fit(double max_width, double max_height);
    [[nodiscard]] bool is_empty() const { return m_columns.empty(); }
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
    /// Fills up to `count` columns; true if all entries found a place.
    [[nodiscard]] bool flow(std::size_t count, double max_height);
    void balance(std::size_t count, double max_height);
    void draw_entry(Canvas& canvas, const LegendEntry& entry, PixelPoint top_left) const;
    void draw_sample(Canvas& canvas, const LegendEntry& entry, PixelPoint middle_left) const;
    /// Every how many-th mark of a ramp has room for its text.
    [[nodiscard]] std::size_t mark_stride(const LegendEntry& entry, double length) const;
    void draw_ramp(Canvas& canvas, const LegendEntry& entry, PixelPoint top_left) const;

    std::vector<LegendEntry> m_entries;
    const model::Theme& m_theme;
    const model::Looks& m_looks;
    double m_unit;
    double m_column_width = 0;
    std::vector<Column> m_columns;
};

}  // namespace kreisblick::scene
