/* by_rule - what methods share that find a rule, and leave the rest to it.
 * For the table of methods: each ends the program with a message when there is nothing to find. */
#ifndef SEG_BY_RULE_H
#define SEG_BY_RULE_H

#include "search.h"

/* Takes a rule for all rows: labels and counts. Segments that no row is in are left out, and it is said. */
void by_rule_take(struct search *s, const struct rule *rule);

/* Ends the program unless there are k different rows, all fit to be squared. */
void by_rule_check(const struct search *s);

void by_rule_choose(struct search *s, struct mat some);
void by_rule_without(struct search *s, size_t segment);
void by_rule_draw(struct search *s, struct mat some, const uint32_t *label);

/* By a criterion of the method's own, of k - 1: large is good. */
void by_rule_choose_worth(struct search *s, struct mat some, const double *worth);

#endif
