/* lifetime - models of orders to come and of what they are worth, as a model file holds them.
 * Floor 4. What fits and what predicts share. Kinds mbg, bg and pareto have orders, spend has spend, lifetime both. */
#ifndef SEG_LIFETIME_H
#define SEG_LIFETIME_H

#include "btyd.h"
#include "model.h"
#include "spend.h"

/* The units that times come in. */
struct lifetime_unit {
	const char *name; /* as in btyd_unit */
	const char *plural;
	double days;
};
extern const struct lifetime_unit lifetime_units[]; /* D, W, M: from the shortest */
#define LIFETIME_UNITS 3
const struct lifetime_unit *lifetime_unit_find(struct str name);

struct lifetime {
	const char *kind;
	bool has_orders, has_spend;
	struct btyd orders;
	struct spend spend;
	const struct lifetime_unit *unit; /* of times, when it has orders */
	uint64_t rows;                    /* of the table it was fitted on */
};

/* Is this kind of model a lifetime's? */
bool lifetime_is(struct str kind);

/* Whole or not at all; `writer` is the tool and its version. */
void lifetime_save(const struct lifetime *l, const char *path, const char *writer);

/* Out of an open model, which it closes; ends the program when the model makes no sense. */
void lifetime_take(struct lifetime *l, struct model *m);

#endif
