/* scores - how good predicted chances are. */
#include "scores.h"

#include <math.h>
#include <stdbool.h>
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
	size_t place, fold;
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

/* Of a fold, from the highest chance down to here. */
struct sofar {
	double yes, no;     /* above the group of equal chances, */
	double more, level; /* yes in the group, and no */
	double pairs;       /* of a yes and a no in that order */
};

/* Yes and no of the same fold alone are compared: chances of different models are not on one scale, and pooled they
 * would look worse than any of the models (Forman and Scholz 2010). */
static double within_folds(const struct item *v, size_t n, size_t folds)
{
	struct sofar *of = memory_zero(folds, sizeof(*of));
	double area = 0, pairs = 0;

	for (size_t i = 0, j; i < n; i = j) {
		for (j = i; j < n && v[j].chance == v[i].chance; j++) {
			of[v[j].fold].more += v[j].weight * v[j].outcome;
			of[v[j].fold].level += v[j].weight * (1 - v[j].outcome);
		}
		for (j = i; j < n && v[j].chance == v[i].chance; j++) {
			struct sofar *f = &of[v[j].fold];

			f->pairs += f->level * (f->yes + f->more / 2);
			f->yes += f->more;
			f->no += f->level;
			f->more = f->level = 0;
		}
	}
	for (size_t f = 0; f < folds; f++) {
		area += of[f].pairs;
		pairs += of[f].yes * of[f].no;
	}
	free(of);
	return pairs > 0 ? area / pairs : NAN;
}

/* What goes by rank: one pass over the groups of equal chances. */
static void rank(const struct item *v, size_t n, struct sums all, double *out)
{
	double yes = 0, no = 0, precision = 0, gap = 0, top = 0, tenth = (all.yes + all.no) / 10;

	for (size_t i = 0, j; i < n; i = j) {
		double more_yes = 0, more_no = 0, left;

		for (j = i; j < n && v[j].chance == v[i].chance; j++) {
			more_yes += v[j].weight * v[j].outcome;
			more_no += v[j].weight * (1 - v[j].outcome);
		}
		left = tenth - yes - no;
		if (left > 0 && more_yes + more_no > 0)
			top += more_yes * fmin(1, left / (more_yes + more_no));
		yes += more_yes;
		no += more_no;
		if (more_yes > 0)
			precision += more_yes * yes / (yes + no);
		gap = fmax(gap, fabs(yes / all.yes - no / all.no));
	}
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

static void measure(const struct item *v, size_t n, size_t folds, double *out)
{
	struct sums all = whole(v, n);

	for (size_t m = 0; m < SCORES_METRICS; m++)
		out[m] = NAN;
	if (!(all.yes > 0 && all.no > 0))
		return;
	out[SCORES_AUC] = within_folds(v, n, folds);
	rank(v, n, all, out);
	losses(v, n, all, out);
	calibration(v, n, out);
}

/* What the middle of the samples spans, in each metric. */
static void span(struct scores *out, const double *value, size_t repeats, double confidence, bool around)
{
	double *one = memory_get(repeats, sizeof(double));

	for (size_t m = 0; m < SCORES_METRICS; m++) {
		double low, high, mean = 0;
		size_t there = 0;

		out->low[m] = out->high[m] = NAN;
		for (size_t k = 0; k < repeats; k++)
			if (!isnan(value[k * SCORES_METRICS + m]))
				one[there++] = value[k * SCORES_METRICS + m];
		if (there * 2 < repeats || m == SCORES_ECE) /* samples look less calibrated than what they are of */
			continue;
		for (size_t k = 0; k < there; k++)
			mean += one[k] / (double)there;
		quantile_middle(one, there, confidence, &low, &high);
		out->low[m] = low + (around ? out->value[m] - mean : 0);
		out->high[m] = high + (around ? out->value[m] - mean : 0);
	}
	free(one);
}

static void bootstrap(struct scores *out, struct item *v, const struct scores_rows *rows,
                      size_t repeats, double confidence, uint64_t seed)
{
	double *value = memory_get(repeats, SCORES_METRICS * sizeof(double));
	double *weight = memory_get(rows->n, sizeof(double));

	for (size_t k = 0; k < repeats; k++) {
		struct rng r = rng_stream(seed, "bootstrap", k);

		for (size_t i = 0; i < rows->n; i++)
			weight[i] = draws_poisson(&r);
		for (size_t i = 0; i < rows->n; i++)
			v[i].weight = weight[v[i].place];
		measure(v, rows->n, rows->folds, value + k * SCORES_METRICS);
	}
	span(out, value, repeats, confidence, false);
	free(value);
	free(weight);
}

static struct item *items(const struct scores_rows *rows)
{
	struct item *v = memory_get(rows->n, sizeof(*v));

	for (size_t i = 0; i < rows->n; i++) {
		double chance = rows->chance[i];

		v[i] = (struct item){ chance,
			              log(chance / (1 - chance)),
			              rows->outcome[i],
			              rows->weight ? rows->weight[i] : 1,
			              i,
			              rows->fold ? rows->fold[i] : 0 };
	}
	qsort(v, rows->n, sizeof(*v), item_order);
	return v;
}

void scores_measure(double out[SCORES_METRICS], const struct scores_rows *rows)
{
	struct item *v = items(rows);

	measure(v, rows->n, rows->folds, out);
	free(v);
}

void scores_take(struct scores *out, const struct scores_rows *rows, size_t repeats,
                 double confidence, uint64_t seed)
{
	struct item *v = items(rows);

	measure(v, rows->n, rows->folds, out->value);
	for (size_t m = 0; m < SCORES_METRICS; m++)
		out->low[m] = out->high[m] = NAN;
	if (repeats)
		bootstrap(out, v, rows, repeats, confidence, seed);
	free(v);
}

void scores_span(struct scores *out, const double *value, size_t repeats, double confidence)
{
	static const struct {
		enum scores_metric metric;
		double most;
	} bound[] = { { SCORES_RATE, 1 },   { SCORES_AUC, 1 },
		      { SCORES_PR_AUC, 1 }, { SCORES_LOG_LOSS, INFINITY },
		      { SCORES_BRIER, 1 },  { SCORES_BRIER_RATE, 0.25 },
		      { SCORES_KS, 1 },     { SCORES_LIFT, 10 },
		      { SCORES_GAIN, 1 } };
	struct scores rows = *out;

	span(out, value, repeats, confidence, true);
	for (size_t m = 0; m < SCORES_METRICS; m++) {
		out->low[m] = fmin(out->low[m], rows.low[m]);
		out->high[m] = fmax(out->high[m], rows.high[m]);
	}
	for (size_t i = 0; i < sizeof(bound) / sizeof(*bound); i++) {
		double *low = &out->low[bound[i].metric], *high = &out->high[bound[i].metric];

		*low = *low < 0 ? 0 : *low;
		*high = *high > bound[i].most ? bound[i].most : *high;
	}
}
