/* mixture - rows as draws from several normal distributions.
 * Floor 2. Arrays in, numbers out; memory from the caller's arena, scratch memory given back. */
#ifndef SEG_MIXTURE_H
#define SEG_MIXTURE_H

#include "family.h"
#include "gaussian.h"

#define MIXTURE_RIDGE 1e-6 /* of the mean variance of the columns: added to every variance */
#define MIXTURE_GAIN 1e-8  /* log-likelihood per row below which a pass has gained nothing */
#define MIXTURE_PASSES 2000

struct mixture {
	const struct family *family;
	struct mat mean;    /* components x columns */
	double *proportion; /* of each component */
	/* One for each component, or one for all, each as gaussian_numbers says. */
	double *covariance;
	double *factor, *offset; /* made of these by mixture_prepare: gaussian_factor, and log(p) + log det W - d/2 log 2 pi */
};

static inline struct gaussian mixture_shape(const struct mixture *m)
{
	return (struct gaussian){ m->mean.columns, m->family->diagonal };
}

/* How many covariances there are. */
static inline size_t mixture_covariances(const struct mixture *m)
{
	return m->family->shared ? 1 : m->mean.rows;
}

/* Free numbers: k - 1 proportions, k d means, and the covariances. */
double mixture_parameters(const struct mixture *m);

/* Fills factor and offset; false when a covariance is not positive definite. */
bool mixture_prepare(struct mixture *m, struct arena *a);

/* The component with the largest posterior, of equals the first, and that posterior; 0 when the row is so far from all
 * that no density is above 0. The log of the mixture's density there, minus infinity in that case. */
struct mixture_near {
	size_t label;
	double posterior;
	double log_density;
};
struct mixture_near mixture_assign(const struct mixture *m, const double *row);

struct mixture_options {
	const struct family *family;
	struct mat start;           /* k middles: a row begins in the nearest */
	const struct mixture *from; /* or, when it is given, a mixture of the family to go on from */
	double gain;                /* 0: MIXTURE_GAIN */
	size_t max_iter;            /* 0: MIXTURE_PASSES */
};

struct mixture_fit {
	struct mixture mixture;
	double log_likelihood, bic,
		icl; /* 2 L - p log n (Schwarz, 1978; large is good); bic + 2 sum log posterior of
	                                  * the own component (Biernacki, Celeux and Govaert, 2000) */
	size_t iterations;
	bool converged;
	/* A component has fewer rows than its covariance needs (d + 1, or 2 along the columns), so that its likelihood
	 * is owed to the ridge: better not chosen. */
	bool singular;
};

/* EM (Dempster, Laird and Rubin, 1977; the M-steps of Celeux and Govaert, 1995) from the start until a pass gains less
 * than `gain` per row. MIXTURE_RIDGE keeps covariances positive definite where rows fill fewer dimensions than there
 * are columns. A component that loses all its rows keeps its place and a proportion near 0. False when the squares of
 * the values are too large or too small for doubles. The same bytes for any number of threads. */
bool mixture_fit(struct mixture_fit *out, struct arena *a, const struct tiles *x,
                 const struct mixture_options *o);

#endif
