#include "cli/command.h"
#include "model/view_memory.h"

#include <CLI/CLI.hpp>

namespace kreisblick::cli {
namespace {

core::Result<std::filesystem::path> last_file() {
    const auto file = model::last_district(model::state_folder());
    if (!file) return core::fail("cannot open the viewer: no district was open before, so name one: kreisblick view FILE");
    if (!std::filesystem::exists(*file))
        return core::fail("cannot open the viewer: {}, which was open last, is no longer there; name another: kreisblick view FILE",
                          file->string());
    return *file;
}

}  // namespace

void add_view(CLI::App& program, Action& chosen, const Viewer& viewer) {
    auto common = std::make_shared<CommonOptions>();
    auto request = std::make_shared<engine::ViewRequest>();
    auto language_option = std::make_shared<const CLI::Option*>(nullptr);
    CLI::App& command =
        add_command(program, "view", "the viewer: a window with map, layers and values", common, chosen, [=]() -> core::Result<int> {
            if ((*language_option)->count() > 0) request->language = common->language == core::Language::German ? "de" : "en";
            if (request->file.empty()) {
                KREISBLICK_TRY(request->file, last_file());
            }
            return viewer(*request);
        });
    *language_option = command.get_option("--lang");
    command.add_option("FILE", request->file, "the district file; the one that was open last, if none is named");
    auto* script = command.add_option("--script", request->script, "actions to play, one a line");
    command.add_option("--shots", request->shots, "folder for the script's pictures")->needs(script);
    command.add_option("--ui-scale", request->ui_scale, "size of texts and controls: 1 = as designed")->check(CLI::Range(0.5, 4.0));
}

}  // namespace kreisblick::cli
