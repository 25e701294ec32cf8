/* customer - what one customer has done, from lines in any order.
 * Floor 1. Everything that is said of a customer is a pure function of this. */
#ifndef SEG_CUSTOMER_H
#define SEG_CUSTOMER_H

#include "exact.h"
#include "sums.h"

/* Lines of one order id, or of a customer-day: a sale or a refund. */
struct order {
	struct exact_sum amount;
	const struct line *line; /* the first by time */
	size_t lines;            /* as they are kept: those of one time may be added up */
	int32_t day, second;     /* of its first line */
};

struct customer {
	struct str key;
	/* up to the as-of date, by time, then order id */
	struct order *order; /* sales */
	size_t orders;
	struct order *refund;
	size_t refunds;
	struct line *line; /* of all kinds, by kind and order id, then time; `lines` of them up to the as-of date */
	size_t lines;
	const struct line *later; /* after it */
	size_t laters;
	struct sums sums; /* of rows that were not kept: instead of all that is above */
	bool folded;
	/* memory */
	struct line *all, *spare;
	struct str *cell;
	struct order *orders_all;
	size_t n, room, cell_room, order_room;
};

/* Reads a customer's lines. */
void customer_load(struct customer *c, const struct line_form *f, struct str records);

/* Reads sums, one behind the other, that were kept instead. */
void customer_load_sums(struct customer *c, struct str records);

/* Looks at what was read as of a day; good until the next customer_load or customer_view. */
void customer_view(struct customer *c, int32_t as_of);

/* The same lines in the least bytes: those of one order, time and cells added up, unless the form keeps them whole. */
void customer_pack(struct customer *c, const struct line_form *f, struct str records, struct buf *out);

void customer_release(struct customer *c);

/* The sum of all lines that are not events. */
struct exact_sum customer_spend(const struct customer *c);

/* Of the rows up to the as-of date, which the form keeps whole, or of those that were not kept. */
struct sums customer_sums(const struct customer *c);

#endif
