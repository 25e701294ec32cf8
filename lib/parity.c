/* parity - where to cut scores so that groups have one rate, and what that costs. */
#include "parity.h"

#include <math.h>
#include <stdlib.h>

#include "memory.h"

static const struct parity_cut nobody = { NAN, 0, 0 };

struct parity_cut parity_at(struct promise c, double threshold)
{
	struct parity_cut cut = { threshold, 0, 0 };

	for (size_t i = 0; i < c.n; i++) {
		if (!(c.score[i] >= threshold))
			continue;
		cut.positives += c.positive[i];
		cut.negatives += c.negative[i];
	}
	return cut;
}

double parity_rate(struct promise c, struct parity_cut cut, enum parity of)
{
	double hits[] = { (double)cut.positives + (double)cut.negatives, (double)cut.positives,
		          (double)cut.negatives };
	double total[] = { (double)c.positives + (double)c.negatives, (double)c.positives,
		           (double)c.negatives };

	return hits[of] / total[of];
}

uint64_t parity_errors(struct promise c, struct parity_cut cut)
{
	return cut.negatives + c.positives - cut.positives;
}

struct parity_cut parity_nearest(struct promise c, enum parity of, double target)
{
	struct parity_cut best = nobody, at = nobody;
	double off = fabs(parity_rate(c, nobody, of) - target);

	if (isnan(off))
		return best;
	for (size_t i = c.n; i-- > 0;) {
		double now;

		at.threshold = c.score[i];
		at.positives += c.positive[i];
		at.negatives += c.negative[i];
		now = fabs(parity_rate(c, at, of) - target);
		if (now < off || (now == off && parity_errors(c, at) < parity_errors(c, best))) {
			best = at;
			off = now;
		}
	}
	return best;
}

/* A score of some group. */
struct one {
	double score;
	uint64_t positive, negative;
};

static int by_score_down(const void *a, const void *b)
{
	const struct one *x = a, *y = b;

	return (x->score < y->score) - (x->score > y->score);
}

struct parity_cut parity_least_errors(const struct promise *group, size_t groups)
{
	struct parity_cut best = nobody, at = nobody;
	uint64_t positives = 0, least;
	struct one *one;
	size_t n = 0;

	for (size_t g = 0; g < groups; g++) {
		positives += group[g].positives;
		n += group[g].n;
	}
	one = memory_get(n, sizeof(*one));
	n = 0;
	for (size_t g = 0; g < groups; g++)
		for (size_t i = 0; i < group[g].n; i++)
			one[n++] = (struct one){ group[g].score[i], group[g].positive[i],
				                 group[g].negative[i] };
	if (n)
		qsort(one, n, sizeof(*one), by_score_down);
	least = positives;
	for (size_t i = 0; i < n; i++) {
		at.threshold = one[i].score;
		at.positives += one[i].positive;
		at.negatives += one[i].negative;
		if (i + 1 < n && one[i + 1].score == one[i].score)
			continue;
		if (at.negatives + positives - at.positives < least) {
			least = at.negatives + positives - at.positives;
			best = at;
		}
	}
	free(one);
	return best;
}
