/* purchases - every order of every customer of a frame, read from a file of transactions.
 * Floor 4. The same rules as seg-features: rows of one order_id are one order, without that column a customer's day is
 * one; a refund (kind, or an amount below zero) takes money away and is no order. Rows may come in any order; nothing
 * here depends on it. What the file has wrong ends the program (exit 3). */
#ifndef SEG_PURCHASES_H
#define SEG_PURCHASES_H

#include "exact.h"
#include "frame.h"

/* An order, or a refund; an order's time is that of its first row. */
struct purchases_event {
	__int128 amount; /* units of struct exact */
	int64_t time;    /* seconds since 1970-01-01, as the shop's clock showed them */
	bool refund;
};

struct purchases {
	size_t customers; /* rows of the frame that have an id, in byte order of the ids */
	size_t *row;      /* of the frame, per customer */
	size_t *start;    /* of a customer's events; customers + 1 of them */
	struct purchases_event *event; /* a customer's in the order of time, of equals the larger amount first */
	int32_t first_day, last_day; /* of any row that counts; last_day is the day that counts as today */
	uint64_t rows, strangers, later; /* rows read; of customers not in the frame; after `as_of` */
	bool overflow; /* an order's sum left the range: it is left as it was before */
};

struct purchases_options {
	const char *path;
	size_t id;           /* column of the frame */
	const char *id_name; /* of the column in the file */
	bool has_as_of;
	int32_t as_of;
	enum progress progress;
	size_t threads;
};

static inline int32_t purchases_day(const struct purchases_event *e)
{
	return (int32_t)(e->time / 86400 - (e->time % 86400 < 0));
}

/* Release it in any case. */
void purchases_read(struct purchases *h, const struct frame *customers,
                    const struct purchases_options *o);
void purchases_release(struct purchases *h);

#endif
