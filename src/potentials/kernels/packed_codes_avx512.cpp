#include "potentials/kernels/code_packing.h"

namespace kreisblick::potentials {

#if defined(__AVX512BW__)
CodePacking avx512_code_packing() { return {pack_codes, unpack_codes}; }
#else
CodePacking avx512_code_packing() { return plain_code_packing(); }
#endif

}  // namespace kreisblick::potentials
