/* gram - sums of products of columns, which least squares and logistic regression are made of.
 * Floor 2. Rows lie in tiles of GRAM_ROWS, column by column: x[tile][column][row]; what stands past the last row must
 * be finite. Sums are kept in GRAM_LANES parts, of rows that far apart, whatever the register: same bytes everywhere. */
#ifndef SEG_GRAM_H
#define SEG_GRAM_H

#include <stddef.h>

#define GRAM_ROWS 64
#define GRAM_LANES 8

static inline size_t gram_tiles(size_t rows)
{
	return (rows + GRAM_ROWS - 1) / GRAM_ROWS;
}

/* Where a row's value of a column stands, of p columns. */
static inline size_t gram_at(size_t row, size_t column, size_t p)
{
	return (row / GRAM_ROWS * p + column) * GRAM_ROWS + row % GRAM_ROWS;
}

/* Where a fit finds its rows: all tiles lie in x, or each is made in the caller's room when it is looked at. */
struct gram_rows {
	const double *x;
	size_t p;                                               /* columns */
	void (*make)(const void *from, size_t tile, double *x); /* or NULL */
	const void *from;
};

static inline const double *gram_tile(const struct gram_rows *rows, size_t tile, double *room)
{
	if (!rows->make)
		return rows->x + tile * GRAM_ROWS * rows->p;
	rows->make(rows->from, tile, room);
	return room;
}

/* out[row] = (x[row] - mean) * over, 0 where x is NaN, of GRAM_ROWS rows. */
void gram_scale(double *out, const double *x, double mean, double over);

/* out[row] = start + the sum of beta times the tile's columns, in their order. */
void gram_weighted(double *out, const double *tile, size_t columns, double start, const double *beta);

/* sum[j * GRAM_LANES ...] += the products of v with column j, for each of the columns. */
void gram_add(double *sum, const double *v, const double *tile, size_t columns);

/* The same for the products of every two of a column of ones and the columns, each times v: the lower triangle row by
 * row, GRAM_SQUARE(columns) of them. */
#define GRAM_SQUARE(columns) (((columns) + 1) * ((columns) + 2) / 2)
void gram_add_square(double *sum, const double *v, const double *tile, size_t columns);

/* sum += v, of GRAM_ROWS rows; and what the parts of a sum add up to. */
void gram_add_rows(double *sum, const double *v);
double gram_total(const double *sum);

#endif
