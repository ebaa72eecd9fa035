#pragma once

#include "core/result.h"
#include "render/gl_handles.h"

#include <filesystem>
#include <string>

namespace kreisblick::render {

/// A linked GLSL program made of one vertex and one fragment file.
class GlProgram {
  public:
    /// Compiles and links; the Error names the file and quotes the compiler.
    [[nodiscard]] static core::Result<GlProgram> from_files(const std::filesystem::path& vertex, const std::filesystem::path& fragment);

    [[nodiscard]] GLuint get() const { return m_program.get(); }
    /// Where a uniform lives; -1 (ignored by GL) when the compiler dropped it.
    [[nodiscard]] GLint uniform(const std::string& name) const { return glGetUniformLocation(m_program.get(), name.c_str()); }

  private:
    explicit GlProgram(ProgramHandle program) : m_program(std::move(program)) {}
    ProgramHandle m_program;
};

}  // namespace kreisblick::render
