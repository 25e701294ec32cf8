/* purchases - the orders of the customers of a frame, read from a file of transactions.
 * Floor 4. What an order is, line.h and customer.h say, as they do for seg-features: rows of one order_id are one order,
 * without that column a customer's day is one; a refund (kind, or an amount below zero) takes money away and is no
 * order. Rows may come in any order; nothing here depends on it. What the file has wrong ends the program (exit 3). */
#ifndef SEG_PURCHASES_H
#define SEG_PURCHASES_H

#include "customer.h"
#include "frame.h"

struct purchases {
	size_t customers;              /* rows of the frame that have an id */
	struct str *id;                /* of each, in byte order */
	size_t *row;                   /* of the frame */
	struct groups *of;             /* their lines, and those of strangers */
	uint64_t rows, later, counted; /* rows read, after `as_of`, not after it */
	uint64_t strangers; /* rows of customers not in the frame: known after purchases_each */
	int32_t first_day, last_day; /* of any row that counts; last_day is the day that counts as today */
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

/* Release it in any case; the frame must outlive it. */
void purchases_read(struct purchases *p, const struct frame *customers,
                    const struct purchases_options *o);

/* A fold over the customers: every worker adds to its own state, which is state_size zero bytes at first. */
struct purchases_fold {
	size_t state_size;
	void (*add)(void *job, void *state, size_t row, const struct customer *c); /* row of the frame */
	void (*merge)(void *job, void *state); /* once per worker, at the end */
	void *job;
	size_t threads;
};
void purchases_each(struct purchases *p, const struct purchases_fold *f);

void purchases_release(struct purchases *p);

#endif
