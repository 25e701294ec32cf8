/* measured - tables that hold more than counts of outcomes: values, scores and strata of each group. */
#ifndef SEG_MEASURED_H
#define SEG_MEASURED_H

#include "crosstab.h"

/* Axes of numbers; values were checked when they were read. `positive` is the axis of the label. */
struct axis axis_of_values(struct arena *a, const struct tally *t, size_t of, struct str column);
/* AXIS_OFF, of how far values are above what the column `actual` says; with another kind, AXIS_MISS. */
struct axis axis_of_actual(struct arena *a, const struct tally *t, size_t of, struct str column,
                           size_t actual);
struct axis axis_of_scores(struct arena *a, const struct tally *t, size_t of, struct str column,
                           const struct axis *positive);

/* A column as a proxy: text by its values, numbers of more than `MEASURED_BINS` different values in so many bins of
 * about as many rows; *numeric says which. `table` is any that counts it. */
#define MEASURED_BINS 10
struct axis axis_of_proxy(struct arena *a, const struct tally *t, size_t table, size_t of,
                          struct str column, bool *numeric);

/* Fill what crosstab_make leaves out, from the same table of the tally. */
void measured_values(struct arena *a, struct crosstab *x, const struct tally *t, size_t table);
void measured_scores(struct arena *a, struct crosstab *x, const struct tally *t, size_t table);

/* The columns of the strata stand between those of the groups and the outcome. False when there are too many. */
bool measured_strata(struct arena *a, struct crosstab *x, const struct tally *t, size_t table);

/* The weights, which are the last way of the table. */
void measured_weights(struct arena *a, struct crosstab *x, const struct tally *t, size_t table);

#endif
