/* classifier - a model of rows by weights, of a yes or no or of a number. */
#include "classifier.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "linear.h"
#include "memory.h"
#include "words.h"

/* --- from values to terms --- */

#define LOOKED 64 /* tiles at a time */

/* Of each slice and column: sums in GRAM_LANES parts. */
struct looking {
	struct classifier *c;
	const struct classifier_rows *rows;
	double *sum;
	uint64_t *seen; /* NULL: sums are of squares of distances from the mean */
};

/* A tile of a column: what is there less the mean, or its square; returns how many are there. */
static uint64_t add_tile(const double *x, double mean, bool square, double *sum)
{
	double d[GRAM_ROWS];
	uint64_t seen = 0;

	gram_scale(d, x, mean, 1);
	if (square)
		gram_add(sum, d, d, 1);
	else
		gram_add_rows(sum, d);
	for (size_t r = 0; r < GRAM_ROWS; r++)
		seen += x[r] == x[r];
	return seen;
}

/* The rows of a tile that are in use, as bits. */
static uint64_t used_rows(const struct classifier_rows *rows, size_t tile)
{
	uint64_t used = 0;

	for (size_t r = 0, at = tile * GRAM_ROWS; r < GRAM_ROWS && at < rows->n; r++, at++)
		used |= (uint64_t)rows->use[at] << r;
	return used;
}

static void look(void *arg, size_t slice)
{
	const struct looking *l = arg;
	size_t to = (slice + 1) * LOOKED, columns = l->c->columns;

	for (size_t t = slice * LOOKED; t < to && t < gram_tiles(l->rows->n); t++) {
		uint64_t used = used_rows(l->rows, t);

		for (size_t k = 0; k < columns; k++) {
			const struct classifier_column *c = &l->c->column[k];
			const struct classifier_values *v = &l->rows->value[k];
			const double *x = v->number + t * v->step;
			double *sum = l->sum + (slice * columns + k) * GRAM_LANES, in_use[GRAM_ROWS];

			if (!c->is_number)
				continue;
			if (~used) {
				for (size_t r = 0; r < GRAM_ROWS; r++)
					in_use[r] = used >> r & 1 ? x[r] : NAN;
				x = in_use;
			}
			if (l->seen)
				l->seen[slice * columns + k] += add_tile(x, 0, false, sum);
			else
				add_tile(x, c->term->mean, true, sum);
		}
	}
}

/* What the slices of a column add up to, in their order. */
static double total_of(const struct looking *l, size_t slices, size_t k)
{
	double total = 0;

	for (size_t s = 0; s < slices; s++)
		total += gram_total(l->sum + (s * l->c->columns + k) * GRAM_LANES);
	return total;
}

/* Mean and standard deviation of each column of numbers; what is missing counts as the mean. */
static void number_terms(struct classifier *c, const struct classifier_rows *rows)
{
	size_t slices = (gram_tiles(rows->n) + LOOKED - 1) / LOOKED, cells = slices * c->columns;
	struct looking l = { c, rows, memory_zero(cells, GRAM_LANES * sizeof(double)),
		             memory_zero(cells, sizeof(uint64_t)) };
	uint64_t *counted = l.seen;

	tiles_each_run(rows->each, slices, look, &l);
	for (size_t k = 0; k < c->columns; k++) {
		uint64_t seen = 0;

		for (size_t s = 0; s < slices; s++)
			seen += l.seen[s * c->columns + k];
		if (!c->column[k].is_number)
			continue;
		c->column[k].missing = c->rows - seen;
		c->column[k].term->mean = seen > 0 ? total_of(&l, slices, k) / (double)seen : 0;
	}
	memset(l.sum, 0, cells * GRAM_LANES * sizeof(double));
	l.seen = NULL;
	tiles_each_run(rows->each, slices, look, &l);
	for (size_t k = 0; k < c->columns; k++) {
		struct classifier_term *term = c->column[k].term;

		if (!c->column[k].is_number)
			continue;
		term->sd = c->column[k].missing < c->rows
		                   ? sqrt(total_of(&l, slices, k) / (double)c->rows)
		                   : 0;
		if (!(term->sd > 1e-12 * fabs(term->mean)))
			term->sd = 0;
	}
	free(l.sum);
	free(counted);
}

static void word_terms(struct classifier_column *c, struct arena *keep, const struct str *text,
                       const bool *use, size_t n)
{
	struct words l = { 0 };
	double rows = 0;
	size_t most = 0;
	uint64_t least;

	words_count(&l, text, use, n);
	least = words_fewest(&l, CLASSIFIER_LEVEL_FEWEST, CLASSIFIER_LEVELS_MOST);
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
	words_release(&l);
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
	return c->terms;
}

double classifier_number(const struct classifier_column *c, double x)
{
	return isnan(x) ? 0 : c->term->beta * (x - c->term->mean);
}

void classifier_numbers(const struct classifier_column *c, const double *x, double *sum)
{
	double beta = c->term->beta, mean = c->term->mean;

	for (size_t r = 0; r < GRAM_ROWS; r++)
		sum[r] += x[r] == x[r] ? beta * (x[r] - mean) : 0;
}

double classifier_word(const struct classifier_column *c, struct str cell, size_t *level)
{
	*level = level_of(c, cell);
	return *level < c->terms ? c->base + c->term[*level].beta : 0;
}

double classifier_chance(double log_odds)
{
	double e = exp(-fmin(fabs(log_odds), 36)), p = 1 / (1 + e);

	return log_odds >= 0 ? p : e / (1 + e);
}

/* --- the fit --- */

#define NONE UINT8_MAX /* a level without a weight, or no row */
_Static_assert(CLASSIFIER_LEVELS_MOST < NONE, "levels have codes of a byte");

struct filling {
	const struct classifier *c;
	const struct classifier_values *v;
	uint8_t **level; /* of each column of words: of each row, NONE past the last */
	size_t n;
};

#define FOUND 4096 /* rows at a time */

static void find_levels(void *arg, size_t slice)
{
	const struct filling *f = arg;
	size_t room = gram_tiles(f->n) * GRAM_ROWS, to = (slice + 1) * FOUND;

	for (size_t k = 0; k < f->c->columns; k++)
		for (size_t i = slice * FOUND; f->level[k] && i < to && i < room; i++) {
			const struct classifier_column *c = &f->c->column[k];
			size_t t = i < f->n ? level_of(c, f->v[k].text[i]) : c->terms;

			f->level[k][i] = t == c->terms ? NONE : (uint8_t)t;
		}
}

/* The terms of a column of words in a tile: one where the level is, else zero; then mean 0 and standard deviation 1. */
static void fill_words(const struct classifier_column *c, const uint8_t *level, double *x)
{
	double where[CLASSIFIER_LEVELS_MOST];

	for (size_t t = 1; t < c->terms; t++) {
		double over = c->term[t].sd > 0 ? 1 / c->term[t].sd : 0;

		where[t - 1] = (1 - c->term[t].mean) * over;
		for (size_t r = 0; r < GRAM_ROWS; r++)
			x[(t - 1) * GRAM_ROWS + r] = -c->term[t].mean * over;
	}
	for (size_t r = 0; r < GRAM_ROWS; r++) {
		for (size_t t = 1; level[r] == NONE && t < c->terms; t++)
			x[(t - 1) * GRAM_ROWS + r] = 0;
		if (level[r] != NONE && level[r] > 0)
			x[(level[r] - 1u) * GRAM_ROWS + r] = where[level[r] - 1];
	}
}

static void fill(const void *from, size_t tile, double *x)
{
	const struct filling *f = from;

	for (size_t k = 0; k < f->c->columns; k++) {
		const struct classifier_column *c = &f->c->column[k];

		if (c->is_number)
			gram_scale(x, f->v[k].number + tile * f->v[k].step, c->term->mean,
			           c->term->sd > 0 ? 1 / c->term->sd : 0);
		else
			fill_words(c, f->level[k] + tile * GRAM_ROWS, x);
		if (c->terms)
			x += (c->terms - first_term(c)) * GRAM_ROWS;
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
	c->drivers.moments = fit.moments;
	keep_weights(c, fit.beta, fit.error);
	return fit.fits && isfinite(fit.r_squared);
}

/* How many weights a column has. */
static size_t weights_of(const struct classifier_column *c)
{
	return c->terms > 0 ? c->terms - first_term(c) : 0;
}

/* Makes the terms of every column from the rows in use; how many weights there are. */
static size_t make_terms(struct classifier *c, struct arena *keep, const struct classifier_rows *rows)
{
	size_t p = 0;

	for (size_t k = 0; k < c->columns; k++) {
		struct classifier_column *column = &c->column[k];

		column->missing = column->terms = 0;
		column->is_number = rows->value[k].is_number;
		if (column->is_number) {
			column->term = ARENA_NEW(keep, struct classifier_term);
			column->terms = 1;
		} else {
			word_terms(column, keep, rows->value[k].text, rows->use, rows->n);
		}
		p += weights_of(column);
	}
	number_terms(c, rows);
	return p;
}

/* Weights of the rows, 0 where they are not in use; NULL where all are 1. */
static double *weigh(struct classifier *c, const struct classifier_rows *rows)
{
	double *w, yes = 0;

	c->rows = 0;
	for (size_t i = 0; i < rows->n; i++)
		if (rows->use[i]) {
			c->rows++;
			yes += rows->outcome[i];
		}
	c->yes = c->is_linear ? 0 : (uint64_t)yes;
	if (!rows->weight && c->rows == rows->n)
		return NULL;
	w = memory_get(rows->n, sizeof(*w));
	for (size_t i = 0; i < rows->n; i++)
		w[i] = !rows->use[i] ? 0 : rows->weight ? rows->weight[i] : 1;
	return w;
}

bool classifier_fit(struct classifier *c, struct arena *keep, const struct classifier_rows *rows)
{
	struct filling f = { c, rows->value, memory_zero(c->columns, sizeof(uint8_t *)), rows->n };
	size_t room = gram_tiles(rows->n) * GRAM_ROWS;
	double *w = weigh(c, rows);
	struct gram_rows x = { NULL, make_terms(c, keep, rows), fill, &f };
	bool fine = x.p <= LOGIT_MOST && (c->is_linear ? c->rows > 1 : c->yes > 0 && c->yes < c->rows);

	for (size_t k = 0; k < c->columns; k++)
		if (!c->column[k].is_number)
			f.level[k] = memory_get(room, 1);
	if (fine) {
		tiles_each_run(rows->each, (room + FOUND - 1) / FOUND, find_levels, &f);
		fine = c->is_linear ? fit_linear(c, keep,
		                                 &(struct linear_rows){ x, rows->outcome, w,
		                                                        rows->n, rows->each })
		                    : fit_logit(c, keep,
		                                &(struct logit_rows){ x, rows->outcome, w, rows->n,
		                                                      rows->ridge, rows->lasso,
		                                                      rows->each });
	}
	for (size_t k = 0; k < c->columns; k++)
		free(f.level[k]);
	free(f.level);
	free(w);
	return fine;
}

void classifier_drivers(struct classifier *c, struct arena *keep, uint64_t seed)
{
	size_t *terms = memory_get(c->columns, sizeof(*terms));

	for (size_t k = 0; k < c->columns; k++)
		terms[k] = weights_of(&c->column[k]);
	drivers_find(&c->drivers, keep, terms, c->columns, seed);
	free(terms);
}
