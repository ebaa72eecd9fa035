#include "potentials/kernels/irradiation_table_sums.h"

namespace kreisblick::potentials {

#if defined(__AVX2__)
IrradiationKernel avx2_irradiation_kernel() { return irradiation_kernel_for<Avx2SunLanes>(); }
#else
IrradiationKernel avx2_irradiation_kernel() { return plain_irradiation_kernel(); }
#endif

}  // namespace kreisblick::potentials
