#include "potentials/kernels/horizon_bundle.h"

namespace kreisblick::potentials {

#if defined(__AVX512F__)
HorizonKernel avx512_horizon_kernel() { return kernel_for<core::Avx512Lanes>(); }
#else
HorizonKernel avx512_horizon_kernel() { return plain_horizon_kernel(); }
#endif

}  // namespace kreisblick::potentials
