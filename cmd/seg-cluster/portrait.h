/* portrait - what names are made from: the middles of segments, and in place of a category how frequent its levels are. */
#ifndef SEG_PORTRAIT_H
#define SEG_PORTRAIT_H

#include "features.h"

struct portrait {
	struct mat centres; /* segments x columns */
	struct str *column; /* their names, for traits_names */
};

/* From the features' arena; label by row of the matrix. */
struct portrait portrait_make(struct features *f, const struct segments *s, const uint32_t *label);

#endif
