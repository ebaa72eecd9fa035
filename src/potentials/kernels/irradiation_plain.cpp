#include "potentials/kernels/irradiation_table_sums.h"

namespace kreisblick::potentials {

IrradiationKernel plain_irradiation_kernel() { return irradiation_kernel_for<PlainSunLanes>(); }

}  // namespace kreisblick::potentials
