/* adjust - the p-values of many tests, as if they were one question.
 * Floor 2. Arrays in, numbers out. NaN stands for a test that could not be made and is left as it is. */
#ifndef SEG_ADJUST_H
#define SEG_ADJUST_H

#include <stddef.h>

/* Holm (1979): the i-th smallest of m values becomes min(1, (m - i + 1) p), and never less than the one before it.
 * Rejecting what is at most alpha keeps the chance of any false rejection at alpha, however the tests depend. */
void adjust_holm(double *adjusted, const double *p, size_t n);

/* Benjamini and Hochberg (1995): the i-th smallest becomes m p / i, and never more than the one behind it. Rejecting
 * what is at most alpha keeps the expected share of false ones among the rejected at alpha, for tests that are
 * independent or depend positively. */
void adjust_bh(double *adjusted, const double *p, size_t n);

/* As they are. */
void adjust_none(double *adjusted, const double *p, size_t n);

struct adjust {
	const char *name, *help;
	void (*adjust)(double *adjusted, const double *p, size_t n);
};

extern const struct adjust adjust_table[];
extern const size_t adjust_count;

/* NULL when there is none of that name. */
const struct adjust *adjust_find(const char *name);

#endif
