/* test - whether two groups have one rate: the tests there are. */
#include "test.h"

#include <math.h>
#include <string.h>

#include "buf.h"
#include "diag.h"
#include "dist.h"
#include "fair.h"
#include "fisher.h"

#define FEW 5 /* expected in a cell: the approximations are rough below (Cochran 1954) */

struct four {
	uint64_t count[4];
};

static struct four four_of(struct ratio_part a, struct ratio_part b)
{
	return (struct four){ { (uint64_t)a.hits, (uint64_t)(a.total - a.hits), (uint64_t)b.hits,
		                (uint64_t)(b.total - b.hits) } };
}

static double fisher(struct ratio_part a, struct ratio_part b)
{
	struct four f = four_of(a, b);

	return fisher_two_sided(f.count[0], f.count[1], f.count[2], f.count[3]);
}

static double mid_p(struct ratio_part a, struct ratio_part b)
{
	struct four f = four_of(a, b);

	return fisher_mid_p(f.count[0], f.count[1], f.count[2], f.count[3]);
}

static struct fair_test independence(struct ratio_part a, struct ratio_part b)
{
	struct four f = four_of(a, b);

	return fair_independence((struct fair_table){ f.count, 2, 2 });
}

static double pearson(struct ratio_part a, struct ratio_part b)
{
	return independence(a, b).p;
}

static double few_or_many(struct ratio_part a, struct ratio_part b)
{
	struct fair_test test = independence(a, b);

	return test.least_expected < FEW ? fisher(a, b) : test.p;
}

static double entropy(double observed, double expected)
{
	return observed > 0 ? observed * log(observed / expected) : 0;
}

/* Twice the log-likelihood ratio (Wilks 1938). */
static double likelihood(struct ratio_part a, struct ratio_part b)
{
	double rate = (a.hits + b.hits) / (a.total + b.total), sum;

	if (!(rate > 0) || !(rate < 1))
		return NAN;
	sum = entropy(a.hits, a.total * rate) + entropy(a.total - a.hits, a.total * (1 - rate)) +
	      entropy(b.hits, b.total * rate) + entropy(b.total - b.hits, b.total * (1 - rate));
	return dist_chi_square_upper(fmax(0, 2 * sum), 1);
}

double test_of_weighted(struct ratio_part a, struct ratio_part b)
{
	double hits = a.hits + b.hits, n = a.total + b.total, off = a.hits * b.total - b.hits * a.total;
	double spread = hits * (n - hits) * a.total * b.total;

	return spread > 0 ? dist_chi_square_upper(off * off * n / spread, 1) : NAN;
}

static const struct test tests[] = {
	{ "auto", "Pearson's, or Fisher's where fewer than 5 are expected in a cell", few_or_many },
	{ "fisher", "Fisher's exact test: all permutations of the rows", fisher },
	{ "mid-p", "the same, tables as likely as this one counting half (Lancaster 1961)", mid_p },
	{ "pearson", "Pearson's chi-square, the square of the z of two proportions", pearson },
	{ "g", "the likelihood ratio", likelihood },
};

const struct test *test_read(const char *text)
{
	struct buf names = { 0 };

	for (size_t i = 0; i < sizeof(tests) / sizeof(*tests); i++) {
		if (strcmp(tests[i].name, text) == 0) {
			buf_release(&names);
			return &tests[i];
		}
		buf_printf(&names, "%s%s", i ? ", " : "", tests[i].name);
	}
	buf_char(&names, '\0');
	die_usage("--test: not one of %s: %s", names.p, quote_text(text).text);
}
