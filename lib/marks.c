/* marks - where the bytes that cut a table into cells stand in a block. */
#include "marks.h"

#include <stdlib.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "memory.h"

/* A bit per byte that matters among 64; *odd gathers bytes that plain records do not have. */
static uint64_t marks_in(char delimiter_byte, char quote_byte, const char *p, int *odd)
{
	uint64_t mask = 0;
#ifdef __SSE2__
	const __m128i delimiter = _mm_set1_epi8(delimiter_byte), lf = _mm_set1_epi8('\n');
	const __m128i quote = _mm_set1_epi8(quote_byte ? quote_byte : '\n'),
		      backslash = _mm_set1_epi8('\\');
	const __m128i low = _mm_set1_epi8(' '), cr = _mm_set1_epi8('\r');
	__m128i strange = _mm_setzero_si128();

	for (int k = 0; k < 4; k++) {
		__m128i v = _mm_loadu_si128((const __m128i *)(p + 16 * k));
		__m128i line = _mm_cmpeq_epi8(v, lf), cut = _mm_cmpeq_epi8(v, delimiter);
		__m128i found = _mm_or_si128(_mm_or_si128(line, cut), _mm_cmpeq_epi8(v, quote));
		/* signed: control bytes and all from 0x80; line ends and the delimiter itself are expected */
		__m128i below =
			_mm_andnot_si128(_mm_or_si128(_mm_or_si128(line, cut), _mm_cmpeq_epi8(v, cr)),
		                         _mm_cmplt_epi8(v, low));

		mask |= (uint64_t)(uint32_t)_mm_movemask_epi8(found) << (16 * k);
		strange = _mm_or_si128(strange, _mm_or_si128(below, _mm_cmpeq_epi8(v, backslash)));
	}
	*odd |= _mm_movemask_epi8(strange);
#else
	for (int k = 0; k < 64; k++) {
		char c = p[k];

		mask |= (uint64_t)(c == delimiter_byte || c == '\n' || (quote_byte && c == quote_byte))
		        << k;
		*odd |= c == '\\' ||
		        ((signed char)c < ' ' && c != delimiter_byte && c != '\n' && c != '\r');
	}
#endif
	return mask;
}

void marks_clear(struct marks *m)
{
	m->n = 0;
	m->odd = false;
}

void marks_find(struct marks *m, char delimiter, char quote, const char *p, size_t n)
{
	int odd = 0;

	for (size_t at = 0; at < n; at += 64) {
		char tail[64];
		const char *from = p + at;

		if (n - at < 64) {
			memset(tail, 'x', sizeof(tail));
			memcpy(tail, from, n - at);
			from = tail;
		}
		if (m->room < m->n + 64) {
			m->room = 2 * m->room + n / 4 + 64;
			m->at = memory_resize(m->at, m->room, sizeof(*m->at));
		}
		for (uint64_t mask = marks_in(delimiter, quote, from, &odd); mask; mask &= mask - 1)
			m->at[m->n++] = (uint32_t)(at + (size_t)__builtin_ctzll(mask));
	}
	m->odd = odd != 0;
}

bool marks_odd(char delimiter, const char *p, size_t n)
{
	size_t i = 0;
	bool odd = false;
#ifdef __SSE2__
	const __m128i cut = _mm_set1_epi8(delimiter), lf = _mm_set1_epi8('\n'), cr = _mm_set1_epi8('\r');
	const __m128i low = _mm_set1_epi8(' '), backslash = _mm_set1_epi8('\\');
	__m128i strange = _mm_setzero_si128();

	for (; i + 16 <= n; i += 16) {
		__m128i v = _mm_loadu_si128((const __m128i *)(p + i));
		__m128i expected =
			_mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(v, lf), _mm_cmpeq_epi8(v, cut)),
		                     _mm_cmpeq_epi8(v, cr));

		strange = _mm_or_si128(strange, _mm_andnot_si128(expected, _mm_cmplt_epi8(v, low)));
		strange = _mm_or_si128(strange, _mm_cmpeq_epi8(v, backslash));
	}
	odd = _mm_movemask_epi8(strange) != 0;
#endif
	for (; i < n; i++)
		odd |= p[i] == '\\' ||
		       ((signed char)p[i] < ' ' && p[i] != delimiter && p[i] != '\n' && p[i] != '\r');
	return odd;
}

void marks_release(struct marks *m)
{
	free(m->at);
	*m = (struct marks){ 0 };
}
