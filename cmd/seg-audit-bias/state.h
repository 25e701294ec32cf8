/* state - the counts as rows, for --partial and --merge.
 * A row is headerless: the key, which is the name of the group column or the crossing; the tag with the version and
 * the kind of table (audit1, audit1.strata, audit1.score, audit1.value, audit1.proxy and its number); a
 * digest of the options that decide what is counted; a count; and the values that it counts, in the order of the
 * table's columns. A missing value is \N. The row with the empty key accounts for rows: seen, used and dropped stand
 * where others have their count and first values. */
#ifndef SEG_STATE_H
#define SEG_STATE_H

#include "count.h"

#define STATE_TAG "audit1"

struct state_row {
	size_t table; /* COUNT_NONE: an accounting row */
	struct str cell[TALLY_WAYS];
	uint64_t count;
	uint64_t seen, used, dropped;
};

/* Fills the digest from the plan. */
void state_digest(struct count *c);

/* Names for the columns of state rows, as -C takes them. */
const char *state_columns(struct count *c);

/* Takes a row apart; false with a fault when it is none of ours. */
bool state_read(struct state_row *out, const struct count *c, const struct row *row, size_t line,
                struct fault *fault);

/* All that was counted, in byte order of the keys and the values; nothing when no row was seen. */
void state_put(struct buf *b, const struct count *c);

#endif
