#include "cli/command.h"
#include "cli/json_output.h"
#include "core/log.h"
#include "print/picture.h"
#include "render/map_renderer.h"
#include "scene/decor.h"
#include "scene/tile.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>
#include <future>

namespace kreisblick::cli {
namespace {

struct Options {
    std::string file, out, size = "1920x1080", center, layers, theme = "light";
    std::vector<std::string> set;
    double scale = 0;
    bool decor = true, labels = true;
};

/// The strip at the foot of a picture that sources and scale bar take, map pixels.
constexpr double k_foot_px = 76;

/// Air around the district.
constexpr double k_margin_px = 20;

/// A page is drawn twice as fine as a screen: 192 dots per inch.
constexpr double k_page_pixel_ratio = 2;

core::Result<std::pair<int, int>> parse_size(const std::string& text) {
    int width = 0, height = 0, used = 0;
    const bool read = std::sscanf(text.c_str(), "%dx%d%n", &width, &height, &used) == 2 && used == static_cast<int>(text.size());
    if (!read || width < 64 || height < 64 || width > 16384 || height > 16384)
        return core::fail("--size wants WIDTHxHEIGHT between 64 and 16384, but got \"{}\"", text);
    return std::pair{width, height};
}

/// The district without its rim.
geo::Extent shown_ground(const model::District& district) {
    return district.boundary.is_empty() ? district.grid.extent().grown(-district.rim_m) : district.boundary.extent();
}

core::Result<scene::Camera> make_camera(const Options& options, const model::District& district, double pixel_ratio) {
    KREISBLICK_TRY(const auto size, parse_size(options.size));
    const int width = static_cast<int>(size.first * pixel_ratio), height = static_cast<int>(size.second * pixel_ratio);
    const geo::Extent whole = shown_ground(district);
    const int foot = options.decor ? static_cast<int>(k_foot_px * pixel_ratio) : 0;
    scene::Camera camera =
        scene::Camera::showing(whole, width, std::max(height - foot, height / 2), k_margin_px * pixel_ratio, pixel_ratio);
    camera.centre.y -= (height - camera.height_px) / 2.0 * camera.metres_per_pixel;
    camera.height_px = height;
    if (!options.center.empty()) {
        KREISBLICK_TRY(const geo::Point degrees, parse_pair(options.center, "--center"));
        KREISBLICK_TRY(camera.centre, to_district(district, degrees, "EPSG:4326"));
    }
    if (options.scale > 0) camera.metres_per_pixel = options.scale * scene::k_pixel_m / pixel_ratio;
    return camera;
}

core::Result<engine::ViewState> make_view(const Options& options, const engine::Session& session, core::Language language,
                                          double pixel_ratio) {
    engine::ViewState view = session.start_view();
    view.theme = options.theme;
    view.language = language;
    view.labels = options.labels;
    view.pixel_ratio = pixel_ratio;
    KREISBLICK_TRY(view.parameters, parse_parameters(session, options.set));
    if (options.layers.empty()) return view;
    view.layers = parse_list(options.layers);
    for (const std::string& id : view.layers) {
        const auto layers = session.layers();
        const auto found =
            std::find_if(layers.begin(), layers.end(), [&](const engine::LayerStatus& status) { return status.declaration->id == id; });
        if (found == layers.end()) return core::fail("there is no layer \"{}\": `kreisblick layers` lists them", id);
        if (found->state != engine::LayerState::Ready) core::log_warning("{}: {}", id, found->reason.in(language));
    }
    return view;
}

using Snapshot = std::shared_ptr<const scene::MapSnapshot>;

/// What a picture is made of: names on the map know where the furniture stands.
struct Sheet {
    Snapshot snapshot;
    scene::Camera camera;
    scene::Decor decor;
};

/// The furniture first; where the camera is free to choose, the district stands beside it.
Sheet make_sheet(const Options& options, const Snapshot& shown, const scene::Camera& camera, const scene::DecorContent& content,
                 const geo::Extent& ground) {
    Sheet sheet{shown, camera, {}};
    if (options.decor) sheet.decor = scene::make_decor(*shown, camera, content);
    if (options.decor && options.center.empty() && options.scale <= 0) {
        sheet.camera = scene::beside_decor(camera, sheet.decor, ground, k_margin_px * camera.pixel_ratio);
        sheet.decor = scene::make_decor(*shown, sheet.camera, content);
    }
    auto framed = std::make_shared<scene::MapSnapshot>(*shown);
    framed->label_frame = scene::label_frame(sheet.camera, sheet.decor);
    sheet.snapshot = std::move(framed);
    return sheet;
}

/// The map by OpenGL without a window, as the window shows it; by the processor alone where a machine has no EGL. OpenGL starts while the
/// data are loaded: each takes a few tenths of a second.
core::Result<scene::Image> draw_map(std::future<core::Result<Sheet>> loading) {
    auto context = render::OffscreenContext::make();
    KREISBLICK_TRY(const Sheet sheet, loading.get());
    scene::Image picture;
    if (!context) {
        core::log_warning("{}; the picture is drawn on the processor alone", context.error().sentence);
        picture = scene::compose_picture(*sheet.snapshot, sheet.camera);
    } else {
        KREISBLICK_TRY(const auto renderer, render::make_gl_renderer());
        render::MapRenderer map(*renderer, [] {});
        map.show(sheet.snapshot);
        map.finish(sheet.camera);
        renderer->begin_frame(sheet.camera.width_px, sheet.camera.height_px, sheet.snapshot->theme->colour("ground"));
        map.draw(sheet.camera);
        renderer->end_frame();
        KREISBLICK_TRY(picture, renderer->read_back());
    }
    scene::lay_over(picture, sheet.decor);
    return picture;
}

core::Result<int> run(const Options& options, const CommonOptions& common) {
    const std::string ending = std::filesystem::path(options.out).extension().string();
    if (ending != ".png" && ending != ".pdf") return core::fail("cannot render to {}: the ending must be .png or .pdf", options.out);
    const double pixel_ratio = ending == ".pdf" ? k_page_pixel_ratio : 1;
    KREISBLICK_TRY(const auto session, open_session(options.file, common));
    KREISBLICK_TRY(scene::Camera camera, make_camera(options, session->district(), pixel_ratio));
    KREISBLICK_TRY(const engine::ViewState view, make_view(options, *session, common.language, pixel_ratio));
    auto loading = std::async(std::launch::async, [&]() -> core::Result<Sheet> {
        KREISBLICK_TRY(const Snapshot shown, session->snapshot(view, terminal_job(common)));
        const scene::DecorContent content{session->district().name, session->credits(view), session->district().is_model_data};
        Sheet sheet = make_sheet(options, shown, camera, content, shown_ground(session->district()));
        camera = sheet.camera;
        return sheet;
    });
    KREISBLICK_TRY(const scene::Image picture, draw_map(std::move(loading)));
    if (ending == ".png") {
        KREISBLICK_CHECK(print::write_png(options.out, picture));
    } else {
        KREISBLICK_CHECK(print::write_pdf(options.out, picture, 96 * pixel_ratio));
    }
    if (common.json)
        print_json({{"out", options.out}, {"width", picture.width}, {"height", picture.height}, {"scale", camera.scale_denominator()}});
    else
        fmt::print("{}\n", options.out);
    return 0;
}

}  // namespace

void add_render(CLI::App& program, Action& chosen) {
    auto common = std::make_shared<CommonOptions>();
    auto options = std::make_shared<Options>();
    const CLI::CheckedTransformer on_off(std::map<std::string, bool>{{"on", true}, {"off", false}});
    CLI::App& command = add_command(program, "render", "a map picture with legend, scale bar, north arrow and sources", common, chosen,
                                    [=] { return run(*options, *common); });
    command.add_option("FILE", options->file, "the district file")->required();
    command.add_option("OUT", options->out, "picture to write: .png or .pdf")->required();
    command.add_option("--size", options->size, "WIDTHxHEIGHT in pixels")->capture_default_str();
    command.add_option("--center", options->center, "LON,LAT of the middle");
    command.add_option("--scale", options->scale, "scale denominator: 25000 for 1:25,000")->check(CLI::Range(100.0, 1e8));
    command.add_option("--layers", options->layers, "layers to show, separated by commas");
    command.add_option("--set", options->set, "layer.parameter=value");
    command.add_option("--theme", options->theme, "light or dark")->capture_default_str()->check(CLI::IsMember({"light", "dark"}));
    command.add_option("--decor", options->decor, "legend, scale bar, north arrow, sources: on or off")->transform(on_off);
    command.add_option("--labels", options->labels, "names on the map: on or off")->transform(on_off);
}

}  // namespace kreisblick::cli
