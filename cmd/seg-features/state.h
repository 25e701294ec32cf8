/* state - the rows that --partial writes, and reader reads under --merge.
 * One has the key, F1, the digest of the options, kind, order, time, amount, quantity when kept, how far sums reach, and
 * cells that are kept. The row that accounts for a part has the empty key: kind `rows`, seen, used, dropped, and the days
 * it reaches from and to. */
#ifndef SEG_FEATURES_STATE_H
#define SEG_FEATURES_STATE_H

#include "reader.h"

#define STATE_VERSION "F1"

enum {
	STATE_KEY,
	STATE_TAG,
	STATE_DIGEST,
	STATE_KIND,
	STATE_ORDER,
	STATE_TIME,
	STATE_AMOUNT,
	STATE_QUANTITY, /* of an account: the first day */
	STATE_REACHES,  /* of sums and of an account: the last day */
	STATE_COLUMNS   /* and those of cells that are kept */
};
extern const char *const state_name[STATE_COLUMNS];
extern const char *const state_kind[]; /* by enum line_kind */
extern const char state_sums[];        /* the kind of sums */

/* The names of the columns for input_open, in `out`. */
void state_columns(const struct plan *p, struct buf *out);

/* The rows of one customer, and the account of all that was read. */
void state_put_customer(const struct reader *r, struct buf *out, const struct customer *c);
void state_put_account(const struct reader *r, struct buf *out);

#endif
