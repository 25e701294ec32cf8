/* betageo - orders come by chance, and after an order the customer may be lost: BG/NBD and MBG/NBD. */
#include "betageo.h"

#include <math.h>

#include "digamma.h"
#include "hyper.h"

#define BESIDE 1e-4 /* of a = 1: too near for the formula */
#define NODE 1e-3   /* the interpolation's distance between points */

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

double betageo_times(const struct betageo *m, const struct histories *d, size_t from, size_t to,
                     double slope[4])
{
	double r = m->r, alpha = m->alpha, value = 0, s0 = 0, s1 = 0, s2 = 0, s3 = 0;

	for (size_t i = from; i < to; i++) {
		struct history h = d->unique[i].h;
		double n = d->unique[i].n, k = h.x + m->first, rx = r + h.x;
		double age = alpha + h.T, log_age = log(age), lost = 0, u = 0;

		if (k > 0) {
			double last = alpha + h.tx, gap = log_age - log(last), e;

			u = log(m->a / (m->b + k - 1)) + rx * gap;
			e = exp(-fabs(u));
			lost = u > 0 ? 1 / (1 + e) : e / (1 + e);
			u = (u > 0 ? u : 0) + log1p(e);
			s0 += n * lost * gap;
			s1 += n * lost * rx * (1 / age - 1 / last);
			s2 += n * lost;
			s3 -= n * lost / (m->b + k - 1);
		}
		value += n * (u - rx * log_age);
		s0 -= n * log_age;
		s1 -= n * rx / age;
	}
	slope[0] = s0 * r;
	slope[1] = s1 * alpha;
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

/* Orders in t of a customer who is alive. */
static double expect_alive(const struct betageo *m, double a, const struct history *h, double t)
{
	double k = h->x + m->first, age = m->alpha + h->T, rx = m->r + h->x, c = a + m->b + k - 1;
	double left = hyper_log_2f1(rx, m->b + k, c, t / (age + t)) - rx * log1p(t / age);

	return -c / (a - 1) * expm1(left);
}

double betageo_expect(const struct betageo *m, const struct history *h, double t)
{
	double alive = 1 / (1 + exp(betageo_log_odds_lost(m, h))), z = (m->a - 1) / NODE;

	if (!(t > 0))
		return t == 0 ? 0 : NAN;
	if (fabs(m->a - 1) > BESIDE)
		return alive * expect_alive(m, m->a, h, t);
	/* Lagrange through 1 - 2 NODE, 1 - NODE, 1 + NODE, 1 + 2 NODE. */
	return alive * (expect_alive(m, 1 - 2 * NODE, h, t) * (z + 1) * (z - 1) * (z - 2) / -12 +
	                expect_alive(m, 1 - NODE, h, t) * (z + 2) * (z - 1) * (z - 2) / 6 +
	                expect_alive(m, 1 + NODE, h, t) * (z + 2) * (z + 1) * (z - 2) / -6 +
	                expect_alive(m, 1 + 2 * NODE, h, t) * (z + 2) * (z + 1) * (z - 1) / 12);
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
