/* customer - what one customer has done, as a state that adds up in any order.
 * Days and money are integers, so equal orders give equal states whatever their order. */
#ifndef SEG_CUSTOMER_H
#define SEG_CUSTOMER_H

#include "arena.h"
#include "exact.h"

/* Identifies an order without keeping its text: ids up to 7 bytes and numbers up to 16 digits exactly by `low` alone,
 * others by a 128-bit hash. */
struct order_id {
	uint64_t low, high;
};

/* One line of an order. */
struct purchase {
	struct exact amount;
	struct order_id order;
	int32_t day;
	bool refund; /* takes spend away, is no order */
};

/* Starts as zero bytes. */
struct customer {
	struct exact_sum spend; /* sales less refunds */
	struct order_id latest; /* order of the last sale seen: lines of an order mostly come together */
	uint32_t orders;        /* distinct ones, after order_log_count */
	int32_t first, last; /* days of the first and the last sale */
	bool bought;         /* there is a sale */
};

/* Who ordered what, as it comes: counted once at the end. Starts as zero bytes. */
struct order_log {
	uint32_t *who;
	uint64_t *low, *high; /* high: NULL until an id needs it */
	size_t n, room;
};

struct order_id order_id_of_text(struct str id);
struct order_id order_id_of_day(int32_t day);

/* `number` is the customer's in the log. */
void customer_add(struct customer *c, struct order_log *log, uint32_t number, const struct purchase *p);

/* Sets the orders of all n customers, and empties the log. */
void order_log_count(struct order_log *log, void *const *customer, size_t n);

#endif
