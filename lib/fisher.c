/* fisher - the exact test that two groups have one rate. */
#include "fisher.h"

#include <math.h>
#include <stdbool.h>

#define EQUAL 1e-7

/* Tables with the margins given, known by their first cell k. */
struct margins {
	double row, column, total;
	double least, most; /* k */
};

/* P(k + 1) / P(k), hypergeometric. */
static double step_up(const struct margins *m, double k)
{
	return (m->row - k) / (k + 1) * ((m->column - k) / (m->total - m->row - m->column + k + 1));
}

/* Likelihoods, relative to the likeliest table's, so that none overflows: of all tables, of those less likely than ours,
 * and of those as likely. */
struct sums {
	double all, less, equal;
};

static void add_table(struct sums *s, double w, double ours)
{
	s->all += w;
	if (w <= ours * (1 + EQUAL))
		*(w < ours * (1 - EQUAL) ? &s->less : &s->equal) += w;
}

/* Adds what lies on one side of k, where the likelihood is w. */
static void add_side(struct sums *s, const struct margins *m, double k, double w, bool up, double ours)
{
	while (w > 0 && (up ? k < m->most : k > m->least)) {
		w = up ? w * step_up(m, k) : w / step_up(m, k - 1);
		k += up ? 1 : -1;
		add_table(s, w, ours);
	}
}

static struct sums sums_of(uint64_t a, uint64_t b, uint64_t c, uint64_t d)
{
	struct margins m = { (double)(a + b), (double)(a + c), (double)(a + b + c + d), 0, 0 };
	struct sums s = { NAN, NAN, NAN };
	double k = (double)a, mode, w = 1;

	if (a + b == 0 || c + d == 0 || a + c == 0 || b + d == 0)
		return s;
	m.least = fmax(0, m.row + m.column - m.total);
	m.most = fmin(m.row, m.column);
	mode = fmin(m.most, fmax(m.least, floor((m.row + 1) * ((m.column + 1) / (m.total + 2)))));
	for (double at = mode; at < k; at++)
		w *= step_up(&m, at);
	for (double at = mode; at > k; at--)
		w /= step_up(&m, at - 1);
	s = (struct sums){ 0 };
	add_table(&s, 1, w);
	add_side(&s, &m, mode, 1, true, w);
	add_side(&s, &m, mode, 1, false, w);
	return s;
}

double fisher_two_sided(uint64_t a, uint64_t b, uint64_t c, uint64_t d)
{
	struct sums s = sums_of(a, b, c, d);

	return isnan(s.all) ? NAN : fmin(1, (s.less + s.equal) / s.all);
}

double fisher_mid_p(uint64_t a, uint64_t b, uint64_t c, uint64_t d)
{
	struct sums s = sums_of(a, b, c, d);

	return (s.less + s.equal / 2) / s.all;
}
