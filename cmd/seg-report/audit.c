/* audit - what seg-audit-bias found: a choice of its rows, nothing is computed. */
#include "audit.h"

#include <math.h>

#include "names.h"
#include "sections.h"
#include "side.h"

static const char *const columns[AUDIT_COLUMNS] = { "metric",    "outcome", "group_by",  "group",
	                                            "customers", "share",   "reference", "ratio",
	                                            "lower",     "upper",   "verdict",   "reason" };

static bool is_judged(struct report *r, const struct frame *f, size_t row)
{
	return side_text(r, f, row, "verdict").text.n ||
	       str_is(side_text(r, f, row, "reason").text, "the reference");
}

/* The share behind a ratio: that of the row itself, or of the row of selection_rate beside four_fifths. NaN of what is
 * no share: the mean of a number, the score of a slice. */
static double share_of(struct report *r, const struct frame *f, size_t row)
{
	static const char *const keys[] = { "group_by", "group", "outcome" };
	static const char *const no_share[] = { "value_mean", "value_error", "worst_slice",
		                                "worst_subset" };
	struct str metric = side_text(r, f, row, "metric").text;
	double own = side_number(f, row, "value");

	for (size_t i = 0; i < sizeof(no_share) / sizeof(*no_share); i++)
		if (str_is(metric, no_share[i]))
			return NAN;
	for (size_t i = 0; isnan(own) && i < f->rows; i++) {
		bool same = str_is(side_text(r, f, i, "metric").text, "selection_rate");

		for (size_t k = 0; k < 3; k++)
			same = same && str_eq(side_text(r, f, i, keys[k]).text,
			                      side_text(r, f, row, keys[k]).text);
		if (same)
			own = side_number(f, i, "value");
	}
	return own;
}

static void put_judged(struct table *t, struct report *r, const struct frame *f, size_t row,
                       struct audit_count *count)
{
	double n = side_number(f, row, "n"), share = share_of(r, f, row);
	struct cell outcome = side_text(r, f, row, "outcome");
	struct cell *c = table_add(t);

	c[AUDIT_METRIC] = side_text(r, f, row, "metric");
	c[AUDIT_OUTCOME] =
		str_is(c[AUDIT_METRIC].text, "membership_rate")
			? cell_text(arena_str(r->keep, names_of(r->set.names, outcome.text)).p)
			: outcome;
	c[AUDIT_GROUP_BY] = side_text(r, f, row, "group_by");
	c[AUDIT_GROUP] = side_text(r, f, row, "group");
	c[AUDIT_REFERENCE] = side_text(r, f, row, "reference");
	c[AUDIT_VERDICT] = side_text(r, f, row, "verdict");
	c[AUDIT_CUSTOMERS] = cell_count(n > 0 ? (uint64_t)n : 0, r->set.min_cell);
	*count = (struct audit_count){ .n = n > 0 ? (uint64_t)n : 0 };
	if (share >= 0 && share <= 1) {
		count->hits = (uint64_t)round((double)count->n * share);
		count->is_rate = true;
	}
	c[AUDIT_SHARE] = cell_number(share, UNIT_SHARE);
	c[AUDIT_RATIO] = cell_number(side_number(f, row, "ratio"), UNIT_RATIO);
	c[AUDIT_LOWER] = cell_number(side_number(f, row, "ratio_lower"), UNIT_RATIO);
	c[AUDIT_UPPER] = cell_number(side_number(f, row, "ratio_upper"), UNIT_RATIO);
	c[AUDIT_REASON] = side_text(r, f, row, "reason");
}

bool audit_same_block(const struct cell *a, const struct cell *b)
{
	return str_eq(a[AUDIT_METRIC].text, b[AUDIT_METRIC].text) &&
	       str_eq(a[AUDIT_OUTCOME].text, b[AUDIT_OUTCOME].text) &&
	       str_eq(a[AUDIT_GROUP_BY].text, b[AUDIT_GROUP_BY].text);
}

/* Rows of one question together, questions and rows as they came. */
static void gather(struct table *t, struct report *r)
{
	struct cell *old = t->cell;
	bool *done = ARENA_ARRAY(r->keep, bool, t->rows + 1);
	size_t n = 0;

	t->cell = ARENA_ARRAY(r->keep, struct cell, (t->rows + 1) * AUDIT_COLUMNS);
	for (size_t i = 0; i < t->rows; i++) {
		if (done[i])
			continue;
		for (size_t k = i; k < t->rows; k++)
			if (!done[k] &&
			    audit_same_block(&old[i * AUDIT_COLUMNS], &old[k * AUDIT_COLUMNS])) {
				memcpy(&t->cell[n++ * AUDIT_COLUMNS], &old[k * AUDIT_COLUMNS],
				       AUDIT_COLUMNS * sizeof(*old));
				done[k] = true;
			}
	}
}

void audit_measure(struct table *t, struct report *r, const struct sources *s)
{
	const struct frame *f = side_frame(s, SIDE_AUDIT);
	struct audit_count *count = ARENA_ARRAY(r->keep, struct audit_count, (f ? f->rows : 0) + 1);

	table_init(t, r->keep, columns, AUDIT_COLUMNS);
	t->keys = AUDIT_CUSTOMERS;
	for (size_t i = 0; f && i < f->rows; i++)
		if (is_judged(r, f, i))
			put_judged(t, r, f, i, &count[t->rows]);
	audit_hide(t, r, count);
	gather(t, r);
}
