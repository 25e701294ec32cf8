/* sample - the values of a column and how often each came, so that medians, quartiles and modes can be told.
 * Memory grows with different values, not with rows; what comes out is the same for any order of them. */
#ifndef SEG_CLEAN_SAMPLE_H
#define SEG_CLEAN_SAMPLE_H

#include "arena.h"
#include "exact.h"
#include "map.h"

struct sample {
	struct map map;
	struct arena keep;
	struct sample_value *value; /* in the order they came */
	size_t room;
	uint64_t seen, missing; /* cells with a value, and without */
};

struct sample_value {
	struct str text;
	uint64_t n;
	struct exact amount; /* after sample_sort */
};

/* An empty text is a missing one. */
void sample_add(struct sample *s, struct str text);
void sample_merge(struct sample *into, const struct sample *from);
void sample_release(struct sample *s); /* to empty */

/* Puts the values in ascending order of numbers; texts that are none are left out. Nothing may be added after it. */
void sample_sort(struct sample *s);

/* Of a sorted sample that is not empty, exactly: the value that k / of of them do not exceed (k <= of <= 10^6), type 7 of
 * Hyndman and Fan (1996), rounded to nine decimals; `whole` takes the lower of two neighbours instead of one between. */
struct exact sample_quantile(const struct sample *s, unsigned k, unsigned of, bool whole);

/* The median of the distances from `centre`. */
struct exact sample_distance(const struct sample *s, struct exact centre);

/* The most frequent value, of equals the first in byte order; empty when there is none. */
struct str sample_mode(const struct sample *s);

/* Sum of a sorted sample; false when it is too large. */
bool sample_sum(const struct sample *s, struct exact *sum);

#endif
