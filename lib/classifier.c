/* classifier - a model of rows by weights, of a yes or no or of a number. */
#include "classifier.h"

#include <math.h>
#include <stdlib.h>

#include "map.h"
#include "memory.h"
#include "order.h"

/* --- from values to terms --- */

static void number_term(struct classifier_column *c, struct arena *keep, const double *x,
                        const bool *use, size_t n)
{
	double sum = 0, squares = 0, seen = 0;

	c->term = ARENA_NEW(keep, struct classifier_term);
	c->terms = 1;
	for (size_t i = 0; i < n; i++)
		if (use[i] && !isnan(x[i])) {
			sum += x[i];
			seen++;
		} else
			c->missing += use[i];
	c->term->mean = seen > 0 ? sum / seen : 0;
	for (size_t i = 0; i < n; i++)
		if (use[i] && !isnan(x[i]))
			squares += (x[i] - c->term->mean) * (x[i] - c->term->mean);
	c->term->sd = seen > 0 ? sqrt(squares / (seen + (double)c->missing)) : 0;
	if (!(c->term->sd > 1e-12 * fabs(c->term->mean)))
		c->term->sd = 0;
}

struct levels {
	struct map map;
	struct str *name;
	uint64_t *count;
	size_t *order; /* by byte */
	size_t n, room;
};

static void count_levels(struct levels *l, const struct str *text, const bool *use, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		uint64_t hash;
		size_t at;

		if (!use[i])
			continue;
		hash = map_hash(text[i]);
		at = map_find(&l->map, text[i], hash);
		if (at == MAP_NONE) {
			if (l->n == l->room) {
				l->room = l->room ? 2 * l->room : 64;
				l->name = memory_resize(l->name, l->room, sizeof(*l->name));
				l->count = memory_resize(l->count, l->room, sizeof(*l->count));
			}
			at = map_add(&l->map, text[i], hash);
			l->name[at] = text[i];
			l->count[at] = 0;
			l->n++;
		}
		l->count[at]++;
	}
	l->order = memory_get(l->n, sizeof(*l->order));
	order_keys(l->order, l->name, l->n);
}

/* The least count that lets no more than the most levels through. */
static uint64_t fewest(const struct levels *l)
{
	uint64_t least = CLASSIFIER_LEVEL_FEWEST;

	for (;; least++) {
		size_t kept = 0;

		for (size_t i = 0; i < l->n; i++)
			kept += l->count[i] >= least;
		if (kept <= CLASSIFIER_LEVELS_MOST)
			return least;
	}
}

static void word_terms(struct classifier_column *c, struct arena *keep, const struct str *text,
                       const bool *use, size_t n)
{
	struct levels l = { 0 };
	double rows = 0;
	size_t most = 0;
	uint64_t least;

	count_levels(&l, text, use, n);
	least = fewest(&l);
	c->term = ARENA_ARRAY(keep, struct classifier_term, l.n + 1);
	for (size_t i = 0; i < l.n; i++) {
		rows += (double)l.count[i];
		most = l.count[l.order[i]] > l.count[l.order[most]] ? i : most;
		c->missing += l.name[i].n ? 0 : l.count[i];
	}
	for (size_t i = 0; i < l.n; i++) { /* the reference first, then in byte order */
		size_t at = l.order[i == 0 ? most : i <= most ? i - 1 : i];
		double share = (double)l.count[at] / rows;

		if (l.count[at] >= least)
			c->term[c->terms++] =
				(struct classifier_term){ arena_str(keep, l.name[at]), share,
				                          sqrt(share * (1 - share)), 0, NAN };
	}
	map_release(&l.map);
	free(l.name);
	free(l.count);
	free(l.order);
}

static size_t first_term(const struct classifier_column *c)
{
	return c->is_number ? 0 : 1;
}

void classifier_settle(struct classifier_column *c)
{
	c->base = 0;
	if (!c->is_number)
		for (size_t t = 1; t < c->terms; t++)
			c->base -= c->term[t].beta * c->term[t].mean;
}

static size_t level_of(const struct classifier_column *c, struct str cell)
{
	for (size_t t = 0; t < c->terms; t++)
		if (str_eq(c->term[t].level, cell))
			return t;
	return SIZE_MAX;
}

double classifier_number(const struct classifier_column *c, double x)
{
	return isnan(x) ? 0 : c->term->beta * (x - c->term->mean);
}

double classifier_word(const struct classifier_column *c, struct str cell, bool *is_new)
{
	size_t level = level_of(c, cell);

	*is_new = level == SIZE_MAX;
	return *is_new ? 0 : c->base + c->term[level].beta;
}

double classifier_chance(double log_odds)
{
	double e = exp(-fmin(fabs(log_odds), 36)), p = 1 / (1 + e);

	return log_odds >= 0 ? p : e / (1 + e);
}

/* --- the fit --- */

struct filling {
	const struct classifier *c;
	const struct classifier_values *v;
	const size_t *row;
	double *x;
	size_t n, p;
};

#define FILLED 64 /* tiles at a time */

/* One term of a tile's rows, with mean 0 and standard deviation 1; 0 past the last row. */
static void fill_term(const struct filling *f, size_t k, size_t t, const size_t *level,
                      size_t first, double *x)
{
	const struct classifier_values *v = &f->v[k];
	const struct classifier_term *term = &f->c->column[k].term[t];
	double over = term->sd > 0 ? 1 / term->sd : 0;

	for (size_t r = 0; r < GRAM_ROWS; r++) {
		size_t row = first + r < f->n ? f->row[first + r] : SIZE_MAX;
		double value = row == SIZE_MAX ? NAN
		               : v->is_number  ? v->number[row]
		                               : level[r] == t;

		if (row != SIZE_MAX && !v->is_number && level[r] == SIZE_MAX)
			value = NAN;
		x[r] = isnan(value) ? 0 : (value - term->mean) * over;
	}
}

static void fill(void *arg, size_t slice)
{
	const struct filling *f = arg;
	size_t level[GRAM_ROWS];

	for (size_t tile = slice * FILLED; tile < (slice + 1) * FILLED && tile < gram_tiles(f->n);
	     tile++) {
		double *x = f->x + tile * GRAM_ROWS * f->p;
		size_t first = tile * GRAM_ROWS;

		for (size_t k = 0; k < f->c->columns; k++) {
			const struct classifier_column *c = &f->c->column[k];

			for (size_t r = 0; !c->is_number && r < GRAM_ROWS && first + r < f->n; r++)
				level[r] = level_of(c, f->v[k].text[f->row[first + r]]);
			for (size_t t = first_term(c); t < c->terms; t++, x += GRAM_ROWS)
				fill_term(f, k, t, level, first, x);
		}
	}
}

double classifier_answer(const struct classifier *c, double sum)
{
	return c->is_linear ? sum : calibration_apply(&c->calibration, classifier_chance(sum));
}

static void keep_weights(struct classifier *c, const double *beta, const double *error)
{
	size_t j = 1;

	c->intercept = beta[0];
	c->intercept_error = error[0];
	for (size_t k = 0; k < c->columns; k++) {
		for (size_t t = first_term(&c->column[k]); t < c->column[k].terms; t++, j++) {
			struct classifier_term *term = &c->column[k].term[t];

			term->beta = term->sd == 0 ? 0 : beta[j] / term->sd;
			term->error = term->sd == 0 ? NAN : error[j] / term->sd;
		}
		classifier_settle(&c->column[k]);
	}
}

static bool fit_logit(struct classifier *c, struct arena *keep, const struct logit_rows *in)
{
	struct logit fit;

	logit_fit(&fit, keep, in);
	c->ridge = fit.ridge;
	c->lasso = in->lasso;
	c->effective = fit.effective;
	c->log_likelihood = fit.log_likelihood;
	c->gradient = fit.gradient;
	c->iterations = fit.iterations;
	keep_weights(c, fit.beta, fit.error);
	return fit.converged && !fit.separated;
}

static bool fit_linear(struct classifier *c, struct arena *keep, const struct linear_rows *in)
{
	struct linear fit;

	linear_fit(&fit, keep, in);
	c->effective = (double)fit.used;
	c->residual = fit.residual;
	c->r_squared = fit.r_squared;
	keep_weights(c, fit.beta, fit.error);
	return fit.fits && isfinite(fit.r_squared);
}

/* Makes the terms of every column from the rows in use; how many weights there are. */
static size_t make_terms(struct classifier *c, struct arena *keep, const struct classifier_rows *rows)
{
	size_t p = 0;

	for (size_t k = 0; k < c->columns; k++) {
		struct classifier_column *column = &c->column[k];

		column->missing = column->terms = 0;
		column->is_number = rows->value[k].is_number;
		if (column->is_number)
			number_term(column, keep, rows->value[k].number, rows->use, rows->n);
		else
			word_terms(column, keep, rows->value[k].text, rows->use, rows->n);
		p += column->terms - (column->terms > 0 ? first_term(column) : 0);
	}
	return p;
}

bool classifier_fit(struct classifier *c, struct arena *keep, const struct classifier_rows *rows)
{
	size_t *row = memory_get(rows->n, sizeof(*row)), n = 0, p = make_terms(c, keep, rows), tiles;
	double *x, *y = memory_get(rows->n, sizeof(*y)), *w = NULL, yes = 0;
	bool fine = false;

	if (rows->weight)
		w = memory_get(rows->n, sizeof(*w));
	for (size_t i = 0; i < rows->n; i++)
		if (rows->use[i]) {
			row[n] = i;
			if (w)
				w[n] = rows->weight[i];
			y[n++] = rows->outcome[i];
			yes += rows->outcome[i];
		}
	c->rows = n;
	c->yes = c->is_linear ? 0 : (uint64_t)yes;
	tiles = gram_tiles(n);
	x = memory_get(tiles + 1, (p + 1) * GRAM_ROWS * sizeof(*x));
	memory_scattered(x, tiles * GRAM_ROWS * p * sizeof(*x));
	if (p <= LOGIT_MOST && (c->is_linear ? n > 1 : yes > 0 && yes < (double)n)) {
		tiles_each_run(rows->each, (tiles + FILLED - 1) / FILLED, fill,
		               &(struct filling){ c, rows->value, row, x, n, p });
		fine = c->is_linear
		               ? fit_linear(c, keep, &(struct linear_rows){ x, y, w, n, p, rows->each })
		               : fit_logit(c, keep,
		                           &(struct logit_rows){ x, y, w, n, p, rows->ridge,
		                                                 rows->lasso, rows->each });
	}
	free(x);
	free(y);
	free(w);
	free(row);
	return fine;
}
