/* bins - how recency, orders and spend are parted into scores. */
#ifndef SEG_FEATURES_BINS_H
#define SEG_FEATURES_BINS_H

#include "rfm.h"

enum score { SCORE_RECENCY, SCORE_ORDERS, SCORE_SPEND, SCORES };

#define BINS_NESTED_MOST 10

struct bins {
	size_t n; /* scores are 1 to n */
	bool nested; /* orders among those of one recency score, spend among those of one score of both */
	bool fixed; /* cut here, and not by comparison with others: */
	struct rfm_cuts cut[SCORES];
};

/* Takes the argument of --bins: N, nested, nested:N or fixed:r=30,60;f=2,5;m=50,200. Wrong ones end the program (exit 2). */
void bins_read(struct bins *b, const char *text);

#endif
