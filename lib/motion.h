/* motion - how far centres have moved, so that rows far from any border need no look.
 * Floor 2. A row keeps its nearest centre while this one and the farthest of the others have not moved together by more
 * than the second nearest lies farther off (Hamerly, 2010). Memory from the caller's arena. */
#ifndef SEG_MOTION_H
#define SEG_MOTION_H

#include <float.h>
#include <math.h>

#include "arena.h"

struct motion {
	size_t k, d;
	double *total;  /* of each centre: how far it and the farthest of the others have moved */
	float *reached; /* the same, rounded up */
	double *before; /* [k][d]: where the centres were */
};

struct motion motion_make(struct arena *a, size_t k, size_t d);
void motion_clear(struct motion *r);

/* Adds the way from `before` to the centres. */
void motion_add(struct motion *r, const double *centres);
void motion_swap(struct motion *r, size_t a, size_t b); /* centres that change places */

/* What `reached` of a row's centre must exceed for its label to change, when the second nearest of all lies farther off
 * by `room`; rounded down. */
#define MOTION_WRONG 2.5e-7f /* of a float that stands for a double, and for a sum of two */
static inline float motion_leeway(const struct motion *r, double room, size_t centre)
{
	room += r->total[centre];
	return room < FLT_MAX ? (float)room - MOTION_WRONG * fabsf((float)room) : FLT_MAX;
}

#endif
