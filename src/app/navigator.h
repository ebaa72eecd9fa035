#pragma once

#include "geo/extent.h"
#include "scene/camera.h"

#include <optional>

namespace kreisblick::app {

/// Moves the camera: drags at once, zooms smoothly to the pointer, shows a place or the whole district in the part of the window that
/// no panel covers. All pixels are device pixels.
class Navigator {
  public:
    /// The size of the window and what panels cover at its left and bottom; the middle of the free map stays where it is.
    void resize(int width_px, int height_px, double covered_left_px, double covered_bottom_px, double pixel_ratio);
    /// What can be shown at all: the camera's middle stays inside, and zooming out ends a little beyond.
    void set_world(const geo::Extent& world) { m_world = world; }

    [[nodiscard]] const scene::Camera& camera() const { return m_camera; }
    void drag(double dx_px, double dy_px);
    /// Zooms by a factor (> 1 = closer) to the pixel; smoothly, and further when the last zoom is still under way.
    void zoom(double factor, double x_px, double y_px);
    /// The same to the middle of the free map.
    void zoom_in_place(double factor);
    void show(const geo::Extent& extent);
    /// The place in the middle of the free map, at the scale 1:denominator.
    void show(geo::Point place, double denominator);
    /// The same as show(extent), in a flight of 0.7 s that eases in and out; whatever moves the camera ends it.
    void fly(const geo::Extent& extent);
    /// The place in the middle of the free map.
    [[nodiscard]] geo::Point middle() const;

    /// Goes on with a zoom or flight under way; true while there is more to come.
    bool step(double seconds);
    [[nodiscard]] bool is_moving() const { return m_target_metres > 0 || m_flight; }

  private:
    /// From place to place in the middle of the free map, and from scale to scale.
    struct Flight {
        geo::Point from, to;
        double from_metres = 1, to_metres = 1;
        double farther = 0;  // how much farther away the camera is midway, in powers of e
        double seconds = 0;
    };

    void step_flight(double seconds);
    void place_middle(geo::Point place, double metres_per_pixel);
    [[nodiscard]] geo::Point free_middle_px() const;
    [[nodiscard]] double allowed(double metres_per_pixel) const;
    void keep_inside();

    scene::Camera m_camera;
    geo::Extent m_world;
    double m_covered_left_px = 0;
    double m_covered_bottom_px = 0;
    std::optional<Flight> m_flight;
    double m_target_metres = 0;  // per pixel; 0 = no zoom under way
    geo::Point m_anchor_px;      // stays over the same ground while zooming
};

}  // namespace kreisblick::app
