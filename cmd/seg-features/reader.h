/* reader - a row of the input as a line of a customer: of transactions, or of states that --partial wrote. */
#ifndef SEG_FEATURES_READER_H
#define SEG_FEATURES_READER_H

#include "day.h"
#include "input.h"
#include "plan.h"

/* What was read, as the ordered end knows it. */
struct reading {
	uint64_t used, later;         /* rows that count, rows after the limit */
	uint64_t accounts;            /* rows of state that account for a part */
	uint64_t seen, kept, dropped; /* what those say */
	bool any;                     /* there is a day: */
	int32_t first, latest;        /* of any row, also of those after the limit */
	struct day_memory day;        /* of the row before */
};

struct reader {
	const struct plan *plan;
	struct input *in;
	bool merge; /* rows are states */
	char digest[PLAN_DIGEST + 1];
	bool limited;
	int32_t limit; /* later rows do not count */
	size_t id, time, amount, order, kind, quantity, event,
		text[LINE_TEXTS]; /* columns; SIZE_MAX: not there */
	struct reading total;
};

/* For struct group_kind; the job is the reader. The second is for a plan that folds. */
bool reader_read(void *reader, struct block *b, size_t row, struct str *key, struct buf *record);
bool reader_read_sums(void *reader, struct block *b, size_t row, struct str *key, struct buf *record);
void reader_done(void *reader, struct block *b);

#endif
