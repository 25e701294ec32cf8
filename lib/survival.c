/* survival - how long until something happens, when some have not been followed that long. */
#include "survival.h"

#include <math.h>
#include <string.h>

#include "dist.h"

/* A copy by time: passes over the bytes of the times, of which most are alike. */
static struct survival_subject *sorted(struct arena *keep, const struct survival_subject *s, size_t n)
{
	struct survival_subject *from = ARENA_ARRAY(keep, struct survival_subject, n + 1),
				*to = ARENA_ARRAY(keep, struct survival_subject, n + 1), *swap;

	if (n)
		memcpy(from, s, n * sizeof(*s));
	for (unsigned shift = 0; shift < 32; shift += 8) {
		size_t end[257] = { 0 };

		for (size_t i = 0; i < n; i++)
			end[((uint32_t)from[i].time >> shift & 255) + 1]++;
		if (n && end[((uint32_t)from[0].time >> shift & 255) + 1] == n)
			continue;
		for (size_t k = 1; k < 256; k++)
			end[k] += end[k - 1];
		for (size_t i = 0; i < n; i++)
			to[end[(uint32_t)from[i].time >> shift & 255]++] = from[i];
		swap = from;
		from = to;
		to = swap;
	}
	return from;
}

/* Bounds from the sum of d / (n (n - d)) over the events so far. */
static void set_bounds(struct survival_point *p, double greenwood, double z)
{
	double log_share = log(p->share), spread = z * sqrt(greenwood) / log_share;

	p->low = p->high = NAN;
	if (p->share <= 0 || p->share >= 1)
		return;
	p->low = exp(log_share * exp(-spread)); /* spread is negative: exp(-exp(log(-log S) - spread)) */
	p->high = exp(log_share * exp(spread));
}

void survival_fit(struct survival_curve *out, struct arena *keep, const struct survival_subject *s,
                  size_t n, uint32_t group, double confidence)
{
	struct arena scratch = { 0 };
	struct survival_subject *own = sorted(&scratch, s, n);
	double share = 1, greenwood = 0, z = dist_normal_two_sided(confidence);
	size_t m = 0;

	for (size_t i = 0; i < n; i++)
		if (own[i].group == group)
			own[m++] = own[i];
	*out = (struct survival_curve){ .subjects = m };
	for (size_t i = 0; i < m; i++)
		out->points += i == 0 || own[i].time != own[i - 1].time;
	out->point = ARENA_ARRAY(keep, struct survival_point, out->points ? out->points : 1);
	out->points = 0;
	for (size_t i = 0; i < m;) {
		struct survival_point *p = &out->point[out->points++];

		*p = (struct survival_point){ .time = own[i].time, .at_risk = m - i };
		for (; i < m && own[i].time == p->time; i++)
			*(own[i].event ? &p->events : &p->censored) += 1;
		out->events += p->events;
		share *= (double)(p->at_risk - p->events) / (double)p->at_risk;
		greenwood +=
			(double)p->events / ((double)p->at_risk * (double)(p->at_risk - p->events));
		p->share = share;
		set_bounds(p, greenwood, z);
	}
	arena_release(&scratch);
}

const struct survival_point *survival_at(const struct survival_curve *c, int32_t time)
{
	const struct survival_point *at = NULL;

	for (size_t i = 0; i < c->points && c->point[i].time <= time; i++)
		at = &c->point[i];
	return at;
}

uint64_t survival_followed(const struct survival_curve *c, int32_t time)
{
	for (size_t i = 0; i < c->points; i++)
		if (c->point[i].time >= time)
			return c->point[i].at_risk;
	return 0;
}

/* --- log-rank --- */

struct sums {
	double *observed, *expected, *covariance; /* covariance: groups x groups */
	uint64_t *at_risk, *events;
	size_t groups;
};

/* One time: the events were drawn without replacement from those at risk. */
static void add_time(struct sums *t)
{
	double n = 0, d = 0;

	for (size_t g = 0; g < t->groups; g++) {
		n += (double)t->at_risk[g];
		d += (double)t->events[g];
	}
	for (size_t g = 0; g < t->groups && d > 0; g++) {
		double of_g = (double)t->at_risk[g] / n;

		t->observed[g] += (double)t->events[g];
		t->expected[g] += d * of_g;
		for (size_t h = 0; h < t->groups && n > 1; h++)
			t->covariance[g * t->groups + h] +=
				d * (n - d) / (n - 1) * of_g * ((g == h) - (double)t->at_risk[h] / n);
	}
}

/* x' V^-1 x by Gauss' elimination; m x m, positive definite, destroyed. NaN when it is singular. */
static double quadratic_form(double *v, double *x, size_t m)
{
	double sum = 0;

	for (size_t k = 0; k < m; k++) {
		if (!(v[k * m + k] > 0))
			return NAN;
		for (size_t i = k + 1; i < m; i++) {
			double f = v[i * m + k] / v[k * m + k];

			for (size_t j = k; j < m; j++)
				v[i * m + j] -= f * v[k * m + j];
			x[i] -= f * x[k];
		}
		sum += x[k] * x[k] / v[k * m + k]; /* V = L D L': x' V^-1 x = sum of (L^-1 x)^2 / D */
	}
	return sum;
}

static struct survival_test test_of(const struct sums *t, struct arena *scratch)
{
	struct survival_test out = { NAN, NAN, NAN };
	size_t *kept = ARENA_ARRAY(scratch, size_t, t->groups), k = 0;
	double *x = ARENA_ARRAY(scratch, double, t->groups),
	       *v = ARENA_ARRAY(scratch, double, t->groups * t->groups);

	for (size_t g = 0; g < t->groups; g++)
		if (t->expected[g] > 0)
			kept[k++] = g;
	if (k < 2)
		return out;
	for (size_t i = 0; i + 1 < k; i++) { /* the last follows from the others */
		x[i] = t->observed[kept[i]] - t->expected[kept[i]];
		for (size_t j = 0; j + 1 < k; j++)
			v[i * (k - 1) + j] = t->covariance[kept[i] * t->groups + kept[j]];
	}
	out.df = (double)(k - 1);
	out.statistic = quadratic_form(v, x, k - 1);
	out.p = dist_chi_square_upper(out.statistic, out.df);
	return out;
}

struct survival_test survival_log_rank(const struct survival_subject *s, size_t n, size_t groups)
{
	struct arena scratch = { 0 };
	struct survival_subject *own = sorted(&scratch, s, n);
	struct sums t = { ARENA_ARRAY(&scratch, double, groups),
		          ARENA_ARRAY(&scratch, double, groups),
		          ARENA_ARRAY(&scratch, double, groups *groups),
		          ARENA_ARRAY(&scratch, uint64_t, groups),
		          ARENA_ARRAY(&scratch, uint64_t, groups),
		          groups };
	struct survival_test out;

	for (size_t i = 0; i < n; i++)
		t.at_risk[own[i].group]++;
	for (size_t i = 0, next; i < n; i = next) {
		memset(t.events, 0, groups * sizeof(*t.events));
		for (next = i; next < n && own[next].time == own[i].time; next++)
			t.events[own[next].group] += own[next].event;
		add_time(&t);
		for (size_t j = i; j < next; j++)
			t.at_risk[own[j].group]--;
	}
	out = test_of(&t, &scratch);
	arena_release(&scratch);
	return out;
}
