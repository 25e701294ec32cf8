/* cells - where the cells of seg-tsv end, and its lines. */
#include "cells.h"

#include <string.h>
#ifdef __SSE2__
#include <immintrin.h>
#endif

#include "widths.h"

/* A bit for each of 64 bytes. */
struct lanes {
	uint64_t cut, line; /* cut: tabs and line feeds */
};

#ifdef __SSE2__
static inline struct lanes lanes16(const char *p, int *odd)
{
	const __m128i tab = _mm_set1_epi8('\t'), lf = _mm_set1_epi8('\n'), cr = _mm_set1_epi8('\r');
	const __m128i backslash = _mm_set1_epi8('\\'), zero = _mm_setzero_si128();
	__m128i strange = zero, high = zero;
	struct lanes l = { 0 };

	for (int k = 0; k < 4; k++) {
		__m128i v = _mm_loadu_si128((const __m128i *)(p + 16 * k)), line = _mm_cmpeq_epi8(v, lf);
		__m128i cut = _mm_or_si128(_mm_cmpeq_epi8(v, tab), line);

		l.cut |= (uint64_t)(uint32_t)_mm_movemask_epi8(cut) << (16 * k);
		l.line |= (uint64_t)(uint32_t)_mm_movemask_epi8(line) << (16 * k);
		high = _mm_or_si128(high, v);
		strange = _mm_or_si128(strange,
		                       _mm_or_si128(_mm_cmpeq_epi8(v, zero),
		                                    _mm_or_si128(_mm_cmpeq_epi8(v, cr),
		                                                 _mm_cmpeq_epi8(v, backslash))));
	}
	*odd |= (_mm_movemask_epi8(strange) ? CELLS_ODD : 0) |
	        (_mm_movemask_epi8(high) ? CELLS_HIGH : 0);
	return l;
}

__attribute__((target("avx2"))) static inline struct lanes lanes32(const char *p, int *odd)
{
	const __m256i tab = _mm256_set1_epi8('\t'), lf = _mm256_set1_epi8('\n'),
		      cr = _mm256_set1_epi8('\r');
	const __m256i backslash = _mm256_set1_epi8('\\'), zero = _mm256_setzero_si256();
	__m256i strange = zero, high = zero;
	struct lanes l = { 0 };

	for (int k = 0; k < 2; k++) {
		__m256i v = _mm256_loadu_si256((const __m256i *)(p + 32 * k));
		__m256i line = _mm256_cmpeq_epi8(v, lf);
		__m256i cut = _mm256_or_si256(_mm256_cmpeq_epi8(v, tab), line);

		l.cut |= (uint64_t)(uint32_t)_mm256_movemask_epi8(cut) << (32 * k);
		l.line |= (uint64_t)(uint32_t)_mm256_movemask_epi8(line) << (32 * k);
		high = _mm256_or_si256(high, v);
		strange = _mm256_or_si256(
			strange, _mm256_or_si256(_mm256_cmpeq_epi8(v, zero),
		                                 _mm256_or_si256(_mm256_cmpeq_epi8(v, cr),
		                                                 _mm256_cmpeq_epi8(v, backslash))));
	}
	*odd |= (_mm256_movemask_epi8(strange) ? CELLS_ODD : 0) |
	        (_mm256_movemask_epi8(high) ? CELLS_HIGH : 0);
	return l;
}
#else
static inline struct lanes lanes16(const char *p, int *odd)
{
	struct lanes l = { 0 };

	for (int k = 0; k < 64; k++) {
		unsigned char c = (unsigned char)p[k];

		l.cut |= (uint64_t)(c == '\t' || c == '\n') << k;
		l.line |= (uint64_t)(c == '\n') << k;
		*odd |= (c == 0 || c == '\r' || c == '\\' ? CELLS_ODD : 0) |
		        (c >= 0x80 ? CELLS_HIGH : 0);
	}
	return l;
}
#endif
#define lanes64 lanes32 /* AVX-512's foundation has no masks of 64 bytes */

/* Eight offsets are written at a time, used or not: no branch depends on how many there are among 64 bytes. */
#define KERNELS(width, target)                                                                            \
	static target void find##width(struct cells *c, uint32_t *end, size_t at, const char *p)          \
	{                                                                                                 \
		struct lanes l = lanes##width(p, &c->odd);                                                \
		size_t cells = (size_t)__builtin_popcountll(l.cut);                                       \
                                                                                                          \
		c->lines += (size_t)__builtin_popcountll(l.line);                                         \
		end += c->n;                                                                              \
		c->n += cells;                                                                            \
		for (size_t i = 0; i < cells; i += 8)                                                     \
			for (size_t k = 0; k < 8; k++) {                                                  \
				uint64_t some = l.cut | (uint64_t)1 << 63;                                \
                                                                                                          \
				end[i + k] = (uint32_t)(at + (size_t)__builtin_ctzll(some));              \
				l.cut &= l.cut - 1;                                                       \
			}                                                                                 \
	}                                                                                                 \
                                                                                                          \
	static target void all##width(struct cells *c, uint32_t *end, size_t at, const char *p, size_t n) \
	{                                                                                                 \
		for (size_t i = 0; i < n; i += 64)                                                        \
			find##width(c, end, at + i, p + i);                                               \
	}                                                                                                 \
                                                                                                          \
	static target size_t lines##width(const char *p, size_t n)                                        \
	{                                                                                                 \
		size_t lines = 0;                                                                         \
		int odd = 0;                                                                              \
                                                                                                          \
		for (size_t i = 0; i < n; i += 64)                                                        \
			lines += (size_t)__builtin_popcountll(lanes##width(p + i, &odd).line);            \
		return lines;                                                                             \
	}                                                                                                 \
                                                                                                          \
	static const struct kernels kernels##width = { all##width, lines##width };

/* Of whole 64 bytes. */
struct kernels {
	void (*find)(struct cells *c, uint32_t *end, size_t at, const char *p, size_t n);
	size_t (*lines)(const char *p, size_t n);
};

WIDTHS(KERNELS)

#ifdef __x86_64__
/* The numbers of the bytes that end a cell are packed together, and sixteen offsets written at a time. */
#define PACKS __attribute__((target("avx512bw,avx512vbmi2,popcnt")))

PACKS static void all_packed(struct cells *c, uint32_t *end, size_t at, const char *p, size_t n)
{
	static const uint8_t number[64] = { 0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12,
		                            13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25,
		                            26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38,
		                            39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51,
		                            52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63 };
	const __m512i tab = _mm512_set1_epi8('\t'), lf = _mm512_set1_epi8('\n');
	const __m512i cr = _mm512_set1_epi8('\r'), backslash = _mm512_set1_epi8('\\');
	const __m512i numbers = _mm512_loadu_si512(number);
	uint64_t strange = 0, high = 0;

	for (size_t i = 0; i < n; i += 64) {
		__m512i v = _mm512_loadu_si512(p + i),
			base = _mm512_set1_epi32((int)(uint32_t)(at + i));
		uint64_t line = _mm512_cmpeq_epi8_mask(v, lf);
		uint64_t cut = _mm512_cmpeq_epi8_mask(v, tab) | line;
		size_t cells = (size_t)__builtin_popcountll(cut);
		uint8_t packed[64];

		strange |= _mm512_testn_epi8_mask(v, v) | _mm512_cmpeq_epi8_mask(v, cr) |
		           _mm512_cmpeq_epi8_mask(v, backslash);
		high |= _mm512_movepi8_mask(v);
		_mm512_storeu_si512(packed, _mm512_maskz_compress_epi8(cut, numbers));
		for (size_t k = 0; k < cells; k += 16) {
			__m128i some = _mm_loadu_si128((const __m128i *)(packed + k));

			_mm512_storeu_si512(end + c->n + k,
			                    _mm512_add_epi32(_mm512_cvtepu8_epi32(some), base));
		}
		c->n += cells;
		c->lines += (size_t)__builtin_popcountll(line);
	}
	c->odd |= (strange ? CELLS_ODD : 0) | (high ? CELLS_HIGH : 0);
}

PACKS static size_t lines_packed(const char *p, size_t n)
{
	const __m512i lf = _mm512_set1_epi8('\n');
	size_t lines = 0;

	for (size_t i = 0; i < n; i += 64)
		lines += (size_t)__builtin_popcountll(
			_mm512_cmpeq_epi8_mask(_mm512_loadu_si512(p + i), lf));
	return lines;
}

static const struct kernels *fastest(void)
{
	static const struct kernels packed = { all_packed, lines_packed };

	return __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vbmi2") ? &packed
	                                                                                   : widest();
}
#else
#define fastest widest
#endif

/* The last bytes, as 64. */
static void fill_up(char *tail, const char *p, size_t n)
{
	memset(tail, 'x', 64);
	memcpy(tail, p, n);
}

void cells_find(struct cells *c, uint32_t *end, size_t at, const char *p, size_t n)
{
	const struct kernels *k = fastest();
	size_t whole = n / 64 * 64;
	char tail[64];

	k->find(c, end, at, p, whole);
	if (whole == n)
		return;
	fill_up(tail, p + whole, n - whole);
	k->find(c, end, at + whole, tail, sizeof(tail));
}

size_t cells_lines(const char *p, size_t n)
{
	const struct kernels *k = fastest();
	size_t whole = n / 64 * 64, lines = k->lines(p, whole);
	char tail[64];

	if (whole == n)
		return lines;
	fill_up(tail, p + whole, n - whole);
	return lines + k->lines(tail, sizeof(tail));
}
