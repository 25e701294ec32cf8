/* mending - what a recipe file does to what a model reads. */
#include "mending.h"

#include <math.h>

#include "diag.h"
#include "mends.h"

void mending_read(struct predict *p)
{
	struct mending *mending;
	struct mend_raw *raw;
	size_t n;

	if (!p->recipe)
		return;
	mending = ARENA_ARRAY(&p->keep, struct mending, p->in.header.columns);
	for (size_t c = 0; c < p->in.header.columns; c++)
		mending[c] = (struct mending){ { 0 }, -INFINITY, INFINITY };
	n = mends_load_raw(p->recipe, &p->keep, &raw);
	for (size_t i = 0; i < n; i++) {
		size_t column = tsv_header_find(&p->in.header, raw[i].name);

		if (column == SIZE_MAX)
			note("%s: no column %s here to mend", shown(str_of(p->recipe)).text,
			     quote(raw[i].name).text);
		else
			mending[column] = (struct mending){ raw[i].fill, raw[i].least, raw[i].most };
	}
	p->mending = mending;
}
