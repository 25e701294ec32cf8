/* num - numbers in and out of text, strictly and without a locale.
 * Floor 0. */
#ifndef SEG_NUM_H
#define SEG_NUM_H

#include <stdint.h>

#include "str.h"

#define NUM_TEXT 32   /* bytes that any printed number fits in */
#define NUM_MOST 1200 /* bytes of a number that is read; more than any double needs */

/* [-]digits[.digits][e[+-]digits], the whole text of at most NUM_MOST bytes, correctly rounded. No blanks, no plus sign, no hex, no nan, no
 * inf; a value too large for a double is refused, one too small becomes 0. */
bool num_parse(struct str text, double *out);

/* The same where NUM_SPARE bytes behind the start of the text may be read, as in a block: faster. */
#define NUM_SPARE 32
bool num_parse_fast(struct str text, double *out);

/* [-]digits within int64_t. */
bool num_parse_int(struct str text, int64_t *out);

/* digits, at least 0 and at most `most`. */
bool num_parse_count(struct str text, uint64_t most, uint64_t *out);

/* Shortest decimal that reads back to the same double (Giulietti, The Schubfach way to render doubles, 2020), plain
 * from 1e-6 up to 1e21 and with an exponent beyond. -0 is 0. NaN, which means undefined, is the empty text.
 * Returns the length, at most NUM_TEXT; no NUL is written. */
size_t num_print(char *out, double x);
size_t num_print_int(char *out, int64_t x);

#endif
