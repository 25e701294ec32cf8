/* value - what a feature says of a customer, and how it is written. */
#ifndef SEG_FEATURES_VALUE_H
#define SEG_FEATURES_VALUE_H

#include "exact.h"

enum value_kind {
	VALUE_NONE,  /* missing */
	VALUE_WHOLE, /* whole: a number */
	VALUE_DAY,   /* whole: a day */
	VALUE_MONTH, /* whole: months since the year 0 */
	VALUE_MONEY, /* money; out of range is an error */
	VALUE_REAL,  /* real; NaN is missing */
	VALUE_TEXT,  /* text: a cell as it stands */
	VALUE_BAD /* text: a cell that should have been a number; empty when a sum is out of range */
};

struct value {
	enum value_kind kind;
	union {
		int64_t whole;
		struct exact_sum money;
		double real;
		struct str text;
	};
};

/* Only what its kind says is set: the compiler then leaves the rest where it is. */
static inline struct value value_whole(int64_t x)
{
	struct value v;

	v.kind = VALUE_WHOLE;
	v.whole = x;
	return v;
}

static inline struct value value_day(int32_t day)
{
	struct value v;

	v.kind = VALUE_DAY;
	v.whole = day;
	return v;
}

static inline struct value value_money(struct exact_sum x)
{
	struct value v;

	v.kind = VALUE_MONEY;
	v.money = x;
	return v;
}

static inline struct value value_real(double x)
{
	struct value v;

	v.kind = VALUE_REAL;
	v.real = x;
	return v;
}

static inline struct value value_text(struct str s)
{
	return (struct value){ s.n ? VALUE_TEXT : VALUE_NONE, { .text = s } };
}

/* Writes the cell; false when a sum of money is out of range, and for VALUE_BAD. */
bool value_put(struct buf *out, const struct value *v, bool headerless);

#endif
