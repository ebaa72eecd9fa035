#pragma once

namespace kreisblick::cli {

/// What all cores together reach in nothing but fused multiply-adds on 32-bit numbers, GFLOP/s (two a multiply-add), on the code path
/// that kernels take; 0 on the plain one, which has none.
[[nodiscard]] double fused_peak_gflops();

}  // namespace kreisblick::cli
