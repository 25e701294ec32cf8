/* stability - how well each segment comes back when customers are drawn anew. */
#include "stability.h"

#include <math.h>

#include "drawn.h"
#include "sections.h"
#include "side.h"

static const char *const columns[STABILITY_COLUMNS] = { "segment", "stability", "words",
	                                                "rule",    "precision", "recall" };

/* Grades of the mean Jaccard index after Hennig (2007), Cluster-wise assessment of cluster stability; from the highest. */
static const struct {
	double least;
	const char *words, *class;
} grades[] = {
	{ 0.85, "very stable", "good" },
	{ 0.75, "stable", "good" },
	{ 0.60, "pattern only", "unsure" },
	{ 0, "do not rely on it", "bad" },
};

static size_t grade_of(double x)
{
	size_t k = 0;

	while (x < grades[k].least)
		k++;
	return k;
}

void stability_measure(struct table *t, struct report *r, const struct sources *s)
{
	const struct table *segments = report_table(r, "segments");
	const struct frame *f = side_frame(s, SIDE_TRAITS);

	table_init(t, r->keep, columns, STABILITY_COLUMNS);
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
		row[STABILITY_SEGMENT] = *segment;
		row[STABILITY_VALUE] = cell_number(x, UNIT_RATIO);
		if (x >= 0)
			row[STABILITY_WORDS] = cell_text(grades[grade_of(x)].words);
		if (!side_has(f, "rule") || !side_text(r, f, own, "rule").text.n)
			continue;
		row[STABILITY_RULE] = side_text(r, f, own, "rule");
		row[STABILITY_PRECISION] = cell_number(side_number(f, own, "precision"), UNIT_SHARE);
		row[STABILITY_RECALL] = cell_number(side_number(f, own, "recall"), UNIT_SHARE);
	}
}

const struct cell *stability_of(const struct report *r, struct str segment)
{
	const struct table *t = report_table(r, "stability");

	for (size_t i = 0; i < t->rows; i++)
		if (str_eq(table_at(t, i, STABILITY_SEGMENT)->text, segment))
			return table_at(t, i, 0);
	return NULL;
}

const char *stability_class(const struct cell *row)
{
	return grades[grade_of(fmax(0, cell_value(&row[STABILITY_VALUE])))].class;
}
