/* validity - how well a partition fits its rows. */
#include "validity.h"

#include <math.h>
#include <stdlib.h>

#include "arena.h"
#include "memory.h"

/* --- silhouettes --- */

#define AT_ONCE 8 /* tiles that one call pairs */

/* Rows segment after segment, each segment beginning with a tile of its own. Each pair of tiles is looked at once, for
 * the rows of both. In step s tile i meets tile i + s, round the circle of tiles: so no two meetings of a step add to
 * the same sums, and the order of a row's sums is that of the steps. */
struct grouped {
	struct mat x;
	const uint32_t *label;
	size_t k, tiles, step;
	double *tile;      /* [tile][column][TILE_ROWS] */
	size_t *first;     /* of each segment: its first tile; k + 1 of them */
	size_t *size;      /* of each segment: its rows */
	uint32_t *segment; /* of each tile */
	double *ahead; /* [tile][segment][TILE_ROWS]: sums of distances to the rows met going round, */
	double *back; /* and to those that came round */
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
	g->tiles = g->first[g->k];
	g->tile = ARENA_ARRAY(a, double, g->tiles *d *TILE_ROWS);
	for (size_t i = 0; i < g->x.rows; i++) {
		size_t c = g->label[i], place = at[c]++;
		double *tile = g->tile + (g->first[c] + place / TILE_ROWS) * d * TILE_ROWS;

		for (size_t j = 0; j < d; j++)
			tile[j * TILE_ROWS + place % TILE_ROWS] = mat_row(g->x, i)[j];
	}
	g->segment = ARENA_ARRAY(a, uint32_t, g->tiles);
	for (uint32_t c = 0; c < g->k; c++)
		for (size_t i = g->first[c]; i < g->first[c + 1]; i++)
			g->segment[i] = c;
	g->ahead = ARENA_ARRAY(a, double, g->tiles * g->k * TILE_ROWS);
	g->back = ARENA_ARRAY(a, double, g->tiles * g->k * TILE_ROWS);
}

/* The rows of a tile that are there. */
static size_t rows_of(const struct grouped *g, size_t tile)
{
	size_t c = g->segment[tile], left = g->size[c] - (tile - g->first[c]) * TILE_ROWS;

	return left < TILE_ROWS ? left : TILE_ROWS;
}

static void meet(const struct grouped *g, size_t i, size_t j)
{
	size_t d = g->x.columns, here = rows_of(g, i), there = rows_of(g, j);
	const double *own = g->tile + i * d * TILE_ROWS, *other = g->tile + j * d * TILE_ROWS;
	double *ahead = g->ahead + (i * g->k + g->segment[j]) * TILE_ROWS,
	       *back = g->back + (j * g->k + g->segment[i]) * TILE_ROWS, away[TILE_ROWS],
	       row[TILE_ROWS], *point = d <= TILE_ROWS ? row : memory_get(d, sizeof(*point));

	for (size_t r = 0; r < here; r++) {
		for (size_t c = 0; c < d; c++)
			point[c] = own[c * TILE_ROWS + r];
		tile_away(other, point, d, away);
		for (size_t b = there; b < TILE_ROWS; b++)
			away[b] = 0;
		ahead[r] += tile_sum(away);
		for (size_t b = 0; i != j && b < TILE_ROWS; b++)
			back[b] += away[b];
	}
	if (point != row)
		free(point);
}

static void meet_some(void *arg, size_t part)
{
	const struct grouped *g = arg;
	/* Half way round, each pair would meet twice. */
	size_t most = 2 * g->step == g->tiles ? g->step : g->tiles;

	for (size_t i = part * AT_ONCE; i < most && i < (part + 1) * AT_ONCE; i++)
		meet(g, i, i + g->step < g->tiles ? i + g->step : i + g->step - g->tiles);
}

/* Mean distance of a row to the rows of segment c, `besides` of which is the row itself. */
static double mean_away(const struct grouped *g, size_t tile, size_t row, size_t c, size_t besides)
{
	size_t at = (tile * g->k + c) * TILE_ROWS + row;

	return (g->ahead[at] + g->back[at]) / (double)(g->size[c] - besides);
}

static double score(const struct grouped *g, size_t tile, size_t row)
{
	size_t own = g->segment[tile];
	double a, b = INFINITY;

	if (g->size[own] == 1)
		return 0;
	a = mean_away(g, tile, row, own, 1);
	for (size_t c = 0; c < g->k; c++)
		if (c != own)
			b = fmin(b, mean_away(g, tile, row, c, 0));
	return fmax(a, b) > 0 ? (b - a) / fmax(a, b) : 0;
}

void validity_silhouette(struct validity *out, struct mat x, const uint32_t *label, size_t k,
                         struct tiles_each each)
{
	struct arena scratch = { 0 };
	struct grouped g = { .x = x, .label = label, .k = k };

	out->micro = out->macro = NAN;
	if (k >= 2 && k < x.rows) {
		group(&g, &scratch);
		for (; g.step <= g.tiles / 2; g.step++)
			tiles_each_run(each, (g.tiles + AT_ONCE - 1) / AT_ONCE, meet_some, &g);
		out->micro = out->macro = 0;
		for (size_t c = 0; c < k; c++) {
			double sum = 0;

			for (size_t i = g.first[c]; i < g.first[c + 1]; i++)
				for (size_t r = 0; r < rows_of(&g, i); r++)
					sum += score(&g, i, r);
			out->micro += sum / (double)x.rows;
			out->macro += sum / (double)g.size[c] / (double)k;
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
