/* pareto - orders come by chance until the customer is lost at a time of their own: Pareto/NBD. */
#include "pareto.h"

#include <math.h>

#include "digamma.h"

#define STEEP 8.0 /* powers of e that the integrand falls within a panel, at most */
#define GONE 45.0 /* powers of e after which nothing is left */

/* Gauss and Legendre's nodes and weights on [-1, 1], 16 points: one half, the other mirrors it. */
static const double gauss[][2] = {
	{ 0.0950125098376374402, 0.189450610455068496 },
	{ 0.281603550779258913, 0.182603415044923589 },
	{ 0.458016777657227386, 0.169156519395002538 },
	{ 0.617876244402643748, 0.149595988816576732 },
	{ 0.755404408355003034, 0.124628971255533872 },
	{ 0.865631202387831744, 0.0951585116824927848 },
	{ 0.944575023073232576, 0.0622535239386478929 },
	{ 0.989400934991649933, 0.0271524594117540949 },
};

/* The integral of f(tau) = (alpha + tau)^-(r + x) (beta + tau)^-(s + 1) over [tx, T], over f(tx); and the means, by
 * weight f, of what the gradient needs. */
struct integral {
	double whole;
	double log_alpha, log_beta; /* of log((alpha + tau) / (alpha + tx)), the same for beta */
	double per_alpha, per_beta; /* of 1 / (alpha + tau), the same for beta */
};

static void add_point(struct integral *in, const struct pareto *m, const struct history *h,
                      double tau, double weight)
{
	double by_alpha = log1p((tau - h->tx) / (m->alpha + h->tx));
	double by_beta = log1p((tau - h->tx) / (m->beta + h->tx));
	double f = weight * exp(-(m->r + h->x) * by_alpha - (m->s + 1) * by_beta);

	in->whole += f;
	in->log_alpha += f * by_alpha;
	in->log_beta += f * by_beta;
	in->per_alpha += f / (m->alpha + tau);
	in->per_beta += f / (m->beta + tau);
}

/* Panels of equal length in y = log(m + tau), m the lesser of alpha and beta: in y the integrand is smooth. */
static struct integral integrate(const struct pareto *m, const struct history *h)
{
	double least = m->alpha < m->beta ? m->alpha : m->beta, start = least + h->tx;
	double own = m->alpha < m->beta ? m->r + h->x : m->s + 1, all = m->r + h->x + m->s + 1;
	double length = log1p((h->T - h->tx) / start), panels;
	struct integral in = { 0 };

	if (own > 1 && length > GONE / (own - 1))
		length = GONE / (own - 1);
	panels = ceil(length * (all / STEEP > 1 ? all / STEEP : 1));
	if (!(panels >= 1))
		panels = 1;
	for (double p = 0; p < panels; p++)
		for (int i = 0; i < 16; i++) {
			double node = i < 8 ? -gauss[i][0] : gauss[i - 8][0];
			double y = length * (p + (1 + node) / 2) / panels;

			add_point(&in, m, h, h->tx + start * expm1(y),
			          gauss[i % 8][1] / 2 * length / panels * start * exp(y));
		}
	if (in.whole > 0) {
		in.log_alpha /= in.whole;
		in.log_beta /= in.whole;
		in.per_alpha /= in.whole;
		in.per_beta /= in.whole;
	}
	return in;
}

/* log of s times the integral over (alpha + T)^-(r + x) (beta + T)^-s. */
static double log_odds(const struct pareto *m, const struct history *h, const struct integral *in)
{
	return log(m->s) + log(in->whole) - log(m->beta + h->tx) +
	       (m->r + h->x) * log1p((h->T - h->tx) / (m->alpha + h->tx)) +
	       m->s * log1p((h->T - h->tx) / (m->beta + h->tx));
}

double pareto_log_odds_lost(const struct pareto *m, const struct history *h)
{
	struct integral in;

	if (!(h->T > h->tx))
		return -INFINITY;
	in = integrate(m, h);
	return log_odds(m, h, &in);
}

double pareto_counts(const struct pareto *m, const struct histories *d, double slope[4])
{
	double of_r = digamma(m->r), value = 0;

	for (int i = 0; i < 4; i++)
		slope[i] = 0;
	for (size_t g = 0; g < d->groups; g++) {
		double x = d->unique[d->group[g]].h.x, n = d->group_n[g];

		value += n * (digamma_log(m->r + x) - digamma_log(m->r) + m->r * log(m->alpha) +
		              m->s * log(m->beta));
		slope[0] += n * m->r * (digamma(m->r + x) - of_r + log(m->alpha));
		slope[1] += n * m->r;
		slope[2] += n * m->s * log(m->beta);
		slope[3] += n * m->s;
	}
	return value;
}

double pareto_times(const struct pareto *m, const struct histories *d, size_t from, size_t to,
                    double slope[4])
{
	double value = 0, r = 0, alpha = 0, s = 0, beta = 0;

	for (size_t i = from; i < to; i++) {
		struct history h = d->unique[i].h;
		double n = d->unique[i].n, rx = m->r + h.x, u = 0, lost = 0;
		struct integral in = { 0 };

		if (h.T > h.tx) {
			double e;

			in = integrate(m, &h);
			u = log_odds(m, &h, &in);
			e = exp(-fabs(u));
			lost = u > 0 ? 1 / (1 + e) : e / (1 + e);
			u = (u > 0 ? u : 0) + log1p(e);
		}
		value += n * (u - rx * log(m->alpha + h.T) - m->s * log(m->beta + h.T));
		r -= n * ((1 - lost) * log(m->alpha + h.T) + lost * (log(m->alpha + h.tx) + in.log_alpha));
		alpha -= n * rx * ((1 - lost) / (m->alpha + h.T) + lost * in.per_alpha);
		s += n * (lost * (1 / m->s - log(m->beta + h.tx) - in.log_beta) -
		          (1 - lost) * log(m->beta + h.T));
		beta -= n * ((1 - lost) * m->s / (m->beta + h.T) + lost * (m->s + 1) * in.per_beta);
	}
	slope[0] = r * m->r;
	slope[1] = alpha * m->alpha;
	slope[2] = s * m->s;
	slope[3] = beta * m->beta;
	return value;
}

double pareto_expect_alive(const struct pareto *m, const struct history *h, double t)
{
	double left = log1p(t / (m->beta + h->T));
	double time = m->s == 1 ? left : -expm1(-(m->s - 1) * left) / (m->s - 1);

	return t >= 0 ? (m->r + h->x) * (m->beta + h->T) / (m->alpha + h->T) * time : NAN;
}

/* The integral over u in (0, t] of lambda exp(-lambda u) exp(-mu u), in the mean over both rates: a density of the same
 * form as that of the loss, with one power more of alpha + T + u and one less of beta + T + u. */
double pareto_order_alive(const struct pareto *m, const struct history *h, double t)
{
	const struct pareto shifted = { m->r + 1, m->alpha, m->s - 1, m->beta };
	const struct history ahead = { h->x, h->T, h->T + t };

	return t >= 0 ? (m->r + h->x) / (m->alpha + h->T) * integrate(&shifted, &ahead).whole : NAN;
}

double pareto_expect(const struct pareto *m, const struct history *h, double t)
{
	return pareto_expect_alive(m, h, t) / (1 + exp(pareto_log_odds_lost(m, h)));
}
