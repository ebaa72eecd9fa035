#pragma once

#include "scene/pixel_kernels.h"

#include <cstdint>
#include <span>
#include <vector>

namespace kreisblick::scene {

/// The columns of a mask's row that were touched; first > last while none was.
struct TouchedRow {
    int first = 1 << 30;
    int last = -1;
    void touch(int from, int to) {
        if (from < first) first = from;
        if (to > last) last = to;
    }
};

/// What is covered by areas: exact share of every pixel, from the signed areas left of the edges. Areas add up to at most one, so that
/// neighbours of one colour join without a seam. Edges may lie anywhere; only what is inside counts.
class AreaMask {
  public:
    AreaMask(int width, int height);

    /// Adds a closed ring, whichever way it runs; a hole takes away. The last point may or may not repeat the first.
    void add_ring(std::span<const PixelPoint> ring, bool is_hole);
    /// Adds a closed contour whose direction says whether it adds or takes away (glyphs).
    void add_contour(std::span<const PixelPoint> contour, double sign = 1);
    /// Adds a thing smaller than a pixel: its area in square pixels goes to the pixel it lies in.
    void add_speck(PixelPoint at, double area_px);

    [[nodiscard]] int height() const { return m_height; }
    /// The rows that may hold anything: [first, last].
    [[nodiscard]] TouchedRow rows() const { return m_rows; }
    /// Share of a pixel that is covered, before anything is taken out.
    [[nodiscard]] double coverage(int x, int y) const;

    struct Row {
        int first = 0;
        std::span<std::uint8_t> coverage;
    };
    /// Takes the row out as bytes and leaves it empty. The span lives until the next call.
    [[nodiscard]] Row take_row(int y);
    void forget_rows() { m_rows = {}; }

  private:
    void add_edge(PixelPoint a, PixelPoint b, double sign);
    void add_slice(int row, double x_from, double x_to, double height);

    int m_width;
    int m_height;
    int m_stride;
    std::vector<float> m_differences;
    std::vector<TouchedRow> m_touched;
    TouchedRow m_rows;
    std::vector<std::uint8_t> m_bytes;
};

/// What is covered by lines and discs: the greatest coverage of all of them, so that joins and crossings show no double edges.
class StrokeMask {
  public:
    StrokeMask(int width, int height);

    /// A line with round ends. Thinner than a pixel it fades instead.
    void add_segment(PixelPoint a, PixelPoint b, double width_px);
    void add_line(std::span<const PixelPoint> line, double width_px);
    void add_disc(PixelPoint centre, double radius_px) { add_segment(centre, centre, 2 * radius_px); }
    /// A picture of coverages with its top left pixel at (x, y).
    void add_bitmap(int x, int y, int width, int height, const std::uint8_t* coverage);

    [[nodiscard]] int height() const { return m_height; }
    [[nodiscard]] TouchedRow rows() const { return m_rows; }
    [[nodiscard]] std::uint8_t coverage(int x, int y) const {
        return m_bytes[static_cast<std::size_t>(y) * static_cast<std::size_t>(m_stride) + static_cast<std::size_t>(x)];
    }
    [[nodiscard]] AreaMask::Row row(int y);
    void clear_row(int y);
    void forget_rows() { m_rows = {}; }

  private:
    int m_width;
    int m_height;
    int m_stride;
    std::vector<std::uint8_t> m_bytes;
    std::vector<TouchedRow> m_touched;
    TouchedRow m_rows;
};

}  // namespace kreisblick::scene
