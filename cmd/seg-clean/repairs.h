/* repairs - rules that mend cells by what is usual in their column: fill and outlier. */
#ifndef SEG_CLEAN_REPAIRS_H
#define SEG_CLEAN_REPAIRS_H

#include "plan.h"

/* Whether some fill or limit hangs on values that have not been seen yet. */
bool repairs_wait(const struct plan *p);

/* Decides them from the samples, one per step, and says so. */
void repairs_settle(struct plan *p, struct sample *sample);

/* What --write-recipe keeps. */
void repairs_save(const struct plan *p, const char *path, const char *writer);

#endif
