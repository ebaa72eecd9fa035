#include "potentials/kernels/code_packing.h"

namespace kreisblick::potentials {

#if defined(__AVX2__)
CodePacking avx2_code_packing() { return {pack_codes, unpack_codes}; }
#else
CodePacking avx2_code_packing() { return plain_code_packing(); }
#endif

}  // namespace kreisblick::potentials
