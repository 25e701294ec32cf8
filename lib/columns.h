/* columns - how each column of a model is prepared: a table of the file.
 * Floor 4. The table columns of a model, alone in a file of kind recipe. Names are cells, in escaped form; what is
 * read lies in the caller's arena. Ends the program like model.h. */
#ifndef SEG_COLUMNS_H
#define SEG_COLUMNS_H

#include "model.h"
#include "recipe.h"

void columns_put(struct buf *text, const struct tsv_header *names, const struct recipe *recipe);
void columns_take(struct model *m, struct arena *keep, struct tsv_header *names, struct recipe **recipe);

/* A file that says only this; `writer` is the tool and its version. */
void columns_save(const char *path, const char *writer, const struct tsv_header *names,
                  const struct recipe *recipe);
void columns_load(const char *path, struct arena *keep, struct tsv_header *names, struct recipe **recipe);

#endif
