/* judged - chances of examples that their model never saw, and the calibration of each model by them. */
#include "judged.h"

#include <math.h>
#include <stdlib.h>

#include "diag.h"
#include "learn.h"

struct judged judged_open(const struct classify *job)
{
	const struct examples *e = &job->examples;
	struct judged j = { memory_get(e->n, sizeof(double)),
		            memory_get(e->n, sizeof(double)),
		            memory_get(e->n, sizeof(double)),
		            memory_get(e->n, sizeof(uint32_t)),
		            { 0 } };

	j.rows = (struct scores_rows){ j.chance, j.outcome, j.weight, j.fold, 0, e->folds };
	return j;
}

void judged_add(struct judged *j, const struct classify *job, size_t example, double chance, double weight)
{
	size_t at = j->rows.n;

	if (isnan(chance) || isnan(job->examples.outcome[example]))
		return;
	j->chance[at] = chance;
	j->outcome[at] = job->examples.outcome[example];
	j->weight[at] = weight;
	j->fold[at] = job->examples.fold[example];
	j->rows.n++;
}

void judged_close(struct judged *j)
{
	free(j->chance);
	free(j->outcome);
	free(j->weight);
	free(j->fold);
}

static void calibrate(const struct classify *job, struct classifier *c, const struct judged *j)
{
	const char *how = job->predict->calibrate;
	const struct calibration_kind *kind = calibration_find(str_of(how));

	if (strcmp(how, "auto") == 0)
		kind = calibration_choose(j->chance, j->outcome, j->rows.n);
	calibration_fit(&c->calibration, &job->predict->keep, kind, j->chance, j->outcome, j->rows.n);
}

/* By time: what a fold's model learned from, as the folds before it foretold it. */
static void calibrate_by_past(struct classify *job, size_t fold)
{
	struct judged j = judged_open(job);

	for (size_t i = 0; i < job->examples.n; i++)
		if (examples_may_teach(&job->examples, i, fold))
			judged_add(&j, job, i, job->answer[i], 1);
	calibrate(job, &job->fold[fold], &j);
	judged_close(&j);
}

/* By id: each other fold as foretold by a model that saw neither. */
static void calibrate_inside(struct classify *job, size_t fold, struct classifier *const *without)
{
	const struct examples *e = &job->examples;
	struct judged j = judged_open(job);

	for (size_t i = 0; i < e->n; i++)
		if (e->fold[i] != fold)
			judged_add(&j, job, i,
			           learn_answer(e, without[fold * e->folds + e->fold[i]], i), 1);
	calibrate(job, &job->fold[fold], &j);
	judged_close(&j);
}

/* The models without two folds; false when auto finds one that cannot be fitted. */
static bool fit_pairs(struct classify *job, struct classifier **without, struct crew *crew)
{
	size_t folds = job->examples.folds;

	for (size_t f = 0; f < folds; f++)
		for (size_t g = f + 1; g < folds; g++) {
			without[f * folds + g] = without[g * folds + f] =
				ARENA_NEW(&job->predict->keep, struct classifier);
			if (learn_fit(without[f * folds + g], job, f, g, crew))
				continue;
			if (strcmp(job->predict->calibrate, "auto") == 0)
				return false;
			learn_cannot(without[f * folds + g],
			             " without two of the folds, which --calibrate needs");
		}
	return true;
}

/* job->answer is there, not calibrated. When auto finds nothing to bend in it, there is nothing to do for the folds:
 * their chances are honest as they are. */
void judged_calibrate(struct classify *job, struct crew *crew)
{
	size_t folds = job->examples.folds;
	struct classifier **without =
		ARENA_ARRAY(&job->predict->keep, struct classifier *, folds * folds);
	struct judged all = judged_open(job);

	for (size_t i = 0; i < job->examples.n; i++)
		judged_add(&all, job, i, job->answer[i], 1);
	calibrate(job, &job->model, &all);
	judged_close(&all);
	if (!job->model.calibration.kind) {
		detail("calibration: none");
		return;
	}
	if (!job->examples.day && !fit_pairs(job, without, crew)) {
		job->model.calibration = (struct calibration){ 0 };
		note("calibration: none, since too few rows are left without two of the folds");
		return;
	}
	for (size_t f = 0; f < folds; f++)
		if (job->examples.day)
			calibrate_by_past(job, f);
		else
			calibrate_inside(job, f, without);
	learn_foretell(job, crew);
	note("calibration: %s", job->model.calibration.kind->name);
}
