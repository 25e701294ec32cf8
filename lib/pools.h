/* pools - of the rows of each of k centres, and how many they are.
 * Floor 2. Arrays of the caller's arena. */
#ifndef SEG_POOLS_H
#define SEG_POOLS_H

#include <stdint.h>

#include "arena.h"

struct pools {
	size_t k, d;
	double *sum;   /* [k][d], of the weighted rows */
	double *mass;  /* of each centre: the weight of its rows */
	int64_t *rows; /* how many they are */
};

/* `parts` of them, one after the other, all zero; pools_part is one of them. */
struct pools pools_make(struct arena *a, size_t k, size_t d, size_t parts);
struct pools pools_part(const struct pools *all, size_t part);

void pools_clear(const struct pools *s);
void pools_clear_one(const struct pools *s, size_t c);
void pools_join(const struct pools *s, const struct pools *other); /* adds the other's */
void pools_swap(const struct pools *s, size_t a, size_t b);        /* two centres change places */

/* A row of weight w, whose numbers stand `step` apart, comes to a centre or leaves it. */
static inline void pools_add(const struct pools *s, size_t c, const double *row, size_t step, double w)
{
	s->rows[c]++;
	s->mass[c] += w;
	for (size_t j = 0; j < s->d; j++)
		s->sum[c * s->d + j] += w * row[j * step];
}

static inline void pools_take(const struct pools *s, size_t c, const double *row, size_t step, double w)
{
	s->rows[c]--;
	s->mass[c] -= w;
	for (size_t j = 0; j < s->d; j++)
		s->sum[c * s->d + j] -= w * row[j * step];
}

static inline void pools_swap_numbers(double *a, double *b, size_t n)
{
	for (size_t j = 0; j < n; j++) {
		double keep = a[j];

		a[j] = b[j];
		b[j] = keep;
	}
}

#endif
