/* refits - how far metrics would be others had other rows taught the models. */
#include "refits.h"

#include <math.h>
#include <stdlib.h>

#include "draws.h"
#include "judged.h"
#include "learn.h"

#define REPEATS 100
#define REFITTED 200000 /* rows times folds times samples */
#define FEWEST 50       /* samples */

size_t refits_repeats(size_t rows, size_t folds)
{
	size_t repeats = REFITTED / (rows * folds + 1);

	return repeats < FEWEST ? 0 : repeats < REPEATS ? repeats : REPEATS;
}

struct refits {
	const struct classify *job;
	double *value;
};

/* Of the examples of a sample: its weight, and its chance by a model of the sample that never saw it. */
struct sample {
	double *weight, *chance;
};

static void draw(const struct classify *job, size_t repeat, struct sample *s)
{
	struct rng r = rng_stream(job->predict->seed, "refit", repeat);

	for (size_t i = 0; i < job->examples.n; i++) {
		s->weight[i] = draws_poisson(&r);
		s->chance[i] = NAN;
	}
}

/* False when a fold has no model. */
static bool foretell(const struct classify *job, struct sample *s)
{
	const struct examples *e = &job->examples;
	bool fine = true;

	for (size_t f = 0; f < e->folds && fine; f++) {
		struct arena keep = { 0 };
		struct classifier c;
		bool judges = learn_fit_sample(&c, &keep, job, f, s->weight);

		fine = judges || e->day;
		for (size_t i = 0; i < e->n && judges; i++)
			if (e->fold[i] == f)
				s->chance[i] = learn_answer(e, &c, i);
		arena_release(&keep);
	}
	return fine;
}

static void refit(void *arg, size_t repeat)
{
	const struct refits *r = arg;
	const struct classify *job = r->job;
	double *value = r->value + repeat * SCORES_METRICS;
	struct judged j = judged_open(job);
	struct sample s = { memory_get(job->examples.n, sizeof(double)),
		            memory_get(job->examples.n, sizeof(double)) };

	draw(job, repeat, &s);
	for (size_t m = 0; m < SCORES_METRICS; m++)
		value[m] = NAN;
	if (foretell(job, &s)) {
		for (size_t i = 0; i < job->examples.n; i++)
			judged_add(&j, job, i, s.chance[i], s.weight[i]);
		scores_measure(value, &j.rows);
	}
	judged_close(&j);
	free(s.weight);
	free(s.chance);
}

void refits_run(const struct classify *job, double *value, size_t repeats, struct crew *crew)
{
	struct refits r = { job, value };

	crew_each(crew, repeats, refit, &r);
}
