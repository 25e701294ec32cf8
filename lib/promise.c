/* promise - whether scores mean what they say: how many of those with a score turn out positive. */
#include "promise.h"

#include <math.h>

#include "dist.h"

#define ROUNDS 60
#define STILL 1e-13

static const struct promise_part undefined = { { NAN, NAN, NAN }, NAN };

/* An estimate with its normal interval. */
static struct promise_part part_of(double value, double error, double confidence)
{
	double half = dist_normal_two_sided(confidence) * error;

	return (struct promise_part){ { value, value - half, value + half }, error };
}

/* The mean of what each row adds, which is yes[i] of positives and no[i] of negatives, computed from the score. */
static struct promise_part mean_of(struct promise c, double (*add)(double score, double outcome),
                                   double confidence)
{
	double n = (double)c.positives + (double)c.negatives, sum = 0, squares = 0, mean;

	if (!(n > 0))
		return undefined;
	for (size_t i = 0; i < c.n; i++)
		sum += add(c.score[i], 1) * (double)c.positive[i] +
		       add(c.score[i], 0) * (double)c.negative[i];
	mean = sum / n;
	for (size_t i = 0; i < c.n; i++) {
		double yes = add(c.score[i], 1) - mean, no = add(c.score[i], 0) - mean;

		squares += yes * yes * (double)c.positive[i] + no * no * (double)c.negative[i];
	}
	return part_of(mean, n > 1 ? sqrt(squares / (n - 1) / n) : NAN, confidence);
}

static double squared(double score, double outcome)
{
	return (score - outcome) * (score - outcome);
}

static double signed_off(double score, double outcome)
{
	return score - outcome;
}

struct promise_part promise_brier(struct promise c, double confidence)
{
	struct promise_part p = mean_of(c, squared, confidence);

	p.e.low = fmax(0, p.e.low);
	return p;
}

struct promise_part promise_bias(struct promise c, double confidence)
{
	return mean_of(c, signed_off, confidence);
}

struct promise_part promise_auc(struct promise c, double confidence)
{
	struct ranks positive = { c.score, c.positive, c.n, c.positives },
		     negative = { c.score, c.negative, c.n, c.negatives };
	struct ranks_superiority s = ranks_superiority(positive, negative);
	struct promise_part p = part_of(s.value, s.error > 0 ? s.error : NAN, confidence);

	if (p.error > 0) {
		p.e.low = fmax(0, p.e.low);
		p.e.high = fmin(1, p.e.high);
	}
	return p;
}

double promise_expected_error(struct promise c)
{
	double rows[PROMISE_BINS] = { 0 }, off[PROMISE_BINS] = { 0 }, sum = 0,
	       n = (double)c.positives + (double)c.negatives;

	if (!(n > 0) || !(c.score[0] >= 0) || !(c.score[c.n - 1] <= 1))
		return NAN;
	for (size_t i = 0; i < c.n; i++) {
		size_t bin = (size_t)(c.score[i] * PROMISE_BINS);
		double both = (double)c.positive[i] + (double)c.negative[i];

		bin = bin < PROMISE_BINS ? bin : PROMISE_BINS - 1;
		rows[bin] += both;
		off[bin] += (double)c.positive[i] - c.score[i] * both;
	}
	for (size_t b = 0; b < PROMISE_BINS; b++)
		sum += rows[b] > 0 ? fabs(off[b]) : 0;
	return sum / n;
}

/* Gradient and curvature of the log-likelihood at intercept a and slope b. */
struct newton {
	double da, db, aa, ab, bb;
};

static struct newton newton_at(struct promise c, double a, double b)
{
	struct newton at = { 0 };

	for (size_t i = 0; i < c.n; i++) {
		double x = log(c.score[i]) - log1p(-c.score[i]), p = 1 / (1 + exp(-(a + b * x)));
		double both = (double)c.positive[i] + (double)c.negative[i];
		double off = (double)c.positive[i] - both * p, spread = both * p * (1 - p);

		if (both == 0)
			continue;
		at.da += off;
		at.db += off * x;
		at.aa += spread;
		at.ab += spread * x;
		at.bb += spread * x * x;
	}
	return at;
}

struct promise_line promise_line(struct promise c, double confidence)
{
	const struct promise_line none = { undefined, undefined };
	double a = 0, b = 1;

	if (!c.positives || !c.negatives || !(c.score[0] > 0) || !(c.score[c.n - 1] < 1))
		return none;
	for (int round = 0; round < ROUNDS; round++) {
		struct newton at = newton_at(c, a, b);
		double det = at.aa * at.bb - at.ab * at.ab;
		double step_a = (at.da * at.bb - at.db * at.ab) / det,
		       step_b = (at.db * at.aa - at.da * at.ab) / det;

		if (!(det > 1e-12 * at.aa * at.bb) || !isfinite(step_a) || !isfinite(step_b))
			return none;
		a += step_a;
		b += step_b;
		if (fabs(step_a) <= STILL * (1 + fabs(a)) && fabs(step_b) <= STILL * (1 + fabs(b)))
			return (struct promise_line){ part_of(b, sqrt(at.aa / det), confidence),
				                      part_of(a, sqrt(at.bb / det), confidence) };
	}
	return none;
}
