/* tiles - rows laid out so that distances to a point fill wide registers. */
#include "tiles.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

#define LANES 8 /* partial sums of a tile, whatever the register width */

/* The kernels once for each register width, in bytes. Four registers of rows meet a centre together, which hides the
 * time an addition takes. Every row sees the same operations in the same order, so without contraction all widths
 * give the same bytes. (Not one wide type for all: vectors wider than the target's registers live in memory.) */
#define KERNELS(width, target)                                                                          \
	typedef double real##width __attribute__((vector_size(width), aligned(8), may_alias));          \
	typedef int64_t mask##width __attribute__((vector_size(width), aligned(8), may_alias));         \
                                                                                                        \
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
	static target void nearest##width(const double *tile, const double *centres, size_t k,          \
	                                  size_t d, double *best, int32_t *label)                       \
	{                                                                                               \
		enum { ROWS = 4 * (width) / 8 };                                                        \
                                                                                                        \
		for (size_t b = 0; b < TILE_ROWS; b += ROWS) {                                          \
			real##width away[4], least[4];                                                  \
			mask##width which[4] = { 0 };                                                   \
			int64_t index[ROWS];                                                            \
                                                                                                        \
			distances##width(tile + b, centres, d, least);                                  \
			for (size_t c = 1; c < k; c++) {                                                \
				distances##width(tile + b, centres + c * d, d, away);                   \
				for (size_t i = 0; i < 4; i++) {                                        \
					mask##width closer = away[i] < least[i];                        \
                                                                                                        \
					which[i] = (closer & (int64_t)c) | (~closer & which[i]);        \
					least[i] = (real##width)((closer & (mask##width)away[i]) |      \
					                         (~closer & (mask##width)least[i]));    \
				}                                                                       \
			}                                                                               \
			memcpy(best + b, least, sizeof(least));                                         \
			memcpy(index, which, sizeof(which));                                            \
			for (size_t i = 0; i < ROWS; i++)                                               \
				label[b + i] = (int32_t)index[i];                                       \
		}                                                                                       \
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
	static const struct kernels kernels##width = { nearest##width, nearer##width, away##width };

struct kernels {
	void (*nearest)(const double *tile, const double *centres, size_t k, size_t d, double *best,
	                int32_t *label);
	void (*nearer)(const double *tile, const double *centre, size_t d, const double *near,
	               double *out);
	void (*away)(const double *tile, const double *centre, size_t d, double *out);
};

#if defined(__x86_64__)
#define root16(v) ((real16)_mm_sqrt_pd((__m128d)(v)))
#define root32(v) ((real32)_mm256_sqrt_pd((__m256d)(v)))
#define root64(v) ((real64)_mm512_sqrt_pd((__m512d)(v)))
#else
#define root16(v) ((real16){ sqrt((v)[0]), sqrt((v)[1]) })
#endif

KERNELS(16, )
#if defined(__x86_64__)
KERNELS(32, __attribute__((target("avx2"))))
KERNELS(64, __attribute__((target("avx512f"))))
#endif

static const struct kernels *widest(void)
{
#if defined(__x86_64__)
	if (__builtin_cpu_supports("avx512f"))
		return &kernels64;
	if (__builtin_cpu_supports("avx2"))
		return &kernels32;
#endif
	return &kernels16;
}

struct fill {
	const struct tiles *tiles;
	bool *bad; /* of each slice */
};

static void fill_slice(void *arg, size_t s)
{
	const struct fill *f = arg;
	const struct tiles *t = f->tiles;
	bool bad = false;

	for (size_t i = s * SLICE_TILES; i < tiles_end(t, s); i++) {
		double *tile = t->p + i * t->x.columns * TILE_ROWS;
		size_t rows = tiles_rows(t, i);

		if (rows < TILE_ROWS)
			memset(tile, 0, t->x.columns * TILE_ROWS * sizeof(*tile));
		for (size_t b = 0; b < rows; b++) {
			const double *row = mat_row(t->x, i * TILE_ROWS + b);

			for (size_t j = 0; j < t->x.columns; j++) {
				tile[j * TILE_ROWS + b] = row[j];
				bad |= !(fabs(row[j]) <= TILES_LARGEST);
			}
		}
	}
	f->bad[s] = bad;
}

bool tiles_init(struct tiles *out, struct mat x, struct tiles_each each)
{
	struct arena scratch = { 0 };
	struct fill f = { out, NULL };
	bool bad = false;

	*out = (struct tiles){ .x = x, .each = each };
	out->count = (x.rows + TILE_ROWS - 1) / TILE_ROWS;
	out->slices = (x.rows + SLICE_ROWS - 1) / SLICE_ROWS;
	out->p = memory_get(out->count * TILE_ROWS, x.columns * sizeof(double));
	f.bad = ARENA_ARRAY(&scratch, bool, out->slices);
	tiles_run(out, fill_slice, &f);
	for (size_t s = 0; s < out->slices; s++)
		bad |= f.bad[s];
	arena_release(&scratch);
	return !bad;
}

void tiles_set_weight(struct tiles *t, const double *weight)
{
	if (!weight)
		return;
	t->weight = memory_zero(t->count * TILE_ROWS, sizeof(*t->weight));
	memcpy(t->weight, weight, t->x.rows * sizeof(*weight));
}

void tiles_weigh(const struct tiles *t, size_t tile, double *v)
{
	for (size_t b = 0; t->weight && b < TILE_ROWS; b++)
		v[b] *= t->weight[tile * TILE_ROWS + b];
	for (size_t b = tiles_rows(t, tile); b < TILE_ROWS; b++)
		v[b] = 0;
}

/* As numbers: 0 equals -0. */
static bool rows_equal(const double *a, const double *b, size_t d)
{
	for (size_t j = 0; j < d; j++)
		if (a[j] != b[j])
			return false;
	return true;
}

size_t tiles_distinct(const struct tiles *t, size_t most)
{
	struct arena scratch = { 0 };
	const double **found = ARENA_ARRAY(&scratch, const double *, most);
	size_t n = 0;

	for (size_t i = 0; i < t->x.rows && n < most; i++) {
		const double *row = mat_row(t->x, i);
		size_t at = 0;

		while (at < n && !rows_equal(row, found[at], t->x.columns))
			at++;
		if (at == n)
			found[n++] = row;
	}
	arena_release(&scratch);
	return n;
}

void tiles_release(struct tiles *t)
{
	free(t->p);
	free(t->weight);
	*t = (struct tiles){ 0 };
}

void tiles_run(const struct tiles *t, void (*fn)(void *arg, size_t slice), void *arg)
{
	tiles_each_run(t->each, t->slices, fn, arg);
}

void tiles_each_run(struct tiles_each each, size_t n, void (*fn)(void *arg, size_t i), void *arg)
{
	if (each.run && n > 1) {
		each.run(each.ctx, n, fn, arg);
		return;
	}
	for (size_t i = 0; i < n; i++)
		fn(arg, i);
}

void tile_away(const double *tile, const double *centre, size_t d, double *out)
{
	widest()->away(tile, centre, d, out);
}

void tile_nearest(const double *tile, const double *centres, size_t k, size_t d, double *best,
                  int32_t *label)
{
	widest()->nearest(tile, centres, k, d, best, label);
}

void tile_nearer(const double *tile, const double *centre, size_t d, const double *near, double *out)
{
	widest()->nearer(tile, centre, d, near, out);
}

double tile_sum(const double *v)
{
	double lane[LANES] = { 0 };

	for (size_t b = 0; b < TILE_ROWS; b += LANES)
		for (size_t l = 0; l < LANES; l++)
			lane[l] += v[b + l];
	return ((lane[0] + lane[4]) + (lane[1] + lane[5])) + ((lane[2] + lane[6]) + (lane[3] + lane[7]));
}
