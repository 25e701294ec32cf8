/* bootstrap - intervals of what has none by a formula, from rows drawn anew. */
#include "bootstrap.h"

#include <math.h>
#include <stdlib.h>

#include "diag.h"
#include "draws.h"
#include "quantile.h"

/* Which interval of a row is wanted: where there is a figure without one. */
static bool wants_value(const struct finding *row)
{
	return !isnan(row->value.value) && isnan(row->value.low);
}

static bool wants_ratio(const struct finding *row)
{
	return row->judged == FINDING_NEVER && !isnan(row->ratio.value) && isnan(row->ratio.low) &&
	       !str_eq(row->group, row->reference);
}

/* Who is the reference, for each outcome of the table. */
static const size_t *pins_of(struct arena *a, const struct finding *row, size_t rows,
                             const struct crosstab *x)
{
	size_t *pin = ARENA_ARRAY(a, size_t, x->axis->outcomes + 1);

	for (size_t i = 0, outcome = 0; i < rows && outcome < x->axis->outcomes; i += x->groups) {
		if (!row[i].compared)
			return NULL;
		pin[outcome++] = row[i].to;
	}
	return pin;
}

/* --- a table drawn anew --- */

/* Counts that stand apart, drawn as one. */
struct piece {
	const uint64_t *count;
	size_t n;
};

/* Draws all pieces anew and puts each where it was; total[i] is the sum of piece i. */
static void draw_pieces(struct arena *a, struct rng *r, struct piece *piece, uint64_t *total, size_t pieces)
{
	size_t n = 0, at = 0;
	uint64_t *all, *drawn;

	for (size_t p = 0; p < pieces; p++)
		n += piece[p].n;
	all = ARENA_ARRAY(a, uint64_t, n);
	drawn = ARENA_ARRAY(a, uint64_t, n);
	for (size_t p = 0; p < pieces; p++)
		for (size_t i = 0; i < piece[p].n; i++)
			all[at++] = piece[p].count[i];
	draws_anew(r, drawn, all, n);
	for (size_t p = 0; p < pieces; drawn += piece[p++].n) {
		piece[p].count = drawn;
		total[p] = 0;
		for (size_t i = 0; i < piece[p].n; i++)
			total[p] += drawn[i];
	}
}

static void draw_ranks(struct arena *a, struct rng *r, struct crosstab *y)
{
	struct ranks *ranks = ARENA_ARRAY(a, struct ranks, y->groups);
	struct piece *piece = ARENA_ARRAY(a, struct piece, y->groups);
	uint64_t *total = ARENA_ARRAY(a, uint64_t, y->groups);

	for (size_t g = 0; g < y->groups; g++)
		piece[g] = (struct piece){ y->ranks[g].count, y->ranks[g].n };
	draw_pieces(a, r, piece, total, y->groups);
	for (size_t g = 0; g < y->groups; g++) {
		ranks[g] = (struct ranks){ y->ranks[g].value, piece[g].count, piece[g].n, total[g] };
		if (axis_is_of_numbers(y->axis))
			y->count[g] = total[g];
	}
	y->ranks = ranks;
}

/* Positives and negatives of each group, in the order of the table's counts. */
static void draw_scores(struct arena *a, struct rng *r, struct crosstab *y)
{
	struct promise *scored = ARENA_ARRAY(a, struct promise, y->groups);
	struct piece *piece = ARENA_ARRAY(a, struct piece, 2 * y->groups);

	for (size_t g = 0; g < y->groups; g++) {
		piece[2 * g] = (struct piece){ y->scored[g].positive, y->scored[g].n };
		piece[2 * g + 1] = (struct piece){ y->scored[g].negative, y->scored[g].n };
	}
	draw_pieces(a, r, piece, y->count, 2 * y->groups);
	for (size_t g = 0; g < y->groups; g++)
		scored[g] = (struct promise){ y->scored[g].score,     piece[2 * g].count,
			                      piece[2 * g + 1].count, y->scored[g].n,
			                      y->count[2 * g],        y->count[2 * g + 1] };
	y->scored = scored;
}

static void draw_strata(struct arena *a, struct rng *r, struct crosstab *y)
{
	size_t cells = y->groups * 2;
	uint64_t *drawn = ARENA_ARRAY(a, uint64_t, y->strata * cells);

	draws_anew(r, drawn, y->stratum, y->strata * cells);
	y->stratum = drawn;
	for (size_t i = 0; i < cells; i++)
		y->count[i] = 0;
	for (size_t i = 0; i < y->strata * cells; i++)
		y->count[i % cells] += drawn[i];
}

static struct crosstab draw_table(struct arena *a, struct rng *r, const struct crosstab *x)
{
	struct crosstab y = *x;

	y.count = ARENA_ARRAY(a, uint64_t, x->groups * x->axis->outcomes);
	y.n = ARENA_ARRAY(a, uint64_t, x->groups);
	y.of_all = ARENA_ARRAY(a, uint64_t, x->axis->outcomes);
	if (!axis_is_of_numbers(x->axis) && !x->scored && !x->stratum)
		draws_anew(r, y.count, x->count, x->groups * x->axis->outcomes);
	if (x->ranks)
		draw_ranks(a, r, &y);
	if (x->scored)
		draw_scores(a, r, &y);
	if (x->stratum)
		draw_strata(a, r, &y);
	crosstab_add_up(&y);
	return y;
}

/* --- the intervals --- */

static double least_of(enum metric_range range)
{
	return range == METRIC_DIFFERENCE ? -1 : range == METRIC_ANY ? -INFINITY : 0;
}

static double most_of(enum metric_range range)
{
	return range == METRIC_DIFFERENCE || range == METRIC_SHARE ? 1 : INFINITY;
}

/* From the draws that have the figure, when most have; false when it lies outside. */
static bool fill(struct fair_estimate *e, double *figure, size_t draws, double confidence,
                 enum metric_range range)
{
	size_t n = 0;
	double low, high;

	for (size_t b = 0; b < draws; b++)
		if (isfinite(figure[b]))
			figure[n++] = figure[b];
	if (2 * n <= draws)
		return true;
	quantile_sort(figure, n);
	low = 2 * e->value - quantile_sorted(figure, n, (1 + confidence) / 2);
	high = 2 * e->value - quantile_sorted(figure, n, (1 - confidence) / 2);
	e->low = fmin(most_of(range), fmax(least_of(range), low));
	e->high = fmin(most_of(range), fmax(least_of(range), high));
	return e->value >= e->low && e->value <= e->high;
}

void bootstrap_intervals(struct findings *out, size_t first, const struct metric *m,
                         const struct crosstab *x, const struct rules *r, size_t table)
{
	size_t rows = out->n - first, wanted = 0, draws = r->bootstrap;
	struct arena keep = { 0 };
	const size_t *pin;
	double *value, *ratio;

	for (size_t i = 0; i < rows; i++)
		wanted += wants_value(&out->row[first + i]) || wants_ratio(&out->row[first + i]);
	if (!wanted || x->weight || m->range == METRIC_NO_DRAWS)
		return;
	pin = pins_of(&keep, out->row + first, rows, x);
	if (rows > BOOTSTRAP_FIGURES_MOST / draws)
		die_usage("--bootstrap: too many groups for so many draws");
	value = ARENA_ARRAY(&keep, double, rows *draws);
	ratio = ARENA_ARRAY(&keep, double, rows *draws);
	for (size_t b = 0; b < draws; b++) {
		struct rng rng = rng_stream(r->seed, "audit", (uint64_t)table << 32 | b);
		struct findings drawn = { 0 };
		struct arena scratch = { 0 };
		struct crosstab y = draw_table(&scratch, &rng, x);

		y.pin = pin;
		metric_find(&drawn, m, &y, r);
		for (size_t i = 0; i < rows && i < drawn.n; i++) {
			value[i * draws + b] = drawn.row[i].value.value;
			ratio[i * draws + b] = drawn.row[i].ratio.value;
		}
		findings_release(&drawn);
		arena_release(&scratch);
	}
	for (size_t i = 0; i < rows; i++) {
		struct finding *row = &out->row[first + i];

		if (wants_ratio(row))
			fill(&row->ratio, ratio + i * draws, draws, r->confidence, METRIC_FROM_0);
		if (wants_value(row) &&
		    !fill(&row->value, value + i * draws, draws, r->confidence, m->range))
			finding_because(out, row,
			                "the figure lies outside of its interval: chance moves it");
	}
	arena_release(&keep);
}
