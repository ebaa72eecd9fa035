#include "render/null/null_renderer.h"

#include <cassert>

namespace kreisblick::render {

TextureId NullRenderer::keep(const Texture& texture) {
    m_textures[++m_last] = texture;
    return m_last;
}

TextureId NullRenderer::upload(const scene::Image& image) {
    return keep({image.width, image.height, image.pixels.empty() ? 0 : image.pixels.front()});
}

void NullRenderer::release(TextureId texture) {
    assert(m_textures.contains(texture) && "a texture is released once");
    m_textures.erase(texture);
}

void NullRenderer::begin_frame(int width_px, int height_px, model::Colour background) {
    m_calls.clear();
    m_clip.reset();
    m_width = width_px;
    m_height = height_px;
    m_background = background;
    m_calls.push_back({Kind::BeginFrame, 0, {0, 0, static_cast<double>(width_px), static_cast<double>(height_px)}, Blend::Replace, 1});
}

void NullRenderer::draw_image(TextureId image, const PixelRect& where, Blend blend, double opacity) {
    assert(m_textures.contains(image) && "only living textures are drawn");
    m_calls.push_back({Kind::Image, image, where, blend, opacity, m_clip});
}

void NullRenderer::end_frame() { m_calls.push_back({Kind::EndFrame, 0, {}, Blend::Replace, 1}); }

core::Result<scene::Image> NullRenderer::read_back() { return scene::Image(m_width, m_height, scene::pixel(m_background)); }

}  // namespace kreisblick::render
