/* plan - what a run is asked for: sets of features, and what of each row they need. */
#ifndef SEG_FEATURES_PLAN_H
#define SEG_FEATURES_PLAN_H

#include "labels.h"
#include "sets.h"

#define PLAN_SETS 32
#define PLAN_WINDOWS 16

struct plan {
	const struct set *set[PLAN_SETS];
	const struct column *column[PLAN_SETS];
	size_t columns[PLAN_SETS];
	size_t n;
	struct line_form form;
	struct str text[LINE_TEXTS]; /* names of the columns whose cells are kept: form.texts of them */
	bool needed[LINE_TEXTS];     /* the user named it, so it must be there */
	/* what the roles are called, and where the cell is, when it is kept */
	const char *category, *channel, *event;
	bool category_given, channel_given;
	const char *member; /* of an account: the customer; NULL: rows are not by account */
	size_t at_category, at_channel, at_event, at_member;
	const struct rfm_grid *grid;        /* NULL: none for so many bins */
	const struct period *period, *unit; /* of btyd */
	int32_t window[PLAN_WINDOWS];       /* days */
	size_t windows;
	const struct labels *names; /* of LABELS columns; NULL: they are not known */
	bool folds;                 /* all that is asked are sums: no rows are kept */
	struct arena keep;
};

/* Takes the argument of --set, or NULL; wrong names end the program (exit 2). The roles and windows are set before. */
void plan_sets(struct plan *p, const char *list);

/* Takes the argument of --windows: 30d,90d. */
void plan_windows(struct plan *p, const char *list);

/* Asks for a column's cells, once; where they will be in a line's. */
size_t plan_text(struct plan *p, struct str name, bool needed);

bool plan_has(const struct plan *p, const struct set *set);

/* Whether the cells of a column of this name are asked for. */
bool plan_keeps(const struct plan *p, const char *name);

/* Whether all sets are of sums; whether one ranks. */
bool plan_sums(const struct plan *p);
bool plan_ranks(const struct plan *p);

/* Takes the names, and makes the columns that come from them; a column of the user's that is one of these ends the
 * program (exit 2) in whoever asks plan_names again. */
void plan_settle(struct plan *p, const struct labels *names);

/* Whether a column of this name is written. */
bool plan_names(const struct plan *p, struct str name);

size_t plan_columns(const struct plan *p);

/* What --list prints: every set and column, as a table. */
void plan_list(struct plan *p, struct buf *out);

/* Everything a state depends on, in sixteen hexadecimal digits. */
#define PLAN_DIGEST 16
void plan_digest(const struct plan *p, int32_t as_of, int32_t ahead, char *digest);

#endif
