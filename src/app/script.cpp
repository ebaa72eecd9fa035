#include "app/script.h"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <map>
#include <sstream>

namespace kreisblick::app {
namespace {

constexpr int k_rounds_between_actions = 2;  // ImGui answers a frame late
constexpr double k_longest_rest_s = 120;
constexpr double k_usual_patience_s = 0.03;

/// How an action is written, and between how many words it takes.
struct Shape {
    std::size_t least;
    std::size_t most;
    const char* example;
};

const std::map<std::string, Shape>& shapes() {
    static const std::map<std::string, Shape> known = {
        {"size", {2, 2, "size 1920 1080"}},
        {"theme", {1, 1, "theme dark"}},
        {"lang", {1, 1, "lang en"}},
        {"layers", {1, 1, "layers elevation,boundaries"}},
        {"camera", {3, 3, "camera 10.02 51.20 100000"}},
        {"key", {1, 1, "key home"}},
        {"click", {2, 2, "click 10.02 51.20"}},
        {"drag", {4, 4, "drag 10.02 51.20 10.10 51.25"}},
        {"wheel", {3, 3, "wheel 10.02 51.20 2"}},
        {"wait", {1, 1, "wait idle"}},
        {"shot", {1, 1, "shot overview"}},
        {"controls", {0, 0, "controls"}},
        {"press", {1, 1, "press map.whole"}},
        {"set", {2, 2, "set layer.elevation.opacity 0.5"}},
        {"type", {1, 100, "type Hessisch Lichtenau"}},
        {"drop", {1, 1, "drop buildings.geojson"}},
        {"pan", {3, 4, "pan -12 -4 120 overview"}},
        {"rest", {1, 1, "rest 1"}},
        {"memory", {0, 0, "memory"}},
        {"quit", {0, 0, "quit"}},
    };
    return known;
}

core::Result<double> number_in(const std::string& word) {
    double value = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
    if (error != std::errc{} || end != word.data() + word.size()) return core::fail("\"{}\" is not a number", word);
    return value;
}

core::Result<geo::Point> place_in(const Action& action, std::size_t first) {
    KREISBLICK_TRY(const double longitude, number_in(action.words[first]));
    KREISBLICK_TRY(const double latitude, number_in(action.words[first + 1]));
    return geo::Point{longitude, latitude};
}

std::vector<std::string> split(const std::string& list) {
    std::vector<std::string> parts;
    std::stringstream stream(list);
    for (std::string part; std::getline(stream, part, ',');)
        if (!part.empty()) parts.push_back(part);
    return parts;
}

core::Result<Action> action_in(const std::string& text, int line) {
    std::istringstream stream(text);
    Action action{line, {}, {}};
    stream >> action.name;
    for (std::string word; stream >> word;) action.words.push_back(word);
    const auto shape = shapes().find(action.name);
    if (shape == shapes().end()) return core::fail("there is no action \"{}\"", action.name);
    if (action.words.size() < shape->second.least || action.words.size() > shape->second.most)
        return core::fail("\"{}\" was given {} words, but is written like \"{}\"", action.name, action.words.size(), shape->second.example);
    return action;
}

/// The most memory this process ever had at once, MiB; 0 where the system does not say. (The figure that getrusage gives may be that of
/// the process which started this one.)
double peak_memory_mib() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.rfind("VmHWM:", 0) == 0) return std::strtod(line.c_str() + 6, nullptr) / 1024;
    return 0;
}

/// Of all threads together.
double processor_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

core::Error at_line(const std::filesystem::path& script, int line, const core::Error& error) {
    return {fmt::format("{}, line {}: {}", script.string(), line, error.sentence)};
}

}  // namespace

core::Result<std::vector<Action>> read_script(const std::filesystem::path& file) {
    std::ifstream stream(file);
    if (!stream) return core::fail("cannot read the script {}: it does not exist or may not be read", file.string());
    std::vector<Action> actions;
    int number = 0;
    for (std::string line; std::getline(stream, line);) {
        ++number;
        line = line.substr(0, line.find('#'));
        if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
        auto action = action_in(line, number);
        if (!action) return tl::unexpected(at_line(file, number, action.error()));
        actions.push_back(std::move(*action));
    }
    return actions;
}

ScriptPlayer::ScriptPlayer(std::vector<Action> actions, std::filesystem::path script, std::filesystem::path shots, Patience patience)
    : m_actions(std::move(actions)),
      m_script(std::move(script)),
      m_shots(std::move(shots)),
      m_patience(patience) {}

core::Result<void> ScriptPlayer::go_on(ScriptStage& stage) {
    if (is_done() || !stage.is_ready()) return {};
    if (m_rounds_to_settle > 0) {
        --m_rounds_to_settle;
        return {};
    }
    const Action& action = m_actions[m_next];
    if (!m_begun) m_since = std::chrono::steady_clock::now();
    const auto progress = play(action, stage);
    if (!progress) return tl::unexpected(at_line(m_script, action.line, progress.error()));
    m_begun = *progress == Progress::Again;
    if (m_begun) return {};
    ++m_next;
    m_rounds_to_settle = k_rounds_between_actions;
    return {};
}

core::Result<ScriptPlayer::Progress> ScriptPlayer::wait_until(bool reached, double seconds, const std::string& what) {
    if (reached) return Progress::Done;
    if (std::chrono::steady_clock::now() - m_since > std::chrono::duration<double>(seconds))
        return core::fail("{} within {} seconds", what, seconds);
    return Progress::Again;
}

core::Result<ScriptPlayer::Progress> ScriptPlayer::wait_until_idle(const ScriptStage& stage) {
    const auto now = std::chrono::steady_clock::now();
    if (!m_begun || stage.frames_drawn() != m_frames_before) m_still_since = now;
    m_frames_before = stage.frames_drawn();
    if (!stage.is_idle() && now - m_still_since > std::chrono::duration<double>(m_patience.stillness_s))
        return core::fail("the window did not come to rest: nothing happened for {} seconds", m_patience.stillness_s);
    return wait_until(stage.is_idle(), m_patience.wait_s, "the window did not come to rest");
}

core::Result<ScriptPlayer::Progress> ScriptPlayer::play(const Action& action, ScriptStage& stage) {
    if (action.name == "wait") {
        if (action.words[0] != "idle") return core::fail("one can only \"wait idle\", not \"wait {}\"", action.words[0]);
        return wait_until_idle(stage);
    }
    if (action.name == "shot") {
        std::error_code told_by_the_writer;
        std::filesystem::create_directories(m_shots, told_by_the_writer);
        KREISBLICK_CHECK(stage.save_picture(m_shots / (action.words[0] + ".png")));
        return Progress::Done;
    }
    if (action.name == "quit") {
        stage.close();
        m_next = m_actions.size() - 1;
        return Progress::Done;
    }
    if (action.name == "drop") {
        stage.send(FileDropped{action.words[0]});
        return Progress::Done;
    }
    if (action.name == "type") {
        std::string text;
        for (const std::string& word : action.words) text += (text.empty() ? "" : " ") + word;
        stage.type(text);
        return Progress::Done;
    }
    if (action.name == "click" || action.name == "drag" || action.name == "wheel" || action.name == "key")
        return play_pointer(action, stage);
    if (action.name == "controls" || action.name == "press" || action.name == "set") return play_control(action, stage);
    if (action.name == "pan" || action.name == "rest" || action.name == "memory") return play_measure(action, stage);
    return play_map(action, stage);
}

core::Result<ScriptPlayer::Progress> ScriptPlayer::play_map(const Action& action, ScriptStage& stage) {
    if (action.name == "size") {
        KREISBLICK_TRY(const double width, number_in(action.words[0]));
        KREISBLICK_TRY(const double height, number_in(action.words[1]));
        if (width < 320 || height < 240 || width > 16384 || height > 16384)
            return core::fail("a window of {} by {} pixels cannot be made", width, height);
        if (!m_begun) stage.resize(static_cast<int>(width), static_cast<int>(height));
        return wait_until(stage.has_size(static_cast<int>(width), static_cast<int>(height)), 3,
                          "the screen did not give the window that size");
    }
    if (action.name == "theme") {
        KREISBLICK_CHECK(stage.set_theme(action.words[0]));
    } else if (action.name == "lang") {
        if (action.words[0] != "de" && action.words[0] != "en")
            return core::fail("the window speaks de and en, not \"{}\"", action.words[0]);
        stage.set_language(action.words[0] == "en" ? core::Language::English : core::Language::German);
    } else if (action.name == "layers") {
        KREISBLICK_CHECK(stage.show_layers(split(action.words[0])));
    } else {
        KREISBLICK_TRY(const geo::Point place, place_in(action, 0));
        KREISBLICK_TRY(const double denominator, number_in(action.words[2]));
        if (denominator < 1) return core::fail("the scale is written as the N of 1:N, so {} is none", action.words[2]);
        KREISBLICK_CHECK(stage.look_at(place, denominator));
    }
    return Progress::Done;
}

core::Result<ScriptPlayer::Progress> ScriptPlayer::play_pointer(const Action& action, ScriptStage& stage) {
    if (action.name == "key") {
        const auto key = key_named(action.words[0]);
        if (!key) return core::fail("no key is called \"{}\"", action.words[0]);
        stage.send(KeyPressed{*key});
        return Progress::Done;
    }
    KREISBLICK_TRY(const geo::Point place, place_in(action, 0));
    KREISBLICK_TRY(const geo::Point at, stage.pixel_of(place));
    stage.send(PointerMoved{at.x, at.y});
    if (action.name == "wheel") {
        KREISBLICK_TRY(const double notches, number_in(action.words[2]));
        stage.send(WheelTurned{at.x, at.y, notches});
        return Progress::Done;
    }
    geo::Point end = at;
    if (action.name == "drag") {
        KREISBLICK_TRY(const geo::Point target, place_in(action, 2));
        KREISBLICK_TRY(end, stage.pixel_of(target));
    }
    stage.send(PointerPressed{at.x, at.y});
    if (action.name == "drag") stage.send(PointerMoved{end.x, end.y});
    stage.send(PointerReleased{end.x, end.y});
    return Progress::Done;
}

core::Result<ScriptPlayer::Progress> ScriptPlayer::play_control(const Action& action, ScriptStage& stage) {
    ui::Controls& controls = stage.controls();
    if (action.name == "controls") {
        for (const std::string& id : controls.on_screen()) std::printf("%s\n", id.c_str());
        std::fflush(stdout);
        return Progress::Done;
    }
    const std::string& id = action.words[0];
    if (!m_begun) {
        if (!controls.has(id)) return core::fail("no control on screen is called \"{}\"; the action \"controls\" lists them", id);
        if (action.name == "press") {
            controls.press(id);
        } else {
            KREISBLICK_TRY(const double value, number_in(action.words[1]));
            controls.set(id, value);
        }
        return Progress::Again;
    }
    if (!controls.is_waiting()) return Progress::Done;
    controls.give_up();
    return core::fail("the control \"{}\" cannot be {}", id, action.name == "press" ? "pressed" : "set");
}

core::Result<ScriptPlayer::Progress> ScriptPlayer::play_measure(const Action& action, ScriptStage& stage) {
    if (action.name == "memory") {
        fmt::print("memory: {:.0f} MiB at most\n", peak_memory_mib());
        std::fflush(stdout);
        return Progress::Done;
    }
    KREISBLICK_TRY(const double first, number_in(action.words[0]));
    if (action.name == "rest") return rest(first, stage);
    KREISBLICK_TRY(const double second, number_in(action.words[1]));
    KREISBLICK_TRY(const double frames, number_in(action.words[2]));
    if (frames < 1 || frames > 100000) return core::fail("one can pan for 1 to 100000 frames, not {}", frames);
    if (!m_begun) stage.pan(first, second, static_cast<int>(frames));
    if (stage.is_panning()) return Progress::Again;
    fmt::print("pan {}: {}\n", action.words.size() > 3 ? action.words[3] : "", stage.frame_times().in_words());
    std::fflush(stdout);
    return Progress::Done;
}

core::Result<ScriptPlayer::Progress> ScriptPlayer::rest(double seconds, const ScriptStage& stage) {
    if (seconds < 0 || seconds > k_longest_rest_s) return core::fail("one can rest for at most {} seconds", k_longest_rest_s);
    const auto now = std::chrono::steady_clock::now();
    if (!m_rests_until) {
        m_rests_until = now + std::chrono::duration_cast<std::chrono::steady_clock::duration>(std::chrono::duration<double>(seconds));
        m_cpu_before_s = processor_seconds();
        m_frames_before = stage.frames_drawn();
    }
    if (now < *m_rests_until) return Progress::Again;
    fmt::print("rest: {} frames, {:.2f} ms of processor\n", stage.frames_drawn() - m_frames_before,
               (processor_seconds() - m_cpu_before_s) * 1000);
    std::fflush(stdout);
    m_rests_until.reset();
    return Progress::Done;
}

double ScriptPlayer::patience_s() const {
    if (!m_rests_until) return k_usual_patience_s;
    return std::max(0.001, std::chrono::duration<double>(*m_rests_until - std::chrono::steady_clock::now()).count());
}

}  // namespace kreisblick::app
