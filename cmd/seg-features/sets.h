/* sets - the features there are, in sets: what they are called, what they mean, and how they come about.
 * Every feature is a pure function of one customer and a few facts about everyone. A set is a row of the table: --list,
 * --set and the header read it. */
#ifndef SEG_FEATURES_SETS_H
#define SEG_FEATURES_SETS_H

#include "arena.h"
#include "customer.h"
#include "period.h"
#include "everyone.h"
#include "value.h"

/* What is the same for all customers of one as-of date. */
struct facts {
	int32_t as_of;
	const struct everyone *everyone; /* NULL: nothing is known of everyone */
	const struct plan *plan;
};

struct column {
	const char *name, *unit;
	const char *help; /* the definition */
	const char *none; /* what stands there when there is no data */
};

struct set {
	const char *name, *help;
	bool standard; /* in the default */
	bool ranks;    /* says something by comparison with everyone */
	bool sums;     /* says nothing that struct sums does not */
	const struct column *column;
	size_t columns;
	/* Fills one value per column; missing ones may be left as they are. `scratch` is for the call. */
	void (*compute)(const struct customer *c, const struct facts *f, struct value *out);
	/* What of the lines the set needs beside orders and amounts. */
	void (*needs)(struct plan *p);
	/* For sets whose columns options make; NULL for others. */
	size_t (*make)(struct plan *p, struct column **column);
};

extern const struct set *const sets[]; /* NULL behind the last */
const struct set *set_find(struct str name);

extern const struct set set_rfm, set_value, set_tenure, set_lifecycle, set_btyd, set_rhythm,
	set_windows, set_mix, set_calendar, set_trend, set_returns, set_engagement, set_totals,
	set_account;

#define SET_COLUMNS(c) .column = (c), .columns = sizeof(c) / sizeof(*(c))

/* How a length of time is counted. */
struct period {
	const char *name; /* D, W, M */
	const char *kind; /* of period_kinds; NULL: days */
	double days;
};
const struct period *period_named(const char *name); /* NULL when there is none */

#endif
