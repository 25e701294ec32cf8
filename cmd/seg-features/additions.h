/* additions - what the user computes: NAME=EXPR of --add, as one more set of features. */
#ifndef SEG_FEATURES_ADDITIONS_H
#define SEG_FEATURES_ADDITIONS_H

#include "expr.h"
#include "plan.h"

#define ADDITIONS_MOST 64

struct addition {
	const char *name;
	const struct expr *expr;
};

struct additions {
	struct addition of[ADDITIONS_MOST];
	size_t n;
	size_t cell[EXPR_COLUMNS];   /* where a line keeps the cell of an expression's column */
	struct expr_columns columns; /* of all expressions together */
};

/* Wrong ones end the program (exit 2) with the character. */
void additions_add(struct additions *t, struct plan *p, const char *text);

/* The lines of a customer up to the as-of date in the order of time: room for c->lines. */
void additions_order(const struct customer *c, const struct line **line);

/* Of the customer whose lines were put in order. A cell that should be a number is VALUE_BAD. */
struct value additions_value(const struct additions *t, size_t k, const struct line **line,
                             size_t n, int32_t as_of);

#endif
