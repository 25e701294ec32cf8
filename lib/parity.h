/* parity - where to cut scores so that groups have one rate, and what that costs.
 * Floor 2. Scores as in promise.h; who has the threshold or more is selected. NaN means nobody is. */
#ifndef SEG_PARITY_H
#define SEG_PARITY_H

#include "promise.h"

/* A threshold, and who is selected by it. */
struct parity_cut {
	double threshold;
	uint64_t positives, negatives;
};

/* Cuts that group by a threshold of elsewhere. */
struct parity_cut parity_at(struct promise c, double threshold);

/* The rates that can be made equal: of all, of the positives, of the negatives. NaN when there is nobody to select of. */
enum parity { PARITY_ALL, PARITY_POSITIVES, PARITY_NEGATIVES };
double parity_rate(struct promise c, struct parity_cut cut, enum parity of);

/* Selected negatives and positives that are not selected. */
uint64_t parity_errors(struct promise c, struct parity_cut cut);

/* Of nobody and of every score in c: the cut whose rate is nearest to the target, of equals the one with fewer errors,
 * then the higher one. Without a rate nobody is selected. */
struct parity_cut parity_nearest(struct promise c, enum parity of, double target);

/* The cut with the fewest errors over all groups, of equals the higher one: selected of all of them. */
struct parity_cut parity_least_errors(const struct promise *group, size_t groups);

#endif
