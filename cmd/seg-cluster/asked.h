/* asked - what the options ask of the search. */
#ifndef SEG_CLUSTER_ASKED_H
#define SEG_CLUSTER_ASKED_H

#include "options.h"

#include "search.h"

/* Fills in what was asked; wrong options, and those without effect, end the program (exit 2). */
void asked_of(struct search *s, const struct options *opt, struct crew *crew);

#endif
