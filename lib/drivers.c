/* drivers - what each column has to do with a number that a weighted sum of columns makes up. */
#include "drivers.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cholesky.h"
#include "memory.h"
#include "rng.h"

#define STEPS 4e9   /* products at most, about */
#define FEWEST 20.0 /* orders worth drawing */

/* --- inflation --- */

/* The log of the determinant of what a column's terms have to do with one another, those without a weight left out. */
static double log_det(const double *matrix, size_t m, const bool *dropped, size_t from, size_t to)
{
	size_t n = 0, at[2] = { 0, 0 };
	double *own = memory_zero((to - from) * (to - from) + 1, sizeof(*own)), sum = 0;
	bool *lost = memory_zero(to - from + 1, sizeof(*lost));

	for (size_t i = from; i < to; i++)
		n += !dropped[i];
	for (size_t i = from; i < to; i++) {
		if (dropped[i])
			continue;
		at[1] = 0;
		for (size_t j = from; j < to; j++)
			if (!dropped[j])
				own[at[0] * n + at[1]++] = matrix[i * m + j];
		at[0]++;
	}
	cholesky_factor(own, lost, n);
	for (size_t i = 0; i < n; i++)
		sum += lost[i] ? INFINITY : 2 * log(own[i * n + i]);
	free(own);
	free(lost);
	return sum;
}

/* By the inverse: the determinant of a block of it is that of all the others over that of all. */
static void find_inflation(double *out, const double *moments, size_t p, const size_t *terms, size_t columns)
{
	double *lower = memory_get(p * p + 1, sizeof(*lower)),
	       *inverse = memory_zero(p * p + 1, sizeof(*inverse));
	double *own = memory_get(p * p + 1, sizeof(*own));
	bool *dropped = memory_zero(p + 1, sizeof(*dropped));

	for (size_t i = 0; i < p; i++)
		memcpy(own + i * p, moments + i * (p + 1), p * sizeof(*own));
	memcpy(lower, own, p * p * sizeof(*lower));
	cholesky_factor(lower, dropped, p);
	for (size_t i = 0; i < p; i++) {
		inverse[i * p + i] = 1;
		cholesky_solve(lower, dropped, p, inverse + i * p);
	}
	for (size_t k = 0, from = 0; k < columns; from += terms[k++]) {
		size_t freedom = 0;

		for (size_t i = from; i < from + terms[k]; i++)
			freedom += !dropped[i];
		out[k] = freedom == 0 ? NAN
		                      : exp((log_det(own, p, dropped, from, from + terms[k]) +
		                             log_det(inverse, p, dropped, from, from + terms[k])) /
		                            (double)freedom);
		out[k] = out[k] < 1 ? 1 : out[k];
	}
	free(lower);
	free(inverse);
	free(own);
	free(dropped);
}

/* --- shares --- */

struct sharing {
	size_t columns, p;
	const double *moments;
	const size_t *all; /* terms of each column, as they stand */
	size_t *order;     /* the columns as they come, */
	size_t *terms;     /* and the terms of each */
	double *least;     /* of each term, as they come: less than this of it is nothing */
	double **level; /* of each column: what is left of the terms from it on, and of the number */
	size_t *size;   /* its rows */
	bool *in;       /* the columns chosen so far */
	double *by_size; /* sums of R squared of choices of so many columns, */
	double *with;    /* and of those with each column in it */
};

/* Takes out of a symmetric matrix what some of its terms make up of those behind; only the lower triangle counts. */
static void take_out(double *m, size_t n, size_t from, size_t to, const double *least)
{
	for (size_t t = from; t < to; t++)
		for (size_t i = t + 1; m[t * n + t] > least[t] && i < n; i++) {
			double by = m[i * n + t] / m[t * n + t];

			for (size_t j = t + 1; j <= i; j++)
				m[i * n + j] -= by * m[j * n + t];
		}
}

static void leave_off(double *out, const double *m, size_t n, size_t terms)
{
	for (size_t i = terms; i < n; i++)
		memcpy(out + (i - terms) * (n - terms), m + i * n + terms, (i - terms + 1) * sizeof(*m));
}

/* Every choice of the columns from `column` on, whose first term is `term`, `chosen` being in already. */
static void choose(struct sharing *s, size_t column, size_t term, size_t chosen)
{
	double *here = s->level[column];
	size_t n = s->size[column], terms = s->terms[column];

	if (column == s->columns) {
		double share = 1 - here[0] / s->moments[(s->p + 1) * (s->p + 1) - 1];

		s->by_size[chosen] += share;
		for (size_t k = 0; k < column; k++)
			if (s->in[k])
				s->with[k * (column + 1) + chosen] += share;
		return;
	}
	leave_off(s->level[column + 1], here, n, terms);
	s->in[column] = false;
	choose(s, column + 1, term + terms, chosen);
	take_out(here, n, 0, terms, s->least + term);
	leave_off(s->level[column + 1], here, n, terms);
	s->in[column] = true;
	choose(s, column + 1, term + terms, chosen + 1);
}

/* The moments with the columns in the order they come, into level[0]; what follows from it. */
static void put_in_order(struct sharing *s)
{
	size_t p = s->p, n = 0, *at = memory_get(p + 1, sizeof(*at));

	for (size_t k = 0; k < s->columns; k++) {
		size_t first = 0;

		for (size_t i = 0; i < s->order[k]; i++)
			first += s->all[i];
		s->terms[k] = s->all[s->order[k]];
		s->size[k] = p + 1 - n;
		for (size_t t = 0; t < s->terms[k]; t++)
			at[n++] = first + t;
	}
	s->size[s->columns] = 1;
	at[p] = p;
	for (size_t i = 0; i <= p; i++) {
		for (size_t j = 0; j <= i; j++)
			s->level[0][i * (p + 1) + j] = s->moments[at[i] * (p + 1) + at[j]];
		s->least[i] = CHOLESKY_DEPENDENT * s->moments[at[i] * (p + 2)];
	}
	free(at);
}

/* What the sums over choices say of each column, by Shapley's weights: 1 / n / (n - 1 over size). */
static void share_of_choices(struct sharing *s, double *share)
{
	size_t n = s->columns;

	choose(s, 0, 0, 0);
	for (size_t k = 0; k < n; k++) {
		double weight = 1 / (double)n;

		for (size_t size = 0; size < n; size++) {
			share[s->order[k]] += weight * (s->with[k * (n + 1) + size + 1] +
			                                s->with[k * (n + 1) + size] - s->by_size[size]);
			weight *= (double)(size + 1) / (double)(n - 1 - size);
		}
	}
}

/* What each column adds to those before it in one order. */
static void share_in_order(struct sharing *s, double *share)
{
	size_t m = s->p + 1;
	double *here = s->level[0], whole = here[m * m - 1], before = whole;

	for (size_t k = 0, term = 0; k < s->columns; term += s->terms[k++]) {
		take_out(here, m, term, term + s->terms[k], s->least);
		share[s->order[k]] += (before - here[m * m - 1]) / whole;
		before = here[m * m - 1];
	}
}

static void share_of_draws(struct sharing *s, double *share, size_t orders, uint64_t seed)
{
	for (size_t i = 0; i < orders; i++) {
		struct rng r = rng_stream(seed, "order of columns", i / 2);

		for (size_t k = 0; k < s->columns; k++) { /* Fisher and Yates; every second one from its end */
			size_t other = rng_below(&r, k + 1);

			s->order[k] = s->order[other];
			s->order[other] = k;
		}
		for (size_t k = 0; i % 2 && k < s->columns / 2; k++) {
			size_t *other = &s->order[s->columns - 1 - k], own = s->order[k];

			s->order[k] = *other;
			*other = own;
		}
		put_in_order(s);
		share_in_order(s, share);
	}
	for (size_t k = 0; k < s->columns; k++)
		share[k] /= (double)orders;
}

/* Columns of many terms first, where there are few choices yet; how many products all choices take. */
static double plan(struct sharing *s)
{
	double steps = 0, choices = 1;

	for (size_t k = 0; k < s->columns; k++) {
		size_t at = k;

		for (; at > 0 && s->all[s->order[at - 1]] < s->all[k]; at--)
			s->order[at] = s->order[at - 1];
		s->order[at] = k;
	}
	put_in_order(s);
	for (size_t k = 0; k < s->columns; k++, choices *= 2)
		steps += choices * (double)(s->terms[k] + 1) * (double)s->size[k] * (double)s->size[k];
	return s->columns > DRIVERS_EVERY ? INFINITY : steps;
}

void drivers_find(struct drivers *d, struct arena *a, const size_t *terms, size_t columns, uint64_t seed)
{
	struct arena scratch = { 0 };
	struct sharing s = { .columns = columns, .moments = d->moments, .all = terms };
	double draws;

	for (size_t k = 0; k < columns; k++)
		s.p += terms[k];
	*d = (struct drivers){ .moments = d->moments,
		               .inflation = ARENA_ARRAY(a, double, columns),
		               .share = ARENA_ARRAY(a, double, columns) };
	find_inflation(d->inflation, d->moments, s.p, terms, columns);
	s.order = ARENA_ARRAY(&scratch, size_t, columns);
	s.terms = ARENA_ARRAY(&scratch, size_t, columns + 1);
	s.size = ARENA_ARRAY(&scratch, size_t, columns + 1);
	s.least = ARENA_ARRAY(&scratch, double, s.p + 1);
	s.level = ARENA_ARRAY(&scratch, double *, columns + 1);
	s.level[0] = ARENA_ARRAY(&scratch, double, (s.p + 1) * (s.p + 1));
	if (plan(&s) < STEPS) {
		s.in = ARENA_ARRAY(&scratch, bool, columns);
		s.by_size = ARENA_ARRAY(&scratch, double, columns + 1);
		s.with = ARENA_ARRAY(&scratch, double, columns *(columns + 1));
		for (size_t k = 1; k <= columns; k++)
			s.level[k] = ARENA_ARRAY(&scratch, double, s.size[k] * s.size[k]);
		share_of_choices(&s, d->share);
	} else {
		draws = fmin(STEPS / ((double)s.p * (double)s.p * (double)s.p), DRIVERS_DRAWN);
		d->orders = draws < FEWEST ? 0 : (size_t)draws / 2 * 2;
		share_of_draws(&s, d->share, d->orders, seed);
	}
	arena_release(&scratch);
}
