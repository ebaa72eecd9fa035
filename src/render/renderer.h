#pragma once

#include "core/result.h"
#include "scene/image.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>

namespace kreisblick::render {

/// A texture of the renderer; 0 is none.
using TextureId = std::uint32_t;

/// Where a texture lands: device pixels from the top left. Whole numbers at scale 1 keep it sharp.
struct PixelRect {
    double x = 0, y = 0, width = 0, height = 0;
};

/// How a drawn texture meets what is below.
enum class Blend { Replace, Over, Multiply };

/// Draws a handful of textured quads. One thread (the one with the context) calls all of it.
class Renderer {
  public:
    virtual ~Renderer() = default;

    [[nodiscard]] virtual TextureId upload(const scene::Image& image) = 0;
    virtual void release(TextureId texture) = 0;

    virtual void begin_frame(int width_px, int height_px, model::Colour background) = 0;
    /// From now on nothing is drawn outside of a rectangle of whole pixels, until the frame ends or another is set; nothing = the whole
    /// frame.
    virtual void clip_to(const std::optional<PixelRect>& where) = 0;
    virtual void draw_image(TextureId image, const PixelRect& where, Blend blend, double opacity) = 0;
    virtual void end_frame() = 0;
    /// What OpenGL complained about since the last call, by whoever drew in this context; nothing costs next to nothing.
    [[nodiscard]] virtual core::Result<void> check() = 0;

    /// What was drawn since begin_frame (offscreen), or an Error.
    [[nodiscard]] virtual core::Result<scene::Image> read_back() = 0;
};

/// OpenGL 3.3 core in the calling thread's current context. Shaders come from the resource folder.
[[nodiscard]] core::Result<std::unique_ptr<Renderer>> make_gl_renderer();

/// A context without any window or X server (EGL surfaceless), current in the calling thread while it lives.
class OffscreenContext {
  public:
    [[nodiscard]] static core::Result<std::unique_ptr<OffscreenContext>> make();
    virtual ~OffscreenContext() = default;
};

}  // namespace kreisblick::render
