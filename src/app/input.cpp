#include "app/input.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <map>

namespace kreisblick::app {

std::optional<Key> key_named(const std::string& name) {
    static const std::map<std::string, Key> names = {
        {"plus", Key::Plus},     {"+", Key::Plus},      {"minus", Key::Minus}, {"-", Key::Minus},    {"left", Key::Left},
        {"right", Key::Right},   {"up", Key::Up},       {"down", Key::Down},   {"home", Key::Home},  {"t", Key::Theme},
        {"l", Key::Language},    {"f1", Key::Help},     {"m", Key::Motion},    {"x", Key::Cancel},   {"/", Key::Search},
        {"ctrl+f", Key::Search}, {"enter", Key::Enter}, {"?", Key::Help},      {"esc", Key::Escape}, {"escape", Key::Escape},
        {"q", Key::Quit},        {"ctrl+q", Key::Quit}};
    if (name.size() == 1 && name[0] >= '1' && name[0] <= '9') return static_cast<Key>(static_cast<int>(Key::Layer1) + (name[0] - '1'));
    std::string lower = name;
    std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    const auto found = names.find(lower);
    return found == names.end() ? std::nullopt : std::optional(found->second);
}

void MapGrip::press(double x, double y) {
    m_down = true;
    m_dragging = false;
    m_x = x;
    m_y = y;
}

std::optional<MapGrip::Moved> MapGrip::move(double x, double y, double threshold_px) {
    if (!m_down) return std::nullopt;
    if (!m_dragging && std::hypot(x - m_x, y - m_y) < threshold_px) return std::nullopt;
    m_dragging = true;
    const Moved moved{x - m_x, y - m_y};
    m_x = x;
    m_y = y;
    return moved;
}

bool MapGrip::release() {
    const bool click = m_down && !m_dragging;
    m_down = false;
    m_dragging = false;
    return click;
}

}  // namespace kreisblick::app
