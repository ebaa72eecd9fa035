#include "scene/camera.h"

#include <algorithm>
#include <cmath>

namespace kreisblick::scene {

geo::Extent Camera::extent() const {
    const double half_width = width_px * metres_per_pixel / 2, half_height = height_px * metres_per_pixel / 2;
    return {centre.x - half_width, centre.y - half_height, centre.x + half_width, centre.y + half_height};
}

geo::Point Camera::to_world(double x_px, double y_px) const {
    return {centre.x + (x_px - width_px / 2.0) * metres_per_pixel, centre.y - (y_px - height_px / 2.0) * metres_per_pixel};
}

geo::Point Camera::to_pixel(geo::Point world) const {
    return {width_px / 2.0 + (world.x - centre.x) / metres_per_pixel, height_px / 2.0 - (world.y - centre.y) / metres_per_pixel};
}

Camera Camera::panned(double dx_px, double dy_px) const {
    Camera moved = *this;
    moved.centre = {centre.x - dx_px * metres_per_pixel, centre.y + dy_px * metres_per_pixel};
    return moved;
}

Camera Camera::zoomed(double factor, double x_px, double y_px) const {
    const geo::Point fixed = to_world(x_px, y_px);
    Camera moved = *this;
    moved.metres_per_pixel = metres_per_pixel / factor;
    moved.centre = {fixed.x - (x_px - width_px / 2.0) * moved.metres_per_pixel,
                    fixed.y + (y_px - height_px / 2.0) * moved.metres_per_pixel};
    return moved;
}

Camera Camera::snapped(const geo::GridSpec& district) const {
    const geo::Point corner = to_pixel({district.x_min, district.y_max});
    return panned(std::round(corner.x) - corner.x, std::round(corner.y) - corner.y);
}

Camera Camera::showing(const geo::Extent& extent, int width_px, int height_px, double margin_px, double pixel_ratio) {
    const double inner_width = std::max(1.0, width_px - 2 * margin_px), inner_height = std::max(1.0, height_px - 2 * margin_px);
    const double needed = std::max(extent.width() / inner_width, extent.height() / inner_height);
    const geo::Point middle = extent.is_empty() ? geo::Point{} : extent.centre();
    return {middle, needed > 0 ? needed : 1, width_px, height_px, pixel_ratio};
}

}  // namespace kreisblick::scene
