/* widths - the same kernels for every width of register, and the widest that this processor has.
 * Floor 0. Who includes it has a struct kernels, and a macro KERNELS(width, target) that defines its functions and
 * `kernels##width`, for registers of `width` bytes; WIDTHS(KERNELS) makes them all, and widest(). What they compute must
 * be the same bytes for each width, which they are without contraction when every row sees the same operations in the
 * same order. (Not one wide type for all: vectors wider than the target's registers live in memory.) */
#ifndef SEG_WIDTHS_H
#define SEG_WIDTHS_H

#include <stdint.h>

/* What registers hold: doubles, their bits, and what comparing them gives. */
#define WIDTHS_TYPES(width)                                                                        \
	typedef double real##width __attribute__((vector_size(width), aligned(8), may_alias));     \
	typedef uint64_t bits##width __attribute__((vector_size(width), aligned(8), may_alias));   \
	typedef int64_t mask##width __attribute__((vector_size(width), aligned(8), may_alias));
WIDTHS_TYPES(16)
WIDTHS_TYPES(32)
WIDTHS_TYPES(64)

#if defined(__x86_64__)
#define WIDTHS(KERNELS)                                                                            \
	KERNELS(16, )                                                                              \
	KERNELS(32, __attribute__((target("avx2"))))                                               \
	KERNELS(64, __attribute__((target("avx512f"))))                                            \
	static const struct kernels *widest(void)                                                  \
	{                                                                                          \
		return __builtin_cpu_supports("avx512f") ? &kernels64                              \
		       : __builtin_cpu_supports("avx2")  ? &kernels32                              \
		                                         : &kernels16;                              \
	}
#else
#define WIDTHS(KERNELS)                                                                            \
	KERNELS(16, )                                                                              \
	static const struct kernels *widest(void)                                                  \
	{                                                                                          \
		return &kernels16;                                                                 \
	}
#endif

#endif
