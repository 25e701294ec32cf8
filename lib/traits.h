/* traits - what sets the segments apart, in numbers and in a few words.
 * Floor 2. */
#ifndef SEG_TRAITS_H
#define SEG_TRAITS_H

#include <stdint.h>

#include "arena.h"
#include "mat.h"
#include "str.h"

/* One column in one segment; NaN where undefined. Rows without a value are left out. */
struct traits {
	double mean;
	double index; /* 100 mean / mean of all; undefined unless all have a positive mean */
	/* (mean - mean of all) / standard error of a mean of as many rows drawn without replacement: the v-test of
	 * Lebart, Morineau and Piron (1995), as in FactoMineR's catdes; beyond +-2 it is hardly chance. */
	double v_test;
};

/* out[segment * columns + column] from the columns as they are, label below k. */
struct traits *traits_measure(struct arena *a, struct mat x, const uint32_t *label, size_t k);

/* Between the name of a column and a level of it, in a column that says how frequent the level is: such a trait is called
 * "country DE" or "country not DE", instead of high or low. */
#define TRAITS_IS "\x1f"

/* Names for k segments from their centres (k x columns, scaled) and sizes: the one or two columns in which a centre
 * lies farthest from the mean of all and far enough to speak of, as words such as `frequent` or `young`; `typical` where
 * there is none. Names that would be the same are told apart by degrees, then by further columns, then by numbers;
 * `taken` are names not to use. No two are equal. */
struct str *traits_names(struct arena *a, struct mat centres, const uint64_t *size,
                         const struct str *column, const struct str *taken, size_t n_taken);

#endif
