#include "app/script.h"

#include "support/temp_folder.h"

#include <catch2/catch_test_macros.hpp>

#include <chrono>
#include <thread>

using kreisblick::app::InputEvent;
using kreisblick::app::read_script;
using kreisblick::app::ScriptPlayer;
using kreisblick::core::Language;
using kreisblick::core::Result;
using kreisblick::geo::Point;
using kreisblick::tests::TempFolder;

namespace {

/// A window that writes down what a script does to it; a degree measures 100 pixels.
class PaperStage final : public kreisblick::app::ScriptStage {
  public:
    std::vector<std::string> log;
    std::vector<InputEvent> events;
    bool idle = true;
    long drawn = 0;

    bool is_ready() const override { return true; }
    bool is_idle() const override { return idle; }
    void resize(int width, int height) override { m_width = width, m_height = height; }
    bool has_size(int width, int height) const override { return m_width == width && m_height == height; }
    void send(const InputEvent& event) override { events.push_back(event); }
    Result<void> set_theme(const std::string& theme) override {
        if (theme != "dark") return kreisblick::core::fail("there is no theme \"{}\"", theme);
        log.push_back("theme " + theme);
        return {};
    }
    void type(const std::string& text) override { log.push_back("type " + text); }
    void set_language(Language language) override { log.push_back(language == Language::English ? "lang en" : "lang de"); }
    Result<void> show_layers(const std::vector<std::string>& ids) override {
        log.push_back(std::to_string(ids.size()) + " layers");
        return {};
    }
    Result<void> look_at(Point degrees, double denominator) override {
        log.push_back(fmt::format("camera {} {} {}", degrees.x, degrees.y, denominator));
        return {};
    }
    Result<Point> pixel_of(Point degrees) const override { return Point{degrees.x * 100, degrees.y * 100}; }
    kreisblick::ui::Controls& controls() override { return m_controls; }
    Result<void> save_picture(const std::filesystem::path& file) override {
        log.push_back("shot " + file.filename().string());
        return {};
    }
    void close() override { log.push_back("close"); }
    void pan(double dx, double dy, int frames) override { log.push_back(fmt::format("pan {} {} {}", dx, dy, frames)); }
    bool is_panning() const override { return false; }
    const kreisblick::app::FrameTimes& frame_times() const override { return m_times; }
    long frames_drawn() const override { return drawn; }

  private:
    kreisblick::ui::Controls m_controls;
    kreisblick::app::FrameTimes m_times;
    int m_width = 0;
    int m_height = 0;
};

/// Plays a script to its end; the sentence of its error, or nothing.
std::string play(PaperStage& stage, const TempFolder& folder, const std::string& text) {
    const auto file = folder.write("tour.txt", text);
    auto actions = read_script(file);
    if (!actions) return actions.error().sentence;
    ScriptPlayer player(std::move(*actions), file, folder.path());
    for (int frame = 0; frame < 500 && !player.is_done(); ++frame) {
        stage.controls().begin_frame();
        if (stage.controls().pressed("map.whole")) stage.log.push_back("pressed map.whole");
        const auto outcome = player.go_on(stage);
        if (!outcome) return outcome.error().sentence;
    }
    return player.is_done() ? "" : "not done";
}

}  // namespace

TEST_CASE("A script plays its actions in order, and comments are left out", "[app][script]") {
    const TempFolder folder;
    PaperStage stage;
    CHECK(play(stage, folder,
               "# a tour\nsize 800 600\ntheme dark\nlang en\nlayers a,b\ntype Bad Sooden\ncamera 10.5 51 50000\n\npress map.whole # the "
               "house\nwait "
               "idle\nshot end\nquit\nshot never\n") == "");
    CHECK(stage.log == std::vector<std::string>{"theme dark", "lang en", "2 layers", "type Bad Sooden", "camera 10.5 51 50000",
                                                "pressed map.whole", "shot end.png", "close"});
}

TEST_CASE("Pointer actions make the events that a hand makes", "[app][script]") {
    namespace app = kreisblick::app;
    const TempFolder folder;
    PaperStage stage;
    CHECK(play(stage, folder, "click 1 2\ndrag 1 2 3 4\nwheel 1 2 -3\nkey home\n") == "");
    REQUIRE(stage.events.size() == 3 + 4 + 2 + 1);
    CHECK(std::get<app::PointerPressed>(stage.events[1]).x == 100);
    CHECK(std::get<app::PointerReleased>(stage.events[2]).y == 200);
    CHECK(std::get<app::PointerMoved>(stage.events[5]).x == 300);
    CHECK(std::get<app::WheelTurned>(stage.events[8]).notches == -3);
    CHECK(std::get<app::KeyPressed>(stage.events[9]).key == app::Key::Home);
}

TEST_CASE("A script moves the map to be timed, and lets the window rest", "[app][script]") {
    const TempFolder folder;
    PaperStage stage;
    CHECK(play(stage, folder, "pan -12 4 60 west\nrest 0\nmemory\n") == "");
    CHECK(stage.log == std::vector<std::string>{"pan -12 4 60"});
    CHECK(play(stage, folder, "pan 1 1 0\n").find("1 to 100000 frames") != std::string::npos);
    CHECK(play(stage, folder, "rest 1000\n").find("at most") != std::string::npos);
}

TEST_CASE("A script waits for a window that gets on, however long, and gives up on one that stands still", "[app][script]") {
    const TempFolder folder;
    const auto file = folder.write("tour.txt", "wait idle\n");
    const auto sleep = [] { std::this_thread::sleep_for(std::chrono::milliseconds(20)); };
    PaperStage stage;
    stage.idle = false;
    ScriptPlayer player(*read_script(file), file, folder.path(), {0.2, 60});
    for (int round = 0; round < 20; ++round, sleep()) {  // twice as long as it would stand still
        ++stage.drawn;
        REQUIRE(player.go_on(stage));
    }
    CHECK_FALSE(player.is_done());
    Result<void> outcome;
    for (int round = 0; round < 500 && outcome; ++round, sleep()) outcome = player.go_on(stage);
    REQUIRE_FALSE(outcome);
    CHECK(outcome.error().sentence.find("line 1: the window did not come to rest: nothing happened for 0.2 seconds") != std::string::npos);
}

TEST_CASE("What a script gets wrong is a sentence with its line", "[app][script]") {
    const TempFolder folder;
    PaperStage stage;
    const auto says = [&](const std::string& script, const std::string& part) {
        return play(stage, folder, script).find(part) != std::string::npos;
    };
    CHECK(says("wait idle\ndance\n", "tour.txt, line 2: there is no action \"dance\""));
    CHECK(says("camera 10 51\n", "line 1: \"camera\" was given 2 words, but is written like \"camera 10.02 51.20 100000\""));
    CHECK(says("camera ten 51 1000\n", "line 1: \"ten\" is not a number"));
    CHECK(says("theme blue\n", "line 1: there is no theme \"blue\""));
    CHECK(says("lang fr\n", "line 1: the window speaks de and en, not \"fr\""));
    CHECK(says("key F99\n", "line 1: no key is called \"F99\""));
    CHECK(says("press nothing\n", "line 1: no control on screen is called \"nothing\""));
    CHECK(says("set map.whole 0.5\n", "line 1: the control \"map.whole\" cannot be set"));
    CHECK(says("size 10 10\n", "line 1: a window of 10 by 10 pixels cannot be made"));
    const auto missing = read_script(folder / "none.txt");
    REQUIRE_FALSE(missing);
    CHECK(missing.error().sentence.find("none.txt: it does not exist") != std::string::npos);
}
