#include "render/renderer.h"

#include <epoxy/egl.h>

#include <array>
#include <string_view>

namespace kreisblick::render {
namespace {

/// EGL's own extensions are asked of no display at all.
bool client_has(std::string_view extension) {
    const char* all = eglQueryString(EGL_NO_DISPLAY, EGL_EXTENSIONS);
    return all && std::string_view(all).find(extension) != std::string_view::npos;
}

EGLDisplay surfaceless_display() {
    if (!client_has("EGL_EXT_platform_base") || !client_has("EGL_MESA_platform_surfaceless")) return EGL_NO_DISPLAY;
    return eglGetPlatformDisplayEXT(EGL_PLATFORM_SURFACELESS_MESA, nullptr, nullptr);
}

class EglContext final : public OffscreenContext {
  public:
    EglContext(EGLDisplay display, EGLContext context) : m_display(display), m_context(context) {}
    ~EglContext() override {
        eglMakeCurrent(m_display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
        eglDestroyContext(m_display, m_context);
    }
    EglContext(const EglContext&) = delete;
    EglContext& operator=(const EglContext&) = delete;

  private:
    EGLDisplay m_display;  // belongs to the process: another context may live on it
    EGLContext m_context;
};

}  // namespace

core::Result<std::unique_ptr<OffscreenContext>> OffscreenContext::make() {
    const EGLDisplay display = surfaceless_display();
    if (display == EGL_NO_DISPLAY) return core::fail("cannot draw without a window: EGL offers no surfaceless platform here");
    EGLint major = 0;
    EGLint minor = 0;
    if (!eglInitialize(display, &major, &minor))
        return core::fail("cannot draw without a window: EGL does not start (error {:#x})", eglGetError());
    if (!eglBindAPI(EGL_OPENGL_API)) return core::fail("cannot draw without a window: EGL {}.{} has no desktop OpenGL", major, minor);
    const std::array<EGLint, 5> wanted_config = {EGL_SURFACE_TYPE, EGL_DONT_CARE, EGL_RENDERABLE_TYPE, EGL_OPENGL_BIT, EGL_NONE};
    EGLConfig config = nullptr;
    EGLint count = 0;
    if (!eglChooseConfig(display, wanted_config.data(), &config, 1, &count) || count == 0) config = EGL_NO_CONFIG_KHR;
    const std::array<EGLint, 7> wanted = {
        EGL_CONTEXT_MAJOR_VERSION,           3,       EGL_CONTEXT_MINOR_VERSION, 3, EGL_CONTEXT_OPENGL_PROFILE_MASK,
        EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT, EGL_NONE};
    const EGLContext context = eglCreateContext(display, config, EGL_NO_CONTEXT, wanted.data());
    if (context == EGL_NO_CONTEXT)
        return core::fail("cannot draw without a window: no OpenGL 3.3 context (EGL error {:#x})", eglGetError());
    auto made = std::make_unique<EglContext>(display, context);
    if (!eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, context))
        return core::fail("cannot draw without a window: the context cannot be used here (EGL error {:#x})", eglGetError());
    return made;
}

}  // namespace kreisblick::render
