/* chain - the two groups whose joining adds least to the sum of squares, again and again. */
#include "chain.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "widths.h"

#define TILE 64 /* places that are looked at together */
#define GONE SIZE_MAX

/* --- groups in places --- */

/* Groups that are still apart, those that lie together in one tile; in a tile in the order of their first rows. */
struct joining {
	size_t d, tiles;
	double *mean;          /* [group][column]; a group keeps the number of its first row */
	double *size;          /* of each group */
	size_t *place;         /* of each group; GONE when it was joined to another */
	size_t *group;         /* in each place */
	double *p;             /* [tile][column][TILE]: means again */
	double *inv;           /* of each place: 1 / size; NaN where there is no group */
	double *box;           /* [tile][low, high][column]: no mean lies outside */
	double *widest;        /* of each tile: no inv is larger */
	size_t used, left;     /* places that have or had a group; groups that are left */
	size_t *chain, length; /* of groups, each the nearest of the one before */
	double *link; /* of each in the chain: the square of the height at which it would join that one */
};

static void put_mean(struct joining *g, size_t group)
{
	size_t place = g->place[group], tile = place / TILE;
	const double *mean = g->mean + group * g->d;
	double *to = g->p + tile * TILE * g->d + place % TILE, *low = g->box + tile * 2 * g->d;

	for (size_t j = 0; j < g->d; j++) {
		to[j * TILE] = mean[j];
		low[j] = mean[j] < low[j] ? mean[j] : low[j];
		low[g->d + j] = mean[j] > low[g->d + j] ? mean[j] : low[g->d + j];
	}
	g->inv[place] = 1 / g->size[group];
	if (g->inv[place] > g->widest[tile])
		g->widest[tile] = g->inv[place];
}

static bool lies_before(const struct joining *g, size_t a, size_t b, size_t column)
{
	double x = g->mean[a * g->d + column], y = g->mean[b * g->d + column];

	return x < y || (x == y && a < b);
}

/* Brings the groups that lie lowest in a column before place `at` of n: Hoare's Find (1961). */
static void part(const struct joining *g, size_t *group, size_t n, size_t at, size_t column)
{
	for (size_t from = 0, to = n - 1; from < to;) {
		size_t middle = group[from + (to - from) / 2], i = from, j = to;

		while (i <= j) {
			while (lies_before(g, group[i], middle, column))
				i++;
			while (lies_before(g, middle, group[j], column))
				j--;
			if (i <= j) {
				size_t held = group[i];

				group[i++] = group[j];
				group[j] = held;
				if (j-- == 0)
					break;
			}
		}
		if (j != GONE && at <= j)
			to = j;
		else if (at >= i)
			from = i;
		else
			return;
	}
}

static size_t widest_column(const struct joining *g, const size_t *group, size_t n)
{
	size_t best = 0;
	double most = -1;

	for (size_t j = 0; j < g->d; j++) {
		double low = INFINITY, high = -INFINITY;

		for (size_t i = 0; i < n; i++) {
			double x = g->mean[group[i] * g->d + j];

			low = x < low ? x : low;
			high = x > high ? x : high;
		}
		if (high - low > most) {
			most = high - low;
			best = j;
		}
	}
	return best;
}

static int by_number(const void *a, const void *b)
{
	const size_t *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

/* Halves the groups along their widest column until they fit a tile. */
static void part_all(const struct joining *g, size_t *group, size_t n)
{
	size_t tiles = (n + TILE - 1) / TILE, half = tiles / 2 * TILE;

	if (tiles < 2) {
		qsort(group, n, sizeof(*group), by_number);
		return;
	}
	part(g, group, n, half, widest_column(g, group, n));
	part_all(g, group, half);
	part_all(g, group + half, n - half);
}

/* Lays out the groups that are left. */
static void lay_out(struct joining *g, size_t n)
{
	g->used = 0;
	for (size_t i = 0; i < n; i++)
		if (g->place[i] != GONE)
			g->group[g->used++] = i;
	g->tiles = (g->used + TILE - 1) / TILE;
	part_all(g, g->group, g->used);
	for (size_t i = 0; i < g->tiles; i++) {
		g->widest[i] = 0;
		for (size_t j = 0; j < g->d; j++) {
			g->box[2 * i * g->d + j] = INFINITY;
			g->box[(2 * i + 1) * g->d + j] = -INFINITY;
		}
	}
	for (size_t i = 0; i < g->tiles * TILE; i++)
		g->inv[i] = NAN;
	for (size_t i = 0; i < g->used; i++) {
		g->place[g->group[i]] = i;
		put_mean(g, g->group[i]);
	}
}

/* --- the nearest group --- */

/* Of each place of a tile the square of the height at which it would join a group; whether any is at most `limit`.
 * Once for each register width, in bytes; see widths.h. */
#define KERNELS(width, target)                                                                         \
	static target bool squares##width(const double *tile, const double *size, const double *point, \
	                                  double inv, size_t d, double limit, double *out)             \
	{                                                                                              \
		enum { LANES = (width) / 8, ROWS = 4 * LANES };                                        \
		mask##width close = { 0 };                                                             \
		int64_t any = 0;                                                                       \
                                                                                                       \
		for (size_t b = 0; b < TILE; b += ROWS) {                                              \
			const real##width *w = (const real##width *)(size + b);                        \
			real##width *to = (real##width *)(out + b);                                    \
			real##width a0 = { 0 }, a1 = { 0 }, a2 = { 0 }, a3 = { 0 };                    \
                                                                                                       \
			for (size_t j = 0; j < d; j++) {                                               \
				const real##width *v = (const real##width *)(tile + j * TILE + b);     \
				real##width t0 = v[0] - point[j], t1 = v[1] - point[j];                \
				real##width t2 = v[2] - point[j], t3 = v[3] - point[j];                \
                                                                                                       \
				a0 += t0 * t0;                                                         \
				a1 += t1 * t1;                                                         \
				a2 += t2 * t2;                                                         \
				a3 += t3 * t3;                                                         \
			}                                                                              \
			to[0] = (a0 + a0) / (w[0] + inv);                                              \
			to[1] = (a1 + a1) / (w[1] + inv);                                              \
			to[2] = (a2 + a2) / (w[2] + inv);                                              \
			to[3] = (a3 + a3) / (w[3] + inv);                                              \
			close |= (to[0] <= limit) | (to[1] <= limit) | (to[2] <= limit) |              \
			         (to[3] <= limit);                                                     \
		}                                                                                      \
		for (size_t i = 0; i < LANES; i++)                                                     \
			any |= close[i];                                                               \
		return any;                                                                            \
	}                                                                                              \
                                                                                                       \
	static const struct kernels kernels##width = { squares##width };

struct kernels {
	bool (*squares)(const double *tile, const double *size, const double *point, double inv,
	                size_t d, double limit, double *out);
};

WIDTHS(KERNELS)

struct near {
	double square;
	size_t group; /* GONE: none below the square it began with */
};

static void look_into(const struct joining *g, size_t tile, const double *point, double inv,
                      struct near *near)
{
	double square[TILE];

	if (!widest()->squares(g->p + tile * TILE * g->d, g->inv + tile * TILE, point, inv, g->d,
	                       near->square, square))
		return;
	for (size_t i = 0; i < TILE; i++) {
		size_t group = g->group[tile * TILE + i];

		if (square[i] < near->square ||
		    (square[i] == near->square && near->group != GONE && group < near->group))
			*near = (struct near){ square[i], group };
	}
}

/* Whether a group of the tile may join at `limit` or below, by its box; rounding is allowed for. */
static bool may_hold(const struct joining *g, size_t tile, const double *point, double inv, double limit)
{
	const double *low = g->box + 2 * tile * g->d, *high = low + g->d;
	double away = 0, most = limit * (inv + g->widest[tile]) * (0.5 + 1e-12);

	for (size_t j = 0; j < g->d; j++) {
		double under = low[j] - point[j], over = point[j] - high[j];
		double off = under > over ? under : over;

		away += off > 0 ? off * off : 0;
		if (away > most)
			return false;
	}
	return true;
}

/* --- the chain --- */

/* Lengthens the chain by the nearest of its last group; false when that is the one before it. */
static bool extend(struct joining *g)
{
	size_t last = g->chain[g->length - 1], place = g->place[last], own = place / TILE;
	double inv = g->inv[place];
	const double *point = g->mean + last * g->d;
	struct near near = { g->length > 1 ? g->link[g->length - 1] : INFINITY, GONE };

	g->inv[place] = NAN;
	look_into(g, own, point, inv, &near);
	for (size_t i = 0; i < g->tiles; i++)
		if (i != own && may_hold(g, i, point, inv, near.square))
			look_into(g, i, point, inv, &near);
	g->inv[place] = inv;
	if (near.group == GONE)
		return false;
	g->link[g->length] = near.square;
	g->chain[g->length++] = near.group;
	return true;
}

static void join(struct joining *g, struct chain_merge *to)
{
	size_t a = g->chain[g->length - 2], b = g->chain[g->length - 1];
	size_t keep = a < b ? a : b, lose = a < b ? b : a;
	double all = g->size[keep] + g->size[lose];

	*to = (struct chain_merge){ keep, lose, sqrt(g->link[g->length - 1]) };
	for (size_t j = 0; j < g->d; j++) {
		double *mean = g->mean + keep * g->d + j;

		*mean = (*mean * g->size[keep] + g->mean[lose * g->d + j] * g->size[lose]) / all;
	}
	g->size[keep] = all;
	g->inv[g->place[lose]] = NAN;
	g->place[lose] = GONE;
	put_mean(g, keep);
	g->length -= 2;
	g->left--;
}

static void join_all(struct joining *g, struct chain_merge *merge, size_t n)
{
	size_t start = 0;

	lay_out(g, n);
	while (g->left > 1) {
		if (4 * g->left < 3 * g->used && g->used > TILE)
			lay_out(g, n);
		if (!g->length) {
			while (g->place[start] == GONE)
				start++;
			g->chain[g->length++] = start;
		}
		while (extend(g))
			;
		join(g, merge++);
	}
}

void chain_join(struct chain_merge *merge, struct mat x, const double *mass)
{
	struct arena scratch = { 0 };
	size_t n = x.rows, d = x.columns, tiles = (n + TILE - 1) / TILE;
	struct joining g = { .d = d, .left = n };

	g.mean = ARENA_ARRAY(&scratch, double, n *d);
	g.size = ARENA_ARRAY(&scratch, double, n);
	g.place = ARENA_ARRAY(&scratch, size_t, n);
	g.group = ARENA_ARRAY(&scratch, size_t, tiles * TILE);
	g.p = ARENA_ARRAY(&scratch, double, tiles *TILE *d);
	g.inv = ARENA_ARRAY(&scratch, double, tiles *TILE);
	g.box = ARENA_ARRAY(&scratch, double, tiles * 2 * d);
	g.widest = ARENA_ARRAY(&scratch, double, tiles);
	g.chain = ARENA_ARRAY(&scratch, size_t, n);
	g.link = ARENA_ARRAY(&scratch, double, n);
	for (size_t i = 0; i < n; i++) {
		memcpy(g.mean + i * d, mat_row(x, i), d * sizeof(double));
		g.size[i] = mass ? mass[i] : 1;
	}
	join_all(&g, merge, n);
	arena_release(&scratch);
}
