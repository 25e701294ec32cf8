/* fisher - the exact test that two groups have one rate.
 * Floor 2. Counts in, a probability out; NaN means undefined. */
#ifndef SEG_FISHER_H
#define SEG_FISHER_H

#include <stdint.h>

/* Fisher's exact test (1935), two-sided: the chance, given all margins of the table [a b; c d], of a table no more
 * likely than this one. Tables whose likelihoods differ by less than 1e-7 of themselves count as equally likely, as in
 * R. Takes time in proportion to the smallest margin, which must be below 2^31. NaN when a row or column is empty. */
double fisher_two_sided(uint64_t a, uint64_t b, uint64_t c, uint64_t d);

/* The same with tables as likely as this one counting half (Lancaster 1961): less careful, and near to the level. */
double fisher_mid_p(uint64_t a, uint64_t b, uint64_t c, uint64_t d);

#endif
