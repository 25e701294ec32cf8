/* scores - how good predicted chances are. */
#include "scores.h"

#include <math.h>
#include <stdlib.h>

#include "draws.h"
#include "memory.h"
#include "quantile.h"
#include "rng.h"

#define PARTS 10

const struct scores_name scores_names[SCORES_METRICS] = {
	{ "rate", "share of yes" },
	{ "auc", "chance that a yes is ranked above a no" },
	{ "pr_auc", "average precision" },
	{ "log_loss", "mean -log of the chance given to what came" },
	{ "brier", "mean square of chance minus outcome" },
	{ "brier_rate", "the same with the share of yes for all" },
	{ "calibration_slope", "1 is calibrated, below 1 too bold" },
	{ "calibration_intercept", "0 is calibrated" },
	{ "ece", "expected calibration error" },
	{ "ks", "largest gap between yes and no" },
	{ "lift_10", "share of yes in the top tenth over that in all" },
	{ "gain_10", "share of all yes in the top tenth" },
};

/* From the highest chance down. */
struct item {
	double chance, odds, outcome, weight;
	size_t place;
};

static int item_order(const void *a, const void *b)
{
	const struct item *p = a, *q = b;

	if (p->chance != q->chance)
		return p->chance < q->chance ? 1 : -1;
	return (p->place > q->place) - (p->place < q->place);
}

struct sums {
	double yes, no;
};

static struct sums whole(const struct item *v, size_t n)
{
	struct sums s = { 0, 0 };

	for (size_t i = 0; i < n; i++) {
		s.yes += v[i].weight * v[i].outcome;
		s.no += v[i].weight * (1 - v[i].outcome);
	}
	return s;
}

/* What goes by rank: one pass over the groups of equal chances. */
static void rank(const struct item *v, size_t n, struct sums all, double *out)
{
	double yes = 0, no = 0, area = 0, precision = 0, gap = 0, top = 0,
	       tenth = (all.yes + all.no) / 10;

	for (size_t i = 0, j; i < n; i = j) {
		double more_yes = 0, more_no = 0, left;

		for (j = i; j < n && v[j].chance == v[i].chance; j++) {
			more_yes += v[j].weight * v[j].outcome;
			more_no += v[j].weight * (1 - v[j].outcome);
		}
		left = tenth - yes - no;
		if (left > 0 && more_yes + more_no > 0)
			top += more_yes * fmin(1, left / (more_yes + more_no));
		area += more_no * (yes + more_yes / 2);
		yes += more_yes;
		no += more_no;
		if (more_yes > 0)
			precision += more_yes * yes / (yes + no);
		gap = fmax(gap, fabs(yes / all.yes - no / all.no));
	}
	out[SCORES_AUC] = area / (all.yes * all.no);
	out[SCORES_PR_AUC] = precision / all.yes;
	out[SCORES_KS] = gap;
	out[SCORES_GAIN] = top / all.yes;
	out[SCORES_LIFT] = top / tenth / (all.yes / (all.yes + all.no));
}

static void losses(const struct item *v, size_t n, struct sums all, double *out)
{
	double log_loss = 0, brier = 0, ece = 0, total = all.yes + all.no, seen = 0, gap = 0;
	int part = 1;

	for (size_t i = 0; i < n; i++) {
		double miss = v[i].chance - v[i].outcome;

		log_loss -= v[i].weight * log(v[i].outcome > 0 ? v[i].chance : 1 - v[i].chance);
		brier += v[i].weight * miss * miss;
		seen += v[i].weight;
		gap += v[i].weight * miss;
		if (seen >= total * part / PARTS || i + 1 == n) {
			ece += fabs(gap);
			gap = 0;
			part = (int)(seen * PARTS / total) + 1;
		}
	}
	out[SCORES_RATE] = all.yes / total;
	out[SCORES_LOG_LOSS] = log_loss / total;
	out[SCORES_BRIER] = brier / total;
	out[SCORES_BRIER_RATE] = all.yes * all.no / (total * total);
	out[SCORES_ECE] = ece / total;
}

/* Cox (1958): outcomes by logistic regression on the log odds of the chances, by Newton. */
static void calibration(const struct item *v, size_t n, double *out)
{
	double a = 0, b = 1;

	out[SCORES_SLOPE] = out[SCORES_INTERCEPT] = NAN;
	for (int k = 0; k < 30; k++) {
		double ga = 0, gb = 0, aa = 0, ab = 0, bb = 0, det, da, db;

		for (size_t i = 0; i < n; i++) {
			double u = a + b * v[i].odds, p = 1 / (1 + exp(-u)),
			       w = v[i].weight * p * (1 - p);
			double residual = v[i].weight * (v[i].outcome - p);

			ga += residual;
			gb += residual * v[i].odds;
			aa += w;
			ab += w * v[i].odds;
			bb += w * v[i].odds * v[i].odds;
		}
		det = aa * bb - ab * ab;
		if (!(det > 1e-12 * aa * bb))
			return;
		da = (bb * ga - ab * gb) / det;
		db = (aa * gb - ab * ga) / det;
		a += fmax(-2, fmin(2, da));
		b += fmax(-2, fmin(2, db));
		if (fabs(da) + fabs(db) < 1e-10) {
			out[SCORES_SLOPE] = b;
			out[SCORES_INTERCEPT] = a;
			return;
		}
	}
}

static void measure(const struct item *v, size_t n, double *out)
{
	struct sums all = whole(v, n);

	for (size_t m = 0; m < SCORES_METRICS; m++)
		out[m] = NAN;
	if (!(all.yes > 0 && all.no > 0))
		return;
	rank(v, n, all, out);
	losses(v, n, all, out);
	calibration(v, n, out);
}

static void bootstrap(struct scores *out, struct item *v, size_t n, size_t repeats,
                      double confidence, uint64_t seed)
{
	double *value = memory_get(repeats, SCORES_METRICS * sizeof(double));
	double *weight = memory_get(n, sizeof(double)), *one = memory_get(repeats, sizeof(double));

	for (size_t k = 0; k < repeats; k++) {
		struct rng r = rng_stream(seed, "bootstrap", k);

		for (size_t i = 0; i < n; i++)
			weight[i] = draws_poisson(&r);
		for (size_t i = 0; i < n; i++)
			v[i].weight = weight[v[i].place];
		measure(v, n, value + k * SCORES_METRICS);
	}
	for (size_t m = 0; m < SCORES_METRICS; m++) {
		size_t there = 0;

		for (size_t k = 0; k < repeats; k++)
			if (!isnan(value[k * SCORES_METRICS + m]))
				one[there++] = value[k * SCORES_METRICS + m];
		if (there * 2 < repeats || m == SCORES_ECE) /* samples look less calibrated than what they are of */
			continue;
		quantile_middle(one, there, confidence, &out->low[m], &out->high[m]);
	}
	free(value);
	free(weight);
	free(one);
}

void scores_take(struct scores *out, const double *chance, const double *outcome, size_t n,
                 size_t repeats, double confidence, uint64_t seed)
{
	struct item *v = memory_get(n, sizeof(*v));

	for (size_t i = 0; i < n; i++)
		v[i] = (struct item){ chance[i], log(chance[i] / (1 - chance[i])), outcome[i], 1, i };
	qsort(v, n, sizeof(*v), item_order);
	measure(v, n, out->value);
	for (size_t m = 0; m < SCORES_METRICS; m++)
		out->low[m] = out->high[m] = NAN;
	if (repeats)
		bootstrap(out, v, n, repeats, confidence, seed);
	free(v);
}
