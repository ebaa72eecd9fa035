#pragma once

#include "support/places.h"
#include "support/temp_folder.h"

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <sys/wait.h>

namespace kreisblick::tests {

/// What a run of the program left behind.
struct ProgramRun {
    int exit_code = -1;  ///< 128 + signal where it was killed
    std::string out;
    std::string error;

    [[nodiscard]] nlohmann::json json() const {
        INFO(error);
        REQUIRE(exit_code == 0);
        return nlohmann::json::parse(out);
    }
};

inline std::string read_file(const std::filesystem::path& path) {
    std::stringstream content;
    content << std::ifstream(path, std::ios::binary).rdbuf();
    return content.str();
}

/// Runs the real program with these arguments, as a shell would.
inline ProgramRun run_program(const std::vector<std::string>& arguments) {
    const TempFolder folder;
    std::string command = "'" + kreisblick::tests::program() + "'";
    for (std::string argument : arguments) {
        for (std::size_t at = 0; (at = argument.find('\'', at)) != std::string::npos; at += 4) argument.replace(at, 1, "'\\''");
        command += " '" + argument + "'";
    }
    command += " >'" + (folder / "out").string() + "' 2>'" + (folder / "error").string() + "' </dev/null";
    const int status = std::system(command.c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), read_file(folder / "out"), read_file(folder / "error")};
}

/// The one sentence that a failed run must print: exit code 1, nothing on stdout.
inline std::string failure_of(const std::vector<std::string>& arguments) {
    const ProgramRun run = run_program(arguments);
    INFO(run.error);
    CHECK(run.exit_code == 1);
    CHECK(run.out.empty());
    CHECK_FALSE(run.error.empty());
    return run.error;
}

}  // namespace kreisblick::tests
