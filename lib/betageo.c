/* betageo - orders come by chance, and after an order the customer may be lost: BG/NBD and MBG/NBD. */
#include "betageo.h"

#include <math.h>
#include <stdbool.h>

#include "digamma.h"
#include "hyper.h"
#include "lanes.h"

#define BESIDE 1e-4 /* of a = 1: too near for the formula */
#define CHUNK 256
#define SMALL_C 0.1
#define NEVER -1000.0 /* log odds: exp of it is nothing */
#define SERIES_X 64
#define SERIES_BINS 64   /* of z from 0 to 1 */
#define SERIES_BLOCKS 96 /* z up to 0.95 */
#define ROOM (SERIES_BLOCKS * LANES)
#define STEEPEST (-8.0) /* A below it: the first terms of G alternate and grow too far */
#define STEADY 10       /* terms from here on fall for good */
#define SLOW 10000      /* terms that are enough up to */
#define FARTHEST 99.0   /* times the age, which is z = 0.99 */
#define TAIL 0x1p-58    /* what terms left out may add up to */
#define FLAT 0.1        /* exponent up to which 1 - w is too small a difference */
#define NODE 1e-3       /* the interpolation's distance between points */

double betageo_counts(const struct betageo *m, const struct histories *d, double slope[4])
{
	double r = m->r, a = m->a, b = m->b, value = 0;
	double of_r = digamma(r), of_b = digamma(b), of_ab = digamma(a + b);
	double base = digamma_log(a + b) - digamma_log(b) - digamma_log(r);

	for (int i = 0; i < 4; i++)
		slope[i] = 0;
	for (size_t g = 0; g < d->groups; g++) {
		double x = d->unique[d->group[g]].h.x, k = x + m->first, n = d->group_n[g];
		double ab = of_ab - digamma(a + b + k);

		value += n * (base + digamma_log(r + x) + digamma_log(b + k) -
		              digamma_log(a + b + k) + r * log(m->alpha));
		slope[0] += n * r * (digamma(r + x) - of_r + log(m->alpha));
		slope[1] += n * r;
		slope[2] += n * a * ab;
		slope[3] += n * b * (ab + digamma(b + k) - of_b);
	}
	return value;
}

/* What CHUNK histories need of logarithms and exponentials, in one go. */
struct chunk {
	double age[CHUNK], last[CHUNK];         /* from T and from tx, */
	double log_age[CHUNK], log_last[CHUNK]; /* their logarithms */
	double u[CHUNK], e[CHUNK], more[CHUNK]; /* log odds of being lost, exp -|u|, log(1 + exp -|u|) */
	double per[CHUNK];                      /* 1 / (b + k - 1), 0 where nobody can be lost */
};

static void take_chunk(struct chunk *c, const struct betageo *m, const struct history_count *u, size_t n)
{
	double x = -1, odds = 0, per = 0;

	for (size_t i = 0; i < n; i++) {
		c->age[i] = m->alpha + u[i].h.T;
		c->last[i] = m->alpha + u[i].h.tx;
	}
	lanes_log(c->log_age, c->age, n);
	lanes_log(c->log_last, c->last, n);
	for (size_t i = 0; i < n; i++) {
		if (u[i].h.x != x) {
			double k = u[i].h.x + m->first;

			x = u[i].h.x;
			per = k > 0 ? 1 / (m->b + k - 1) : 0;
			odds = k > 0 ? log(m->a * per) : NEVER;
		}
		c->per[i] = per;
		c->u[i] = odds + (m->r + x) * (c->log_age[i] - c->log_last[i]);
		c->e[i] = -fabs(c->u[i]);
	}
	lanes_exp(c->e, c->e, n);
	for (size_t i = 0; i < n; i++)
		c->more[i] = 1 + c->e[i];
	lanes_log(c->more, c->more, n);
}

double betageo_times(const struct betageo *m, const struct histories *d, size_t from, size_t to,
                     double slope[4])
{
	double value = 0, s0 = 0, s1 = 0, s2 = 0, s3 = 0;
	struct chunk c;

	for (; from < to; from += CHUNK) {
		size_t n = to - from < CHUNK ? to - from : CHUNK;
		const struct history_count *u = d->unique + from;

		take_chunk(&c, m, u, n);
		for (size_t i = 0; i < n; i++) {
			double rx = m->r + u[i].h.x, share = 1 / (1 + c.e[i]),
			       gap = c.log_age[i] - c.log_last[i];
			double lost = u[i].n * (c.u[i] > 0 ? share : c.e[i] * share),
			       age = 1 / c.age[i];

			value += u[i].n * ((c.u[i] > 0 ? c.u[i] : 0) + c.more[i] - rx * c.log_age[i]);
			s0 += lost * gap - u[i].n * c.log_age[i];
			s1 += rx * (lost * (age - 1 / c.last[i]) - u[i].n * age);
			s2 += lost;
			s3 -= lost * c.per[i];
		}
	}
	slope[0] = s0 * m->r;
	slope[1] = s1 * m->alpha;
	slope[2] = s2;
	slope[3] = s3 * m->b;
	return value;
}

double betageo_log_odds_lost(const struct betageo *m, const struct history *h)
{
	double k = h->x + m->first;

	if (k == 0)
		return -INFINITY;
	return log(m->a / (m->b + k - 1)) + (m->r + h->x) * log1p((h->T - h->tx) / (m->alpha + h->tx));
}

/* log of 2F1 with c = a + b + k - 1 that may be small or below 0: from those of c + 1 and c + 2, times c. */
static double times_c(double A, double B, double c, double z)
{
	double one = exp(hyper_log_2f1(A, B, c + 1, z)), two = exp(hyper_log_2f1(A, B, c + 2, z));

	return ((c + 1) * (c - (2 * c + 1 - A - B) * z) * one + (c + 1 - A) * (c + 1 - B) * z * two) /
	       ((c + 1) * (1 - z));
}

/* Orders in t of a customer who is alive. */
static double expect_formula(const struct betageo *m, double a, const struct history *h, double t)
{
	double k = h->x + m->first, age = m->alpha + h->T, rx = m->r + h->x, c = a + m->b + k - 1;
	double z = t / (age + t), left;

	if (c < SMALL_C) /* BG/NBD before the second order: Abramowitz and Stegun 15.2.12 */
		return (c - exp(-(a - 1) * log1p(t / age)) * times_c(c - rx, a - 1, c, z)) / (a - 1);
	left = hyper_log_2f1(rx, m->b + k, c, z) - rx * log1p(t / age);
	return -c / (a - 1) * expm1(left);
}

/* (1 - w) / (a - 1) with w = exp d, d = (a - 1) l: by Taylor's series where the difference is small. */
static double gained(double w, double d, double l, double B)
{
	static const double over[] = { 1. / 2,       1. / 6,       1. / 24,    1. / 120,
		                       1. / 720,     1. / 5040,    1. / 40320, 1. / 362880,
		                       1. / 3628800, 1. / 39916800 };
	double sum = 0;

	if (fabs(d) > FLAT)
		return (1 - w) / B;
	for (int n = 9; n >= 0; n--)
		sum = sum * d + over[n];
	return -l * (1 + d * sum);
}

/* By the series of betageo.h, summed for this customer alone. */
static double expect_sum(const struct betageo *m, const struct history *h, double t)
{
	double A = m->a + m->b + m->first - 1 - m->r, B = m->a - 1, c = A + m->r + h->x;
	double z = t / (m->alpha + h->T + t), l = log1p(-z), w = exp(B * l), term = 1, g = 1;

	for (double n = 1; n < SLOW && (n < STEADY || fabs(term) > TAIL * fabs(g)); n++) {
		term *= (A + n) * (B + n) / ((c + n) * (n + 1)) * z;
		g += term;
	}
	return c * gained(w, B * l, l, B) - A * w * z * g;
}

static double expect_alive(const struct betageo *m, const struct history *h, double t)
{
	double z = (m->a - 1) / NODE;

	if (!(t > 0))
		return t == 0 ? 0 : NAN;
	if (m->a + m->b + m->first - 1 - m->r >= STEEPEST && t < FARTHEST * (m->alpha + h->T))
		return expect_sum(m, h, t);
	if (fabs(m->a - 1) > BESIDE)
		return expect_formula(m, m->a, h, t);
	/* Lagrange through 1 - 2 NODE, 1 - NODE, 1 + NODE, 1 + 2 NODE. */
	return expect_formula(m, 1 - 2 * NODE, h, t) * (z + 1) * (z - 1) * (z - 2) / -12 +
	       expect_formula(m, 1 - NODE, h, t) * (z + 2) * (z - 1) * (z - 2) / 6 +
	       expect_formula(m, 1 + NODE, h, t) * (z + 2) * (z + 1) * (z - 2) / -6 +
	       expect_formula(m, 1 + 2 * NODE, h, t) * (z + 2) * (z + 1) * (z - 1) / 12;
}

double betageo_expect(const struct betageo *m, const struct history *h, double t)
{
	return expect_alive(m, h, t) / (1 + exp(betageo_log_odds_lost(m, h)));
}

/* --- many at once --- */

void betageo_series_make(struct betageo_series *s, struct arena *a, const struct betageo *m)
{
	double A = m->a + m->b + m->first - 1 - m->r, B = m->a - 1;

	*s = (struct betageo_series){ .m = *m };
	if (A < STEEPEST)
		return;
	s->coefficient = ARENA_ARRAY(a, double, SERIES_X *ROOM);
	s->blocks = ARENA_ARRAY(a, size_t, SERIES_BINS);
	for (size_t x = 0; x < SERIES_X; x++) {
		double *g = s->coefficient + x * ROOM, c = m->a + m->b + (double)x + m->first - 1;

		g[0] = 1;
		for (size_t n = 1; n < ROOM; n++)
			g[n] = g[n - 1] * (A + (double)n) * (B + (double)n) /
			       ((c + (double)n) * ((double)n + 1));
	}
	for (size_t i = 0; i < SERIES_BINS; i++) { /* the terms of x = 0 are the largest */
		double z = ((double)i + 1) / SERIES_BINS;

		for (size_t b = 1; b < SERIES_BLOCKS && !s->blocks[i]; b++) {
			const double *g = s->coefficient + b * LANES;
			double fall = fmax(fabs(g[0] / g[-1]), 1) * z;

			if (fall < 1 && fabs(g[0]) * pow(z, (double)(b * LANES)) / (1 - fall) < TAIL)
				s->blocks[i] = b;
		}
	}
}

/* Of up to CHUNK histories. */
static void alive_of(const struct betageo *m, const struct history *h, size_t n, double *alive)
{
	double age[CHUNK], last[CHUNK], odds[CHUNK];

	for (size_t i = 0; i < n; i++) {
		age[i] = m->alpha + h[i].T;
		last[i] = m->alpha + h[i].tx;
		odds[i] = h[i].x + m->first > 0 ? m->a / (m->b + h[i].x + m->first - 1) : 1;
	}
	lanes_log(age, age, n);
	lanes_log(last, last, n);
	lanes_log(odds, odds, n);
	for (size_t i = 0; i < n; i++)
		odds[i] += (m->r + h[i].x) * (age[i] - last[i]);
	lanes_exp(odds, odds, n);
	for (size_t i = 0; i < n; i++)
		alive[i] = h[i].x + m->first > 0 ? 1 / (1 + odds[i]) : 1;
}

/* A customer and a time to look ahead to. */
struct question {
	const struct history *h;
	double t;
};

/* Orders of those who are alive, of up to CHUNK questions. */
static void expect_of(const struct betageo_series *s, const struct question *q, size_t n, double *out)
{
	double B = s->m.a - 1, A = s->m.a + s->m.b + s->m.first - 1 - s->m.r;
	double z[CHUNK], l[CHUNK], d[CHUNK], w[CHUNK], g[CHUNK];
	const double *coefficient[CHUNK];
	size_t blocks[CHUNK];
	bool serves[CHUNK];

	for (size_t i = 0; i < n; i++) {
		serves[i] = s->coefficient && q[i].h->x < SERIES_X && q[i].t >= 0;
		z[i] = serves[i] ? q[i].t / (s->m.alpha + q[i].h->T + q[i].t) : 0;
		blocks[i] = serves[i] && z[i] < 1 ? s->blocks[(size_t)(z[i] * SERIES_BINS)] : 0;
		serves[i] = blocks[i] > 0;
		coefficient[i] = s->coefficient + (serves[i] ? (size_t)q[i].h->x * ROOM : 0);
		blocks[i] += !serves[i];
		l[i] = serves[i] ? 1 - z[i] : 1;
	}
	lanes_log(l, l, n);
	for (size_t i = 0; i < n; i++)
		d[i] = B * l[i];
	lanes_exp(w, d, n);
	if (s->coefficient)
		lanes_series(g, coefficient, z, blocks, n);
	for (size_t i = 0; i < n; i++)
		out[i] = serves[i] ? (A + s->m.r + q[i].h->x) * gained(w[i], d[i], l[i], B) -
		                             A * w[i] * z[i] * g[i]
		                   : expect_alive(&s->m, q[i].h, q[i].t);
}

void betageo_answer(const struct betageo_series *s, const struct history *h, size_t n,
                    const double *until, size_t times, double *alive, double *orders)
{
	struct question q[CHUNK];

	for (size_t i = 0; i < n; i += CHUNK)
		alive_of(&s->m, h + i, n - i < CHUNK ? n - i : CHUNK, alive + i);
	for (size_t at = 0; at < n * times; at += CHUNK) {
		size_t some = n * times - at < CHUNK ? n * times - at : CHUNK;

		for (size_t k = 0; k < some; k++)
			q[k] = (struct question){ &h[(at + k) / times], until[(at + k) % times] };
		expect_of(s, q, some, orders + at);
		for (size_t k = 0; k < some; k++)
			orders[at + k] *= alive[(at + k) / times];
	}
}

static double log_beta(double a, double b)
{
	return digamma_log(a) + digamma_log(b) - digamma_log(a + b);
}

double betageo_chance(const struct betageo *m, uint64_t n, double t)
{
	double x = (double)n, r = m->r, none = r * log1p(t / m->alpha), share = log(t / (m->alpha + t));
	double of_ab = log_beta(m->a, m->b), stays, fewer = 0;

	if (!(t >= 0) || m->first)
		return NAN;
	if (t == 0)
		return n == 0;
	stays = exp(log_beta(m->a, m->b + x) - of_ab + digamma_log(r + x) - digamma_log(r) -
	            digamma_log(x + 1) - none + x * share);
	if (n == 0)
		return stays;
	for (double j = 0; j < x; j++)
		fewer += exp(digamma_log(r + j) - digamma_log(r) - digamma_log(j + 1) - none + j * share);
	return stays + exp(log_beta(m->a + 1, m->b + x - 1) - of_ab) * (fewer < 1 ? 1 - fewer : 0);
}
