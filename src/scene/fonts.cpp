#include "scene/fonts.h"

#include "core/log.h"

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <mutex>
#include <string>
#include <type_traits>
#include <unordered_map>

namespace kreisblick::scene {
namespace {

struct LibraryDeleter {
    void operator()(FT_Library library) const { FT_Done_FreeType(library); }
};
struct FaceDeleter {
    void operator()(FT_Face face) const { FT_Done_Face(face); }
};
using LibraryHandle = std::unique_ptr<std::remove_pointer_t<FT_Library>, LibraryDeleter>;
using FaceHandle = std::unique_ptr<std::remove_pointer_t<FT_Face>, FaceDeleter>;

constexpr std::size_t k_faces = 3;
constexpr std::array<const char*, k_faces> k_first_choice{"NotoSans-Regular.ttf", "NotoSans-Bold.ttf", "NotoSans-Italic.ttf"};
constexpr std::array<const char*, k_faces> k_fallback{"DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DejaVuSans-Oblique.ttf"};
/// Where Debian, Ubuntu, Fedora and Arch keep them.
constexpr std::array k_folders{"/usr/share/fonts/truetype/noto",
                               "/usr/share/fonts/truetype/dejavu",
                               "/usr/share/fonts/noto",
                               "/usr/share/fonts/google-noto",
                               "/usr/share/fonts/dejavu-sans-fonts",
                               "/usr/share/fonts/TTF",
                               "/usr/share/fonts"};

FaceHandle open_face(FT_Library library, const char* name) {
    for (const char* folder : k_folders) {
        const std::string path = std::string(folder) + "/" + name;
        std::error_code ignored;
        FT_Face face = nullptr;
        if (std::filesystem::exists(path, ignored) && FT_New_Face(library, path.c_str(), 0, &face) == 0) return FaceHandle(face);
    }
    return nullptr;
}

void say_once_that_no_font_was_found() {
    static std::once_flag once;
    std::call_once(once, [] {
        core::log_warning("no fonts found: install Noto Sans or DejaVu Sans (fonts-noto-core, fonts-dejavu-core) to see texts");
    });
}

double from_26_6(FT_Pos value) { return static_cast<double>(value) / 64; }

/// Collects the contours of an outline while FreeType walks along it.
struct ContourCollector {
    GlyphOutline outline;

    [[nodiscard]] static PixelPoint point_of(const FT_Vector& v) { return {from_26_6(v.x), -from_26_6(v.y)}; }
    void line_to(PixelPoint p) {
        if (!outline.contours.empty()) outline.contours.back().push_back(p);
    }
    /// Straight pieces of a curve: enough that none is seen, more for larger letters.
    template <typename Curve>
    void curve_to(double length, const Curve& curve) {
        const int pieces = std::clamp(static_cast<int>(std::sqrt(length) * 1.6) + 1, 2, 16);
        for (int piece = 1; piece <= pieces; ++piece) line_to(curve(static_cast<double>(piece) / pieces));
    }
};

double span_of(PixelPoint a, PixelPoint b) { return std::hypot(b.x - a.x, b.y - a.y); }

PixelPoint between(PixelPoint a, PixelPoint b, double t) { return {a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)}; }

GlyphOutline flattened(FT_Outline& source) {
    ContourCollector collector;
    FT_Outline_Funcs functions{};
    functions.move_to = [](const FT_Vector* to, void* user) {
        static_cast<ContourCollector*>(user)->outline.contours.push_back({ContourCollector::point_of(*to)});
        return 0;
    };
    functions.line_to = [](const FT_Vector* to, void* user) {
        static_cast<ContourCollector*>(user)->line_to(ContourCollector::point_of(*to));
        return 0;
    };
    functions.conic_to = [](const FT_Vector* control, const FT_Vector* to, void* user) {
        auto& self = *static_cast<ContourCollector*>(user);
        const PixelPoint a = self.outline.contours.back().back(), b = ContourCollector::point_of(*control),
                         c = ContourCollector::point_of(*to);
        self.curve_to(span_of(a, b) + span_of(b, c), [&](double t) { return between(between(a, b, t), between(b, c, t), t); });
        return 0;
    };
    functions.cubic_to = [](const FT_Vector* first, const FT_Vector* second, const FT_Vector* to, void* user) {
        auto& self = *static_cast<ContourCollector*>(user);
        const PixelPoint a = self.outline.contours.back().back(), b = ContourCollector::point_of(*first);
        const PixelPoint c = ContourCollector::point_of(*second), d = ContourCollector::point_of(*to);
        self.curve_to(span_of(a, b) + span_of(b, c) + span_of(c, d), [&](double t) {
            const PixelPoint middle = between(b, c, t);
            return between(between(between(a, b, t), middle, t), between(middle, between(c, d, t), t), t);
        });
        return 0;
    };
    FT_Outline_Decompose(&source, &functions, &collector);
    return std::move(collector.outline);
}

}  // namespace

struct Fonts::Parts {
    LibraryHandle library;
    std::array<FaceHandle, k_faces> faces;
    std::array<FaceHandle, k_faces> fallbacks;
    struct GlyphPlace {
        FT_Face face = nullptr;
        FT_UInt index = 0;
        double advance_per_em = 0;
    };
    std::array<std::unordered_map<char32_t, GlyphPlace>, k_faces> places;

    /// The face that has the character, its glyph there, and its advance at size 1.
    const GlyphPlace& place_of(char32_t character, Face face) {
        const auto slot = static_cast<std::size_t>(face);
        const auto known = places[slot].find(character);
        if (known != places[slot].end()) return known->second;
        GlyphPlace place;
        for (const FaceHandle* choice : {&faces[slot], &fallbacks[slot]}) {
            if (!*choice || place.index != 0) continue;
            place.face = choice->get();
            place.index = FT_Get_Char_Index(place.face, character);
        }
        if (place.face && FT_Load_Glyph(place.face, place.index, FT_LOAD_NO_SCALE) == 0)
            place.advance_per_em = static_cast<double>(place.face->glyph->advance.x) / place.face->units_per_EM;
        return places[slot].emplace(character, place).first->second;
    }
};

Fonts& Fonts::of_this_thread() {
    thread_local Fonts fonts;
    return fonts;
}

Fonts::Fonts() : m_parts(std::make_unique<Parts>()) {
    FT_Library library = nullptr;
    if (FT_Init_FreeType(&library) == 0) m_parts->library.reset(library);
    for (std::size_t slot = 0; library && slot < k_faces; ++slot) {
        m_parts->faces[slot] = open_face(library, k_first_choice[slot]);
        m_parts->fallbacks[slot] = open_face(library, k_fallback[slot]);
    }
    // Small installations bring DejaVu without its slanted face.
    if (library && !m_parts->fallbacks[2]) m_parts->fallbacks[2] = open_face(library, k_fallback[0]);
    if (!m_parts->faces[0] && !m_parts->fallbacks[0]) say_once_that_no_font_was_found();
}

Fonts::~Fonts() = default;

double Fonts::advance(char32_t character, Face face, double size_px) { return m_parts->place_of(character, face).advance_per_em * size_px; }

GlyphOutline Fonts::outline(char32_t character, Face face, double size_px, bool fit_to_rows) {
    const auto& place = m_parts->place_of(character, face);
    if (!place.face || !(size_px >= 1 && size_px < 2000)) return {};
    if (FT_Set_Char_Size(place.face, 0, static_cast<FT_F26Dot6>(std::lround(size_px * 64)), 72, 72) != 0) return {};
    const FT_Int32 flags = FT_LOAD_NO_BITMAP | (fit_to_rows ? FT_LOAD_TARGET_LIGHT : FT_LOAD_NO_HINTING);
    if (FT_Load_Glyph(place.face, place.index, flags) != 0 || place.face->glyph->format != FT_GLYPH_FORMAT_OUTLINE) return {};
    return flattened(place.face->glyph->outline);
}

FaceMetrics Fonts::metrics(Face face, double size_px) {
    const auto& place = m_parts->place_of(U'H', face);
    if (!place.face) return {size_px, size_px / 4, size_px * 0.7};
    const double em = place.face->units_per_EM;
    FaceMetrics metrics{size_px * 0.95, size_px * 0.25, size_px * 0.714};
    if (FT_Load_Glyph(place.face, place.index, FT_LOAD_NO_SCALE) == 0)
        metrics.cap_height = size_px * static_cast<double>(place.face->glyph->metrics.horiBearingY) / em;
    return metrics;
}

std::vector<char32_t> characters_of(std::string_view utf8) {
    std::vector<char32_t> characters;
    characters.reserve(utf8.size());
    for (std::size_t i = 0; i < utf8.size();) {
        const auto lead = static_cast<unsigned char>(utf8[i++]);
        const int following = lead < 0x80 ? 0 : lead >> 5 == 6 ? 1 : lead >> 4 == 14 ? 2 : lead >> 3 == 30 ? 3 : -1;
        char32_t character = following <= 0 ? lead : lead & (0x3FU >> following);
        bool is_broken = following < 0;
        for (int k = 0; k < following && !is_broken; ++k) {
            is_broken = i >= utf8.size() || (static_cast<unsigned char>(utf8[i]) & 0xC0) != 0x80;
            if (!is_broken) character = character << 6 | (static_cast<unsigned char>(utf8[i++]) & 0x3F);
        }
        characters.push_back(is_broken ? U'\uFFFD' : character);
    }
    return characters;
}

}  // namespace kreisblick::scene
