#include "ui/fonts.h"

#include "core/log.h"

#include <array>
#include <cmath>
#include <string>

namespace kreisblick::ui {
namespace {

namespace fs = std::filesystem;

/// Where Debian, Ubuntu, Fedora and Arch keep them.
constexpr std::array<const char*, 4> k_noto_folders = {"/usr/share/fonts/truetype/noto", "/usr/share/fonts/google-noto",
                                                       "/usr/share/fonts/noto", "/usr/share/fonts/noto-sans"};
constexpr std::array<const char*, 3> k_dejavu_folders = {"/usr/share/fonts/truetype/dejavu", "/usr/share/fonts/dejavu-sans-fonts",
                                                         "/usr/share/fonts/TTF"};

template <typename Folders>
std::optional<fs::path> first_of(const Folders& folders, const char* name) {
    std::error_code ignored;
    for (const char* folder : folders)
        if (fs::is_regular_file(fs::path(folder) / name, ignored)) return fs::path(folder) / name;
    return std::nullopt;
}

std::optional<fs::path> dejavu(bool bold) { return first_of(k_dejavu_folders, bold ? "DejaVuSans-Bold.ttf" : "DejaVuSans.ttf"); }

ImFont* load(bool bold, float size_px) {
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    ImFontConfig config;
    config.OversampleH = 3;  // letters stand where the font wants them, not on whole pixels: even spacing counts more than crisp stems
    const float pixels = std::round(size_px);
    const auto file = find_font(bold);
    if (!file) {
        config.SizePixels = pixels;
        return atlas.AddFontDefault(&config);
    }
    ImFont* font = atlas.AddFontFromFileTTF(file->string().c_str(), pixels, &config, glyph_ranges());
    // Signs that Noto Sans leaves to its sister fonts (arrows) come from DejaVu.
    const auto more = dejavu(bold);
    if (more && more != file) {
        config.MergeMode = true;
        atlas.AddFontFromFileTTF(more->string().c_str(), pixels, &config, glyph_ranges());
    }
    return font;
}

}  // namespace

const ImWchar* glyph_ranges() {
    static constexpr std::array<ImWchar, 19> ranges = {0x0020, 0x017F,  // Latin with umlauts, ß, ², ³, ·, °
                                                       0x0384, 0x03CE,  // Greek: Δ, Σ
                                                       0x2007, 0x200A,  // figure, punctuation, thin and hair space
                                                       0x2010, 0x202F,  // – — ‘ ’ „ “ … and the narrow space that does not break
                                                       0x2032, 0x2033,  // ′ ″
                                                       0x2070, 0x208E,  // raised and lowered digits
                                                       0x20AC, 0x20AC,  // €
                                                       0x2190, 0x2193,  // arrows
                                                       0x2206, 0x2265,  // − ∑ √ ≈ ≤ ≥
                                                       0};
    return ranges.data();
}

std::optional<fs::path> find_font(bool bold) {
    const auto noto = first_of(k_noto_folders, bold ? "NotoSans-Bold.ttf" : "NotoSans-Regular.ttf");
    return noto ? noto : dejavu(bold);
}

Fonts load_fonts(float scale) {
    if (!find_font(false))
        core::log_warning("found neither Noto Sans nor DejaVu Sans on this system: install fonts-noto-core for readable texts");
    ImGui::GetIO().Fonts->Clear();
    Fonts fonts;
    fonts.body = load(false, 15 * scale);
    fonts.bold = load(true, 15 * scale);
    fonts.small = load(false, 13 * scale);
    fonts.title = load(true, 18 * scale);
    return fonts;
}

}  // namespace kreisblick::ui
