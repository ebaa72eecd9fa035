#include "core/code_path.h"

#include <atomic>
#include <cassert>

namespace kreisblick::core {
namespace {

constexpr int k_not_forced = -1;

std::atomic<int>& forced_path() {
    static std::atomic<int> path = k_not_forced;
    return path;
}

}  // namespace

bool is_supported(CodePath path) {
#if defined(__x86_64__) && defined(__GNUC__)
    if (path == CodePath::Avx512)
        return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
               __builtin_cpu_supports("avx512dq");
    if (path == CodePath::Avx2) return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
#endif
    return path == CodePath::Plain;
}

CodePath code_path() {
    const int forced = forced_path();
    if (forced != k_not_forced) return static_cast<CodePath>(forced);
    static const CodePath best = is_supported(CodePath::Avx512) ? CodePath::Avx512
                                 : is_supported(CodePath::Avx2) ? CodePath::Avx2
                                                                : CodePath::Plain;
    return best;
}

void force_code_path(std::optional<CodePath> path) {
    assert(!path || is_supported(*path));
    forced_path() = path ? static_cast<int>(*path) : k_not_forced;
}

}  // namespace kreisblick::core
