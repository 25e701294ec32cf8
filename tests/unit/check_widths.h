/* check_widths - a check of every register width that lib/widths.h makes. */
#ifndef CHECK_WIDTHS_H
#define CHECK_WIDTHS_H

/* Of kernels that lib/widths.h chooses among: check(kernels, whether they run here, bytes) of all but the narrowest. */
#if defined(__x86_64__)
#define CHECK_WIDTHS(check)                                                                        \
	(check(&kernels32, __builtin_cpu_supports("avx2"), 32),                                    \
	 check(&kernels64, __builtin_cpu_supports("avx512f"), 64))
#else
#define CHECK_WIDTHS(check) ((void)(check))
#endif

#endif
