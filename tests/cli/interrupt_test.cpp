#include "support/program.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <chrono>
#include <iterator>
#include <thread>

#include <fcntl.h>
#include <unistd.h>
#include <csignal>

using namespace kreisblick;
using Catch::Matchers::ContainsSubstring;

namespace {

/// The program as a child process, its words in a file.
pid_t start(const std::vector<std::string>& arguments, const std::filesystem::path& words) {
    const pid_t child = ::fork();
    if (child != 0) return child;
    const int file = ::open(words.c_str(), O_WRONLY | O_CREAT, 0644);
    ::dup2(file, STDERR_FILENO);
    std::string program = tests::program();
    std::vector<char*> list{program.data()};
    std::vector<std::string> copies = arguments;
    for (std::string& copy : copies) list.push_back(copy.data());
    list.push_back(nullptr);
    ::execv(program.c_str(), list.data());
    ::_exit(127);
}

std::size_t files_in(const std::filesystem::path& folder) {
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(folder), std::filesystem::directory_iterator()));
}

}  // namespace

TEST_CASE("A command that is interrupted says so and leaves nothing half-written behind", "[cli][interrupt]") {
    const tests::TempFolder folder, work;
    const pid_t child = start({"model", (work / "model.gpkg").string()}, folder / "error");
    REQUIRE(child > 0);
    // The district is built in a file beside its name: once that is there, the work is under way.
    for (int i = 0; i < 600 && files_in(work.path()) == 0; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(50));
    REQUIRE(files_in(work.path()) > 0);
    REQUIRE_FALSE(std::filesystem::exists(work / "model.gpkg"));
    REQUIRE(::kill(child, SIGINT) == 0);
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    INFO(tests::read_file(folder / "error"));
    CHECK((WIFEXITED(status) && WEXITSTATUS(status) == 1));
    CHECK_THAT(tests::read_file(folder / "error"), ContainsSubstring("stopped"));
    CHECK(files_in(work.path()) == 0);
}
