#include "io/unfinished_file.h"

#include <atomic>
#include <utility>

#include <unistd.h>

namespace kreisblick::io {

core::Result<UnfinishedFile> UnfinishedFile::beside(const std::filesystem::path& target) {
    const std::filesystem::path folder = target.has_parent_path() ? target.parent_path() : std::filesystem::path(".");
    std::error_code ignored;
    if (!std::filesystem::is_directory(folder, ignored)) return core::fail("there is no folder {}", folder.string());
    if (std::filesystem::is_directory(target, ignored)) return core::fail("it is a folder");
    static std::atomic<int> count = 0;  // a writer that was stopped may still be about when the next one begins
    const std::string name = fmt::format(".{}.part-{}-{}{}", target.stem().string(), getpid(), ++count, target.extension().string());
    return UnfinishedFile(folder / name, target);
}

UnfinishedFile::UnfinishedFile(UnfinishedFile&& other) noexcept
    : m_path(std::exchange(other.m_path, {})),
      m_target(std::move(other.m_target)) {}

UnfinishedFile::~UnfinishedFile() {
    if (m_path.empty()) return;
    std::error_code ignored;
    std::filesystem::remove(m_path, ignored);
    std::filesystem::remove(m_path.string() + "-journal", ignored);
}

core::Result<void> UnfinishedFile::finish() {
    std::error_code fault;
    std::filesystem::rename(m_path, m_target, fault);
    if (fault) return core::fail("{}", fault.message());
    m_path.clear();
    return {};
}

}  // namespace kreisblick::io
