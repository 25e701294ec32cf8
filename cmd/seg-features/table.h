/* table - the rows that are written: one per customer, or per customer and snapshot. */
#ifndef SEG_FEATURES_TABLE_H
#define SEG_FEATURES_TABLE_H

#include "stream.h"
#include "reader.h"
#include "targets.h"
#include "additions.h"
#include "attributes.h"

/* An as-of date, and what is known of everyone on it. */
struct snapshot {
	int32_t as_of;
	struct everyone everyone;
};

struct table {
	const struct plan *plan;
	const struct reader *reader;
	struct facts facts;        /* what all snapshots share */
	struct snapshot *snapshot; /* ascending */
	size_t snapshots;
	bool stacked; /* a column as_of tells them apart */
	bool scored;  /* scores are known */
	bool headerless, partial;
	const struct additions *additions;   /* NULL: there are none; so with targets */
	const struct targets *targets;       /* only customers with an order by then have a row */
	const struct attributes *attributes; /* NULL: there are none */
	struct groups *groups;               /* that are printed */
	struct out *out;
	size_t threads;
	uint64_t rows, unborn; /* written; customers left out because they ordered only later */
};

/* Whether a column of this name is written. */
bool table_names(const struct table *t, struct str name);

void table_put_header(const struct table *t, struct str id);

/* For --print-columns: the same, of states too. */
void table_put_names(const struct table *t, struct str id);

/* After the states: the row that accounts for them. */
void table_put_account(const struct table *t);

/* Writes the rows, or with `partial` the states. */
void table_print(struct table *t, struct groups *groups);

/* For struct stream: the same for one group after another. */
struct table_stream {
	struct table *table;
	struct customer customer;
	struct buf row;
};
void table_take(void *stream, const struct group *g);

#endif
