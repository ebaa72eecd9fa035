#pragma once

#include "render/renderer.h"

#include <map>
#include <string>
#include <vector>

namespace kreisblick::render {

/// A renderer without any graphics: writes down what it was asked to draw, so that whole frames run in tests.
class NullRenderer final : public Renderer {
  public:
    enum class Kind { BeginFrame, Image, EndFrame };
    struct Call {
        Kind kind = Kind::Image;
        TextureId texture = 0;
        PixelRect where;
        Blend blend = Blend::Replace;
        double opacity = 1;
        std::optional<PixelRect> clip{};  ///< of an image
    };
    struct Texture {
        int width = 0;
        int height = 0;
        std::uint32_t first_pixel = 0;  ///< of an image: enough to tell textures apart
    };

    [[nodiscard]] TextureId upload(const scene::Image& image) override;
    void release(TextureId texture) override;
    void begin_frame(int width_px, int height_px, model::Colour background) override;
    void clip_to(const std::optional<PixelRect>& where) override { m_clip = where; }
    void draw_image(TextureId image, const PixelRect& where, Blend blend, double opacity) override;
    void end_frame() override;
    [[nodiscard]] core::Result<void> check() override { return {}; }
    /// The frame filled with the background: nothing else is known here.
    [[nodiscard]] core::Result<scene::Image> read_back() override;

    /// The calls since the last begin_frame, that one included.
    [[nodiscard]] const std::vector<Call>& calls() const { return m_calls; }
    /// Every texture that lives.
    [[nodiscard]] const std::map<TextureId, Texture>& textures() const { return m_textures; }
    [[nodiscard]] int uploads() const { return static_cast<int>(m_last); }

  private:
    TextureId keep(const Texture& texture);

    std::vector<Call> m_calls;
    std::map<TextureId, Texture> m_textures;
    TextureId m_last = 0;
    std::optional<PixelRect> m_clip;
    int m_width = 0;
    int m_height = 0;
    model::Colour m_background;
};

}  // namespace kreisblick::render
