/* own_kpis - figures that the user computes of a segment's customers. */
#include "own_kpis.h"

#include <math.h>
#include <stdlib.h>

#include "diag.h"
#include "expr_value.h"
#include "kpi.h"
#include "quantile.h"
#include "rng.h"
#include "tsv.h"

static bool is_taken(const struct own_kpis *k, struct str name)
{
	for (size_t i = 0; i < kpi_kind_count; i++)
		if (str_is(name, kpi_kinds[i].name))
			return true;
	for (size_t i = 0; i < k->n; i++)
		if (str_is(name, k->of[i].name))
			return true;
	return false;
}

void own_kpis_add(struct own_kpis *k, struct arena *keep, const char *text)
{
	const char *equals = strchr(text, '=');
	struct expr_problem problem;
	struct str name, body;

	if (!equals || equals == text)
		die_usage("--kpi: not NAME=EXPRESSION: %s", quote_text(text).text);
	name = (struct str){ text, (size_t)(equals - text) };
	body = str_of(equals + 1);
	if (k->n == OWN_KPIS)
		die_usage("--kpi: at most %d", OWN_KPIS);
	if (is_taken(k, name))
		die_usage("--kpi: there is one called %s already", quote(name).text);
	k->of[k->n].name = arena_str(keep, name).p;
	k->of[k->n].expr = expr_parse(keep, body, true, &k->columns, &problem);
	if (!k->of[k->n].expr)
		die_usage("--kpi: %s: character %zu: %s: %s", quote(name).text,
		          problem.at + name.n + 2, problem.what,
		          quote((struct str){ body.p + problem.at, body.n - problem.at }).text);
	k->n++;
}

void own_kpis_bind(struct own_kpis *k, struct arena *keep, const struct frame *f, size_t id)
{
	size_t *row;

	if (!k->n)
		return;
	for (size_t i = 0; i < k->columns.n; i++)
		k->column[i] = input_column(f->in, arena_str(keep, k->columns.name[i]).p);
	row = ARENA_ARRAY(keep, size_t, f->rows + 1);
	for (size_t i = 0; i < f->rows; i++)
		row[i] = i;
	if (id != SIZE_MAX)
		frame_order(f, id, row);
	k->f = f;
	k->row = row;
}

struct view {
	const struct own_kpis *k;
	const size_t *row;
};

static struct str cell_of(const void *from, size_t row, size_t column)
{
	const struct view *v = from;

	return frame_cell(v->k->f, v->row[row], v->k->column[column]);
}

static struct expr_result evaluate(const struct own_kpis *k, size_t i, const size_t *row, size_t n)
{
	struct view view = { k, row };

	return expr_value(k->of[i].expr, &(struct expr_rows){ .n = n, .cell = cell_of, .from = &view });
}

static double number_of(const struct expr_result *x)
{
	return x->kind == EXPR_RESULT_NUMBER ? exact_double(x->number)
	       : x->kind == EXPR_RESULT_REAL ? x->real
	                                     : NAN;
}

/* n rows drawn with replacement, in their order. */
static void draw(size_t *drawn, const size_t *row, uint32_t *times, size_t n, uint64_t sample)
{
	struct rng r = rng_stream(1, "own_kpis", sample);
	size_t to = 0;

	memset(times, 0, n * sizeof(*times));
	for (size_t k = 0; k < n; k++)
		times[rng_below(&r, n)]++;
	for (size_t k = 0; k < n; k++)
		for (uint32_t t = 0; t < times[k]; t++)
			drawn[to++] = row[k];
}

static void put_interval(struct own_kpis_result *out, const struct own_kpis *k, size_t i,
                         const size_t *row, size_t n, double confidence)
{
	double x[OWN_KPIS_DRAWS];
	size_t *drawn = memory_get(n + 1, sizeof(*drawn)), known = 0;
	uint32_t *times = memory_get(n + 1, sizeof(*times));

	for (uint64_t sample = 0; sample < OWN_KPIS_DRAWS; sample++) {
		struct expr_result own;

		draw(drawn, row, times, n, sample);
		own = evaluate(k, i, drawn, n);
		if (!isnan(number_of(&own)))
			x[known++] = number_of(&own);
	}
	if (10 * known >= 9 * OWN_KPIS_DRAWS) {
		quantile_sort(x, known);
		out->lower = cell_number(quantile_sorted(x, known, (1 - confidence) / 2), UNIT_PLAIN);
		out->upper = cell_number(quantile_sorted(x, known, (1 + confidence) / 2), UNIT_PLAIN);
	}
	free(drawn);
	free(times);
}

struct own_kpis_result own_kpis_value(const struct own_kpis *k, struct arena *keep, size_t i,
                                      const size_t *mine, size_t group, double confidence)
{
	size_t *row = memory_get(k->f->rows + 1, sizeof(*row)), n = 0;
	struct expr_result x;
	struct own_kpis_result out = { 0 };

	for (size_t at = 0; at < k->f->rows; at++)
		if (!mine || mine[k->row[at]] == group)
			row[n++] = k->row[at];
	x = evaluate(k, i, row, n);
	if (x.kind == EXPR_RESULT_BAD)
		die(STATUS_INPUT, "--kpi: %s: %s%s", quote_text(k->of[i].name).text,
		    x.text.n ? "not a number: " : "too large to be added up",
		    x.text.n ? quote(x.text).text : "");
	if (x.kind == EXPR_RESULT_NUMBER)
		out.value = (struct cell){ .kind = CELL_MONEY, .unit = UNIT_PLAIN, .money = x.number };
	else if (x.kind == EXPR_RESULT_REAL)
		out.value = cell_number(x.real, UNIT_PLAIN);
	else if (x.kind == EXPR_RESULT_TEXT)
		out.value = cell_text(arena_str(keep, x.text).p);
	if (!isnan(number_of(&x)) && n > 1 && n <= OWN_KPIS_MOST)
		put_interval(&out, k, i, row, n, confidence);
	free(row);
	return out;
}
