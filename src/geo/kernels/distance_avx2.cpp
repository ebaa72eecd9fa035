#include "geo/kernels/distance_envelope.h"

namespace kreisblick::geo {

#if defined(__AVX2__)
DistanceKernel avx2_distance_kernel() { return distance_kernel_for<core::Avx2Lanes>(); }
#else
DistanceKernel avx2_distance_kernel() { return plain_distance_kernel(); }
#endif

}  // namespace kreisblick::geo
