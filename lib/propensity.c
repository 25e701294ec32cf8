/* propensity - a model by weights, of a yes or no or of a number, as a text file. */
#include "propensity.h"

#include <math.h>

#include "diag.h"
#include "dist.h"

enum { TERM_COLUMN, LEVEL, MEAN, SD, BETA, ERROR, TERM_COLUMNS = 10, LINEAR_COLUMNS = 9 };
static const char *const term_columns[TERM_COLUMNS] = { "column",     "level",    "mean",
	                                                "sd",         "beta",     "std_error",
	                                                "odds_ratio", "odds_low", "odds_high",
	                                                "effect" };
static const char *const linear_columns[LINEAR_COLUMNS] = { "column", "level", "mean",
	                                                    "sd",     "beta",  "std_error",
	                                                    "low",    "high",  "effect" };
static const char *const column_columns[] = { "name", "type", "missing" };
static const char *const score_columns[] = { "metric", "value", "low", "high" };
static const char *const driver_columns[] = { "column", "vif", "importance" };
static const char *const spread_columns[] = { "column", "upto", "rows" };
static const char *const knot_columns[] = { "chance", "share" };

static void open_table(struct buf *text, const char *table, size_t rows, const char *const *column,
                       size_t n)
{
	struct str name[TERM_COLUMNS];

	for (size_t i = 0; i < n; i++)
		name[i] = str_of(column[i]);
	model_put_table(text, table, rows, &(struct tsv_header){ name, n });
}

static void put_numbers(struct buf *text, const double *x, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		buf_char(text, '\t');
		buf_double(text, isfinite(x[i]) ? x[i] : NAN);
	}
	buf_char(text, '\n');
}

static void put_term(struct buf *text, const struct classifier *c, const struct classifier_term *t)
{
	double z = dist_normal_two_sided(c->confidence), low = t->beta - z * t->error,
	       high = t->beta + z * t->error;

	if (c->is_linear)
		put_numbers(text,
		            (double[]){ t->mean, t->sd, t->beta, t->error, low, high, t->beta * t->sd },
		            LINEAR_COLUMNS - 2);
	else
		put_numbers(text,
		            (double[]){ t->mean, t->sd, t->beta, t->error, exp(t->beta), exp(low),
		                        exp(high), t->beta * t->sd },
		            TERM_COLUMNS - 2);
}

static void put_terms(struct buf *text, const struct classifier *c)
{
	size_t rows = 0;

	for (size_t k = 0; k < c->columns; k++)
		rows += c->column[k].terms;
	open_table(text, "terms", rows, c->is_linear ? linear_columns : term_columns,
	           c->is_linear ? LINEAR_COLUMNS : TERM_COLUMNS);
	for (size_t k = 0; k < c->columns; k++)
		for (size_t i = 0; i < c->column[k].terms; i++) {
			buf_str(text, c->column[k].name);
			buf_char(text, '\t');
			buf_str(text, c->column[k].term[i].level);
			put_term(text, c, &c->column[k].term[i]);
		}
}

static void put_calibration(struct buf *text, const struct calibration *c)
{
	model_put_text(text, "calibration", c->kind ? c->kind->name : "none");
	model_put_number(text, "calibration_intercept", c->intercept);
	model_put_number(text, "calibration_slope", c->slope);
	open_table(text, "calibration_knots", c->knots, knot_columns, 2);
	for (size_t i = 0; i < c->knots; i++) {
		buf_double(text, c->knot[i].chance);
		buf_char(text, '\t');
		buf_double(text, c->knot[i].share);
		buf_char(text, '\n');
	}
}

/* Rows that were looked at for how columns of numbers are spread: in each as many. */
static uint64_t looked_at(const struct classifier *c)
{
	uint64_t rows = 0;

	for (size_t k = 0; k < c->columns && !rows; k++)
		for (size_t i = 0; c->column[k].is_number && i < c->column[k].likeness.cuts + 2; i++)
			rows += c->column[k].likeness.count[i];
	return rows;
}

/* The last line of each is beyond all others; the rest of the rows are without the number. */
static void put_spread(struct buf *text, const struct classifier *c)
{
	size_t rows = 0;

	for (size_t k = 0; k < c->columns; k++)
		rows += c->column[k].is_number ? c->column[k].likeness.cuts + 1 : 0;
	open_table(text, "spread", rows, spread_columns, 3);
	for (size_t k = 0; k < c->columns; k++)
		for (size_t i = 0; c->column[k].is_number && i <= c->column[k].likeness.cuts; i++) {
			const struct likeness *d = &c->column[k].likeness;

			buf_str(text, c->column[k].name);
			buf_char(text, '\t');
			buf_double(text, i < d->cuts ? d->cut[i] : NAN);
			buf_printf(text, "\t%llu\n", (unsigned long long)d->count[i]);
		}
}

static void put_drivers(struct buf *text, const struct classifier *c)
{
	open_table(text, "drivers", c->columns, driver_columns, 3);
	for (size_t k = 0; k < c->columns; k++) {
		buf_str(text, c->column[k].name);
		put_numbers(text, (double[]){ c->drivers.inflation[k], c->drivers.share[k] }, 2);
	}
}

static void put_scores(struct buf *text, const struct classifier *c)
{
	size_t n = c->is_linear ? RESIDUALS_METRICS : SCORES_METRICS;

	open_table(text, "out_of_fold", c->folds ? n : 0, score_columns, 4);
	for (size_t i = 0; c->folds && i < n; i++) {
		buf_text(text, c->is_linear ? residuals_names[i] : scores_names[i].name);
		put_numbers(text,
		            c->is_linear ? (double[]){ c->residuals.value[i], c->residuals.low[i],
		                                       c->residuals.high[i] }
		                         : (double[]){ c->scores.value[i], c->scores.low[i],
		                                       c->scores.high[i] },
		            3);
	}
}

void propensity_save(const struct classifier *c, const char *path, const char *writer)
{
	struct buf text = { 0 };

	model_begin(&text, c->is_linear ? PROPENSITY_LINEAR : PROPENSITY_KIND);
	model_put_text(&text, "writer", writer);
	buf_printf(&text, "target\t%.*s\n", STR_ARG(c->target));
	model_put_count(&text, "rows", c->rows);
	model_put_count(&text, "folds", c->folds);
	model_put_count(&text, "seed", c->seed);
	model_put_number(&text, "effective_parameters", c->effective);
	model_put_number(&text, "confidence", c->confidence);
	if (c->is_linear) {
		model_put_text(&text, "errors", "HC3");
		model_put_number(&text, "residual_sd", c->residual);
		model_put_number(&text, "r_squared", c->r_squared);
		model_put_count(&text, "importance_orders", c->drivers.orders);
	} else {
		buf_printf(&text, "positive\t%.*s\n", STR_ARG(c->positive));
		model_put_count(&text, "yes", c->yes);
		model_put_number(&text, "ridge", c->ridge);
		model_put_number(&text, "lasso", c->lasso);
		model_put_number(&text, "log_likelihood", c->log_likelihood);
		model_put_count(&text, "iterations", c->iterations);
		model_put_number(&text, "gradient", c->gradient);
		put_calibration(&text, &c->calibration);
	}
	model_put_number(&text, "intercept", c->intercept);
	model_put_number(&text, "intercept_error", c->intercept_error);
	model_put_count(&text, "spread_rows", looked_at(c));
	open_table(&text, "columns", c->columns, column_columns, 3);
	for (size_t k = 0; k < c->columns; k++) {
		buf_str(&text, c->column[k].name);
		buf_printf(&text, "\t%s\t%llu\n", c->column[k].is_number ? "number" : "words",
		           (unsigned long long)c->column[k].missing);
	}
	put_terms(&text, c);
	put_spread(&text, c);
	if (c->is_linear)
		put_drivers(&text, c);
	put_scores(&text, c);
	model_save(&text, path);
	buf_release(&text);
}

/* --- from a file --- */

static _Noreturn void refuse(const struct model *m, size_t line, const char *what, const char *why)
{
	die_at((struct place){ m->path, line, NULL }, "%s: %s", what, why);
}

static struct model_table take_table(struct model *m, const char *name, const char *const *column,
                                     size_t n)
{
	struct model_table t = model_table(m, name);

	if (t.header.columns != n)
		refuse(m, t.line - 1, name, "another number of columns than this seg writes");
	for (size_t i = 0; i < n; i++)
		if (!str_is(t.header.name[i], column[i]))
			refuse(m, t.line - 1, name, "columns of other names than this seg writes");
	return t;
}

static void take_columns(struct classifier *c, struct arena *keep, struct model *m)
{
	struct model_table t = take_table(m, "columns", column_columns, 3);

	c->columns = t.rows;
	c->column = ARENA_ARRAY(keep, struct classifier_column, t.rows + 1);
	for (size_t k = 0; k < t.rows; k++) {
		struct str type = model_table_cell(&t, k, 1);

		c->column[k].name = arena_str(keep, model_table_cell(&t, k, 0));
		c->column[k].is_number = str_is(type, "number");
		c->column[k].missing = model_table_count(m, &t, k, 2);
		if (!c->column[k].is_number && !str_is(type, "words"))
			refuse(m, t.line + k, "type", "must be number or words");
	}
}

static void take_terms(struct classifier *c, struct arena *keep, struct model *m)
{
	struct model_table t = c->is_linear ? take_table(m, "terms", linear_columns, LINEAR_COLUMNS)
	                                    : take_table(m, "terms", term_columns, TERM_COLUMNS);
	size_t row = 0;

	for (size_t k = 0; k < c->columns; k++) {
		struct classifier_column *column = &c->column[k];

		column->term = ARENA_ARRAY(keep, struct classifier_term, t.rows - row + 1);
		for (; row < t.rows && str_eq(model_table_cell(&t, row, TERM_COLUMN), column->name);
		     row++) {
			struct classifier_term *term = &column->term[column->terms++];

			term->level = arena_str(keep, model_table_cell(&t, row, LEVEL));
			term->mean = model_table_number(m, &t, row, MEAN);
			term->sd = model_table_number(m, &t, row, SD);
			term->beta = model_table_number(m, &t, row, BETA);
		}
		if (column->is_number ? column->terms != 1 : column->terms && column->term->beta != 0)
			refuse(m, t.line + row, column->name.p, "not the terms of such a column");
		classifier_settle(column);
	}
	if (row != t.rows)
		refuse(m, t.line + row, "terms", "not in the order of the columns");
}

static void take_spread(struct classifier *c, struct model *m)
{
	uint64_t looked = model_count(m, "spread_rows", 0, c->rows);
	struct model_table t = take_table(m, "spread", spread_columns, 3);
	size_t row = 0;

	for (size_t k = 0; k < c->columns; k++) {
		struct likeness *d = &c->column[k].likeness;
		uint64_t rows = 0;

		if (!c->column[k].is_number)
			continue;
		for (size_t i = 0; row < t.rows && i <= d->cuts; i++, row++) {
			bool last = !model_table_cell(&t, row, 1).n;

			if (!str_eq(model_table_cell(&t, row, 0), c->column[k].name) ||
			    (!last && i == LIKENESS_CUTS))
				refuse(m, t.line + row, "spread",
				       "not the tenths of the columns in their order");
			d->count[i] = model_table_count(m, &t, row, 2);
			rows += d->count[i];
			if (last)
				continue;
			d->cut[d->cuts++] = model_table_number(m, &t, row, 1);
			if (i && !(d->cut[i] > d->cut[i - 1]))
				refuse(m, t.line + row, "spread", "what numbers go up to must rise");
		}
		if (rows > looked)
			refuse(m, t.line + row, "spread", "more rows than spread_rows");
		d->count[d->cuts + 1] = looked - rows;
	}
	if (row != t.rows)
		refuse(m, t.line + row, "spread", "not in the order of the columns");
}

static void take_calibration(struct calibration *c, struct arena *keep, struct model *m)
{
	struct str name = model_text(m, "calibration");
	struct model_table t = take_table(m, "calibration_knots", knot_columns, 2);

	c->kind = calibration_find(name);
	c->intercept = model_number(m, "calibration_intercept");
	c->slope = model_number(m, "calibration_slope");
	c->knots = t.rows;
	c->knot = ARENA_ARRAY(keep, struct calibration_knot, t.rows);
	for (size_t i = 0; i < t.rows; i++) {
		c->knot[i].chance = model_table_number(m, &t, i, 0);
		c->knot[i].share = model_table_number(m, &t, i, 1);
		if (i && !(c->knot[i].chance > c->knot[i - 1].chance &&
		           c->knot[i].share >= c->knot[i - 1].share))
			refuse(m, t.line + i, "calibration", "chances and shares must rise");
	}
	if (!c->kind && !str_is(name, "none"))
		refuse(m, 0, "calibration", "unknown to this seg");
	if (str_is(name, "isotonic") != (c->knots > 0))
		refuse(m, t.line, "calibration", "rows belong to isotonic, and to nothing else");
}

static void take_logistic(struct classifier *c, struct arena *keep, struct model *m)
{
	c->positive = arena_str(keep, model_text(m, "positive"));
	c->yes = model_count(m, "yes", 1, c->rows);
	c->ridge = model_number(m, "ridge");
	c->lasso = model_number(m, "lasso");
	c->log_likelihood = model_number(m, "log_likelihood");
	c->iterations = model_count(m, "iterations", 0, UINT64_MAX);
	c->gradient = model_number(m, "gradient");
	take_calibration(&c->calibration, keep, m);
}

void propensity_take(struct classifier *c, struct arena *keep, struct model *m)
{
	*c = (struct classifier){ .is_linear = str_is(m->kind, PROPENSITY_LINEAR) };
	model_text(m, "writer");
	c->target = arena_str(keep, model_text(m, "target"));
	if (!c->target.n)
		refuse(m, 0, "target", "has no name");
	c->rows = model_count(m, "rows", 1, UINT64_MAX);
	c->folds = model_count(m, "folds", 0, UINT64_MAX);
	c->seed = model_count(m, "seed", 0, UINT64_MAX);
	c->effective = model_number(m, "effective_parameters");
	c->confidence = model_number(m, "confidence");
	if (c->is_linear) {
		model_text(m, "errors");
		c->residual = model_number(m, "residual_sd");
		c->r_squared = model_number(m, "r_squared");
		c->drivers.orders = model_count(m, "importance_orders", 0, UINT64_MAX);
	} else {
		take_logistic(c, keep, m);
	}
	c->intercept = model_number(m, "intercept");
	c->intercept_error = model_number(m, "intercept_error");
	take_columns(c, keep, m);
	take_terms(c, keep, m);
	take_spread(c, m);
	if (c->is_linear)
		take_table(m, "drivers", driver_columns, 3);
	take_table(m, "out_of_fold", score_columns, 4);
	model_close(m);
}
