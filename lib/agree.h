/* agree - how alike two partitions of the same rows are.
 * Floor 2. A table of counts in, row-major: how many rows are in segment r of the one and c of the other. */
#ifndef SEG_AGREE_H
#define SEG_AGREE_H

#include <stddef.h>
#include <stdint.h>

struct agree {
	double ari; /* adjusted Rand index, Hubert and Arabie (1985): 1 for equal partitions, 0 as by chance; NaN
	             * where chance leaves no room (one segment, or every row alone, in both) */
	double vi; /* variation of information, Meila (2007), in nats: 0 for equal partitions */
};

struct agree agree_measure(const uint64_t *table, size_t rows, size_t columns);

/* Rows in both over rows in either of segments r and c; 0 when both are empty. */
double agree_jaccard(const uint64_t *table, size_t rows, size_t columns, size_t r, size_t c);

/* match[r]: the column of each row, SIZE_MAX for none, so that no column is used twice and the sum of gain (not
 * negative, row-major) is largest; a pair without gain is none. Hungarian method in the form of Jonker and Volgenant
 * (1987), O(n^3); of equal sums always the same. */
void agree_match(size_t *match, const double *gain, size_t rows, size_t columns);

#endif
