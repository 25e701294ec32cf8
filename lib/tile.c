/* tile - TILE_ROWS rows, column by column: distances to points in wide registers. */
#include "tile.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

#include "widths.h"

/* What is said of the second nearest centre. */
enum second { NO_SECOND, ROOM, NEXT };

/* The kernels once for each register width, in bytes. Four registers of rows meet a centre together, which hides the
 * time an addition takes. Every row sees the same operations in the same order. */
#define KERNELS(width, target)                                                                          \
	static inline target __attribute__((always_inline)) void distances##width(                      \
		const double *tile, const double *centre, size_t d, real##width away[4])                \
	{                                                                                               \
		real##width a0 = { 0 }, a1 = { 0 }, a2 = { 0 }, a3 = { 0 };                             \
                                                                                                        \
		for (size_t j = 0; j < d; j++) {                                                        \
			const real##width *x = (const real##width *)(tile + j * TILE_ROWS);             \
			real##width t0 = x[0] - centre[j], t1 = x[1] - centre[j];                       \
			real##width t2 = x[2] - centre[j], t3 = x[3] - centre[j];                       \
                                                                                                        \
			a0 += t0 * t0;                                                                  \
			a1 += t1 * t1;                                                                  \
			a2 += t2 * t2;                                                                  \
			a3 += t3 * t3;                                                                  \
		}                                                                                       \
		away[0] = a0;                                                                           \
		away[1] = a1;                                                                           \
		away[2] = a2;                                                                           \
		away[3] = a3;                                                                           \
	}                                                                                               \
                                                                                                        \
	/* The lesser lane by lane. */                                                                  \
	static inline target __attribute__((always_inline))                                             \
	real##width less##width(mask##width choose, real##width a, real##width b)                       \
	{                                                                                               \
		return (real##width)((choose & (mask##width)a) | (~choose & (mask##width)b));           \
	}                                                                                               \
                                                                                                        \
	static inline target __attribute__((always_inline)) void search##width(                         \
		const double *tile, const double *centres, size_t k, size_t d, double *best,            \
		double *room, int32_t *label, enum second second)                                       \
	{                                                                                               \
		enum { ROWS = 4 * (width) / 8 };                                                        \
                                                                                                        \
		for (size_t b = 0; b < TILE_ROWS; b += ROWS) {                                          \
			real##width away[4], least[4], next[4];                                         \
			mask##width which[4] = { 0 };                                                   \
			int64_t index[ROWS];                                                            \
                                                                                                        \
			distances##width(tile + b, centres, d, least);                                  \
			for (size_t i = 0; i < 4; i++)                                                  \
				next[i] = (real##width){ 0 } + INFINITY;                                \
			for (size_t c = 1; c < k; c++) {                                                \
				distances##width(tile + b, centres + c * d, d, away);                   \
				for (size_t i = 0; i < 4; i++) {                                        \
					mask##width closer = away[i] < least[i];                        \
                                                                                                        \
					if (second != NO_SECOND) {                                      \
						real##width other =                                     \
							less##width(closer, least[i], away[i]);         \
                                                                                                        \
						next[i] = less##width(other < next[i], other, next[i]); \
					}                                                               \
					which[i] = (closer & (int64_t)c) | (~closer & which[i]);        \
					least[i] = less##width(closer, away[i], least[i]);              \
				}                                                                       \
			}                                                                               \
			memcpy(best + b, least, sizeof(least));                                         \
			for (size_t i = 0; second == ROOM && i < 4; i++)                                \
				*(real##width *)(room + b + i * (width) / 8) =                          \
					root##width(next[i]) * (1 - TILE_WRONG) -                       \
					root##width(least[i]) * (1 + TILE_WRONG);                       \
			if (second == NEXT)                                                             \
				memcpy(room + b, next, sizeof(next));                                   \
			memcpy(index, which, sizeof(which));                                            \
			for (size_t i = 0; i < ROWS; i++)                                               \
				label[b + i] = (int32_t)index[i];                                       \
		}                                                                                       \
	}                                                                                               \
                                                                                                        \
	static target void nearest##width(const double *tile, const double *centres, size_t k,          \
	                                  size_t d, double *best, int32_t *label)                       \
	{                                                                                               \
		search##width(tile, centres, k, d, best, NULL, label, NO_SECOND);                       \
	}                                                                                               \
                                                                                                        \
	static target void room##width(const double *tile, const double *centres, size_t k,             \
	                               size_t d, double *best, double *room, int32_t *label)            \
	{                                                                                               \
		search##width(tile, centres, k, d, best, room, label, ROOM);                            \
	}                                                                                               \
                                                                                                        \
	static target void two##width(const double *tile, const double *centres, size_t k,              \
	                              size_t d, double *best, double *next, int32_t *label)             \
	{                                                                                               \
		search##width(tile, centres, k, d, best, next, label, NEXT);                            \
	}                                                                                               \
                                                                                                        \
	static target void nearer##width(const double *tile, const double *centre, size_t d,            \
	                                 const double *near, double *out)                               \
	{                                                                                               \
		enum { ROWS = 4 * (width) / 8 };                                                        \
                                                                                                        \
		for (size_t b = 0; b < TILE_ROWS; b += ROWS) {                                          \
			double away[ROWS];                                                              \
                                                                                                        \
			distances##width(tile + b, centre, d, (real##width *)away);                     \
			for (size_t i = 0; i < ROWS; i++)                                               \
				out[b + i] = away[i] < near[b + i] ? away[i] : near[b + i];             \
		}                                                                                       \
	}                                                                                               \
                                                                                                        \
	static target void away##width(const double *tile, const double *centre, size_t d, double *out) \
	{                                                                                               \
		enum { ROWS = 4 * (width) / 8 };                                                        \
                                                                                                        \
		for (size_t b = 0; b < TILE_ROWS; b += ROWS) {                                          \
			real##width squared[4];                                                         \
                                                                                                        \
			distances##width(tile + b, centre, d, squared);                                 \
			for (size_t i = 0; i < 4; i++)                                                  \
				*(real##width *)(out + b + i * (width) / 8) = root##width(squared[i]);  \
		}                                                                                       \
	}                                                                                               \
                                                                                                        \
	static target void roots##width(double *v)                                                      \
	{                                                                                               \
		for (size_t b = 0; b < TILE_ROWS; b += (width) / 8)                                     \
			*(real##width *)(v + b) = root##width(*(real##width *)(v + b));                 \
	}                                                                                               \
                                                                                                        \
	static const struct kernels kernels##width = { nearest##width, room##width, two##width,         \
		                                       nearer##width,  away##width, roots##width };

struct kernels {
	void (*nearest)(const double *tile, const double *centres, size_t k, size_t d, double *best,
	                int32_t *label);
	void (*room)(const double *tile, const double *centres, size_t k, size_t d, double *best,
	             double *room, int32_t *label);
	void (*two)(const double *tile, const double *centres, size_t k, size_t d, double *best,
	            double *next, int32_t *label);
	void (*nearer)(const double *tile, const double *centre, size_t d, const double *near,
	               double *out);
	void (*away)(const double *tile, const double *centre, size_t d, double *out);
	void (*roots)(double *v);
};

#if defined(__x86_64__)
#define root16(v) ((real16)_mm_sqrt_pd((__m128d)(v)))
#define root32(v) ((real32)_mm256_sqrt_pd((__m256d)(v)))
#define root64(v) ((real64)_mm512_sqrt_pd((__m512d)(v)))
#else
#define root16(v) ((real16){ sqrt((v)[0]), sqrt((v)[1]) })
#endif

WIDTHS(KERNELS)

void tile_away(const double *tile, const double *centre, size_t d, double *out)
{
	widest()->away(tile, centre, d, out);
}

void tile_roots(double *v)
{
	widest()->roots(v);
}

void tile_nearest(const double *tile, const double *centres, size_t k, size_t d, double *best,
                  int32_t *label)
{
	widest()->nearest(tile, centres, k, d, best, label);
}

void tile_nearest_room(const double *tile, const double *centres, size_t k, size_t d, double *best,
                       double *room, int32_t *label)
{
	widest()->room(tile, centres, k, d, best, room, label);
}

void tile_nearest_two(const double *tile, const double *centres, size_t k, size_t d, double *best,
                      double *next, int32_t *label)
{
	widest()->two(tile, centres, k, d, best, next, label);
}

void tile_nearer(const double *tile, const double *centre, size_t d, const double *near, double *out)
{
	widest()->nearer(tile, centre, d, near, out);
}

double tile_sum(const double *v)
{
	real16 a = { 0 }, b = { 0 }, c = { 0 }, d = { 0 };

	for (size_t i = 0; i < TILE_ROWS; i += 8) {
		const real16 *p = (const real16 *)(v + i);

		a += p[0];
		b += p[1];
		c += p[2];
		d += p[3];
	}
	a += c;
	b += d;
	return (a[0] + a[1]) + (b[0] + b[1]);
}
