/* future - simulated futures of customers, for intervals: of each one's worth, and of totals by segment.
 * Draws are keyed by the customer's id and totals are whole numbers, so that the order of rows never shows. */
#ifndef FUTURE_H
#define FUTURE_H

#include "clv.h"
#include "map.h"
#include "predict.h"

/* Sums at a scale of 10^-6 (10^-9 for what is expected), of all the rows that a worker saw. */
struct future_total {
	struct str name;
	uint64_t customers;
	__int128 expected_orders, expected_value, expected_worth;
	__int128 *orders, *value, *worth; /* of each draw */
};

struct future_totals {
	struct map map;
	struct future_total *total;
	size_t n, room;
	struct arena keep;
};

struct future {
	const struct btyd *orders;
	const struct spend *spend; /* or NULL */
	struct clv_draw *draw;
	size_t draws;
	uint64_t seed;
	double confidence;
	bool totals; /* are wanted */
	struct clv_plan plan;
};

struct future_row {
	struct str id, segment;
	const struct history *history;
	double mean;
	double expected_orders, expected_value, expected_worth; /* NaN counts as nothing */
};

/* Simulates a customer: the ends of the interval of the worth, and into the totals. `worth` has room for every draw. */
void future_run(const struct future *f, struct future_totals *t, const struct future_row *row,
                double *worth, double *low, double *high);

void future_merge(const struct future *f, struct future_totals *into, const struct future_totals *from);

/* Totals of everybody (whose name is empty) and of every segment, in byte order, as a table. */
void future_write(const struct future *f, const struct future_totals *t, const char *path);

void future_release(struct future_totals *t);

#endif
