#include "app/window.h"

#include "core/log.h"

#include <GLFW/glfw3.h>
#include <imgui.h>
#include <imgui_impl_glfw.h>
#include <imgui_impl_opengl3.h>

#include <algorithm>
#include <cfloat>
#include <cstring>
#include <utility>

namespace kreisblick::app {
namespace {

/// What GLFW said last: its errors come by callback.
std::string& last_error() {
    static std::string text;
    return text;
}

void remember_error(int, const char* description) { last_error() = description ? description : ""; }

struct DestroyWindow {
    void operator()(GLFWwindow* window) const { glfwDestroyWindow(window); }
};

/// GLFW from glfwInit to glfwTerminate.
struct Glfw {
    bool started = false;
    Glfw() {
        glfwSetErrorCallback(remember_error);
        started = glfwInit() == GLFW_TRUE;
    }
    ~Glfw() {
        if (started) glfwTerminate();
    }
    Glfw(const Glfw&) = delete;
    Glfw& operator=(const Glfw&) = delete;
};

/// ImGui's context and its two backends.
struct Gui {
    explicit Gui(GLFWwindow* window) {
        ImGui::CreateContext();
        ImGui::GetIO().IniFilename = nullptr;
        ImGui_ImplGlfw_InitForOpenGL(window, true);
        ImGui_ImplOpenGL3_Init("#version 330 core");
    }
    ~Gui() {
        ImGui_ImplOpenGL3_Shutdown();
        ImGui_ImplGlfw_Shutdown();
        ImGui::DestroyContext();
    }
    Gui(const Gui&) = delete;
    Gui& operator=(const Gui&) = delete;
};

/// Keys that have no character; letters and signs come as characters, whatever the keyboard's layout.
std::optional<Key> key_of(int key, int modifiers) {
    switch (key) {
        case GLFW_KEY_LEFT: return Key::Left;
        case GLFW_KEY_RIGHT: return Key::Right;
        case GLFW_KEY_UP: return Key::Up;
        case GLFW_KEY_DOWN: return Key::Down;
        case GLFW_KEY_HOME: return Key::Home;
        case GLFW_KEY_F1: return Key::Help;
        case GLFW_KEY_ESCAPE: return Key::Escape;
        case GLFW_KEY_ENTER:
        case GLFW_KEY_KP_ENTER: return Key::Enter;
        default: break;
    }
    const char* name = (modifiers & GLFW_MOD_CONTROL) != 0 ? glfwGetKeyName(key, 0) : nullptr;
    if (!name) return std::nullopt;
    if (std::strcmp(name, "f") == 0) return Key::Search;
    return std::strcmp(name, "q") == 0 ? std::optional(Key::Quit) : std::nullopt;
}

}  // namespace

struct Window::Parts {
    Glfw glfw;
    std::unique_ptr<GLFWwindow, DestroyWindow> window;
    std::unique_ptr<Gui> gui;
    InputEvents events;
    double x = 0;  // of the pointer, device pixels
    double y = 0;

    static Parts& of(GLFWwindow* window) { return *static_cast<Parts*>(glfwGetWindowUserPointer(window)); }
    double pixels_per_unit() const {
        int units = 0;
        int pixels = 0;
        glfwGetWindowSize(window.get(), &units, nullptr);
        glfwGetFramebufferSize(window.get(), &pixels, nullptr);
        return units > 0 ? static_cast<double>(pixels) / units : 1;
    }
    void listen() {
        glfwSetWindowUserPointer(window.get(), this);
        glfwSetCursorPosCallback(window.get(), [](GLFWwindow* w, double x_units, double y_units) {
            Parts& parts = of(w);
            parts.x = x_units * parts.pixels_per_unit();
            parts.y = y_units * parts.pixels_per_unit();
            parts.events.emplace_back(PointerMoved{parts.x, parts.y});
        });
        glfwSetCursorEnterCallback(window.get(), [](GLFWwindow* w, int entered) {
            if (entered == GLFW_FALSE) of(w).events.emplace_back(PointerLeft{});
        });
        glfwSetMouseButtonCallback(window.get(), [](GLFWwindow* w, int button, int action, int) {
            Parts& parts = of(w);
            if (button != GLFW_MOUSE_BUTTON_LEFT) return;
            if (action == GLFW_PRESS)
                parts.events.emplace_back(PointerPressed{parts.x, parts.y});
            else
                parts.events.emplace_back(PointerReleased{parts.x, parts.y});
        });
        glfwSetScrollCallback(window.get(), [](GLFWwindow* w, double, double notches) {
            Parts& parts = of(w);
            parts.events.emplace_back(WheelTurned{parts.x, parts.y, notches});
        });
        listen_to_keys();
    }
    void listen_to_keys() {
        glfwSetKeyCallback(window.get(), [](GLFWwindow* w, int key, int, int action, int modifiers) {
            if (action == GLFW_RELEASE) return;
            if (const auto known = key_of(key, modifiers))
                of(w).events.emplace_back(KeyPressed{*known});
            else
                of(w).events.emplace_back(Exposed{});  // a field may have the keys
        });
        glfwSetCharCallback(window.get(), [](GLFWwindow* w, unsigned int character) {
            of(w).events.emplace_back(Exposed{});  // a field may have the keys
            constexpr std::string_view k_signs = "+-?/tTlLmMxXqQ123456789";
            if (character >= 128 || k_signs.find(static_cast<char>(character)) == std::string_view::npos) return;
            if (const auto known = key_named(std::string(1, static_cast<char>(character)))) of(w).events.emplace_back(KeyPressed{*known});
        });
        glfwSetDropCallback(window.get(), [](GLFWwindow* w, int count, const char** files) {
            for (int file = 0; file < count; ++file) of(w).events.emplace_back(FileDropped{files[file]});
        });
        glfwSetFramebufferSizeCallback(window.get(), [](GLFWwindow* w, int, int) { of(w).events.emplace_back(Exposed{}); });
        glfwSetWindowRefreshCallback(window.get(), [](GLFWwindow* w) { of(w).events.emplace_back(Exposed{}); });
    }
};

Window::Window(std::unique_ptr<Parts> parts) : m_parts(std::move(parts)) {}
Window::~Window() = default;

core::Result<std::unique_ptr<Window>> Window::open(int width, int height, const std::string& title) {
    auto parts = std::make_unique<Parts>();
    if (!parts->glfw.started)
        return core::fail("cannot open a window: there is no display to open it on ({}); \"kreisblick render\" makes pictures without one",
                          last_error());
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
    glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
    glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
    glfwWindowHint(GLFW_DEPTH_BITS, 0);
    glfwWindowHint(GLFW_STENCIL_BITS, 0);
    if (GLFWmonitor* monitor = glfwGetPrimaryMonitor()) {
        int room_x = 0;
        int room_y = 0;
        int room_width = width;
        int room_height = height;
        glfwGetMonitorWorkarea(monitor, &room_x, &room_y, &room_width, &room_height);
        if (room_width > 0) width = std::min(width, room_width);
        if (room_height > 0) height = std::min(height, room_height);
    }
    parts->window.reset(glfwCreateWindow(width, height, title.c_str(), nullptr, nullptr));
    if (!parts->window) return core::fail("cannot open a window with OpenGL 3.3: {}", last_error());
    glfwMakeContextCurrent(parts->window.get());
    glfwSwapInterval(1);
    parts->listen();
    parts->gui = std::make_unique<Gui>(parts->window.get());
    return std::unique_ptr<Window>(new Window(std::move(parts)));
}

void Window::wait(double seconds) {
    if (seconds > 0)
        glfwWaitEventsTimeout(seconds);
    else
        glfwWaitEvents();
}

void Window::poll() { glfwPollEvents(); }

void Window::wake() { glfwPostEmptyEvent(); }

bool Window::should_close() const { return glfwWindowShouldClose(m_parts->window.get()) == GLFW_TRUE; }

void Window::set_title(const std::string& title) { glfwSetWindowTitle(m_parts->window.get(), title.c_str()); }

void Window::resize(int width_px, int height_px) {
    const double per_unit = pixels_per_unit();
    glfwSetWindowSize(m_parts->window.get(), static_cast<int>(width_px / per_unit), static_cast<int>(height_px / per_unit));
}

int Window::width_px() const {
    int width = 0;
    glfwGetFramebufferSize(m_parts->window.get(), &width, nullptr);
    return width;
}

int Window::height_px() const {
    int height = 0;
    glfwGetFramebufferSize(m_parts->window.get(), nullptr, &height);
    return height;
}

double Window::pixels_per_unit() const { return m_parts->pixels_per_unit(); }

double Window::content_scale() const {
    float scale = 1;
    glfwGetWindowContentScale(m_parts->window.get(), &scale, nullptr);
    return std::clamp(static_cast<double>(scale), 0.5, 4.0);
}

bool Window::has_events() const { return !m_parts->events.empty(); }

InputEvents Window::take_events() { return std::exchange(m_parts->events, {}); }

void Window::begin_ui(Pointer pointer) {
    ImGui_ImplOpenGL3_NewFrame();
    ImGui_ImplGlfw_NewFrame();
    if (pointer == Pointer::Hidden) ImGui::GetIO().MousePos = {-FLT_MAX, -FLT_MAX};
    ImGui::NewFrame();
}

void Window::render_ui() {
    ImGui::Render();
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
}

void Window::keep_pace_with_screen(bool keep) { glfwSwapInterval(keep ? 1 : 0); }

void Window::swap() { glfwSwapBuffers(m_parts->window.get()); }

}  // namespace kreisblick::app
