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

/* Adds what lies on one side of k, where the likelihood is w, to *all, and what is at most `limit` to *tail. */
static void add_side(const struct margins *m, double k, double w, bool up, double limit,
                     double *all, double *tail)
{
	while (w > 0 && (up ? k < m->most : k > m->least)) {
		w = up ? w * step_up(m, k) : w / step_up(m, k - 1);
		k += up ? 1 : -1;
		*all += w;
		*tail += w <= limit ? w : 0;
	}
}

/* Likelihoods are relative to the likeliest table, so that none overflows. */
double fisher_two_sided(uint64_t a, uint64_t b, uint64_t c, uint64_t d)
{
	struct margins m = { (double)(a + b), (double)(a + c), (double)(a + b + c + d), 0, 0 };
	double k = (double)a, mode, w = 1, all, tail;

	if (a + b == 0 || c + d == 0 || a + c == 0 || b + d == 0)
		return NAN;
	m.least = fmax(0, m.row + m.column - m.total);
	m.most = fmin(m.row, m.column);
	mode = fmin(m.most, fmax(m.least, floor((m.row + 1) * ((m.column + 1) / (m.total + 2)))));
	for (double at = mode; at < k; at++)
		w *= step_up(&m, at);
	for (double at = mode; at > k; at--)
		w /= step_up(&m, at - 1);
	all = 1;
	tail = 1 <= w * (1 + EQUAL) ? 1 : 0;
	add_side(&m, mode, 1, true, w * (1 + EQUAL), &all, &tail);
	add_side(&m, mode, 1, false, w * (1 + EQUAL), &all, &tail);
	return fmin(1, tail / all);
}
