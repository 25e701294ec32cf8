/* by_kmeans - segments around middles: a row of the table of methods. */
#ifndef SEG_BY_KMEANS_H
#define SEG_BY_KMEANS_H

#include "search.h"

void by_kmeans_choose(struct search *s, struct mat some);
void by_kmeans_fit(struct search *s);
void by_kmeans_without(struct search *s, size_t segment);
void by_kmeans_draw(struct search *s, struct mat some, const uint32_t *label);

#endif
