/* mending - what a recipe file does to what a model reads; rows are written as they came. */
#ifndef MENDING_H
#define MENDING_H

#include "predict.h"

struct mending {
	struct str fill;    /* the cell that stands in for a missing one; empty: none does */
	double least, most; /* a number beyond becomes this */
};

/* Reads the recipe, if one is given, once the columns of the input are known. */
void mending_read(struct predict *p);

/* What a model sees of a cell, and of the number in it (NaN: missing). */
static inline struct str mending_cell(const struct predict *p, const struct row *row, size_t column)
{
	struct str cell = row_cell(row, column);

	return p->mending && !cell.n ? p->mending[column].fill : cell;
}

static inline double mending_number(const struct predict *p, size_t column, double x)
{
	const struct mending *m = p->mending ? &p->mending[column] : NULL;

	return !m ? x : x < m->least ? m->least : x > m->most ? m->most : x;
}

#endif
