#include "geo/kernels/distance_envelope.h"

namespace kreisblick::geo {

DistanceKernel plain_distance_kernel() { return distance_kernel_for<core::PlainLanes>(); }

}  // namespace kreisblick::geo
