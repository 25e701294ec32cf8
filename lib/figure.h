/* figure - numbers as people read them: rounded once, here.
 * Floor 5. UTF-8; the exact value stays in the table beside. A minus is U+2212. NaN (undefined) prints nothing. */
#ifndef SEG_FIGURE_H
#define SEG_FIGURE_H

#include "buf.h"

/* 12,345 */
void figure_count(struct buf *b, uint64_t n);

/* A share as a percentage: whole, with separators; one decimal under 1%, "<0.1%" below that. */
void figure_percent(struct buf *b, double share);

/* Three digits: 302, 1,050, 73k, 8.29m; under 100 with two decimals, as prices are written, and a plain 0. The currency stands
 * before the number, with a blank when it ends in a letter. */
void figure_money(struct buf *b, double amount, const char *currency);

/* Whole from 100 up, otherwise three digits and two decimals at most, three under 0.1: 4,210, 85, 2.5, 0.25, 0.034. */
void figure_number(struct buf *b, double x);

/* A change by this part, with its sign: +32%, −26%. */
void figure_change(struct buf *b, double part);

/* "p < 0.001", or two digits. */
void figure_p(struct buf *b, double p);

/* Whole, with separators: for days. */
void figure_whole(struct buf *b, double x);

/* Two decimals, for coefficients; from 10 up one, from 100 up none. */
void figure_ratio(struct buf *b, double x);

/* 9 December 2011 */
void figure_date(struct buf *b, int32_t day);

/* "two" up to twelve, then digits. */
void figure_word(struct buf *b, uint64_t n);

#endif
