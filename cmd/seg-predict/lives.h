/* lives - customers read from rows, and what a model of lifetimes answers for each.
 * What training and applying share, so that both write the same. */
#ifndef LIVES_H
#define LIVES_H

#include "future.h"
#include "layout.h"
#include "lifetime.h"
#include "predict.h"

/* Columns of the input; SIZE_MAX is one that is not there. */
struct lives_columns {
	size_t x, tx, T, m, unit, id, segment;
};

struct customer {
	struct history h; /* times in the unit of the model */
	double mean;      /* of the repeat orders; NaN without one */
	bool known;       /* nothing that the model needs is missing */
	double alive, orders,
		worth; /* the model's answers, by lives_answer: worth for each unit of an order's value */
};

#define LIVES_SOME 128 /* customers that are best read and answered together */

struct lives {
	struct predict *predict;
	struct lifetime model;
	struct btyd_answers answers;
	struct lives_columns column;
	struct layout layout;
	struct future future;
	struct future_totals totals;
	uint64_t unknown; /* rows of which too little is known */
};

/* Where the columns stand that the model needs; one that is missing ends the program. */
void lives_columns(struct lives *l);

/* False with a fault when the row makes no sense; it may still be one of which too little is known. */
bool lives_read(const struct lives *l, const struct row *row, size_t number, struct customer *c,
                struct fault *f);

/* Opens the output; the model is there. */
void lives_start(struct lives *l);

/* What the model says of n customers. */
void lives_answer(const struct lives *l, struct customer *c, size_t n);

/* The row with its answers into b->out; the worker's totals go to t. */
void lives_put(const struct lives *l, struct block *b, struct future_totals *t,
               const struct row *row, const struct customer *c);

/* For struct blocks, whose state is a struct future_totals; the job begins with a struct lives. */
void lives_merge(void *lives, void *totals);

/* Says what was left out, writes the totals. */
void lives_end(struct lives *l, uint64_t rows);

#endif
