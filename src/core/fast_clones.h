#pragma once

/// Before a function with a plain loop: one source, two machine codes (AVX2 and any x86-64), chosen when the program starts. Both give the
/// same numbers. Sanitizers do not get along with that choice and take the plain code.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define KREISBLICK_FAST_CLONES __attribute__((target_clones("avx2", "default")))
#else
#define KREISBLICK_FAST_CLONES
#endif
