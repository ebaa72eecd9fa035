#include "geo/kernels/distance_envelope.h"

namespace kreisblick::geo {

#if defined(__AVX512F__)
DistanceKernel avx512_distance_kernel() { return distance_kernel_for<core::Avx512Lanes>(); }
#else
DistanceKernel avx512_distance_kernel() { return plain_distance_kernel(); }
#endif

}  // namespace kreisblick::geo
