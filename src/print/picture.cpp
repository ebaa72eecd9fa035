#include "print/picture.h"

#include <cairo-pdf.h>
#include <cairo.h>
#include <png.h>

#include <cerrno>
#include <csetjmp>
#include <cstdio>
#include <cstring>
#include <functional>
#include <memory>
#include <string>
#include <system_error>
#include <type_traits>
#include <vector>

namespace kreisblick::print {
namespace {

namespace fs = std::filesystem;

struct FileCloser {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
struct SurfaceDeleter {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
struct ContextDeleter {
    void operator()(cairo_t* context) const { cairo_destroy(context); }
};
using FileHandle = std::unique_ptr<std::FILE, FileCloser>;
using SurfaceHandle = std::unique_ptr<cairo_surface_t, SurfaceDeleter>;
using ContextHandle = std::unique_ptr<cairo_t, ContextDeleter>;

/// Lets `write` fill a file beside the wanted one and gives it its name only when all went well.
core::Result<void> write_whole(const fs::path& path, const std::function<core::Result<void>(const fs::path&)>& write) {
    const fs::path unfinished = path.string() + ".unfinished";
    std::error_code problem;
    if (auto written = write(unfinished); !written) {
        fs::remove(unfinished, problem);
        return written;
    }
    fs::rename(unfinished, path, problem);
    if (!problem) return {};
    const std::string why = problem.message();
    fs::remove(unfinished, problem);
    return core::fail("cannot write the picture {}: {}", path.string(), why);
}

core::Result<void> check_size(const fs::path& path, const scene::Image& image) {
    if (image.width > 0 && image.height > 0) return {};
    return core::fail("cannot write the picture {}: it would be {} × {} pixels", path.string(), image.width, image.height);
}

/// The pixels without alpha, three bytes each.
std::vector<png_byte> without_alpha(const scene::Image& image) {
    std::vector<png_byte> bytes(image.pixels.size() * 3);
    png_byte* to = bytes.data();
    for (const std::uint32_t pixel : image.pixels) {
        *to++ = static_cast<png_byte>(pixel);
        *to++ = static_cast<png_byte>(pixel >> 8);
        *to++ = static_cast<png_byte>(pixel >> 16);
    }
    return bytes;
}

struct PngWriter {
    png_structp png = nullptr;
    png_infop info = nullptr;
    std::string problem;
    PngWriter() {
        png = png_create_write_struct(
            PNG_LIBPNG_VER_STRING, this,
            [](png_structp failed, png_const_charp text) {
                static_cast<PngWriter*>(png_get_error_ptr(failed))->problem = text;
                png_longjmp(failed, 1);
            },
            [](png_structp, png_const_charp) {});
        info = png ? png_create_info_struct(png) : nullptr;
    }
    ~PngWriter() { png_destroy_write_struct(&png, &info); }
    PngWriter(const PngWriter&) = delete;
    PngWriter& operator=(const PngWriter&) = delete;
};

/// libpng leaves by a long jump when it fails, so nothing in here may have a destructor. Level 1 without filters takes a third of the time
/// of libpng's own choice and makes map pictures, with their even areas, a few per cent larger.
bool write_rows(png_structp png, png_infop info, std::FILE* file, int width, int height, const png_byte* bytes) {
    if (setjmp(png_jmpbuf(png))) return false;
    png_init_io(png, file);
    png_set_IHDR(png, info, static_cast<png_uint_32>(width), static_cast<png_uint_32>(height), 8, PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_set_compression_level(png, 1);
    png_set_filter(png, PNG_FILTER_TYPE_BASE, PNG_FILTER_NONE);
    png_write_info(png, info);
    for (int y = 0; y < height; ++y) png_write_row(png, bytes + static_cast<std::ptrdiff_t>(y) * width * 3);
    png_write_end(png, nullptr);
    return true;
}

core::Result<void> encode_png(const fs::path& path, const fs::path& shown, const scene::Image& image) {
    FileHandle file(std::fopen(path.c_str(), "wb"));
    if (!file) return core::fail("cannot write the picture {}: {}", shown.string(), std::strerror(errno));
    PngWriter writer;
    if (!writer.info) return core::fail("cannot write the picture {}: there is no memory for the encoder", shown.string());
    const std::vector<png_byte> bytes = without_alpha(image);
    errno = 0;
    const bool is_encoded = write_rows(writer.png, writer.info, file.get(), image.width, image.height, bytes.data());
    // Only closing tells whether a full disk took everything.
    const bool is_flushed = std::fflush(file.get()) == 0 && std::ferror(file.get()) == 0;
    const int cause = errno;
    const bool is_closed = std::fclose(file.release()) == 0;
    if (is_encoded && is_flushed && is_closed) return {};
    return core::fail("cannot write the picture {}: {}", shown.string(),
                      cause != 0 || writer.problem.empty() ? std::strerror(cause) : writer.problem);
}

/// The picture as cairo keeps it: one native number per pixel, alpha (unused), red, green, blue.
SurfaceHandle cairo_surface(const scene::Image& image) {
    SurfaceHandle surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, image.width, image.height));
    if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS) return surface;
    cairo_surface_flush(surface.get());
    unsigned char* bytes = cairo_image_surface_get_data(surface.get());
    const int stride = cairo_image_surface_get_stride(surface.get());
    for (int y = 0; y < image.height; ++y)
        for (int x = 0; x < image.width; ++x) {
            const std::uint32_t from = image.at(x, y);
            const std::uint32_t to = 0xff000000U | (from & 255) << 16 | (from & 0xff00) | (from >> 16 & 255);
            std::memcpy(bytes + static_cast<std::ptrdiff_t>(y) * stride + static_cast<std::ptrdiff_t>(x) * 4, &to, 4);
        }
    cairo_surface_mark_dirty(surface.get());
    return surface;
}

core::Result<void> encode_pdf(const fs::path& path, const fs::path& shown, const scene::Image& image, double dots_per_inch) {
    const double points_per_pixel = 72 / dots_per_inch;
    const SurfaceHandle picture = cairo_surface(image);
    SurfaceHandle page(cairo_pdf_surface_create(path.c_str(), image.width * points_per_pixel, image.height * points_per_pixel));
    const ContextHandle context(cairo_create(page.get()));
    cairo_scale(context.get(), points_per_pixel, points_per_pixel);
    cairo_set_source_surface(context.get(), picture.get(), 0, 0);
    cairo_paint(context.get());
    cairo_show_page(context.get());
    const cairo_status_t drawn = cairo_status(context.get());
    cairo_surface_finish(page.get());
    const cairo_status_t finished = cairo_surface_status(page.get());
    const cairo_status_t worst = drawn != CAIRO_STATUS_SUCCESS ? drawn : finished;
    if (worst == CAIRO_STATUS_SUCCESS) return {};
    return core::fail("cannot write the PDF {}: {}", shown.string(), cairo_status_to_string(worst));
}

}  // namespace

core::Result<void> write_png(const fs::path& path, const scene::Image& image) {
    KREISBLICK_CHECK(check_size(path, image));
    return write_whole(path, [&](const fs::path& unfinished) { return encode_png(unfinished, path, image); });
}

core::Result<void> write_pdf(const fs::path& path, const scene::Image& image, double dots_per_inch) {
    KREISBLICK_CHECK(check_size(path, image));
    if (!(dots_per_inch > 0))
        return core::fail("cannot write the PDF {}: a resolution of {} dots per inch is not above zero", path.string(), dots_per_inch);
    return write_whole(path, [&](const fs::path& unfinished) { return encode_pdf(unfinished, path, image, dots_per_inch); });
}

}  // namespace kreisblick::print
