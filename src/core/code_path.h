#pragma once

#include <optional>

namespace kreisblick::core {

/// The machine codes that hot kernels are compiled to (both AVX sets with fused multiply-add); all of them give the same numbers.
enum class CodePath { Plain, Avx2, Avx512 };

/// Whether this processor runs it (and, for sanitizers, whether it is meant to).
[[nodiscard]] bool is_supported(CodePath path);

/// The path that kernels take: the forced one, else the best that the processor runs.
[[nodiscard]] CodePath code_path();

/// For tests and benchmarks: makes every kernel take this path, which must be supported; nothing gives the choice back.
void force_code_path(std::optional<CodePath> path);

}  // namespace kreisblick::core
