#pragma once

#include "support/places.h"
#include "support/program.h"

namespace kreisblick::tests {

inline void need_virtual_screen() {
    if (std::system("command -v xvfb-run >/dev/null 2>&1 && command -v xauth >/dev/null 2>&1") != 0) SKIP("needs xvfb-run and xauth");
}

/// Plays a script in the real window on a screen that only exists in memory; the exit code. What the program said lies in the folder as out
/// and error, its pictures beside them, what it remembers in state and data. more: options of `view`.
inline int play_on_virtual_screen(const std::string& district, const TempFolder& folder, const std::string& script,
                                  const std::string& more = "") {
    const auto file = folder.write("tour.txt", script);
    const std::string at = folder.path().string();
    // The wrapper has exit codes of its own, so the program's is written down inside.
    const auto run =
        folder.write("run.sh", "export XDG_STATE_HOME='" + at + "/state' XDG_DATA_HOME='" + at + "/data'\n'" + program() + "' view " +
                                   (district.empty() ? "" : "'" + district + "'") + " --script '" + file.string() + "' --shots '" + at +
                                   "' " + more + " >'" + at + "/out' 2>'" + at + "/error'\necho $? >'" + at + "/code'\n");
    static_cast<void>(std::system(("xvfb-run -a -s '-screen 0 1280x1024x24' sh '" + run.string() + "' >/dev/null 2>&1").c_str()));
    return std::stoi("0" + read_file(folder / "code")) + (std::filesystem::exists(folder / "code") ? 0 : 999);
}

}  // namespace kreisblick::tests
