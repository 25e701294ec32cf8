/* everyone - what is said of a customer by comparison with all others: fitted, written, and read again.
 * Fitted to everyone (see fitting.h), never to a part. */
#ifndef SEG_FEATURES_EVERYONE_H
#define SEG_FEATURES_EVERYONE_H

#include "bins.h"
#include "arena.h"
#include "customer.h"
#include "labels.h"
#include "out.h"

struct everyone {
	size_t bins;
	struct rfm_cuts cut[SCORES]; /* no bins: nobody is scored */
	struct rfm_cuts *within; /* NULL, or nested: of orders for each recency score, of spend for each of both */
	struct rfm_cuts decile; /* of spend */
	__int128 total; /* spend of all customers with orders; of those, the least in ABC classes A and B: */
	__int128 least_a, least_b;
	bool has_total;
	struct labels *names; /* of LABELS columns, when a file had them; NULL otherwise */
	double gap; /* days between orders of the typical repeat customer; NaN: there is none */
};

/* Scored by fixed bins; nothing else is known. */
void everyone_fixed(struct everyone *s, const struct bins *bins);

/* Makes room for scores within scores, of which nobody has any yet. */
void everyone_nest(struct everyone *s);

/* The scores of somebody with an order; 0: there is none. */
void everyone_score(const struct everyone *s, const __int128 value[SCORES], unsigned score[SCORES]);

void everyone_write(const struct everyone *s, const struct labels *names, struct out *out);
/* Ends the program (exit 3) when the file is no table of cuts. */
void everyone_read(struct everyone *s, const char *path, struct arena *keep);

void everyone_release(struct everyone *s);

#endif
