/* by_mixture - segments as normal distributions: a row of the table of methods. */
#ifndef SEG_BY_MIXTURE_H
#define SEG_BY_MIXTURE_H

#include "search.h"

void by_mixture_choose(struct search *s, struct mat some);
void by_mixture_fit(struct search *s);
struct rule_finder by_mixture_finder(const struct search *s);

#endif
