#include "cli/command.h"
#include "model/view_memory.h"

#include <CLI/CLI.hpp>

namespace kreisblick::cli {
namespace {

/// The district that was open last; the first time the model district, which the viewer makes.
core::Result<void> choose_district(engine::ViewRequest& request) {
    if (const auto file = model::last_district(model::state_folder())) {
        request.file = *file;
    } else {
        const std::filesystem::path folder = model::data_folder();
        if (folder.empty())
            return core::fail(
                "cannot open the viewer: neither XDG_DATA_HOME nor HOME names a folder for the model district; name a district: "
                "kreisblick view FILE");
        request.file = folder / "model.gpkg";
    }
    // The model district comes back even if somebody tidied it away.
    request.make_model = request.file == model::data_folder() / "model.gpkg";
    std::error_code problem;
    if (!request.make_model && !std::filesystem::exists(request.file, problem))
        return core::fail("cannot open the viewer: {}, which was open last, is no longer there; name another: kreisblick view FILE",
                          request.file.string());
    return {};
}

}  // namespace

void add_view(CLI::App& program, Action& chosen, const Viewer& viewer) {
    auto common = std::make_shared<CommonOptions>();
    auto request = std::make_shared<engine::ViewRequest>();
    auto language_option = std::make_shared<const CLI::Option*>(nullptr);
    CLI::App& command =
        add_command(program, "view", "the viewer: a window with map, layers and values", common, chosen, [=]() -> core::Result<int> {
            if ((*language_option)->count() > 0) request->language = common->language == core::Language::German ? "de" : "en";
            request->audience = common->audience;
            if (request->file.empty()) KREISBLICK_CHECK(choose_district(*request));
            return viewer(*request);
        });
    *language_option = command.get_option("--lang");
    command.add_option("FILE", request->file,
                       "the district file; if none is named, the one that was open last, at first the model district");
    auto* script = command.add_option("--script", request->script, "actions to play, one a line");
    command.add_option("--shots", request->shots, "folder for the script's pictures")->needs(script);
    command.add_option("--ui-scale", request->ui_scale, "size of texts and controls: 1 = as designed")->check(CLI::Range(0.5, 4.0));
}

}  // namespace kreisblick::cli
