/* by_ward - segments as branches of a tree: a row of the table of methods. */
#ifndef SEG_BY_WARD_H
#define SEG_BY_WARD_H

#include "search.h"

void by_ward_fit(struct search *s);
struct rule_finder by_ward_finder(const struct search *s);

#endif
