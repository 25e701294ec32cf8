/* line - one row of a customer, and the bytes it is kept as.
 * Floor 1. A line keeps what the plan asks for. Of its bytes one can tell where they end; lines that were packed stand in order
 * behind a mark with their number. */
#ifndef SEG_LINE_H
#define SEG_LINE_H

#include "buf.h"

#define LINE_TEXTS 16 /* cells kept as they stand, at most */

enum line_kind { LINE_SALE, LINE_REFUND, LINE_EVENT };

/* What is kept of a line beside its kind, order, day and amount. */
struct line_form {
	bool seconds, quantity;
	bool whole; /* lines of one order and time stay apart, instead of being added up */
	size_t texts;
};

/* What the id of an order looks like; a customer-day is one, when there is no id. */
enum line_order { LINE_DAY, LINE_NUMBER, LINE_TEXT };

struct line {
	__int128 amount;        /* units of struct exact */
	__int128 quantity;      /* the same */
	struct str text;        /* LINE_TEXT: the order's id */
	uint64_t number;        /* LINE_NUMBER: the order's id; LINE_DAY: 0 */
	const struct str *cell; /* the form's texts */
	int32_t day, second;    /* second: -1 when not kept or not known */
	enum line_kind kind;
	enum line_order order;
	bool has_quantity;
};

/* Sale or refund: by the cell of the column `kind`, where that is missing by the sign of the amount. */
static inline enum line_kind line_kind_of(struct str kind, __int128 amount)
{
	if (kind.n)
		return str_is(kind, "refund") ? LINE_REFUND : LINE_SALE;
	return amount < 0 ? LINE_REFUND : LINE_SALE;
}

/* What is wrong with them, or NULL: kind is sale or refund, and what is given back is not above zero. */
const char *line_kind_fault(struct str kind, __int128 amount);

/* Sets the order from its cell; an empty one makes it a customer-day. */
void line_set_order(struct line *l, struct str id);

/* Whether both are of one order, and which comes first: by kind, then by id (days, then numbers, then texts). */
int line_order_cmp(const struct line *a, const struct line *b);

void line_save(struct buf *b, const struct line_form *f, const struct line *l);

/* Takes a line off *p; `cell` has room for the form's texts. */
void line_load(const char **p, const struct line_form *f, struct line *l, struct str *cell);

/* The mark before n packed lines. line_load_mark takes it off, when one stands there. */
void line_save_mark(struct buf *b, size_t n);
bool line_load_mark(const char **p, size_t *n);

#endif
