#pragma once

#include "geo/extent.h"
#include "geo/grid_spec.h"

namespace kreisblick::scene {

/// One pixel of the map measures 0.28 mm (the 96 dpi screen rule of OGC): 1:N is N × 0.00028 metres per pixel.
inline constexpr double k_pixel_m = 0.00028;

/// What of the world the window shows. Pixels from the top left; pixel_ratio is the HiDPI factor (device pixels per map pixel).
struct Camera {
    geo::Point centre;              ///< district CRS, metres
    double metres_per_pixel = 100;  ///< per device pixel
    int width_px = 0;
    int height_px = 0;
    double pixel_ratio = 1;

    [[nodiscard]] double scale_denominator() const { return metres_per_pixel * pixel_ratio / k_pixel_m; }
    [[nodiscard]] geo::Extent extent() const;
    [[nodiscard]] geo::Point to_world(double x_px, double y_px) const;
    [[nodiscard]] geo::Point to_pixel(geo::Point world) const;
    /// Moved by pixels, as a drag does.
    [[nodiscard]] Camera panned(double dx_px, double dy_px) const;
    /// Zoomed by a factor (> 1 = closer) so that the world under the pixel stays there.
    [[nodiscard]] Camera zoomed(double factor, double x_px, double y_px) const;
    /// Moved by less than a pixel so that tiles, which start at the grid's north-west corner, land on whole pixels and stay sharp.
    /// Whoever draws tiles asks for this right before drawing and keeps the unsnapped camera for the next movement.
    [[nodiscard]] Camera snapped(const geo::GridSpec& district) const;
    /// Showing an extent whole, with a margin in pixels.
    [[nodiscard]] static Camera showing(const geo::Extent& extent, int width_px, int height_px, double margin_px, double pixel_ratio = 1);
};

}  // namespace kreisblick::scene
