/* found - what steps found in a block, and what a rule of the whole table is told of all of them. */
#ifndef SEG_CLEAN_FOUND_H
#define SEG_CLEAN_FOUND_H

#include "currency.h"
#include "evidence.h"
#include "step.h"

/* What a step found in a block. */
struct step_tally {
	uint64_t found, warned;
	uint64_t mended; /* cells that were filled, capped or flagged */
	/* For rules of the whole table. */
	uint64_t rows, empty;
	int32_t newest;
	bool dated;
	struct evidence evidence;
	struct currencies_seen currencies; /* of a type that takes them */
};

/* What a rule of the whole table is told at the end. */
struct verdict {
	const struct step *step;
	const struct step_tally *count;
	struct sample *sample;
	struct buf *said;
};

#endif
