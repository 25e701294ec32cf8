/* classify - what training and applying a model by weights share: what a row is judged by, and how it is written. */
#ifndef CLASSIFY_H
#define CLASSIFY_H

#include "examples.h"
#include "layout.h"
#include "reason.h"

struct classify {
	struct predict *predict;
	struct classifier model;
	struct classifier *fold; /* training: the models without each fold, or NULL */
	bool *judges;            /* of each fold: its model could be fitted */
	struct examples examples;
	const struct frame *frame;
	double *answer; /* of each example of a frame, NaN where no fold's model judges it, */
	bool *acts;     /* and whether --budget is spent on it; NULL without one */
	size_t *column; /* of the input */
	struct layout layout;
	uint64_t rows;
	size_t *bin; /* applying: where the counts of each column begin, as drifted.h has them; */
	uint64_t *seen; /* of all rows */
};

/* The row's answer; weights gets what each column adds. False with a fault at what is no number. */
bool classify_judge(const struct classify *job, const struct classifier *c, const struct row *row,
                    size_t number, struct block *b, struct reason *weights, double *answer);

/* Whether it pays to act on a yes of this chance. */
static inline bool classify_pays(const struct predict *p, double chance)
{
	return chance * p->gain > p->cost;
}

/* The model that never saw the example, or NULL. */
const struct classifier *classify_judge_of(const struct classify *job, size_t example);

/* Lays the columns out and writes the header; the model is there. */
void classify_start(struct classify *job);

/* Writes the rows of the frame, whose answers are there. */
void classify_write(struct classify *job);

#endif
