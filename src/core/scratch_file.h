#pragma once

#include "core/result.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>

namespace kreisblick::core {

/// Where the program keeps what it can make again: kreisblick/ in $XDG_CACHE_HOME, else in ~/.cache, else in the folder for temporary
/// files.
[[nodiscard]] std::filesystem::path cache_folder();

/// A file without a name that holds more than memory should; it is gone when its owner is, whatever happens.
/// Several threads may read and write at once, as long as they keep to different places.
class ScratchFile {
  public:
    /// A file of so many zero bytes in the cache folder (made if there is none). It grows where something is written beyond them.
    [[nodiscard]] static Result<ScratchFile> make(std::int64_t bytes);
    ScratchFile(ScratchFile&& other) noexcept;
    ScratchFile& operator=(ScratchFile&& other) noexcept;
    ScratchFile(const ScratchFile&) = delete;
    ScratchFile& operator=(const ScratchFile&) = delete;
    ~ScratchFile();

    [[nodiscard]] Result<void> write(std::int64_t offset, std::span<const std::uint8_t> bytes);
    [[nodiscard]] Result<void> read(std::int64_t offset, std::span<std::uint8_t> bytes) const;

  private:
    explicit ScratchFile(int descriptor) : m_descriptor(descriptor) {}
    int m_descriptor = -1;
};

}  // namespace kreisblick::core
