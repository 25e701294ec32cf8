/* btyd - "buy till you die": which customers will come again, and how often; the three models behind one face. */
#include "btyd.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "draws.h"
#include "minimise.h"
#include "pareto.h"

#define P BTYD_PARAMETERS
#define SLICE 2048   /* unique histories added up at a time */
#define SAMPLE 20000 /* unique histories that the starts are tried on */
#define SMALL 1e-9   /* slope of the mean customer's log-likelihood at the end */

/* --- the models --- */

static struct betageo beta_of(const double *p, int first)
{
	return (struct betageo){ p[0], p[1], p[2], p[3], first };
}

static struct pareto pareto_of(const double *p)
{
	return (struct pareto){ p[0], p[1], p[2], p[3] };
}

/* The functions of a kind, each with the parameters made into those of its model. */
#define FUNCTIONS(kind, model, of, type)                                                           \
	static double kind##_counts(const double *p, const struct histories *d, double *slope)     \
	{                                                                                          \
		type m = of;                                                                       \
		return model##_counts(&m, d, slope);                                               \
	}                                                                                          \
	static double kind##_times(const double *p, const struct histories *d, size_t from,        \
	                           size_t to, double *slope)                                       \
	{                                                                                          \
		type m = of;                                                                       \
		return model##_times(&m, d, from, to, slope);                                      \
	}                                                                                          \
	static double kind##_lost(const double *p, const struct history *h)                        \
	{                                                                                          \
		type m = of;                                                                       \
		return model##_log_odds_lost(&m, h);                                               \
	}                                                                                          \
	static double kind##_expect(const double *p, const struct history *h, double t)            \
	{                                                                                          \
		type m = of;                                                                       \
		return model##_expect(&m, h, t);                                                   \
	}

FUNCTIONS(bg, betageo, beta_of(p, 0), struct betageo)
FUNCTIONS(mbg, betageo, beta_of(p, 1), struct betageo)
FUNCTIONS(pnbd, pareto, pareto_of(p), struct pareto)

static void beta_answer(const struct btyd_answers *s, const struct history *h, size_t n,
                        const double *until, size_t times, double *alive, double *orders)
{
	betageo_answer(&s->series, h, n, until, times, alive, orders);
}

static void pnbd_answer(const struct btyd_answers *s, const struct history *h, size_t n,
                        const double *until, size_t times, double *alive, double *orders)
{
	struct pareto m = pareto_of(s->m->p);

	for (size_t i = 0; i < n; i++) {
		alive[i] = 1 / (1 + exp(pareto_log_odds_lost(&m, &h[i])));
		for (size_t j = 0; j < times; j++)
			orders[i * times + j] = alive[i] * pareto_expect_alive(&m, &h[i], until[j]);
	}
}

/* After every order the customer is lost by the same chance. */
static size_t beta_future(const struct history *h, const double *p, double chances, double t,
                          struct rng *r, double *when)
{
	double mean_gap = (p[1] + h->T) / draws_gamma(r, p[0] + h->x), at = 0;
	double chance = draws_beta(r, p[2], p[3] + chances);
	size_t n = 0;

	while (n < BTYD_ORDERS && (at += mean_gap * draws_exponential(r)) <= t) {
		when[n++] = at;
		if (rng_unit(r) < chance)
			break;
	}
	return n;
}

/* Until the next order nobody is lost: its time is Lomax. */
static double beta_order(const double *p, const struct history *h, double t)
{
	return t >= 0 ? -expm1(-(p[0] + h->x) * log1p(t / (p[1] + h->T))) : NAN;
}

static double pnbd_order(const double *p, const struct history *h, double t)
{
	struct pareto m = pareto_of(p);

	return pareto_order_alive(&m, h, t);
}

static size_t bg_future(const double *p, const struct history *h, double t, struct rng *r, double *when)
{
	return beta_future(h, p, h->x, t, r, when);
}

static size_t mbg_future(const double *p, const struct history *h, double t, struct rng *r, double *when)
{
	return beta_future(h, p, h->x + 1, t, r, when);
}

static size_t pnbd_future(const double *p, const struct history *h, double t, struct rng *r, double *when)
{
	double mean_gap = (p[1] + h->T) / draws_gamma(r, p[0] + h->x), at = 0;
	double lost = draws_exponential(r) * (p[3] + h->T) / draws_gamma(r, p[2]);
	size_t n = 0;

	while (n < BTYD_ORDERS && (at += mean_gap * draws_exponential(r)) <= fmin(t, lost))
		when[n++] = at;
	return n;
}

const struct btyd_kind btyd_kinds[] = {
	{ "mbg",
	  "orders to come, when a customer may be lost after any order",
	  "MBG/NBD: Batislam, Denizel and Filiztekin (2007)",
	  { "r", "alpha", "a", "b" },
	  { false, true, false, false },
	  mbg_counts,
	  mbg_times,
	  mbg_lost,
	  mbg_expect,
	  beta_answer,
	  beta_order,
	  mbg_future },
	{ "bg",
	  "orders to come, when nobody is lost before the second order",
	  "BG/NBD: Fader, Hardie and Lee (2005)",
	  { "r", "alpha", "a", "b" },
	  { false, true, false, false },
	  bg_counts,
	  bg_times,
	  bg_lost,
	  bg_expect,
	  beta_answer,
	  beta_order,
	  bg_future },
	{ "pareto",
	  "orders to come, when a customer may be lost at any time",
	  "Pareto/NBD: Schmittlein, Morrison and Colombo (1987)",
	  { "r", "alpha", "s", "beta" },
	  { false, true, false, true },
	  pnbd_counts,
	  pnbd_times,
	  pnbd_lost,
	  pnbd_expect,
	  pnbd_answer,
	  pnbd_order,
	  pnbd_future },
};

const size_t btyd_kind_count = sizeof(btyd_kinds) / sizeof(*btyd_kinds);

const struct btyd_kind *btyd_kind_find(struct str name)
{
	for (size_t i = 0; i < btyd_kind_count; i++)
		if (str_is(name, btyd_kinds[i].name))
			return &btyd_kinds[i];
	return NULL;
}

/* --- the fit --- */

struct sum {
	double value, slope[P];
};

struct problem {
	const struct btyd_kind *kind;
	const struct histories *d;
	struct tiles_each each;
	double n;        /* customers */
	struct sum *sum; /* of each slice */
	double p[P];
};

static void add_slice(void *arg, size_t i)
{
	struct problem *f = arg;
	size_t to = (i + 1) * SLICE < f->d->n ? (i + 1) * SLICE : f->d->n;

	f->sum[i].value = f->kind->times(f->p, f->d, i * SLICE, to, f->sum[i].slope);
}

static size_t slices_of(const struct histories *d)
{
	return (d->n + SLICE - 1) / SLICE;
}

/* The log-likelihood and its slopes by the logarithms. */
static double add_up(struct problem *f, double *slope)
{
	double value = f->kind->counts(f->p, f->d, slope);

	if (f->each.run)
		f->each.run(f->each.ctx, slices_of(f->d), add_slice, f);
	else
		for (size_t i = 0; i < slices_of(f->d); i++)
			add_slice(f, i);
	for (size_t i = 0; i < slices_of(f->d); i++) {
		value += f->sum[i].value;
		for (size_t j = 0; j < P; j++)
			slope[j] += f->sum[i].slope[j];
	}
	return value;
}

/* What is minimised: minus the mean customer's log-likelihood and log-prior. */
static double at(void *arg, const double *x, double *slope)
{
	struct problem *f = arg;
	double value;

	for (size_t i = 0; i < P; i++)
		f->p[i] = exp(x[i]);
	value = -add_up(f, slope);
	for (size_t i = 0; i < P; i++) {
		value += x[i] * x[i] / (2 * BTYD_PRIOR * BTYD_PRIOR);
		slope[i] = (x[i] / (BTYD_PRIOR * BTYD_PRIOR) - slope[i]) / f->n;
	}
	return value / f->n;
}

static struct minimise_result search(struct problem *f, const struct histories *d, bool near,
                                     double *x, double *hessian)
{
	struct minimise m = { P, at, f, SMALL, near };

	f->d = d;
	f->n = 0;
	for (size_t g = 0; g < d->groups; g++)
		f->n += d->group_n[g];
	return minimise_run(&m, x, hessian);
}

/* Logarithms, in times whose median is 1: the middling shop, the loyal one, the one of many single orders, the one
 * whose customers are alike. */
static const double starts[][P] = {
	{ -1, -1, -0.5, 0.5 },
	{ 0, 0, -2, 1 },
	{ -1.5, -1.5, 0, 0 },
	{ 1.5, 1.5, -1, 0.5 },
};

/* The best end that any start leads to, on a sample when there are many, and the Hessian there; x[0] is NaN when none
 * ends. */
static void try_starts(struct problem *f, const struct histories *d, struct btyd *out, double *x,
                       double *hessian)
{
	struct arena scratch = { 0 };
	struct histories sample;
	double best = INFINITY;

	histories_sample(&sample, &scratch, d, SAMPLE);
	x[0] = NAN;
	for (size_t s = 0; s < sizeof(starts) / sizeof(*starts); s++) {
		double try[P], curve[P * P];
		struct minimise_result r;

		for (size_t i = 0; i < P; i++)
			try[i] = starts[s][i];
		r = search(f, &sample, false, try, curve);
		out->evaluations += r.evaluations;
		out->starts++;
		if (!(r.value < best - 1e-10))
			continue;
		best = r.value;
		memcpy(x, try, sizeof(try));
		memcpy(hessian, curve, sizeof(curve));
	}
	arena_release(&scratch);
}

static enum btyd_status finish(struct problem *f, const struct histories *d, struct btyd *out,
                               double *x, double *hessian)
{
	double slope[P];
	struct minimise_result r = search(f, d, true, x, hessian);

	out->evaluations += r.evaluations;
	out->gradient = r.gradient;
	for (size_t i = 0; i < P; i++)
		out->p[i] = exp(x[i]) * (out->kind->is_time[i] ? d->unit : 1);
	if (!isfinite(r.value))
		return BTYD_NO_END;
	for (size_t i = 0; i < P; i++)
		if (!(fabs(x[i]) < BTYD_EDGE))
			return BTYD_AT_EDGE;
	if (!r.converged)
		return BTYD_NO_END;
	for (size_t i = 0; i < P; i++)
		f->p[i] = exp(x[i]);
	out->log_likelihood = add_up(f, slope) - (double)d->orders * log(d->unit);
	for (size_t i = 0; i < P * P; i++)
		hessian[i] *= f->n;
	return minimise_invert(P, hessian, out->covariance) ? BTYD_DONE : BTYD_NO_END;
}

enum btyd_status btyd_fit(struct btyd *out, const struct btyd_kind *kind, const struct histories *d,
                          struct tiles_each each)
{
	struct problem f = { .kind = kind, .each = each };
	enum btyd_status status;
	bool late = false;
	double x[P], hessian[P * P];

	*out = (struct btyd){
		.kind = kind, .customers = d->customers, .repeat = d->repeat, .orders = d->orders
	};
	if (d->repeat < BTYD_FEWEST)
		return BTYD_NO_REPEAT;
	for (size_t i = 0; i < d->n && !late; i++)
		late = d->unique[i].h.tx < d->unique[i].h.T;
	if (!late)
		return BTYD_ONLY_REPEAT;
	f.sum = memory_get(slices_of(d), sizeof(*f.sum));
	try_starts(&f, d, out, x, hessian);
	status = isnan(x[0]) ? BTYD_NO_END : finish(&f, d, out, x, hessian);
	free(f.sum);
	return status;
}

/* --- use --- */

double btyd_alive(const struct btyd *m, const struct history *h)
{
	return 1 / (1 + exp(m->kind->log_odds_lost(m->p, h)));
}

double btyd_expect(const struct btyd *m, const struct history *h, double t)
{
	return m->kind->expect(m->p, h, t);
}

void btyd_answers_make(struct btyd_answers *s, struct arena *a, const struct btyd *m)
{
	struct betageo beta = beta_of(m->p, m->kind->counts == mbg_counts);

	*s = (struct btyd_answers){ .m = m };
	if (m->kind->answer == beta_answer)
		betageo_series_make(&s->series, a, &beta);
}

void btyd_answer(const struct btyd_answers *s, const struct history *h, size_t n,
                 const double *until, size_t times, double *alive, double *orders)
{
	s->m->kind->answer(s, h, n, until, times, alive, orders);
}

double btyd_next(const struct btyd *m, const struct history *h)
{
	/* In all three, orders of one who is alive come at a rate that is gamma with shape r + x and rate alpha + T. */
	return (m->p[1] + h->T) * expm1(0.693147180559945309417 / (m->p[0] + h->x));
}

double btyd_order_alive(const struct btyd *m, const struct history *h, double t)
{
	return m->kind->order_alive(m->p, h, t);
}

size_t btyd_future(const struct btyd_kind *kind, const double *p, const struct history *h, double t,
                   struct rng *r, double *when)
{
	double alive = 1 / (1 + exp(kind->log_odds_lost(p, h)));

	return rng_unit(r) < alive ? kind->future(p, h, t, r, when) : 0;
}
