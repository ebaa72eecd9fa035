#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace kreisblick::app {

/// What hands do, in device pixels from the top left. Windows and scripts make the same events.
struct PointerMoved {
    double x = 0, y = 0;
};
struct PointerLeft {};
struct PointerPressed {
    double x = 0, y = 0;
};
struct PointerReleased {
    double x = 0, y = 0;
};
struct WheelTurned {
    double x = 0, y = 0, notches = 0;
};

enum class Key {
    Plus,
    Minus,
    Left,
    Right,
    Up,
    Down,
    Home,
    Theme,
    Language,
    Motion,
    Search,
    Enter,
    Cancel,
    Help,
    Escape,
    Quit,
    Layer1,
    Layer2,
    Layer3,
    Layer4,
    Layer5,
    Layer6,
    Layer7,
    Layer8,
    Layer9,
};
struct KeyPressed {
    Key key = Key::Escape;
};

/// A file was let go over the window.
struct FileDropped {
    std::filesystem::path file;
};

/// The window was resized or uncovered: it wants to be drawn again.
struct Exposed {};

using InputEvent = std::variant<Exposed, PointerMoved, PointerLeft, PointerPressed, PointerReleased, WheelTurned, KeyPressed, FileDropped>;
using InputEvents = std::vector<InputEvent>;

/// The key of a name in a script: plus minus left right up down home t l m x / ctrl+f enter 1 … 9 f1 ? esc q (any case); none for other
/// names.
[[nodiscard]] std::optional<Key> key_named(const std::string& name);

/// Tells drags from clicks on the map: a press that moves less than a few pixels is a click.
class MapGrip {
  public:
    struct Moved {
        double dx = 0, dy = 0;
    };
    void press(double x, double y);
    /// How far to drag the map; nothing while the pointer is up or has hardly moved.
    [[nodiscard]] std::optional<Moved> move(double x, double y, double threshold_px);
    /// True when press and release were a click.
    bool release();
    [[nodiscard]] bool is_dragging() const { return m_dragging; }

  private:
    bool m_down = false;
    bool m_dragging = false;
    double m_x = 0, m_y = 0;
};

}  // namespace kreisblick::app
