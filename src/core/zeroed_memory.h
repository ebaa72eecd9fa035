#pragma once

#include "core/result.h"

#include <cstdint>
#include <span>

namespace kreisblick::core {

/// Many bytes at once, all zero. They cost nothing before they are touched, so that the threads
/// that fill them also share the work of getting them.
class ZeroedMemory {
  public:
    ZeroedMemory() = default;
    [[nodiscard]] static Result<ZeroedMemory> make(std::int64_t bytes);
    ZeroedMemory(ZeroedMemory&& other) noexcept;
    ZeroedMemory& operator=(ZeroedMemory&& other) noexcept;
    ZeroedMemory(const ZeroedMemory&) = delete;
    ZeroedMemory& operator=(const ZeroedMemory&) = delete;
    ~ZeroedMemory();

    [[nodiscard]] std::span<std::uint8_t> bytes() { return m_bytes; }
    [[nodiscard]] std::span<const std::uint8_t> bytes() const { return m_bytes; }

  private:
    std::span<std::uint8_t> m_bytes;
};

}  // namespace kreisblick::core
