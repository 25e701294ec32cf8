/* likelihood - what rows with a yes or no say of their weighted sums. */
#include "likelihood.h"

#include <math.h>
#include <stdint.h>

#include "lanes.h"
#include "widths.h"

#define SIGN ((uint64_t)1 << 63)

/* e = e^-|u|, more = log(1 + e) */
struct judged {
	const double *u, *e, *more, *y, *w;
};

/* The functions once for each register width, in bytes; see widths.h. A weight of 0 leaves a row out. */
#define KERNELS(width, target)                                                                     \
	static target double judge##width(struct likelihood *s, const struct judged *tile)         \
	{                                                                                          \
		real##width least = (real##width){ 0 } + 1.0;                                      \
                                                                                                   \
		for (size_t r = 0; r < GRAM_ROWS; r += (width) / 8) {                              \
			real##width u = *(const real##width *)(tile->u + r);                       \
			real##width e = *(const real##width *)(tile->e + r);                       \
			real##width y = *(const real##width *)(tile->y + r);                       \
			real##width w = *(const real##width *)(tile->w + r);                       \
			bits##width in = (bits##width)(w > 0.0), up = (bits##width)(u >= 0.0);     \
			bits##width no = (bits##width)(y <= 0.0), less;                            \
			real##width share = 1.0 / (1.0 + e), curve = e * share * share;            \
			real##width along = (real##width)((bits##width)u ^ (no & SIGN));           \
			real##width p = (real##width)((up & (bits##width)share) |                  \
			                              (~up & (bits##width)(e * share)));           \
                                                                                                   \
			along = (real##width)((bits##width)along & (bits##width)(along < 0.0)) -   \
			        *(const real##width *)(tile->more + r);                            \
			*(bits##width *)(s->value + r) = in & (bits##width)(w * along);            \
			*(bits##width *)(s->slope + r) = in & (bits##width)(w * (y - p));          \
			*(bits##width *)(s->curve + r) = in & (bits##width)(w * curve);            \
			less = in & (bits##width)(curve < least);                                  \
			least = (real##width)((less & (bits##width)curve) |                        \
			                      (~less & (bits##width)least));                       \
		}                                                                                  \
		for (size_t k = 1; k < (width) / 8; k++)                                           \
			least[0] = least[k] < least[0] ? least[k] : least[0];                      \
		return least[0];                                                                   \
	}                                                                                          \
                                                                                                   \
	static const struct kernels kernels##width = { judge##width };

struct kernels {
	double (*judge)(struct likelihood *s, const struct judged *tile);
};

WIDTHS(KERNELS)

double likelihood_of(struct likelihood *out, const double *u, const double *y, const double *w)
{
	double e[GRAM_ROWS], more[GRAM_ROWS];

	for (size_t r = 0; r < GRAM_ROWS; r++)
		e[r] = -fabs(u[r]);
	lanes_exp(e, e, GRAM_ROWS);
	for (size_t r = 0; r < GRAM_ROWS; r++)
		more[r] = 1 + e[r];
	lanes_log(more, more, GRAM_ROWS);
	return widest()->judge(out, &(struct judged){ u, e, more, y, w });
}
