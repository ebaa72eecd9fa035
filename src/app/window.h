#pragma once

#include "app/input.h"
#include "core/result.h"

#include <functional>
#include <memory>
#include <string>

namespace kreisblick::app {

/// Whether panels see the hand's pointer.
enum class Pointer { Seen, Hidden };

/// The one window of the program: GLFW, its OpenGL context (current in the calling thread) and ImGui's two backends.
class Window {
  public:
    /// The Error says so when there is no display or no OpenGL 3.3.
    [[nodiscard]] static core::Result<std::unique_ptr<Window>> open(int width, int height, const std::string& title);
    ~Window();
    Window(const Window&) = delete;
    Window& operator=(const Window&) = delete;

    /// Sleeps until something happens or seconds have passed (0 = until something happens).
    void wait(double seconds);
    /// Looks for what has happened without sleeping.
    void poll();
    /// Wakes wait() up; from any thread.
    static void wake();

    [[nodiscard]] bool should_close() const;
    void set_title(const std::string& title);
    void resize(int width_px, int height_px);
    /// The picture, in device pixels.
    [[nodiscard]] int width_px() const;
    [[nodiscard]] int height_px() const;
    /// Device pixels per unit of the window system's coordinates (2 on HiDPI Wayland and macOS, 1 on X11).
    [[nodiscard]] double pixels_per_unit() const;
    /// How large the screen wants things: 1 at 96 dpi.
    [[nodiscard]] double content_scale() const;

    [[nodiscard]] bool has_events() const;
    /// What happened since the last call.
    [[nodiscard]] InputEvents take_events();

    /// One frame: ImGui begins; then draw; then ImGui's picture lies over what was drawn; then it shows.
    void begin_ui(Pointer pointer = Pointer::Seen);
    void render_ui();
    void swap();
    /// Whether swap waits for the screen, as it does at first.
    void keep_pace_with_screen(bool keep);

  private:
    struct Parts;
    explicit Window(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};

}  // namespace kreisblick::app
