/* step - a rule that can be asked of a column, and one that is. */
#ifndef SEG_CLEAN_STEP_H
#define SEG_CLEAN_STEP_H

#include "evidence.h"
#include "types.h"

#define STEP_COLUMNS 8 /* that one rule may name */

struct plan;
struct step;
struct cleaning;
struct sample;
struct verdict;

/* A rule that can be asked of a column. */
struct rule_kind {
	const char *name, *argument, *help;
	/* Steps run by stage, then in the order of the rules; the last looks at rows that nothing is wrong with. */
	enum stage {
		STAGE_SOURCE,
		STAGE_SHAPE,
		STAGE_TYPE,
		STAGE_MAKE,
		STAGE_CHECK,
		STAGE_OVER,
		STAGE_TABLE
	} stage;
	bool makes; /* the column need not be in the input */
	bool whole; /* of the whole file: its column is * */
	bool mends; /* acts as soon as its column is read or made */
	/* Understands the argument; NULL, or what is wrong with it. */
	const char *(*bind)(struct plan *p, struct step *s, struct str argument);
	/* Acts on one row; NULL, or why the row cannot be used. NULL function: nothing to do row by row. */
	const char *(*run)(struct cleaning *row, const struct step *s);
	/* Looks over rows in their order, and so keeps something between them: one worker does it all. */
	bool ordered;
	bool samples; /* wants to know all values of its column */
	/* Whether the whole table is as asked; puts what it saw. */
	bool (*judge)(const struct verdict *v);
	void (*release)(struct step *s); /* of `own`, when the arena does not hold it; may be NULL */
};

/* The tables of rules, by what they do. The last of each has no name. */
extern const struct rule_kind *const rule_tables[];
extern const size_t rule_table_count;
extern const struct rule_kind source_kinds[], shape_kinds[], make_kinds[], repair_kinds[],
	check_kinds[], order_kinds[], ordered_kinds[], table_kinds[];

struct step {
	const struct rule_kind *kind;
	size_t number; /* in the plan */
	size_t column; /* of the plan; SIZE_MAX: of the whole row */
	struct str text;
	const struct type *type;
	struct reading reading;
	size_t other[STEP_COLUMNS], others; /* columns of the plan */
	bool minus[STEP_COLUMNS];
	struct value limit;
	char compare; /* one of < > = ! and, for <= and >=, l and g */
	bool warns;   /* a finding is counted, but does not reject the row */
	bool at_start;
	void *own; /* the kind's */
};

#endif
