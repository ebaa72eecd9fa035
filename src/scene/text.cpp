#include "scene/text.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

namespace kreisblick::scene {
namespace {

/// The pen stands on quarters of a pixel: letters keep their distances, and few pictures of each are needed.
constexpr int k_phases = 4;

/// A glyph as a picture of coverages, placed relative to the whole pixel of the pen; with a halo radius the halo's picture.
struct GlyphPicture {
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> coverage;
};

struct PictureKey {
    char32_t character;
    Face face;
    int size_64;
    int phase;
    int halo_64;
    friend auto operator<=>(const PictureKey&, const PictureKey&) = default;
};

struct ContourBox {
    double left = 1e9, top = 1e9, right = -1e9, bottom = -1e9;
};

ContourBox box_of(const GlyphOutline& outline) {
    ContourBox box;
    for (const auto& contour : outline.contours)
        for (const PixelPoint p : contour)
            box = {std::min(box.left, p.x), std::min(box.top, p.y), std::max(box.right, p.x), std::max(box.bottom, p.y)};
    return box;
}

/// Draws the contours (moved) into a small picture of their own.
GlyphPicture picture_of(const GlyphOutline& outline, double shift_x, double halo_px) {
    GlyphPicture picture;
    if (outline.contours.empty()) return picture;
    const ContourBox box = box_of(outline);
    const double margin = halo_px > 0 ? halo_px + 1 : 1;
    picture.x = static_cast<int>(std::floor(box.left + shift_x - margin));
    picture.y = static_cast<int>(std::floor(box.top - margin));
    picture.width = static_cast<int>(std::ceil(box.right + shift_x + margin)) - picture.x;
    picture.height = static_cast<int>(std::ceil(box.bottom + margin)) - picture.y;
    AreaMask areas(picture.width, picture.height);
    StrokeMask halo(picture.width, picture.height);
    std::vector<PixelPoint> moved;
    for (const auto& contour : outline.contours) {
        moved.clear();
        for (const PixelPoint p : contour) moved.push_back({p.x + shift_x - picture.x, p.y - picture.y});
        areas.add_contour(moved);
        moved.push_back(moved.front());
        if (halo_px > 0) halo.add_line(moved, 2 * halo_px);
    }
    picture.coverage.assign(static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.height), 0);
    for (int y = 0; y < picture.height; ++y) {
        std::uint8_t* line = picture.coverage.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width);
        const AreaMask::Row row = areas.take_row(y);
        std::copy(row.coverage.begin(), row.coverage.end(), line + row.first);
        for (int x = 0; x < picture.width; ++x) line[x] = std::max(line[x], halo.coverage(x, y));
    }
    return picture;
}

/// The pictures made so far; one per thread, as the fonts are.
const GlyphPicture& cached_picture(const PictureKey& key) {
    thread_local std::map<PictureKey, GlyphPicture> pictures;
    if (pictures.size() > 20000) pictures.clear();
    const auto known = pictures.find(key);
    if (known != pictures.end()) return known->second;
    const GlyphOutline outline = Fonts::of_this_thread().outline(key.character, key.face, key.size_64 / 64.0, true);
    return pictures.emplace(key, picture_of(outline, static_cast<double>(key.phase) / k_phases, key.halo_64 / 64.0)).first->second;
}

/// Puts a line of upright text, or its halo, into the stroke mask.
void collect_text(Canvas& canvas, const std::vector<char32_t>& characters, PixelPoint baseline, const TextLook& look, double halo_px) {
    const int y = static_cast<int>(std::lround(baseline.y));
    const auto size_64 = static_cast<int>(std::lround(look.size_px * 64)), halo_64 = static_cast<int>(std::lround(halo_px * 64));
    double pen = baseline.x;
    for (const char32_t character : characters) {
        const double quarters = std::floor(pen * k_phases + 0.5);
        const double whole = std::floor(quarters / k_phases);
        const PictureKey key{character, look.face, size_64, static_cast<int>(quarters - whole * k_phases), halo_64};
        const GlyphPicture& picture = cached_picture(key);
        canvas.strokes().add_bitmap(static_cast<int>(whole) + picture.x, y + picture.y, picture.width, picture.height,
                                    picture.coverage.data());
        pen += Fonts::of_this_thread().advance(character, look.face, look.size_px) + look.letter_spacing_px;
    }
}

double width_of(const std::vector<char32_t>& characters, Face face, double size_px, double letter_spacing_px) {
    double width = 0;
    for (const char32_t character : characters) width += Fonts::of_this_thread().advance(character, face, size_px) + letter_spacing_px;
    return characters.empty() ? 0 : width - letter_spacing_px;
}

/// Puts a turned text into the masks: its halo into the strokes, its letters into the areas.
void collect_turned(Canvas& canvas, const std::vector<char32_t>& characters, PixelPoint start, double angle, const TextLook& look,
                    double halo_px) {
    const double cosine = std::cos(angle), sine = std::sin(angle);
    std::vector<PixelPoint> turned;
    double pen = 0;
    for (const char32_t character : characters) {
        for (const auto& contour : Fonts::of_this_thread().outline(character, look.face, look.size_px, false).contours) {
            turned.clear();
            for (const PixelPoint p : contour) {
                const double along = pen + p.x;
                turned.push_back({start.x + along * cosine + p.y * sine, start.y - along * sine + p.y * cosine});
            }
            if (turned.empty()) continue;
            if (halo_px <= 0) canvas.areas().add_contour(turned);
            turned.push_back(turned.front());
            if (halo_px > 0) canvas.strokes().add_line(turned, 2 * halo_px);
        }
        pen += Fonts::of_this_thread().advance(character, look.face, look.size_px) + look.letter_spacing_px;
    }
}

std::string utf8_of(const std::vector<char32_t>& characters) {
    std::string text;
    const auto put = [&](char32_t byte) { text.push_back(static_cast<char>(static_cast<unsigned char>(byte))); };
    for (const char32_t c : characters) {
        if (c < 0x80)
            put(c);
        else if (c < 0x800)
            put(0xC0 | c >> 6), put(0x80 | (c & 0x3F));
        else if (c < 0x10000)
            put(0xE0 | c >> 12), put(0x80 | (c >> 6 & 0x3F)), put(0x80 | (c & 0x3F));
        else
            put(0xF0 | c >> 18), put(0x80 | (c >> 12 & 0x3F)), put(0x80 | (c >> 6 & 0x3F)), put(0x80 | (c & 0x3F));
    }
    return text;
}

}  // namespace

double text_width(std::string_view text, Face face, double size_px, double letter_spacing_px) {
    return width_of(characters_of(text), face, size_px, letter_spacing_px);
}

void draw_text(Canvas& canvas, std::string_view text, PixelPoint baseline, const TextLook& look) {
    const std::vector<char32_t> characters = characters_of(text);
    if (look.halo >> 24 && look.halo_px > 0) {
        collect_text(canvas, characters, baseline, look, look.halo_px);
        canvas.paint_strokes(look.halo);
    }
    collect_text(canvas, characters, baseline, look, 0);
    canvas.paint_strokes(look.colour);
}

void draw_text_turned(Canvas& canvas, std::string_view text, PixelPoint centre, double angle, const TextLook& look) {
    const std::vector<char32_t> characters = characters_of(text);
    const double half = width_of(characters, look.face, look.size_px, look.letter_spacing_px) / 2;
    const double below = Fonts::of_this_thread().metrics(look.face, look.size_px).cap_height / 2 * 0.86;
    const PixelPoint start{centre.x - half * std::cos(angle) + below * std::sin(angle),
                           centre.y + half * std::sin(angle) + below * std::cos(angle)};
    if (look.halo >> 24 && look.halo_px > 0) {
        collect_turned(canvas, characters, start, angle, look, look.halo_px);
        canvas.paint_strokes(look.halo);
    }
    collect_turned(canvas, characters, start, angle, look, 0);
    canvas.paint_areas(look.colour);
}

std::vector<std::string> wrapped_text(const std::string& text, Face face, double size_px, double width_px) {
    std::vector<std::string> lines;
    std::string line;
    std::size_t begin = 0;
    while (begin < text.size()) {
        const std::size_t end = std::min(text.find(' ', begin), text.size());
        const std::string word = text.substr(begin, end - begin);
        const std::string longer = line.empty() ? word : line + " " + word;
        if (!line.empty() && text_width(longer, face, size_px) > width_px) {
            lines.push_back(line);
            line = word;
        } else {
            line = longer;
        }
        begin = end + 1;
    }
    if (!line.empty()) lines.push_back(line);
    return lines;
}

std::string shortened_text(const std::string& text, Face face, double size_px, double width_px) {
    std::vector<char32_t> characters = characters_of(text);
    if (width_of(characters, face, size_px, 0) <= width_px) return text;
    const double ellipsis = Fonts::of_this_thread().advance(U'…', face, size_px);
    while (!characters.empty() && width_of(characters, face, size_px, 0) + ellipsis > width_px) characters.pop_back();
    while (!characters.empty() && characters.back() == U' ') characters.pop_back();
    return utf8_of(characters) + "…";
}

}  // namespace kreisblick::scene
