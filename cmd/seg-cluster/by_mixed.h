/* by_mixed - segments of numbers and categories, around prototypes or medoids: two rows of the table of methods. */
#ifndef SEG_BY_MIXED_H
#define SEG_BY_MIXED_H

#include "search.h"

void by_prototypes_fit(struct search *s);
struct rule_finder by_prototypes_finder(const struct search *s);
void by_medoids_fit(struct search *s);
struct rule_finder by_medoids_finder(const struct search *s);

#endif
