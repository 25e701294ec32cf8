/* btyd - "buy till you die": which customers will come again, and how often; the three models behind one face.
 * Floor 2. Arrays in, numbers out. Fits in logarithms of the parameters and in times whose median is 1, from several
 * starts, by gradient, with Newton steps at the end; a weak prior, normal with mean 0 and standard deviation
 * BTYD_PRIOR on each logarithm, keeps flat directions finite and moves no published fit in its printed digits. */
#ifndef SEG_BTYD_H
#define SEG_BTYD_H

#include "betageo.h"
#include "rng.h"
#include "tiles.h"

#define BTYD_PARAMETERS 4
#define BTYD_PRIOR 50.0
#define BTYD_EDGE 6.0  /* a logarithm beyond it is at the edge: the data do not say where it ends */
#define BTYD_FEWEST 20 /* customers with a repeat order, */
#define BTYD_ORDERS 4096 /* orders of one simulated future at most */

struct btyd_answers {
	const struct btyd *m;
	struct betageo_series series; /* of the kinds that have one */
};

struct btyd_kind {
	const char *name, *help, *paper;
	const char *parameter[BTYD_PARAMETERS];
	bool is_time[BTYD_PARAMETERS]; /* in the unit of the times that came in */
	double (*counts)(const double *p, const struct histories *d, double *slope);
	double (*times)(const double *p, const struct histories *d, size_t from, size_t to, double *slope);
	double (*log_odds_lost)(const double *p, const struct history *h);
	double (*expect)(const double *p, const struct history *h, double t);
	void (*answer)(const struct btyd_answers *s, const struct history *h, size_t n,
	               const double *until, size_t times, double *alive, double *orders);
	double (*order_alive)(const double *p, const struct history *h, double t); /* btyd_order_alive */
	/* The times, from T on, of the orders in (T, T + t] of one who is alive; how many. */
	size_t (*future)(const double *p, const struct history *h, double t, struct rng *r, double *when);
};

extern const struct btyd_kind btyd_kinds[]; /* mbg, bg, pareto */
extern const size_t btyd_kind_count;
const struct btyd_kind *btyd_kind_find(struct str name); /* NULL when there is none of that name */

struct btyd {
	const struct btyd_kind *kind;
	double p[BTYD_PARAMETERS];
	double covariance[BTYD_PARAMETERS * BTYD_PARAMETERS]; /* of the logarithms */
	double log_likelihood; /* without the prior, of times as they came in */
	double gradient;       /* largest slope by a logarithm at the end, for the mean customer */
	uint64_t evaluations, starts, customers, repeat, orders;
};

enum btyd_status {
	BTYD_DONE,
	BTYD_NO_REPEAT,   /* fewer than BTYD_FEWEST customers came again */
	BTYD_ONLY_REPEAT, /* everybody came again at the last moment: nobody can be lost */
	BTYD_NO_END,      /* the search did not converge */
	BTYD_AT_EDGE      /* a parameter ran off: btyd.p has it */
};

enum btyd_status btyd_fit(struct btyd *out, const struct btyd_kind *kind, const struct histories *d,
                          struct tiles_each each);

double btyd_alive(const struct btyd *m, const struct history *h); /* P(alive) at T */
double btyd_expect(const struct btyd *m, const struct history *h, double t);

/* The same for many: for n histories alive[i], and orders[i * times + j] up to until[j]. What is made first serves any
 * number of threads. */
void btyd_answers_make(struct btyd_answers *s, struct arena *a, const struct btyd *m);
void btyd_answer(const struct btyd_answers *s, const struct history *h, size_t n,
                 const double *until, size_t times, double *alive, double *orders);

/* Time to the next order that half of those who are alive and stay so have ordered by. */
double btyd_next(const struct btyd *m, const struct history *h);
/* P(an order in (T, T + t]) of one who is alive at T. */
double btyd_order_alive(const struct btyd *m, const struct history *h, double t);

/* Simulated orders in (T, T + t] under the parameters p: how many, and when (room for BTYD_ORDERS). */
size_t btyd_future(const struct btyd_kind *kind, const double *p, const struct history *h, double t,
                   struct rng *r, double *when);

#endif
