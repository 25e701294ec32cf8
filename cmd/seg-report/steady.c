/* steady - how well each segment comes back when customers are drawn anew. */
#include "steady.h"

#include <math.h>

#include "drawn.h"
#include "sections.h"
#include "side.h"
#include "stability.h"

static const char *const columns[STEADY_COLUMNS] = { "segment", "stability", "words",
	                                             "rule",    "precision", "recall" };

void steady_measure(struct table *t, struct report *r, const struct sources *s)
{
	const struct table *segments = report_table(r, "segments");
	const struct frame *f = side_frame(s, SIDE_TRAITS);

	table_init(t, r->keep, columns, STEADY_COLUMNS);
	for (size_t i = 0; f && i < segments->rows; i++) {
		const struct cell *segment = table_at(segments, i, SEGMENT_NAME);
		size_t own = side_find(r, f, segment->text);
		struct cell *row;
		double x;

		if (segment->kind != CELL_TEXT || segment[SEGMENT_CUSTOMERS].kind != CELL_COUNT ||
		    own == SIZE_MAX)
			continue;
		x = side_number(f, own, "stability");
		row = table_add(t);
		row[STEADY_SEGMENT] = *segment;
		row[STEADY_VALUE] = cell_number(x, UNIT_RATIO);
		if (x >= 0)
			row[STEADY_WORDS] = cell_text(stability_grade(x)->words);
		if (!side_has(f, "rule") || !side_text(r, f, own, "rule").text.n)
			continue;
		row[STEADY_RULE] = side_text(r, f, own, "rule");
		row[STEADY_PRECISION] = cell_number(side_number(f, own, "precision"), UNIT_SHARE);
		row[STEADY_RECALL] = cell_number(side_number(f, own, "recall"), UNIT_SHARE);
	}
}

const struct cell *steady_of(const struct report *r, struct str segment)
{
	const struct table *t = report_table(r, "stability");

	for (size_t i = 0; i < t->rows; i++)
		if (str_eq(table_at(t, i, STEADY_SEGMENT)->text, segment))
			return table_at(t, i, 0);
	return NULL;
}

const char *steady_class(const struct cell *row)
{
	static const char *const class[] = { "good", "unsure", "bad" };

	return class[stability_grade(fmax(0, cell_value(&row[STEADY_VALUE])))->trust];
}
