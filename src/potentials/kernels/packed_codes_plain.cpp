#include "potentials/kernels/code_packing.h"

namespace kreisblick::potentials {

CodePacking plain_code_packing() { return {pack_codes, unpack_codes}; }

}  // namespace kreisblick::potentials
