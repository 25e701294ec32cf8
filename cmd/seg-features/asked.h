/* asked - what the options ask for, before anything is read. */
#ifndef SEG_FEATURES_ASKED_H
#define SEG_FEATURES_ASKED_H

#include "options.h"

#include "targets.h"
#include "tool.h"
#include "additions.h"

struct asked {
	const char *key; /* the column that a row is written for: the customer, or the account */
	struct plan plan;
	struct targets targets;
	struct additions additions;
	struct everyone cuts; /* of --cuts, or of fixed bins */
	struct bins bins;
	size_t memory, shards;
	bool has_as_of;
	int32_t as_of;
};

/* Wrong options end the program (exit 2), a --cuts file that is none with exit 3. */
void asked_read(struct asked *a, const struct options *opt);

/* Ends the program (exit 2) when a column that comes from the data has the name of another. */
void asked_check_names(const struct asked *a, const struct options *opt);

/* Ends the program (exit 2) on combinations that cannot be. */
void asked_check(const struct asked *a, const struct options *opt, const struct tool *tool);

#endif
