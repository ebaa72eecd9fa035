#include "core/scratch_file.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <system_error>
#include <thread>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

namespace kreisblick::core {
namespace {

namespace fs = std::filesystem;

std::string reason() { return std::strerror(errno); }

/// A file that no folder lists: by O_TMPFILE, or made and unlinked at once where the file system lacks that.
int open_without_name(const fs::path& folder) {
    const int direct = open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (direct >= 0) return direct;
    std::string name = (folder / "scratch-XXXXXX").string();
    const int made = mkostemp(name.data(), O_CLOEXEC);
    if (made >= 0) unlink(name.c_str());
    return made;
}

}  // namespace

fs::path cache_folder() {
    const char* cache = std::getenv("XDG_CACHE_HOME");
    if (cache && fs::path(cache).is_absolute()) return fs::path(cache) / "kreisblick";
    const char* home = std::getenv("HOME");
    if (home && fs::path(home).is_absolute()) return fs::path(home) / ".cache" / "kreisblick";
    std::error_code ignored;
    return fs::temp_directory_path(ignored) / "kreisblick";
}

Result<ScratchFile> ScratchFile::make(std::int64_t bytes) {
    const fs::path folder = cache_folder();
    std::error_code problem;
    fs::create_directories(folder, problem);
    if (problem) return fail("cannot make the folder {} for intermediate results: {}", folder.string(), problem.message());
    const int descriptor = open_without_name(folder);
    if (descriptor < 0) return fail("cannot make a file for intermediate results in {}: {}", folder.string(), reason());
    ScratchFile file(descriptor);
    // The room is taken now, so that a full disk is said here and not in the middle of the work.
    if (const int problem_number = bytes > 0 ? posix_fallocate(descriptor, 0, bytes) : 0; problem_number != 0)
        return fail("cannot make a file of {} MiB for intermediate results in {}: {}", bytes >> 20, folder.string(),
                    std::strerror(problem_number));
    return file;
}

ScratchFile::ScratchFile(ScratchFile&& other) noexcept : m_descriptor(std::exchange(other.m_descriptor, -1)) {}

ScratchFile& ScratchFile::operator=(ScratchFile&& other) noexcept {
    std::swap(m_descriptor, other.m_descriptor);
    return *this;
}

ScratchFile::~ScratchFile() {
    if (m_descriptor < 0) return;
    // The system takes a tenth of a second for each gigabyte that it gives up. Whoever cancelled something does not wait for that.
    try {
        std::thread([descriptor = m_descriptor] { close(descriptor); }).detach();
    } catch (const std::system_error&) {
        close(m_descriptor);
    }
}

Result<void> ScratchFile::write(std::int64_t offset, std::span<const std::uint8_t> bytes) {
    while (!bytes.empty()) {
        const ssize_t written = pwrite(m_descriptor, bytes.data(), bytes.size(), offset);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return fail("cannot write intermediate results to {}: {}", cache_folder().string(), reason());
        bytes = bytes.subspan(static_cast<std::size_t>(written));
        offset += written;
    }
    return {};
}

Result<void> ScratchFile::read(std::int64_t offset, std::span<std::uint8_t> bytes) const {
    while (!bytes.empty()) {
        const ssize_t got = pread(m_descriptor, bytes.data(), bytes.size(), offset);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return fail("cannot read intermediate results from {}: {}", cache_folder().string(), got ? reason() : "end of file");
        bytes = bytes.subspan(static_cast<std::size_t>(got));
        offset += got;
    }
    return {};
}

}  // namespace kreisblick::core
