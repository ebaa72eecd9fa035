#include "core/zeroed_memory.h"

#include <utility>

#include <sys/mman.h>

namespace kreisblick::core {

Result<ZeroedMemory> ZeroedMemory::make(std::int64_t bytes) {
    ZeroedMemory memory;
    if (bytes <= 0) return memory;
    const auto size = static_cast<std::size_t>(bytes);
    void* start = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (start == MAP_FAILED) return fail("there are no {} MiB of memory for intermediate results", bytes >> 20);
    // Large pages are not asked for: where memory is in many pieces, the system would take longer to clear room than the work itself.
    memory.m_bytes = {static_cast<std::uint8_t*>(start), size};
    return memory;
}

ZeroedMemory::ZeroedMemory(ZeroedMemory&& other) noexcept : m_bytes(std::exchange(other.m_bytes, {})) {}

ZeroedMemory& ZeroedMemory::operator=(ZeroedMemory&& other) noexcept {
    std::swap(m_bytes, other.m_bytes);
    return *this;
}

ZeroedMemory::~ZeroedMemory() {
    if (!m_bytes.empty()) munmap(m_bytes.data(), m_bytes.size());
}

}  // namespace kreisblick::core
