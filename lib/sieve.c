/* sieve - which numbers are not above the limit of their kind. */
#include "sieve.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

/* From `i` on, one after the other; `found` there are so far. */
static size_t one_by_one(const float *value, const uint32_t *kind, size_t i, size_t n,
                         const float *limit, uint16_t *out, size_t found)
{
	for (; i < n; i++) {
		out[found] = (uint16_t)i;
		found += !(value[i] > limit[kind[i]]);
	}
	return found;
}

#if defined(__x86_64__)
/* The places of the bits of a mask. */
static inline size_t spread(unsigned mask, size_t i, uint16_t *out, size_t found)
{
	for (; mask; mask &= mask - 1)
		out[found++] = (uint16_t)(i + (size_t)__builtin_ctz(mask));
	return found;
}

__attribute__((target("avx512f"))) static size_t sixteen(const float *value, const uint32_t *kind,
                                                         size_t n, const float *limit, size_t kinds,
                                                         uint16_t *out)
{
	__m512 few = _mm512_maskz_loadu_ps((__mmask16)((1u << (kinds < 16 ? kinds : 16)) - 1), limit);
	size_t found = 0, i = 0;

	for (; i + 16 <= n; i += 16) {
		__m512i k = _mm512_loadu_si512(kind + i);
		__m512 most = kinds <= 16 ? _mm512_permutexvar_ps(k, few)
		                          : _mm512_i32gather_ps(k, limit, sizeof(float));

		found = spread(_mm512_cmp_ps_mask(_mm512_loadu_ps(value + i), most, _CMP_NGT_UQ), i,
		               out, found);
	}
	return one_by_one(value, kind, i, n, limit, out, found);
}

__attribute__((target("avx2"))) static size_t eight(const float *value, const uint32_t *kind,
                                                    size_t n, const float *limit, uint16_t *out)
{
	size_t found = 0, i = 0;

	for (; i + 8 <= n; i += 8) {
		__m256 most = _mm256_i32gather_ps(
			limit, _mm256_loadu_si256((const __m256i *)(kind + i)), sizeof(float));

		found = spread((unsigned)_mm256_movemask_ps(
				       _mm256_cmp_ps(_mm256_loadu_ps(value + i), most, _CMP_NGT_UQ)),
		               i, out, found);
	}
	return one_by_one(value, kind, i, n, limit, out, found);
}
#endif

size_t sieve(const float *value, const uint32_t *kind, size_t n, const float *limit, size_t kinds,
             uint16_t *out)
{
#if defined(__x86_64__)
	if (__builtin_cpu_supports("avx512f"))
		return sixteen(value, kind, n, limit, kinds, out);
	if (__builtin_cpu_supports("avx2"))
		return eight(value, kind, n, limit, out);
#endif
	(void)kinds;
	return one_by_one(value, kind, 0, n, limit, out, 0);
}
