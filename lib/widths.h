/* widths - the same kernels for every width of register, and the widest that this processor has.
 * Floor 0. Who includes it has a struct kernels, and a macro KERNELS(width, target) that defines its functions and
 * `kernels##width`, for registers of `width` bytes; WIDTHS(KERNELS) makes them all, and widest(). What they compute must
 * be the same bytes for each width. */
#ifndef SEG_WIDTHS_H
#define SEG_WIDTHS_H

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
