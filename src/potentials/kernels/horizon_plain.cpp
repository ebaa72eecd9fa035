#include "potentials/kernels/horizon_bundle.h"

namespace kreisblick::potentials {

HorizonKernel plain_horizon_kernel() { return kernel_for<core::PlainLanes>(); }

}  // namespace kreisblick::potentials
