/* parameters - what a rule has beside its centres, as keys and tables of a model.
 * Floor 4. Ends the program like model.h. */
#ifndef SEG_PARAMETERS_H
#define SEG_PARAMETERS_H

#include "model.h"
#include "rule.h"

/* `columns` are those of the rule, in escaped form; path: of each segment, where the kind has paths. */
void parameters_put(struct buf *text, const struct rule *r, const struct tsv_header *columns,
                    const struct str *path);

/* Fills the rule, of which kind and centres are there. category: of each column. Returns the paths, or NULL. */
struct str *parameters_take(struct rule *r, struct arena *keep, struct model *m, const bool *category);

#endif
