#pragma once

#include <optional>
#include <string>
#include <vector>

namespace kreisblick::ui {

/// The controls on screen by id, so that a script can press and set what a hand can. A widget names itself while it is drawn
/// and learns whether a script pressed or set it since.
class Controls {
  public:
    /// Forgets what was on screen; what a script asked for stays until a widget takes it.
    void begin_frame() { m_ids.clear(); }

    /// Names a button; true once after a script pressed it.
    [[nodiscard]] bool pressed(const std::string& id);
    /// Names a control with a value between 0 and 1; what a script set it to, once.
    [[nodiscard]] std::optional<double> set_to(const std::string& id);

    /// For scripts: acts in the next frame.
    void press(const std::string& id) { m_asked = Asked{id, std::nullopt}; }
    void set(const std::string& id, double value) { m_asked = Asked{id, value}; }
    /// Whether something asked for was not taken yet.
    [[nodiscard]] bool is_waiting() const { return m_asked.has_value(); }
    /// Drops what nobody took.
    void give_up() { m_asked.reset(); }
    /// Ids of the last frame, in drawing order.
    [[nodiscard]] const std::vector<std::string>& on_screen() const { return m_ids; }
    [[nodiscard]] bool has(const std::string& id) const;

  private:
    struct Asked {
        std::string id;
        std::optional<double> value;
    };
    std::vector<std::string> m_ids;
    std::optional<Asked> m_asked;
};

}  // namespace kreisblick::ui
