#include "geo/kernels/distance_envelope.h"

namespace kreisblick::geo {

DistanceKernel plain_distance_kernel() { return {core::PlainLanes::count, fill_distance_rows<core::PlainLanes>}; }

}  // namespace kreisblick::geo
