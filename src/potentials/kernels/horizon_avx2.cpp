#include "potentials/kernels/horizon_bundle.h"

namespace kreisblick::potentials {

#if defined(__AVX2__)
HorizonKernel avx2_horizon_kernel() { return kernel_for<core::Avx2Lanes>(); }
#else
HorizonKernel avx2_horizon_kernel() { return plain_horizon_kernel(); }
#endif

}  // namespace kreisblick::potentials
