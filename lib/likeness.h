/* likeness - do values come as they came when a model was fitted?
 * Floor 2. Arrays in, numbers out; NaN means undefined. */
#ifndef SEG_LIKENESS_H
#define SEG_LIKENESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define LIKENESS_CUTS 9
#define LIKENESS_SOME 0.10 /* what is usually called some drift, */
#define LIKENESS_MUCH 0.25 /* and much: Siddiqi (2006), "Credit Risk Scorecards" */

/* How a column of numbers was spread: rows up to each cut and above the one before, beyond the last, and without. */
struct likeness {
	double cut[LIKENESS_CUTS]; /* ascending */
	size_t cuts;
	uint64_t count[LIKENESS_CUTS + 2];
};

#define LIKENESS_LOOKED 10000 /* rows at most that are looked at, in even steps */

/* Cuts at about the tenths, and the counts, of the rows looked at that are in use. Numbers lie in tiles of gram.h, each
 * `step` behind the last; NaN is without. */
void likeness_learn(struct likeness *d, const double *number, size_t step, const bool *use, size_t n);

static inline size_t likeness_bin(const struct likeness *d, double x)
{
	size_t bin = x == x ? 0 : d->cuts + 1;

	for (size_t i = 0; i < d->cuts; i++)
		bin += x > d->cut[i];
	return bin;
}

/* The population stability index of counts before and now, half a row added to each bin; *p gets the chance of as much
 * without drift, by chi-square (Yurdakul and Naranjo 2020). A bin empty both times is none. NaN where either has no
 * row; *p is NaN where there is one bin. */
double likeness_index(const uint64_t *before, const uint64_t *now, size_t bins, double *p);

#endif
