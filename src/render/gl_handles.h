#pragma once

#include <epoxy/gl.h>

#include <utility>

namespace kreisblick::render {

/// A GL name that is deleted with its owner, in the thread of the context. Delete is a struct with a static free(GLuint).
template <typename Delete>
class GlHandle {
  public:
    GlHandle() = default;
    explicit GlHandle(GLuint name) : m_name(name) {}
    ~GlHandle() { reset(); }
    GlHandle(GlHandle&& other) noexcept : m_name(std::exchange(other.m_name, 0)) {}
    GlHandle& operator=(GlHandle&& other) noexcept {
        std::swap(m_name, other.m_name);
        return *this;
    }
    GlHandle(const GlHandle&) = delete;
    GlHandle& operator=(const GlHandle&) = delete;

    [[nodiscard]] GLuint get() const { return m_name; }
    void reset() {
        if (m_name != 0) Delete::free(std::exchange(m_name, 0));
    }

  private:
    GLuint m_name = 0;
};

struct DeleteTexture {
    static void free(GLuint name) { glDeleteTextures(1, &name); }
};
struct DeleteFramebuffer {
    static void free(GLuint name) { glDeleteFramebuffers(1, &name); }
};
struct DeleteVertexArray {
    static void free(GLuint name) { glDeleteVertexArrays(1, &name); }
};
struct DeleteShader {
    static void free(GLuint name) { glDeleteShader(name); }
};
struct DeleteProgram {
    static void free(GLuint name) { glDeleteProgram(name); }
};

using TextureHandle = GlHandle<DeleteTexture>;
using FramebufferHandle = GlHandle<DeleteFramebuffer>;
using VertexArrayHandle = GlHandle<DeleteVertexArray>;
using ShaderHandle = GlHandle<DeleteShader>;
using ProgramHandle = GlHandle<DeleteProgram>;

}  // namespace kreisblick::render
