/* judged - chances of examples that their model never saw, and the calibration of each model by them. */
#ifndef JUDGED_H
#define JUDGED_H

#include "classify.h"
#include "crew.h"

/* Chances of examples whose outcome is known, in the order of examples. */
struct judged {
	double *chance, *outcome;
	size_t n;
};

struct judged judged_open(const struct classify *job);
void judged_add(struct judged *j, const struct classify *job, size_t example, double chance);
void judged_close(struct judged *j);

/* Calibrates the models of a job whose answers are there; they are given again. */
void judged_calibrate(struct classify *job, struct crew *crew);

#endif
