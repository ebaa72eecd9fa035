#include "render/gl_program.h"
#include "render/renderer.h"

#include "core/log.h"
#include "core/resources.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <unordered_map>
#include <utility>

namespace kreisblick::render {
namespace {

/// The passes of the renderer and where their uniforms live.
struct Pass {
    GlProgram program;
    GLint where;
    GLint frame_px;
    GLint opacity;

    explicit Pass(GlProgram made)
        : program(std::move(made)),
          where(program.uniform("u_where")),
          frame_px(program.uniform("u_frame_px")),
          opacity(program.uniform("u_opacity")) {}
};

struct Texture {
    TextureHandle handle;
    int width = 0;
    int height = 0;

    [[nodiscard]] bool has_size(int w, int h) const { return width == w && height == h; }
};

/// Textures of a size that is asked for again and again are kept when they are released: filling one anew costs a third of making one.
constexpr std::size_t k_most_spare = 8;

/// A texture that clamps at its edges and has no smaller levels.
TextureHandle make_texture() {
    GLuint name = 0;
    glGenTextures(1, &name);
    glBindTexture(GL_TEXTURE_2D, name);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAX_LEVEL, 0);
    return TextureHandle(name);
}

void set_blend(Blend blend) {
    if (blend == Blend::Replace) return glDisable(GL_BLEND);
    glEnable(GL_BLEND);
    glBlendEquation(GL_FUNC_ADD);
    if (blend == Blend::Over)
        glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    else
        glBlendFunc(GL_DST_COLOR, GL_ONE_MINUS_SRC_ALPHA);
}

bool is_stretched(const Texture& texture, const PixelRect& where) {
    return std::abs(where.width - texture.width) > 1e-3 || std::abs(where.height - texture.height) > 1e-3;
}

/// A linear filter only where the picture is stretched: at scale 1 it stays sharp and is twice as cheap.
void set_filter(const Texture& texture, const PixelRect& where) {
    const GLint filter = is_stretched(texture, where) ? GL_LINEAR : GL_NEAREST;
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, filter);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, filter);
}

bool lands_on_pixels(const PixelRect& where) {
    return std::abs(where.x - std::round(where.x)) < 1e-3 && std::abs(where.y - std::round(where.y)) < 1e-3;
}

/// Red and blue change places.
void swap_red_and_blue(const std::vector<std::uint32_t>& from, std::vector<std::uint32_t>& to) {
    to.resize(from.size());
    std::transform(from.begin(), from.end(), to.begin(),
                   [](std::uint32_t pixel) { return (pixel & 0xff00ff00U) | (pixel & 0xffU) << 16 | (pixel >> 16 & 0xffU); });
}

const char* name_of(GLenum error) {
    switch (error) {
        case GL_INVALID_ENUM: return "invalid enum";
        case GL_INVALID_VALUE: return "invalid value";
        case GL_INVALID_OPERATION: return "invalid operation";
        case GL_INVALID_FRAMEBUFFER_OPERATION: return "invalid framebuffer";
        case GL_OUT_OF_MEMORY: return "out of memory";
        default: return "unknown error";
    }
}

class GlRenderer final : public Renderer {
  public:
    explicit GlRenderer(GlProgram image) : m_image(std::move(image)) {
        GLuint name = 0;
        glGenVertexArrays(1, &name);
        m_quad = VertexArrayHandle(name);
        // A context without a surface has no framebuffer of its own: the renderer then brings one.
        m_needs_target = glCheckFramebufferStatus(GL_FRAMEBUFFER) == GL_FRAMEBUFFER_UNDEFINED;
    }

    TextureId upload(const scene::Image& image) override {
        assert(static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height) == image.pixels.size());
        // Blue first, and in no sized format: so software GL lays the texture out as it does the window, and copies instead of converting.
        swap_red_and_blue(image.pixels, m_scratch);
        glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
        const auto spare = std::find_if(m_spare.begin(), m_spare.end(),
                                        [&](const Texture& texture) { return texture.has_size(image.width, image.height); });
        if (spare != m_spare.end()) {
            Texture texture = std::move(*spare);
            m_spare.erase(spare);
            glBindTexture(GL_TEXTURE_2D, texture.handle.get());
            glTexSubImage2D(GL_TEXTURE_2D, 0, 0, 0, image.width, image.height, GL_BGRA, GL_UNSIGNED_INT_8_8_8_8_REV, m_scratch.data());
            return keep(std::move(texture));
        }
        Texture texture{make_texture(), image.width, image.height};
        glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA, image.width, image.height, 0, GL_BGRA, GL_UNSIGNED_INT_8_8_8_8_REV, m_scratch.data());
        return keep(std::move(texture));
    }

    void release(TextureId texture) override {
        const auto found = m_textures.find(texture);
        if (found == m_textures.end()) return;
        if (m_spare.size() < k_most_spare) m_spare.push_back(std::move(found->second));
        m_textures.erase(found);
    }

    void begin_frame(int width_px, int height_px, model::Colour background) override {
        m_width = width_px;
        m_height = height_px;
        if (m_needs_target) bind_target();
        glViewport(0, 0, width_px, height_px);
        glDisable(GL_SCISSOR_TEST);
        glDisable(GL_DEPTH_TEST);
        glDisable(GL_CULL_FACE);
        glClearColor(static_cast<float>(background.red) / 255.0F, static_cast<float>(background.green) / 255.0F,
                     static_cast<float>(background.blue) / 255.0F, 1.0F);
        glClear(GL_COLOR_BUFFER_BIT);
        glBindVertexArray(m_quad.get());
    }

    void clip_to(const std::optional<PixelRect>& where) override {
        if (!where) return glDisable(GL_SCISSOR_TEST);
        const int left = static_cast<int>(std::lround(where->x)), top = static_cast<int>(std::lround(where->y));
        const int width = static_cast<int>(std::lround(where->width)), height = static_cast<int>(std::lround(where->height));
        glEnable(GL_SCISSOR_TEST);
        glScissor(left, m_height - (top + height), width, height);
    }

    void draw_image(TextureId image, const PixelRect& where, Blend blend, double opacity) override {
        const auto found = m_textures.find(image);
        if (found == m_textures.end()) return;
        if (blend == Blend::Replace && opacity >= 1 && !is_stretched(found->second, where) && lands_on_pixels(where))
            return copy_image(found->second, where);
        glActiveTexture(GL_TEXTURE0);
        glBindTexture(GL_TEXTURE_2D, found->second.handle.get());
        set_filter(found->second, where);
        set_blend(blend);
        draw_quad(m_image, where, opacity);
    }

    void end_frame() override {
        glDisable(GL_SCISSOR_TEST);
        glBindVertexArray(0);
        glUseProgram(0);
        report_errors();
    }

    core::Result<void> check() override {
        report_errors();
        const int errors = std::exchange(m_errors_unchecked, 0);
        if (errors > 0) return core::fail("OpenGL reported {} errors while a frame was drawn; the last was \"{}\"", errors, m_last_error);
        return {};
    }

    core::Result<scene::Image> read_back() override {
        scene::Image image(m_width, m_height);
        if (m_width <= 0 || m_height <= 0) return core::fail("cannot read the picture back: nothing was drawn yet");
        glPixelStorei(GL_PACK_ALIGNMENT, 4);
        glReadPixels(0, 0, m_width, m_height, GL_RGBA, GL_UNSIGNED_BYTE, image.pixels.data());
        if (const GLenum error = glGetError(); error != GL_NO_ERROR)
            return core::fail("cannot read the picture back: OpenGL says {}", name_of(error));
        for (int row = 0; row < m_height / 2; ++row) {
            const auto upper = image.pixels.begin() + static_cast<std::ptrdiff_t>(row) * m_width;
            std::swap_ranges(upper, upper + m_width, image.pixels.begin() + static_cast<std::ptrdiff_t>(m_height - 1 - row) * m_width);
        }
        return image;
    }

  private:
    TextureId keep(Texture texture) {
        const TextureId id = texture.handle.get();
        m_textures.insert_or_assign(id, std::move(texture));
        return id;
    }

    /// Copies an image to the frame pixel by pixel: in software GL an eighth of the work of a textured quad.
    void copy_image(const Texture& texture, const PixelRect& where) {
        const int x = static_cast<int>(std::lround(where.x)), y = static_cast<int>(std::lround(where.y));
        const int left = std::max(0, -x), top = std::max(0, -y);
        const int right = std::min(texture.width, m_width - x), bottom = std::min(texture.height, m_height - y);
        if (left >= right || top >= bottom) return;
        if (m_source.get() == 0) {
            GLuint name = 0;
            glGenFramebuffers(1, &name);
            m_source = FramebufferHandle(name);
        }
        glBindFramebuffer(GL_READ_FRAMEBUFFER, m_source.get());
        glFramebufferTexture2D(GL_READ_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, texture.handle.get(), 0);
        // The frame's rows count from the bottom, the image's from the top.
        glBlitFramebuffer(left, top, right, bottom, x + left, m_height - (y + top), x + right, m_height - (y + bottom), GL_COLOR_BUFFER_BIT,
                          GL_NEAREST);
        glBindFramebuffer(GL_READ_FRAMEBUFFER, m_target.get());
    }

    void draw_quad(const Pass& pass, const PixelRect& where, double opacity) {
        glUseProgram(pass.program.get());
        glUniform4f(pass.where, static_cast<float>(where.x), static_cast<float>(where.y), static_cast<float>(where.width),
                    static_cast<float>(where.height));
        glUniform2f(pass.frame_px, static_cast<float>(m_width), static_cast<float>(m_height));
        glUniform1f(pass.opacity, static_cast<float>(opacity));
        glDrawArrays(GL_TRIANGLE_STRIP, 0, 4);
    }

    /// Binds the renderer's own framebuffer, in the size of the frame.
    void bind_target() {
        if (m_target.get() == 0) {
            GLuint name = 0;
            glGenFramebuffers(1, &name);
            m_target = FramebufferHandle(name);
        }
        glBindFramebuffer(GL_FRAMEBUFFER, m_target.get());
        if (m_target_width == m_width && m_target_height == m_height) return;
        m_target_colour = make_texture();
        glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, m_width, m_height, 0, GL_RGBA, GL_UNSIGNED_BYTE, nullptr);
        glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, m_target_colour.get(), 0);
        m_target_width = m_width;
        m_target_height = m_height;
    }

    /// Says what OpenGL complained about: the first few times, then only counts.
    void report_errors() {
        while (const GLenum error = glGetError()) {
            ++m_errors;
            ++m_errors_unchecked;
            m_last_error = name_of(error);
            if (m_errors <= 5)
                core::log_warning("OpenGL reports \"{}\" after a frame (error number {} of this run)", name_of(error), m_errors);
            if (error == GL_CONTEXT_LOST || m_errors > 1000) return;
        }
    }

    Pass m_image;
    VertexArrayHandle m_quad;
    std::unordered_map<TextureId, Texture> m_textures;
    std::vector<Texture> m_spare;
    std::vector<std::uint32_t> m_scratch;
    FramebufferHandle m_source;  // of copies
    bool m_needs_target = false;
    FramebufferHandle m_target;
    TextureHandle m_target_colour;
    int m_target_width = 0;
    int m_target_height = 0;
    int m_width = 0;
    int m_height = 0;
    int m_errors = 0;
    int m_errors_unchecked = 0;  // since check was called
    const char* m_last_error = "";
};

}  // namespace

core::Result<std::unique_ptr<Renderer>> make_gl_renderer() {
    if (epoxy_gl_version() < 33)
        return core::fail("cannot draw the map: OpenGL 3.3 is needed, but this computer offers {}.{}", epoxy_gl_version() / 10,
                          epoxy_gl_version() % 10);
    KREISBLICK_TRY(const std::filesystem::path home, core::resource_folder());
    const std::filesystem::path shaders = home / "shaders";
    KREISBLICK_TRY(GlProgram image, GlProgram::from_files(shaders / "quad.vert", shaders / "image.frag"));
    return std::make_unique<GlRenderer>(std::move(image));
}

}  // namespace kreisblick::render
