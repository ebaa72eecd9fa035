#include "cli/command.h"

#include <CLI/CLI.hpp>

namespace kreisblick::cli {

void add_view(CLI::App& program, Action& chosen, const Viewer& viewer) {
    auto common = std::make_shared<CommonOptions>();
    auto request = std::make_shared<engine::ViewRequest>();
    CLI::App& command =
        add_command(program, "view", "the viewer: a window with map, layers and values", common, chosen, [=]() -> core::Result<int> {
            request->language = common->language == core::Language::German ? "de" : "en";
            return viewer(*request);
        });
    command.add_option("FILE", request->file, "the district file")->required();
    auto* script = command.add_option("--script", request->script, "actions to play, one a line");
    command.add_option("--shots", request->shots, "folder for the script's pictures")->needs(script);
    command.add_option("--ui-scale", request->ui_scale, "size of texts and controls: 1 = as designed")->check(CLI::Range(0.5, 4.0));
}

}  // namespace kreisblick::cli
