#include "potentials/kernels/irradiation_table_sums.h"

namespace kreisblick::potentials {

#if defined(__AVX512F__)
IrradiationKernel avx512_irradiation_kernel() { return irradiation_kernel_for<Avx512SunLanes>(); }
#else
IrradiationKernel avx512_irradiation_kernel() { return plain_irradiation_kernel(); }
#endif

}  // namespace kreisblick::potentials
