/* mends - what stands in for a missing cell, and how far a number may go: the raw side of a recipe file.
 * Floor 4. The table columns of a file of kind recipe (columns.h, seg-model(5)) with the columns flag, least, most and
 * outside more: transforms are none, centres 0, scales 1. Ends the program like model.h. */
#ifndef SEG_MENDS_H
#define SEG_MENDS_H

#include "columns.h"
#include "exact.h"

enum mend_outside { MEND_NOTHING, MEND_FLAG, MEND_CAP, MEND_REJECT };
extern const char *const mend_outsides[]; /* their names in files and options; the first is empty */
bool mend_outside_find(struct str name, enum mend_outside *out);

struct mend {
	struct str name;          /* of the column, as text */
	struct str fill;          /* as text; empty: a missing cell stays so */
	bool flagged;             /* what was missing is told in the column NAME_was_missing */
	bool has_least, has_most; /* limits that a number is held against */
	struct exact least, most;
	enum mend_outside outside; /* what becomes of a number beyond them */
	uint64_t seen, missing;    /* cells that settled it */
};

void mends_save(const char *path, const char *writer, const struct mend *mend, size_t n);

/* Returns how many; they lie in the caller's arena. */
size_t mends_load(const char *path, struct arena *keep, struct mend **mend);

/* Where an amount is: -1 below the limits, 1 above, 0 within. */
static inline int mend_side(const struct mend *m, struct exact x)
{
	return m->has_least && x.units < m->least.units ? -1
	       : m->has_most && x.units > m->most.units ? 1
	                                                : 0;
}

/* What a recipe of either tool does to a raw cell: one of seg-cluster caps in scaled units, which are taken back. A
 * recipe that flags or rejects is refused. */
struct mend_raw {
	struct str name, fill; /* of the column; what a missing cell takes, empty: stays missing. Cells */
	double least, most; /* what is beyond becomes this; infinite for no limit */
};
size_t mends_load_raw(const char *path, struct arena *keep, struct mend_raw **raw);

#endif
