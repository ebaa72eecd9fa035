#pragma once

#include <catch2/catch_test_macros.hpp>

#include <csignal>

#include <sys/resource.h>

namespace kreisblick::tests {

/// While it lives, no file of this process can grow beyond so many bytes: writing fails in the same place as on a full disk, without
/// needing root to make one.
class SmallDisk {
  public:
    explicit SmallDisk(rlim_t bytes) : m_handler(std::signal(SIGXFSZ, SIG_IGN)) {
        REQUIRE(getrlimit(RLIMIT_FSIZE, &m_before) == 0);
        const rlimit small{bytes, m_before.rlim_max};
        REQUIRE(setrlimit(RLIMIT_FSIZE, &small) == 0);
    }
    ~SmallDisk() {
        setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_handler);
    }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;

  private:
    void (*m_handler)(int);
    rlimit m_before{};
};

}  // namespace kreisblick::tests
