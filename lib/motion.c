/* motion - how far centres have moved, so that rows far from any border need no look. */
#include "motion.h"

#include <string.h>

#include "tile.h"

struct motion motion_make(struct arena *a, size_t k, size_t d)
{
	return (struct motion){ k, d, ARENA_ARRAY(a, double, k), ARENA_ARRAY(a, float, k),
		                ARENA_ARRAY(a, double, k *d) };
}

void motion_clear(struct motion *r)
{
	memset(r->total, 0, r->k * sizeof(*r->total));
}

static double distance(const double *a, const double *b, size_t d)
{
	double sum = 0;

	for (size_t j = 0; j < d; j++)
		sum += (a[j] - b[j]) * (a[j] - b[j]);
	return sqrt(sum);
}

void motion_add(struct motion *r, const double *centres)
{
	double most = 0, next = 0;
	size_t which = 0;

	for (size_t c = 0; c < r->k; c++) {
		double moved = distance(r->before + c * r->d, centres + c * r->d, r->d);

		r->before[c * r->d] = moved;
		if (moved > most) {
			next = most;
			most = moved;
			which = c;
		} else if (moved > next) {
			next = moved;
		}
	}
	for (size_t c = 0; c < r->k; c++) {
		double *total = &r->total[c];

		*total += (r->before[c * r->d] + (c == which ? next : most)) * (1 + TILE_WRONG);
		r->reached[c] =
			*total < FLT_MAX ? (float)*total + MOTION_WRONG * (float)*total : INFINITY;
	}
}

void motion_swap(struct motion *r, size_t a, size_t b)
{
	double total = r->total[a];
	float reached = r->reached[a];

	r->total[a] = r->total[b];
	r->total[b] = total;
	r->reached[a] = r->reached[b];
	r->reached[b] = reached;
}
