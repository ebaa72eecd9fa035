#include "render/gl_program.h"

#include <array>
#include <fstream>
#include <sstream>

namespace kreisblick::render {
namespace {

/// What the compiler said, on one line.
std::string one_line(std::string text) {
    while (!text.empty() && (text.back() == '\n' || text.back() == '\0' || text.back() == ' ')) text.pop_back();
    for (char& character : text)
        if (character == '\n') character = ' ';
    return text;
}

std::string compile_log(GLuint shader) {
    std::array<char, 2048> log{};
    GLsizei length = 0;
    glGetShaderInfoLog(shader, static_cast<GLsizei>(log.size()), &length, log.data());
    return one_line({log.data(), static_cast<std::size_t>(length)});
}

std::string link_log(GLuint program) {
    std::array<char, 2048> log{};
    GLsizei length = 0;
    glGetProgramInfoLog(program, static_cast<GLsizei>(log.size()), &length, log.data());
    return one_line({log.data(), static_cast<std::size_t>(length)});
}

core::Result<ShaderHandle> compile(const std::filesystem::path& file, GLenum stage) {
    std::ifstream stream(file, std::ios::binary);
    std::stringstream content;
    if (!stream || !(content << stream.rdbuf()))
        return core::fail("cannot read the shader {}: the file is missing or empty", file.string());
    const std::string source = content.str();
    const char* text = source.c_str();
    ShaderHandle shader(glCreateShader(stage));
    glShaderSource(shader.get(), 1, &text, nullptr);
    glCompileShader(shader.get());
    GLint compiled = GL_FALSE;
    glGetShaderiv(shader.get(), GL_COMPILE_STATUS, &compiled);
    if (compiled != GL_TRUE) return core::fail("cannot compile the shader {}: {}", file.string(), compile_log(shader.get()));
    return shader;
}

}  // namespace

core::Result<GlProgram> GlProgram::from_files(const std::filesystem::path& vertex, const std::filesystem::path& fragment) {
    KREISBLICK_TRY(const ShaderHandle first, compile(vertex, GL_VERTEX_SHADER));
    KREISBLICK_TRY(const ShaderHandle second, compile(fragment, GL_FRAGMENT_SHADER));
    ProgramHandle program(glCreateProgram());
    glAttachShader(program.get(), first.get());
    glAttachShader(program.get(), second.get());
    glLinkProgram(program.get());
    GLint linked = GL_FALSE;
    glGetProgramiv(program.get(), GL_LINK_STATUS, &linked);
    if (linked != GL_TRUE)
        return core::fail("cannot link the shaders {} and {}: {}", vertex.string(), fragment.string(), link_log(program.get()));
    return GlProgram(std::move(program));
}

}  // namespace kreisblick::render
