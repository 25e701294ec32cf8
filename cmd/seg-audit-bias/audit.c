/* audit - what was counted, held against everything asked for: every table through every metric it has. */
#include "audit.h"

#include "diag.h"
#include "measured.h"
#include "pool.h"
#include "population.h"
#include "proxies.h"
#include "question.h"
#include "repairs.h"
#include "reweighing.h"
#include "thresholds.h"

/* Rows whose outcome, label or segment is missing are in no rate; they are said. */
static void say_missing(struct tool *tool, const struct crosstab *x)
{
	unsigned long long missing = x->missing, rows = x->total + x->missing;
	static const char *const stat[AXIS_KINDS] = {
		"rows_without_outcome", "rows_without_segment", "rows_without_label",
		"rows_without_score",   "rows_without_value",   [AXIS_OFF] = "rows_without_actual"
	};

	if (!stat[x->axis->kind])
		return;
	tool_stat(tool, stat[x->axis->kind], x->missing);
	if (x->missing && (x->axis->kind == AXIS_ERRORS || x->axis->kind == AXIS_SCORE))
		note("%llu of %llu rows have a missing %s or label and are in no %s", missing, rows,
		     x->axis->kind == AXIS_ERRORS ? "outcome" : "score",
		     x->axis->kind == AXIS_ERRORS ? "error rate" : "figure of scores");
	else if (x->missing && x->axis->kind == AXIS_OFF)
		note("%llu of %llu rows have a missing value or actual and are in no figure of "
		     "both",
		     missing, rows);
	else if (x->missing)
		note("%llu of %llu rows have a missing %s and are in no %s", missing, rows,
		     quote(x->axis->column).text, x->axis->kind == AXIS_VALUE ? "figure" : "rate");
}

/* Says of each table that lacks the group named; when all do, nothing can be compared. */
static void check_reference(const struct crosstab *x, size_t tables, struct str named)
{
	size_t with = 0;

	for (size_t k = 0; named.p && k < tables; k++)
		with += reference_has(&x[k], named);
	if (named.p && !with)
		die(STATUS_USAGE, "--reference: no group %s (nor is it best, largest or overall)",
		    quote(named).text);
	for (size_t k = 0; named.p && k < tables; k++)
		if (!reference_has(&x[k], named))
			note("%s has no group %s: its best group is the reference",
			     quote(x[k].group_by).text, quote(named).text);
}

/* What a question needs beside the counts. */
static void fill_table(struct arena *a, struct crosstab *x, const struct count *c,
                       const struct question *q, size_t table)
{
	const struct tally *t = &c->tally;

	if (axis_is_of_numbers(&q->axis) || (q->axis.kind == AXIS_PROXY && q->numeric))
		measured_values(a, x, t, table);
	if (q->axis.kind == AXIS_SCORE)
		measured_scores(a, x, t, table);
	if (q->axis.kind == AXIS_STRATA && !measured_strata(a, x, t, table))
		die(STATUS_INPUT, "--strata: too many groups of %s for so many strata (is one an id?)",
		    quote(x->group_by).text);
	x->low_is_best = q->low_is_best;
	if (q->axis.kind != AXIS_MISSING && q->from == COUNT_RATES && c->weight != COUNT_NONE)
		measured_weights(a, x, t, table);
}

/* The tables that have any row: a state may be of some of them only. */
static struct crosstab *make_tables(struct arena *a, const struct count *c,
                                    const struct question *q, size_t *tables)
{
	struct crosstab *x = ARENA_ARRAY(a, struct crosstab, c->shape.tables);

	*tables = 0;
	for (size_t k = 0; k < c->shape.tables; k++) {
		const struct count_table *of = &c->table[k];

		if (!question_is_of(q, c, k) || !c->tally.cells[k].n)
			continue;
		if (!crosstab_fits(&c->tally, k, of->depth, &q->axis))
			die(STATUS_INPUT,
			    "%s has too many groups for the %zu different %s (is one an id?)",
			    quote(of->group_by).text, q->axis.outcomes, quote(q->axis.column).text);
		x[*tables] = crosstab_make(a, &c->tally, k, of->depth, &q->axis);
		x[*tables].group_by = of->group_by;
		fill_table(a, &x[(*tables)++], c, q, k);
	}
	return x;
}

static void answer(struct findings *out, struct arena *a, struct crosstab *x,
                   const struct population *population, const struct rules *rules, size_t table)
{
	if (x->axis->kind == AXIS_POPULATION) {
		if (!population_has(population, x->group_by))
			return;
		population_shares(a, x, population);
	}
	metrics_find(out, x, rules, table);
}

void audit_find(struct findings *out, struct arena *a, struct tool *tool, struct count *c,
                const struct audit_asked *asked, const struct rules *rules)
{
	struct questions q = { 0 };
	struct population population = { 0 };
	size_t asked_before = 0;
	struct reweighing weights = { asked->write_weights, NULL };
	struct thresholds thresholds = { asked->write_thresholds, NULL };
	struct repairs repairs = { .file = asked->write_repairs, .level = asked->repair_level };

	if (count_any(c)) {
		struct meant meant = question_meant(a, c, asked);

		q = questions_find(a, c, &meant, asked);
	}
	if (asked->population)
		population = population_read(a, asked->population);
	if (rules->min_cell && q.n) {
		struct pool pool = pool_groups(a, c, &q, rules->min_cell);

		population_pool(&population, &pool);
	}
	for (size_t i = 0; i < q.n; i++) {
		size_t tables;
		struct crosstab *x = make_tables(a, c, &q.row[i], &tables);

		if (!tables)
			continue;
		say_missing(tool, &x[0]);
		if (i == 0)
			check_reference(x, tables, rules->named);
		for (size_t k = 0; k < tables; k++) {
			answer(out, a, &x[k], &population, rules, asked_before++);
			reweighing_add(&weights, &x[k], c->label != COUNT_NONE);
			thresholds_add(&thresholds, &x[k]);
			repairs_add(&repairs, &x[k], c, rules);
		}
	}
	proxies_rank(out);
	reweighing_close(&weights);
	thresholds_close(&thresholds);
	repairs_close(&repairs);
}
