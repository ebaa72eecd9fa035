#include "app/navigator.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace kreisblick::app {
namespace {

constexpr double k_closest_denominator = 250;  // 1:250
constexpr double k_zoom_time_s = 0.055;        // a zoom covers 63 % of what is left in this time
constexpr double k_flight_s = 0.7;
constexpr double k_close_enough = 0.004;  // of a factor: the rest is jumped

/// The same scale is reached by zooming in and out again, to the last bit: tiles of it are found in the cache.
double rounded(double metres_per_pixel) {
    const double step = std::pow(10.0, std::floor(std::log10(metres_per_pixel)) - 8);
    return std::round(metres_per_pixel / step) * step;
}

}  // namespace

void Navigator::resize(int width_px, int height_px, double covered_left_px, double covered_bottom_px, double pixel_ratio) {
    if (width_px <= 0 || height_px <= 0) return;
    const bool first = m_camera.width_px == 0;
    const geo::Point middle_px = first ? geo::Point{} : free_middle_px();
    const geo::Point middle = first ? geo::Point{} : m_camera.to_world(middle_px.x, middle_px.y);
    m_camera.width_px = width_px;
    m_camera.height_px = height_px;
    m_camera.pixel_ratio = pixel_ratio;
    m_covered_left_px = covered_left_px;
    m_covered_bottom_px = covered_bottom_px;
    if (first) return;
    const geo::Point now_px = free_middle_px();
    const geo::Point now = m_camera.to_world(now_px.x, now_px.y);
    m_camera.centre = {m_camera.centre.x + middle.x - now.x, m_camera.centre.y + middle.y - now.y};
}

geo::Point Navigator::free_middle_px() const {
    return {(m_camera.width_px + m_covered_left_px) / 2, (m_camera.height_px - m_covered_bottom_px) / 2};
}

double Navigator::allowed(double metres_per_pixel) const {
    const double closest = k_closest_denominator * scene::k_pixel_m / m_camera.pixel_ratio;
    const double free_width = std::max(1.0, m_camera.width_px - m_covered_left_px);
    const double free_height = std::max(1.0, m_camera.height_px - m_covered_bottom_px);
    const double farthest = m_world.is_empty() ? 1e6 : 2 * std::max(m_world.width() / free_width, m_world.height() / free_height);
    return std::clamp(metres_per_pixel, closest, std::max(farthest, closest));
}

void Navigator::keep_inside() {
    if (m_world.is_empty()) return;
    m_camera.centre.x = std::clamp(m_camera.centre.x, m_world.x_min, m_world.x_max);
    m_camera.centre.y = std::clamp(m_camera.centre.y, m_world.y_min, m_world.y_max);
}

void Navigator::drag(double dx_px, double dy_px) {
    m_flight.reset();
    m_camera = m_camera.panned(dx_px, dy_px);
    keep_inside();
}

void Navigator::zoom(double factor, double x_px, double y_px) {
    m_flight.reset();
    const double from = m_target_metres > 0 ? m_target_metres : m_camera.metres_per_pixel;
    m_target_metres = rounded(allowed(from / factor));
    m_anchor_px = {x_px, y_px};
}

void Navigator::zoom_in_place(double factor) {
    const geo::Point middle = free_middle_px();
    zoom(factor, middle.x, middle.y);
}

void Navigator::show(const geo::Extent& extent) {
    m_target_metres = 0;
    const int width = static_cast<int>(m_camera.width_px - m_covered_left_px);
    const int height = static_cast<int>(m_camera.height_px - m_covered_bottom_px);
    const double margin = 24 * m_camera.pixel_ratio;
    const scene::Camera fitting = scene::Camera::showing(extent, width, height, margin, m_camera.pixel_ratio);
    show(fitting.centre, fitting.scale_denominator());
}

void Navigator::show(geo::Point place, double denominator) {
    m_target_metres = 0;
    m_flight.reset();
    place_middle(place, rounded(allowed(denominator * scene::k_pixel_m / m_camera.pixel_ratio)));
}

geo::Point Navigator::middle() const {
    const geo::Point middle_px = free_middle_px();
    return m_camera.to_world(middle_px.x, middle_px.y);
}

void Navigator::fly(const geo::Extent& extent) {
    const scene::Camera before = m_camera;
    Flight flight{middle(), {}, m_camera.metres_per_pixel, 1, 0, 0};
    show(extent);
    flight.to = middle();
    flight.to_metres = m_camera.metres_per_pixel;
    m_camera = before;
    const double way = std::hypot(flight.to.x - flight.from.x, flight.to.y - flight.from.y);
    const double seen = std::max(1.0, m_camera.width_px - m_covered_left_px) * std::max(flight.from_metres, flight.to_metres);
    flight.farther = std::clamp(std::log(std::max(way, 1.0) / seen), 0.0, 2.0);
    m_flight = flight;
}

void Navigator::step_flight(double seconds) {
    Flight& flight = *m_flight;
    flight.seconds += std::max(seconds, 0.0);
    const double time = std::min(flight.seconds / k_flight_s, 1.0);
    const double eased = time < 0.5 ? 4 * time * time * time : 1 - std::pow(2 - 2 * time, 3) / 2;
    const double ratio = flight.to_metres / flight.from_metres;
    const double straight = std::pow(ratio, eased);
    // While the scale changes, equal steps on the screen are unequal ones on the ground.
    const double way = std::abs(ratio - 1) < 0.02 ? eased : (straight - 1) / (ratio - 1);
    const double metres = flight.from_metres * straight * std::exp(flight.farther * std::sin(std::numbers::pi * eased));
    place_middle({flight.from.x + (flight.to.x - flight.from.x) * way, flight.from.y + (flight.to.y - flight.from.y) * way},
                 time < 1 ? metres : flight.to_metres);
    if (time >= 1) m_flight.reset();
}

void Navigator::place_middle(geo::Point place, double metres_per_pixel) {
    m_camera.metres_per_pixel = metres_per_pixel;
    const geo::Point middle_px = free_middle_px();
    m_camera.centre = {place.x - (middle_px.x - m_camera.width_px / 2.0) * m_camera.metres_per_pixel,
                       place.y + (middle_px.y - m_camera.height_px / 2.0) * m_camera.metres_per_pixel};
}

bool Navigator::step(double seconds) {
    if (m_flight) step_flight(seconds);
    if (m_target_metres <= 0) return is_moving();
    const double left = std::log(m_camera.metres_per_pixel / m_target_metres);
    const double now = left * (1 - std::exp(-std::max(seconds, 0.0) / k_zoom_time_s));
    const bool arrives = std::abs(left - now) < k_close_enough;
    const double factor = arrives ? m_camera.metres_per_pixel / m_target_metres : std::exp(now);
    m_camera = m_camera.zoomed(factor, m_anchor_px.x, m_anchor_px.y);
    if (arrives) {
        m_camera.metres_per_pixel = m_target_metres;
        m_target_metres = 0;
    }
    keep_inside();
    return m_target_metres > 0;
}

}  // namespace kreisblick::app
