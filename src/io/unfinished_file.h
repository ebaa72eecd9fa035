#pragma once

#include "core/result.h"

#include <filesystem>
#include <string>

namespace kreisblick::io {

/// A file under another name in the same folder that takes its real name when it is complete, and is removed otherwise.
class UnfinishedFile {
  public:
    /// An Error if the folder does not exist.
    [[nodiscard]] static core::Result<UnfinishedFile> beside(const std::filesystem::path& target);
    UnfinishedFile(UnfinishedFile&& other) noexcept;
    UnfinishedFile& operator=(UnfinishedFile&&) = delete;
    ~UnfinishedFile();

    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }
    /// Gives the file its real name, replacing what is there. Errors are clauses.
    [[nodiscard]] core::Result<void> finish();

  private:
    UnfinishedFile(std::filesystem::path path, std::filesystem::path target) : m_path(std::move(path)), m_target(std::move(target)) {}
    std::filesystem::path m_path;
    std::filesystem::path m_target;
};

}  // namespace kreisblick::io
