/* judged - chances of examples that their model never saw, and the calibration of each model by them. */
#ifndef JUDGED_H
#define JUDGED_H

#include "classify.h"
#include "crew.h"

/* Chances of examples whose outcome is known, in the order of examples, with their folds and weights. */
struct judged {
	double *chance, *outcome, *weight;
	uint32_t *fold;
	struct scores_rows rows; /* the same, as many as there are */
};

struct judged judged_open(const struct classify *job);
void judged_add(struct judged *j, const struct classify *job, size_t example, double chance,
                double weight);
void judged_close(struct judged *j);

/* Calibrates the models of a job whose answers are there; they are given again. */
void judged_calibrate(struct classify *job, struct crew *crew);

#endif
