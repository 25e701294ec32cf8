/* repair - numbers of a group brought to one distribution for all groups, their order kept.
 * Floor 2. Feldman, Friedler, Moeller, Scheidegger and Venkatasubramanian (2015), Certifying and removing disparate
 * impact, sections 5.1 and 5.3 (geometric repair): with F the distribution function of a group, and A the one whose
 * quantile function is the median of the groups' own, y becomes (1 - level) y + level A^-1(F(y)). */
#ifndef SEG_REPAIR_H
#define SEG_REPAIR_H

#include "ranks.h"

/* Fills repaired[i] for of.value[i]; of.total and those of the targets, of which there is one or more, are above 0.
 * F(y) is the share of rows below y and half of those at y, so that equal values stay equal; a quantile function is the
 * inverse of the distribution function (type 1 of Hyndman and Fan), so the place of a value in its own group gives that
 * value; an even number of targets has the mean of the middle two for a median. Places are compared as whole numbers.
 * Repaired values never descend, and lie between value and target. */
void repair_group(double *repaired, struct ranks of, const struct ranks *target, size_t targets,
                  double level);

#endif
