/* gains - how many of those who did are found among the customers with the highest chances. */

#include <math.h>

#include "forecast.h"
#include "html.h"
#include "sections.h"
#include "svg.h"
#include "tenths.h"
#include "text.h"

enum { CUSTOMERS, SHARE, FOUND, COLUMNS };

static const char *const columns[COLUMNS] = { "customers", "share", "found" };

/* From the ten groups, the highest first; only when what came is told of all of them. */
void gains_measure(struct table *t, struct report *r, const struct sources *s)
{
	const struct table *groups = report_table(r, "calibration");
	const struct cell *all = groups->rows ? table_at(groups, groups->rows - 1, 0) : NULL;
	double n = 0, hits = 0, of, came;

	(void)s;
	table_init(t, r->keep, columns, COLUMNS);
	if (!all || all->kind != CELL_LABEL || !(cell_value(&all[TENTH_CAME]) > 0))
		return;
	of = cell_value(&all[TENTH_CUSTOMERS]);
	came = round(all[TENTH_CAME].number * of);
	for (size_t i = groups->rows - 1; i-- > 0;) {
		const struct cell *group = table_at(groups, i, 0);
		struct cell *row = table_add(t);

		n += cell_value(&group[TENTH_CUSTOMERS]);
		hits += round(group[TENTH_CAME].number * cell_value(&group[TENTH_CUSTOMERS]));
		row[CUSTOMERS] = cell_count((uint64_t)n, 0);
		row[SHARE] = cell_number(n / of, UNIT_SHARE);
		row[FOUND] = cell_number(hits / came, UNIT_SHARE);
	}
}

bool gains_there(const struct report *r)
{
	return report_table(r, "gains")->rows > 1;
}

/* The row that is nearest to a fifth of the customers. */
static size_t fifth(const struct table *t)
{
	size_t at = 0;

	for (size_t i = 0; i < t->rows; i++)
		if (fabs(table_at(t, i, SHARE)->number - 0.2) < fabs(table_at(t, at, SHARE)->number - 0.2))
			at = i;
	return at;
}

static const char *told(const struct report *r, size_t row)
{
	const struct table *t = report_table(r, "gains");

	return arena_printf(r->keep, "Top %s hold %s", report_say(r, table_at(t, row, SHARE)),
	                    report_say(r, table_at(t, row, FOUND)));
}

void gains_text(struct buf *b, const struct report *r)
{
	const struct table *t = report_table(r, "gains");

	buf_text(b, "Of those who did, found among the customers with the highest forecast\n");
	for (size_t i = 0; i < t->rows; i++) {
		buf_text(b, "  top ");
		text_right(b, str_of(report_say(r, table_at(t, i, SHARE))), 4);
		text_right(b, str_of(report_say(r, table_at(t, i, FOUND))), 12);
		buf_text(b, "  ");
		text_bar(b, table_at(t, i, FOUND)->number, 48);
		while (b->p[b->n - 1] == ' ')
			b->n--;
		buf_char(b, '\n');
	}
}

void gains_html(struct buf *b, const struct report *r)
{
	const struct table *t = report_table(r, "gains");
	const double ends[] = { 0, 1 };
	double *x = ARENA_ARRAY(r->keep, double, t->rows + 1),
	       *y = ARENA_ARRAY(r->keep, double, t->rows + 1);
	size_t at = fifth(t);
	const char *words = "A curve that rises above the diagonal.";

	for (size_t i = 0; i < t->rows; i++) {
		x[i + 1] = table_at(t, i, SHARE)->number;
		y[i + 1] = table_at(t, i, FOUND)->number;
		words = arena_printf(r->keep, "%s %s.", words, told(r, i));
	}
	buf_text(
		b,
		"<figure aria-labelledby=\"gains-c\">\n<figcaption id=\"gains-c\"><h3>Who is found "
		"first</h3><p class=\"unit\">% of those who did, by % of customers, highest "
		"forecast "
		"first; the dashed line is chance</p></figcaption>\n");
	svg_open(b, &(struct svg_plot){ "gains", "Share of those who did, by share of customers",
	                                words, 280, false });
	svg_percent_axes(b, 4, 4, "customers");
	svg_line(b, "dash", ends, ends, 2);
	svg_line(b, "line", x, y, t->rows + 1);
	svg_say(b, &(struct svg_label){ .x = x[at + 1],
	                                .y = y[at + 1],
	                                .dx = 10,
	                                .dy = 16,
	                                .ring = true,
	                                .strong = told(r, at) });
	svg_close(b);
	buf_text(b, "</figure>\n");
}
