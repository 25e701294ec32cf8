/* validity - how well a partition fits its rows. */
#include "validity.h"

#include <math.h>
#include <string.h>

#include "arena.h"

/* --- silhouettes --- */

/* Rows segment after segment, each segment beginning with a tile of its own. */
struct grouped {
	struct mat x;
	const uint32_t *label;
	size_t k;
	double *tile;   /* [tile][column][TILE_ROWS] */
	size_t *first;  /* of each segment: its first tile; k + 1 of them */
	size_t *size;   /* of each segment: its rows */
	double *result; /* silhouette of each row */
};

static void group(struct grouped *g, struct arena *a)
{
	size_t *at = ARENA_ARRAY(a, size_t, g->k), d = g->x.columns;

	g->first = ARENA_ARRAY(a, size_t, g->k + 1);
	g->size = ARENA_ARRAY(a, size_t, g->k);
	for (size_t i = 0; i < g->x.rows; i++)
		g->size[g->label[i]]++;
	for (size_t c = 0; c < g->k; c++)
		g->first[c + 1] = g->first[c] + (g->size[c] + TILE_ROWS - 1) / TILE_ROWS;
	g->tile = ARENA_ARRAY(a, double, g->first[g->k] * d * TILE_ROWS);
	for (size_t i = 0; i < g->x.rows; i++) {
		size_t c = g->label[i], place = at[c]++;
		double *tile = g->tile + (g->first[c] + place / TILE_ROWS) * d * TILE_ROWS;

		for (size_t j = 0; j < d; j++)
			tile[j * TILE_ROWS + place % TILE_ROWS] = mat_row(g->x, i)[j];
	}
}

/* Mean distance of a row to the rows of a segment, `besides` of which is the row itself. */
static double mean_away(const struct grouped *g, const double *row, size_t c, size_t besides)
{
	double sum = 0, away[TILE_ROWS];

	for (size_t i = g->first[c]; i < g->first[c + 1]; i++) {
		size_t rows = g->size[c] - (i - g->first[c]) * TILE_ROWS;

		tile_away(g->tile + i * g->x.columns * TILE_ROWS, row, g->x.columns, away);
		for (size_t b = rows; b < TILE_ROWS; b++)
			away[b] = 0;
		sum += tile_sum(away);
	}
	return sum / (double)(g->size[c] - besides);
}

static void score_tile(void *arg, size_t tile)
{
	const struct grouped *g = arg;
	size_t end = (tile + 1) * TILE_ROWS < g->x.rows ? (tile + 1) * TILE_ROWS : g->x.rows;

	for (size_t i = tile * TILE_ROWS; i < end; i++) {
		size_t own = g->label[i];
		double a, b = INFINITY;

		g->result[i] = 0;
		if (g->size[own] == 1)
			continue;
		a = mean_away(g, mat_row(g->x, i), own, 1);
		for (size_t c = 0; c < g->k; c++)
			if (c != own)
				b = fmin(b, mean_away(g, mat_row(g->x, i), c, 0));
		if (fmax(a, b) > 0)
			g->result[i] = (b - a) / fmax(a, b);
	}
}

void validity_silhouette(struct validity *out, struct mat x, const uint32_t *label, size_t k,
                         struct tiles_each each)
{
	struct arena scratch = { 0 };
	struct grouped g = { .x = x, .label = label, .k = k };
	double *sum = ARENA_ARRAY(&scratch, double, k);

	out->micro = out->macro = NAN;
	if (k >= 2 && k < x.rows) {
		g.result = ARENA_ARRAY(&scratch, double, x.rows);
		group(&g, &scratch);
		tiles_each_run(each, (x.rows + TILE_ROWS - 1) / TILE_ROWS, score_tile, &g);
		for (size_t i = 0; i < x.rows; i++)
			sum[label[i]] += g.result[i];
		out->micro = out->macro = 0;
		for (size_t c = 0; c < k; c++) {
			out->micro += sum[c] / (double)x.rows;
			out->macro += sum[c] / (double)g.size[c] / (double)k;
		}
	}
	arena_release(&scratch);
}

/* --- sums of squares --- */

static double squared(const double *a, const double *b, size_t d)
{
	double sum = 0;

	for (size_t j = 0; j < d; j++)
		sum += (a[j] - b[j]) * (a[j] - b[j]);
	return sum;
}

/* Means of the segments, and of all rows as the last one. */
static double *means(struct arena *a, struct mat x, const uint32_t *label, size_t k, size_t *size)
{
	double *mean = ARENA_ARRAY(a, double, (k + 1) * x.columns);

	for (size_t i = 0; i < x.rows; i++) {
		size[label[i]]++;
		for (size_t j = 0; j < x.columns; j++) {
			mean[label[i] * x.columns + j] += mat_row(x, i)[j];
			mean[k * x.columns + j] += mat_row(x, i)[j];
		}
	}
	for (size_t c = 0; c <= k; c++)
		for (size_t j = 0; j < x.columns; j++)
			mean[c * x.columns + j] /= (double)(c < k ? size[c] : x.rows);
	return mean;
}

/* Mean over segments of the worst neighbour. */
static double davies_bouldin(const double *mean, const double *spread, size_t k, size_t d)
{
	double sum = 0;

	for (size_t i = 0; i < k; i++) {
		double worst = 0;

		for (size_t j = 0; j < k; j++)
			if (j != i)
				worst = fmax(worst,
				             (spread[i] + spread[j]) /
				                     sqrt(squared(mean + i * d, mean + j * d, d)));
		sum += worst;
	}
	return sum / (double)k;
}

void validity_sums(struct validity *out, struct mat x, const uint32_t *label, size_t k)
{
	struct arena scratch = { 0 };
	size_t *size = ARENA_ARRAY(&scratch, size_t, k), d = x.columns;
	double *mean = means(&scratch, x, label, k, size), within = 0, between = 0;
	double *spread = ARENA_ARRAY(&scratch, double, k);

	for (size_t i = 0; i < x.rows; i++) {
		double away = squared(mat_row(x, i), mean + label[i] * d, d);

		within += away;
		spread[label[i]] += sqrt(away);
	}
	for (size_t c = 0; c < k; c++) {
		between += (double)size[c] * squared(mean + c * d, mean + k * d, d);
		spread[c] /= (double)size[c];
	}
	out->ch = out->db = NAN;
	if (k >= 2 && k < x.rows && within > 0) {
		out->ch = between / (double)(k - 1) / (within / (double)(x.rows - k));
		out->db = davies_bouldin(mean, spread, k, d);
	}
	if (!isfinite(out->db))
		out->db = NAN;
	arena_release(&scratch);
}
