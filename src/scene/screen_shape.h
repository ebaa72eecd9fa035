#pragma once

#include "geo/extent.h"
#include "scene/pixel_kernels.h"

#include <span>
#include <vector>

namespace kreisblick::scene {

/// How the world lands on a canvas.
struct ScreenTransform {
    double x_min = 0;  ///< world coordinates of the canvas' top left corner
    double y_max = 0;
    double metres_per_pixel = 1;

    [[nodiscard]] PixelPoint operator()(geo::Point world) const {
        return {(world.x - x_min) / metres_per_pixel, (y_max - world.y) / metres_per_pixel};
    }
};

/// Points nearer than this to the one before are left out; nobody sees them.
inline constexpr double k_simplify_px = 0.3;
/// Points of a line that lie nearer than this to the straight way past them are left out too.
inline constexpr double k_straight_px = 0.2;

/// Brings runs of world points to the canvas and thins them out. What is left out depends on the scale alone, never on the tile, so that
/// neighbouring tiles agree. The buffers are kept from run to run.
class ScreenShape {
  public:
    explicit ScreenShape(const ScreenTransform& transform) : m_transform(transform) {}

    /// The thinned run in pixels; the first and last point always stay. Lives until the next call.
    [[nodiscard]] std::span<const PixelPoint> thinned(std::span<const geo::Point> run);
    /// The same without points on almost straight ways: for lines. (Areas that share a border run along it from different ends, so that
    /// they would lose different points.)
    [[nodiscard]] std::span<const PixelPoint> straightened(std::span<const geo::Point> run);
    [[nodiscard]] const ScreenTransform& transform() const { return m_transform; }

  private:
    ScreenTransform m_transform;
    std::vector<PixelPoint> m_points;
    std::vector<geo::Point> m_left_out;  // since the last point that stays: each of them may still stay
};

/// Cuts a line into its dashes: on, off, on, off … pixels along it (an even number of lengths > 0). Calls draw(dash) for each; the span
/// lives during the call. Segments of more than a million pixels are broken data and get no dashes.
class Dasher {
  public:
    template <typename Draw>
    void operator()(std::span<const PixelPoint> line, std::span<const double> pattern, const Draw& draw) {
        m_dash.clear();
        std::size_t index = 0;
        double left = pattern[0];
        if (!line.empty()) m_dash.push_back(line[0]);
        for (std::size_t i = 1; i < line.size(); ++i) {
            PixelPoint from = line[i - 1];
            double length = distance(from, line[i]);
            if (!(length < 1e6)) continue;
            while (length > left) {
                const double share = left / length;
                from = {from.x + share * (line[i].x - from.x), from.y + share * (line[i].y - from.y)};
                length -= left;
                if (index % 2 == 0) {
                    m_dash.push_back(from);
                    draw(std::span<const PixelPoint>(m_dash));
                }
                m_dash.assign(1, from);
                index = (index + 1) % pattern.size();
                left = pattern[index];
            }
            left -= length;
            if (index % 2 == 0) m_dash.push_back(line[i]);
        }
        if (index % 2 == 0 && m_dash.size() > 1) draw(std::span<const PixelPoint>(m_dash));
    }

  private:
    [[nodiscard]] static double distance(PixelPoint a, PixelPoint b);
    std::vector<PixelPoint> m_dash;
};

}  // namespace kreisblick::scene
