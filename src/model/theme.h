#pragma once

#include "core/result.h"
#include "core/words.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace kreisblick::model {

/// sRGB with straight alpha.
struct Colour {
    std::uint8_t red = 0, green = 0, blue = 0, alpha = 255;
    friend bool operator==(const Colour&, const Colour&) = default;
    /// "#RRGGBB" or "#RRGGBBAA".
    [[nodiscard]] static core::Result<Colour> parse(const std::string& text);
};

/// CIELAB under D65, for ramps and their test.
struct Lab {
    double lightness, a, b;
};
[[nodiscard]] Lab to_lab(Colour colour);
[[nodiscard]] Colour from_lab(const Lab& lab);

/// Colours by name ("road.motorway.casing"), from assets/themes/*.toml.
class Theme {
  public:
    [[nodiscard]] static core::Result<Theme> read(const std::filesystem::path& file);
    [[nodiscard]] const std::string& id() const { return m_id; }
    [[nodiscard]] bool is_dark() const { return m_dark; }
    /// The colour of that name, or a literal "#RRGGBB"; transparent for an empty name; signal pink for an unknown one.
    [[nodiscard]] Colour colour(const std::string& name) const;
    [[nodiscard]] bool has(const std::string& name) const { return m_colours.contains(name); }

  private:
    std::string m_id;
    bool m_dark = false;
    std::map<std::string, Colour> m_colours;
};

/// 256 colours interpolated in CIELAB between the stops of assets/ramps/*.toml.
class Ramp {
  public:
    [[nodiscard]] static core::Result<Ramp> read(const std::filesystem::path& file);
    [[nodiscard]] static Ramp from_stops(std::string id, const std::vector<Colour>& stops);
    [[nodiscard]] const std::string& id() const { return m_id; }
    [[nodiscard]] const std::array<Colour, 256>& colours() const { return m_colours; }
    /// The colour at t in 0…1 (clamped).
    [[nodiscard]] Colour at(double t) const;
    /// Sequential ramps are monotone in lightness; diverging ones have their neutral in the middle.
    [[nodiscard]] bool is_diverging() const { return m_diverging; }

  private:
    std::string m_id;
    bool m_diverging = false;
    std::array<Colour, 256> m_colours{};
};

/// All themes and ramps of assets/, by id.
struct Looks {
    std::map<std::string, Theme> themes;
    std::map<std::string, Ramp> ramps;
    [[nodiscard]] static core::Result<Looks> read(const std::filesystem::path& assets);
};

}  // namespace kreisblick::model
