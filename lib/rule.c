/* rule - which segment is a row in? */
#include "rule.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "kmeans.h"
#include "lloyd.h"
#include "memory.h"
#include "quantile.h"

#define MOST_OF 200 /* rows, of which one may lie beyond the reach of its segment */

static struct rule_place by_centre(const struct rule *r, const double *row)
{
	struct kmeans_near near = kmeans_assign(r->centres, row);

	return (struct rule_place){ near.label, kmeans_segment_fit(near), sqrt(near.d1) };
}

/* Distances are added up as kmeans_assign adds them, so both find the same. */
static void by_centre_rows(const struct rule *r, const double *const *row, size_t n,
                           struct rule_place *out)
{
	size_t d = r->centres.columns;
	double *tile = memory_get(d * TILE_ROWS, sizeof(*tile)), best[TILE_ROWS], next[TILE_ROWS];
	int32_t label[TILE_ROWS];

	if (n < TILE_ROWS)
		memset(tile, 0, d * TILE_ROWS * sizeof(*tile));
	for (size_t b = 0; b < n; b++)
		for (size_t j = 0; j < d; j++)
			tile[j * TILE_ROWS + b] = row[b][j];
	tile_nearest_two(tile, r->centres.p, r->centres.rows, d, best, next, label);
	tile_roots(best);
	tile_roots(next);
	for (size_t b = 0; b < n; b++)
		out[b] = (struct rule_place){ (size_t)label[b], kmeans_margin(best[b], next[b]),
			                      best[b] };
	free(tile);
}

static struct rule_place by_posterior(const struct rule *r, const double *row)
{
	struct mixture_near near = mixture_assign(&r->mixture, row);

	return (struct rule_place){ near.label, near.posterior, -near.log_density };
}

static struct rule_place by_prototype(const struct rule *r, const double *row)
{
	struct mixed_near near = mixed_assign(&r->mixed, r->centres, row);

	double d1 = sqrt(near.d1);

	return (struct rule_place){ near.label, kmeans_margin(d1, sqrt(near.d2)), d1 };
}

static struct rule_place by_medoid(const struct rule *r, const double *row)
{
	struct mixed_near near = mixed_assign(&r->mixed, r->centres, row);

	return (struct rule_place){ near.label, kmeans_margin(near.d1, near.d2), near.d1 };
}

const struct rule_kind rule_kinds[] = {
	{ .name = "kmeans",
	  .help = "the nearest middle",
	  .objective = "inertia",
	  .place = by_centre,
	  .place_rows = by_centre_rows,
	  .spread = true },
	{ .name = "mixture",
	  .help = "the most likely of several normal distributions",
	  .objective = "log_likelihood",
	  .place = by_posterior,
	  .mixture = true },
	{ .name = "ward",
	  .help = "the nearest middle of a branch",
	  .objective = "inertia",
	  .place = by_centre,
	  .place_rows = by_centre_rows,
	  .spread = true,
	  .path = true },
	{ .name = "prototypes",
	  .help = "the nearest by numbers and categories",
	  .objective = "cost",
	  .place = by_prototype,
	  .mixed = true },
	{ .name = "medoids",
	  .help = "the nearest by Gower's distance",
	  .objective = "cost",
	  .place = by_medoid,
	  .mixed = true,
	  .gower = true },
};

const size_t rule_kind_count = sizeof(rule_kinds) / sizeof(*rule_kinds);

const struct rule_kind *rule_kind_find(struct str name)
{
	for (size_t i = 0; i < rule_kind_count; i++)
		if (str_is(name, rule_kinds[i].name))
			return &rule_kinds[i];
	return NULL;
}

void rule_place_rows(const struct rule *r, const double *const *row, size_t n, struct rule_place *out)
{
	bool fast = r->kind->place_rows && r->centres.stride == r->centres.columns;

	for (size_t i = 0; i < n; i += TILE_ROWS) {
		size_t some = n - i < TILE_ROWS ? n - i : TILE_ROWS;

		if (fast)
			r->kind->place_rows(r, row + i, some, out + i);
		for (size_t b = i; !fast && b < i + some; b++)
			out[b] = rule_place(r, row[b]);
	}
}

/* The places of the rows of a tile of x; how many they are. */
static size_t place_tile(const struct rule *r, struct mat x, size_t tile, struct rule_place *out)
{
	size_t first = tile * TILE_ROWS, n = 0;
	const double *row[TILE_ROWS];

	for (; n < TILE_ROWS && first + n < x.rows; n++)
		row[n] = mat_row(x, first + n);
	rule_place_rows(r, row, n, out);
	return n;
}

struct labelling {
	const struct rule *rule;
	struct mat x;
	uint32_t *label;
};

static void label_slice(void *arg, size_t s)
{
	const struct labelling *l = arg;
	struct rule_place place[TILE_ROWS];

	for (size_t tile = s * SLICE_TILES; tile < (s + 1) * SLICE_TILES; tile++) {
		size_t n = place_tile(l->rule, l->x, tile, place);

		for (size_t b = 0; b < n; b++)
			l->label[tile * TILE_ROWS + b] = (uint32_t)place[b].label;
	}
}

void rule_label(const struct rule *r, struct mat x, struct tiles_each each, uint32_t *label,
                uint64_t *count)
{
	struct labelling l = { r, x, label };

	tiles_each_run(each, (x.rows + SLICE_ROWS - 1) / SLICE_ROWS, label_slice, &l);
	memset(count, 0, r->centres.rows * sizeof(*count));
	for (size_t i = 0; i < x.rows; i++)
		count[label[i]]++;
}

double rule_cost(const struct rule *r, struct mat x, const uint32_t *label)
{
	double sum = 0;

	for (size_t i = 0; i < x.rows; i++) {
		const double *row = mat_row(x, i), *centre = mat_row(r->centres, label[i]);

		sum += r->kind->mixed ? mixed_away(&r->mixed, row, centre)
		                      : lloyd_distance(row, centre, x.columns);
	}
	return sum;
}

/* --- how far rows are away --- */

struct reaching {
	const struct rule *rule;
	struct mat x;
	const uint64_t *count;
	double *away, *own;  /* of each row; the same, segment after segment */
	const size_t *first; /* of each segment's in `own` */
	double *reach;
};

static void measure_slice(void *arg, size_t s)
{
	const struct reaching *r = arg;
	struct rule_place place[TILE_ROWS];

	for (size_t tile = s * SLICE_TILES; tile < (s + 1) * SLICE_TILES; tile++) {
		size_t n = place_tile(r->rule, r->x, tile, place);

		for (size_t b = 0; b < n; b++)
			r->away[tile * TILE_ROWS + b] = place[b].away;
	}
}

static void find_reach(void *arg, size_t c)
{
	const struct reaching *r = arg;
	size_t n = r->count[c];

	r->reach[c] = n ? quantile_rank(r->own + r->first[c], n, n - 1 - n / MOST_OF) : NAN;
}

void rule_reach(const struct rule *r, struct mat x, struct tiles_each each, const uint32_t *label,
                const uint64_t *count, double *reach)
{
	size_t k = r->centres.rows, *first = memory_get(k, sizeof(*first)),
	       *next = memory_get(k, sizeof(*next)), at = 0;
	double *away = memory_get(x.rows, sizeof(*away)), *own = memory_get(x.rows, sizeof(*own));
	struct reaching f = { r, x, count, away, own, first, reach };

	for (size_t c = 0; c < k; at += count[c++])
		first[c] = next[c] = at;
	tiles_each_run(each, (x.rows + SLICE_ROWS - 1) / SLICE_ROWS, measure_slice, &f);
	for (size_t i = 0; i < x.rows; i++)
		own[next[label[i]]++] = away[i];
	tiles_each_run(each, k, find_reach, &f);
	free(first);
	free(next);
	free(away);
	free(own);
}

/* Takes block c out of `blocks` blocks of n numbers. */
static void take_out(double *p, size_t blocks, size_t n, size_t c)
{
	memmove(p + c * n, p + (c + 1) * n, (blocks - 1 - c) * n * sizeof(*p));
}

void rule_without(struct rule *r, size_t c)
{
	struct mixture *m = &r->mixture;
	size_t k = r->centres.rows, each;

	take_out(r->centres.p, k, r->centres.stride, c);
	r->centres.rows--;
	if (!r->kind->mixture)
		return;
	each = gaussian_numbers(mixture_shape(m));
	for (size_t i = 0; i < k; i++)
		m->proportion[i] /= i != c ? 1 - m->proportion[c] : 1;
	take_out(m->proportion, k, 1, c);
	if (!m->family->shared)
		take_out(m->covariance, k, each, c);
	m->mean = r->centres;
	(void)mixture_prepare(m, NULL);
}
