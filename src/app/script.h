#pragma once

#include "app/frame_meter.h"
#include "app/input.h"
#include "core/result.h"
#include "core/words.h"
#include "geo/extent.h"
#include "ui/controls.h"

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace kreisblick::app {

/// One line of a script.
struct Action {
    int line = 0;
    std::string name;
    std::vector<std::string> words;
};

/// Reads a script: one action a line, # begins a comment. The Error names file and line of an unknown action or a wrong number of
/// arguments.
[[nodiscard]] core::Result<std::vector<Action>> read_script(const std::filesystem::path& file);

/// What a script can do to the window. It takes the same paths as hands do.
class ScriptStage {
  public:
    virtual ~ScriptStage() = default;
    /// The district is open and the first frame was drawn.
    [[nodiscard]] virtual bool is_ready() const = 0;
    /// Nothing is loading, moving or waiting to be drawn.
    [[nodiscard]] virtual bool is_idle() const = 0;
    virtual void resize(int width_px, int height_px) = 0;
    [[nodiscard]] virtual bool has_size(int width_px, int height_px) const = 0;
    virtual void send(const InputEvent& event) = 0;
    /// Text as a keyboard writes it, to whatever has the keys.
    virtual void type(const std::string& text) = 0;
    [[nodiscard]] virtual core::Result<void> set_theme(const std::string& theme) = 0;
    virtual void set_language(core::Language language) = 0;
    [[nodiscard]] virtual core::Result<void> show_layers(const std::vector<std::string>& ids) = 0;
    [[nodiscard]] virtual core::Result<void> look_at(geo::Point degrees, double denominator) = 0;
    /// The pixel of a place; an Error where it lies outside the window.
    [[nodiscard]] virtual core::Result<geo::Point> pixel_of(geo::Point degrees) const = 0;
    [[nodiscard]] virtual ui::Controls& controls() = 0;
    /// The window as it is now, as PNG.
    [[nodiscard]] virtual core::Result<void> save_picture(const std::filesystem::path& file) = 0;
    virtual void close() = 0;

    /// Moves the map by so many pixels in each of the next frames, turning back at the end of the world, and times them.
    virtual void pan(double dx_px, double dy_px, int frames) = 0;
    [[nodiscard]] virtual bool is_panning() const = 0;
    /// What the frames of the last pan took.
    [[nodiscard]] virtual const FrameTimes& frame_times() const = 0;
    /// Since the window was opened.
    [[nodiscard]] virtual long frames_drawn() const = 0;
};

/// How long "wait idle" waits. A window draws a frame whenever the work it waits for gets on: one that stands still for very long hangs.
/// Very long, because tiles are painted at low priority: on a busy machine a watchful sanitizer needs minutes for one. A window that draws
/// without end does not come to rest either.
struct Patience {
    double stillness_s = 600;
    double wait_s = 3600;
};

/// Plays a script, a step in each round of the window's loop, and leaves the window time to answer between actions.
class ScriptPlayer {
  public:
    ScriptPlayer(std::vector<Action> actions, std::filesystem::path script, std::filesystem::path shots, Patience patience = {});

    [[nodiscard]] bool is_done() const { return m_next >= m_actions.size(); }
    /// Goes on with the script; the Error names the line that failed.
    [[nodiscard]] core::Result<void> go_on(ScriptStage& stage);
    /// How long the window may sleep before the script wants to go on.
    [[nodiscard]] double patience_s() const;

  private:
    enum class Progress { Done, Again };

    [[nodiscard]] core::Result<Progress> play(const Action& action, ScriptStage& stage);
    [[nodiscard]] core::Result<Progress> play_map(const Action& action, ScriptStage& stage);
    [[nodiscard]] core::Result<Progress> play_pointer(const Action& action, ScriptStage& stage);
    [[nodiscard]] core::Result<Progress> play_control(const Action& action, ScriptStage& stage);
    [[nodiscard]] core::Result<Progress> play_measure(const Action& action, ScriptStage& stage);
    [[nodiscard]] core::Result<Progress> rest(double seconds, const ScriptStage& stage);
    [[nodiscard]] core::Result<Progress> wait_until_idle(const ScriptStage& stage);
    [[nodiscard]] core::Result<Progress> wait_until(bool reached, double seconds, const std::string& what);

    std::vector<Action> m_actions;
    std::filesystem::path m_script;
    std::filesystem::path m_shots;
    Patience m_patience;
    std::size_t m_next = 0;
    int m_rounds_to_settle = 0;
    bool m_begun = false;  // the action at m_next acted already and waits for its effect
    std::chrono::steady_clock::time_point m_since{};
    std::chrono::steady_clock::time_point m_still_since{};  // the last sign of life while waiting for rest
    std::optional<std::chrono::steady_clock::time_point> m_rests_until;
    double m_cpu_before_s = 0;
    long m_frames_before = 0;
};

}  // namespace kreisblick::app
