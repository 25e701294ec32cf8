/* question - what is asked of the tables that were counted, by the options given. */
#ifndef SEG_QUESTION_H
#define SEG_QUESTION_H

#include "audit.h"

/* What is asked of every table of one kind. */
struct question {
	struct axis axis;
	enum count_kind from;
	size_t column; /* of COUNT_PROXY */
	bool numeric;  /* the proxy is a column of numbers */
	bool low_is_best;
};

struct questions {
	struct question *row;
	size_t n;
};

/* The axes of an outcome and a label, each NULL without. */
struct meant {
	const struct axis *favourable, *positive, *predicted;
};

/* Says what was chosen; ends the program (exit 2) when a value is nowhere. */
struct meant question_meant(struct arena *a, const struct count *c, const struct audit_asked *asked);

struct questions questions_find(struct arena *a, const struct count *c, const struct meant *m,
                                const struct audit_asked *asked);

/* Whether table k of the counts holds what the question is about. */
bool question_is_of(const struct question *q, const struct count *c, size_t k);

#endif
