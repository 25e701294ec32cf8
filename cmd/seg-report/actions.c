/* actions - what to do about each segment: as --actions says, else by rule of thumb. */
#include "actions.h"

#include <math.h>

#include "drawn.h"
#include "sections.h"
#include "side.h"

static const char *const columns[ACTION_COLUMNS] = { "segment", "action", "words" };

/* A segment of which the rules ask. */
struct about {
	const struct report *r;
	struct str segment;
};

/* The value in `column` of the row about the segment whose second key is `what`; NaN: none. */
static double value_of(const struct about *a, const char *section, const char *what, size_t column)
{
	const struct table *t = report_table(a->r, section);

	for (size_t i = 0; i < t->rows; i++) {
		const struct cell *row = table_at(t, i, 0);

		if (row->kind == CELL_TEXT && str_eq(row->text, a->segment) && str_is(row[1].text, what))
			return cell_value(&row[column]);
	}
	return NAN;
}

static double index_of(const struct about *a, const char *trait)
{
	return value_of(a, "personas", trait, TRAIT_INDEX);
}

static double share_of(const struct about *a, const char *stage)
{
	double share = value_of(a, "lifecycle", stage, STAGE_SHARE);

	return isnan(share) ? 0 : share;
}

static double away(const struct about *a)
{
	return share_of(a, "slowing") + share_of(a, "lapsed");
}

static bool is_new(const struct about *a)
{
	return share_of(a, "new") >= 0.5;
}

/* They order more than most, lately, and bring no less than their share. */
static bool is_best(const struct about *a)
{
	const struct cell *own =
		table_row(report_table(a->r, "segments"), arena_str(a->r->keep, a->segment).p);
	double customers = own ? cell_value(&own[SEGMENT_SHARE]) : NAN,
	       revenue = own ? cell_value(&own[SEGMENT_VALUE_SHARE]) : NAN;

	return index_of(a, "orders") >= 150 && index_of(a, "recency_days") <= 100 &&
	       !(revenue < customers);
}

static bool is_leaving(const struct about *a)
{
	return away(a) >= 0.5 && index_of(a, "spend") >= 80;
}

static bool is_gone(const struct about *a)
{
	return away(a) >= 0.5;
}

/* Nothing is known of when others would order. */
static bool has_orders(const struct about *a)
{
	return a->r->set.has_orders;
}

/* Rules of thumb, in the order they are tried. */
static const struct {
	const char *name, *words;
	bool (*fits)(const struct about *a);
} rules[] = {
	{ "Second order", "Write within 30 days of the first one.", is_new },
	{ "Keep", "Give them a named contact and first sight of what is new.", is_best },
	{ "Win back", "Write first to those last seen 91 to 180 days ago.", is_leaving },
	{ "Leave", "Send the seasonal mailing only.", is_gone },
	{ "Lift", "Remind them at about the time of their usual next order.", has_orders },
};

#define RULES (sizeof(rules) / sizeof(*rules))

void actions_measure(struct table *t, struct report *r, const struct sources *s)
{
	const struct table *segments = report_table(r, "segments");
	const struct frame *given = side_frame(s, SIDE_ACTIONS);

	table_init(t, r->keep, columns, ACTION_COLUMNS);
	for (size_t i = 0; i < segments->rows; i++) {
		const struct cell *segment = table_at(segments, i, SEGMENT_NAME);
		struct about a = { r, segment->text };
		size_t own = given ? side_find(r, given, segment->text) : SIZE_MAX, k = 0;
		struct cell *row;

		if (segment->kind != CELL_TEXT || segment[SEGMENT_CUSTOMERS].kind != CELL_COUNT ||
		    (given && own == SIZE_MAX))
			continue;
		row = table_add(t);
		row[ACTION_SEGMENT] = *segment;
		if (given) {
			row[ACTION_WORDS] = side_text(r, given, own, "action");
			continue;
		}
		while (k < RULES && !rules[k].fits(&a))
			k++;
		if (k == RULES) {
			t->rows--;
			continue;
		}
		row[ACTION_NAME] = cell_text(rules[k].name);
		row[ACTION_WORDS] = cell_text(rules[k].words);
	}
}

const struct cell *actions_of(const struct report *r, struct str segment)
{
	const struct table *t = report_table(r, "actions");

	for (size_t i = 0; i < t->rows; i++)
		if (str_eq(table_at(t, i, ACTION_SEGMENT)->text, segment))
			return table_at(t, i, 0);
	return NULL;
}

bool actions_given(const struct report *r)
{
	const struct table *t = report_table(r, "actions");

	return t->rows && table_at(t, 0, ACTION_NAME)->kind == CELL_MISSING;
}
