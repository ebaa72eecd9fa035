#include "model/theme.h"

#include "model/toml_reader.h"

#include <algorithm>
#include <cmath>

namespace kreisblick::model {
namespace {

/// Linear light of an sRGB byte and back (IEC 61966-2-1).
double to_linear(std::uint8_t byte) {
    const double c = byte / 255.0;
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

std::uint8_t from_linear(double linear) {
    const double c = linear <= 0.0031308 ? 12.92 * linear : 1.055 * std::pow(linear, 1 / 2.4) - 0.055;
    return static_cast<std::uint8_t>(std::lround(std::clamp(c, 0.0, 1.0) * 255));
}

constexpr double k_white_x = 0.95047, k_white_z = 1.08883;  // D65, Y = 1
constexpr double k_delta = 6.0 / 29;

double lab_curve(double t) { return t > k_delta * k_delta * k_delta ? std::cbrt(t) : t / (3 * k_delta * k_delta) + 4.0 / 29; }
double lab_curve_back(double t) { return t > k_delta ? t * t * t : 3 * k_delta * k_delta * (t - 4.0 / 29); }

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

/// What an unknown colour name looks like: loud, so that it is seen.
constexpr Colour k_signal_pink{255, 0, 144, 255};

}  // namespace

core::Result<Colour> Colour::parse(const std::string& text) {
    if ((text.size() != 7 && text.size() != 9) || text[0] != '#') return core::fail("\"{}\" is not a colour like #0B6E69", text);
    std::array<std::uint8_t, 4> bytes{0, 0, 0, 255};
    for (std::size_t i = 1; i < text.size(); i += 2) {
        const int high = hex_digit(text[i]), low = hex_digit(text[i + 1]);
        if (high < 0 || low < 0) return core::fail("\"{}\" is not a colour like #0B6E69", text);
        bytes[i / 2] = static_cast<std::uint8_t>(high * 16 + low);
    }
    return Colour{bytes[0], bytes[1], bytes[2], bytes[3]};
}

Lab to_lab(Colour colour) {
    const double r = to_linear(colour.red), g = to_linear(colour.green), b = to_linear(colour.blue);
    const double x = lab_curve((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / k_white_x);
    const double y = lab_curve(0.2126729 * r + 0.7151522 * g + 0.0721750 * b);
    const double z = lab_curve((0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / k_white_z);
    return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

Colour from_lab(const Lab& lab) {
    const double fy = (lab.lightness + 16) / 116;
    const double x = k_white_x * lab_curve_back(fy + lab.a / 500), y = lab_curve_back(fy), z = k_white_z * lab_curve_back(fy - lab.b / 200);
    return {from_linear(3.2404542 * x - 1.5371385 * y - 0.4985314 * z), from_linear(-0.9692660 * x + 1.8760108 * y + 0.0415560 * z),
            from_linear(0.0556434 * x - 0.2040259 * y + 1.0572252 * z), 255};
}

core::Result<Theme> Theme::read(const std::filesystem::path& file) {
    Theme theme;
    theme.m_id = file.stem().string();
    KREISBLICK_CHECK(read_toml(file, [&](TomlReader& reader) {
        theme.m_dark = reader.flag("dark");
        for (const auto& [name, value] : reader.text_map("colours")) {
            if (const auto colour = Colour::parse(value))
                theme.m_colours[name] = *colour;
            else
                reader.fault("colours", colour.error().sentence);
        }
    }));
    return theme;
}

Colour Theme::colour(const std::string& name) const {
    if (name.empty()) return {0, 0, 0, 0};
    if (name[0] == '#') return Colour::parse(name).value_or(k_signal_pink);
    const auto found = m_colours.find(name);
    return found == m_colours.end() ? k_signal_pink : found->second;
}

core::Result<Ramp> Ramp::read(const std::filesystem::path& file) {
    std::vector<Colour> stops;
    bool diverging = false;
    KREISBLICK_CHECK(read_toml(file, [&](TomlReader& reader) {
        diverging = reader.flag("diverging");
        for (const std::string& text : reader.texts("stops")) {
            if (const auto colour = Colour::parse(text))
                stops.push_back(*colour);
            else
                reader.fault("stops", colour.error().sentence);
        }
        if (stops.size() < 2) reader.fault("stops", "a ramp needs at least two stops");
    }));
    Ramp ramp = from_stops(file.stem().string(), stops);
    ramp.m_diverging = diverging;
    return ramp;
}

Ramp Ramp::from_stops(std::string id, const std::vector<Colour>& stops) {
    Ramp ramp;
    ramp.m_id = std::move(id);
    for (std::size_t i = 0; i < ramp.m_colours.size(); ++i) {
        const double position = static_cast<double>(i) / 255.0 * static_cast<double>(stops.size() - 1);
        const std::size_t below = std::min(static_cast<std::size_t>(position), stops.size() - 2);
        const double t = position - static_cast<double>(below);
        const Lab a = to_lab(stops[below]), b = to_lab(stops[below + 1]);
        ramp.m_colours[i] = from_lab({a.lightness + t * (b.lightness - a.lightness), a.a + t * (b.a - a.a), a.b + t * (b.b - a.b)});
    }
    return ramp;
}

Colour Ramp::at(double t) const { return m_colours[static_cast<std::size_t>(std::lround(std::clamp(t, 0.0, 1.0) * 255))]; }

core::Result<Looks> Looks::read(const std::filesystem::path& assets) {
    Looks looks;
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator(assets / "themes", ignored)) {
        if (entry.path().extension() != ".toml") continue;
        KREISBLICK_TRY(Theme theme, Theme::read(entry.path()));
        looks.themes.emplace(theme.id(), std::move(theme));
    }
    for (const auto& entry : std::filesystem::directory_iterator(assets / "ramps", ignored)) {
        if (entry.path().extension() != ".toml") continue;
        KREISBLICK_TRY(Ramp ramp, Ramp::read(entry.path()));
        looks.ramps.emplace(ramp.id(), std::move(ramp));
    }
    if (!looks.themes.contains("light")) return core::fail("the theme assets/themes/light.toml is missing in {}", assets.string());
    return looks;
}

}  // namespace kreisblick::model
