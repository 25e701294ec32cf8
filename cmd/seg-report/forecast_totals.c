/* forecast_totals - what each segment is still to bring: a row for each, a column for each metric. */
#include "drawn.h"
#include "forecast.h"
#include "html.h"
#include "text.h"

#define METRICS 3

static const char *const totals[METRICS] = { "orders", "value", "clv" };

static const char *heading_of(const char *total)
{
	return strcmp(total, "orders") == 0  ? "Orders"
	       : strcmp(total, "value") == 0 ? "Their value"
	                                     : "Worth today";
}

static const char *interval_of(const struct report *r, const struct cell *row)
{
	if (row[FORECAST_LOWER].kind == CELL_MISSING || row[FORECAST_UPPER].kind == CELL_MISSING)
		return "";
	return drawn_range(r, &row[FORECAST_LOWER], &row[FORECAST_UPPER]);
}

static const struct cell *of_segment(const struct report *r, const struct drawn_segment *s,
                                     const char *name)
{
	const struct table *t = report_table(r, "forecast");

	for (size_t i = 0; i < t->rows; i++) {
		const struct cell *row = table_at(t, i, 0);

		if (str_is(row[FORECAST_METRIC].text, name) &&
		    (s ? row->kind == CELL_TEXT && str_eq(row->text, s->cell->text)
		       : row->kind == CELL_MISSING))
			return row;
	}
	return NULL;
}

/* Whether all that is said of segments is one of these totals. */
bool forecast_is_totals(const struct report *r)
{
	const struct table *t = report_table(r, "forecast");
	bool segments = false;

	for (size_t i = 0; i < t->rows; i++) {
		bool known = false;

		for (size_t k = 0; k < METRICS; k++)
			known |= str_is(table_at(t, i, FORECAST_METRIC)->text, totals[k]);
		if (!known)
			return false;
		segments |= table_at(t, i, FORECAST_SEGMENT)->kind != CELL_MISSING;
	}
	return segments;
}

static void put_text_total(struct buf *b, const struct report *r, const struct drawn_segment *s)
{
	const char *name = s ? arena_printf(r->keep, "%s %s", s->tag, s->name) : "All customers";

	text_left(b, str_of(name), 26);
	for (int line = 0; line < 2; line++) {
		if (line)
			text_left(b, str_of(""), 26);
		for (size_t k = 0; k < METRICS; k++) {
			const struct cell *row = of_segment(r, s, totals[k]);

			text_right(b,
			           str_of(!row   ? ""
			                  : line ? interval_of(r, row)
			                         : report_say(r, &row[FORECAST_VALUE])),
			           18);
		}
		while (b->p[b->n - 1] == ' ')
			b->n--;
		buf_char(b, '\n');
	}
}

void forecast_totals_text(struct buf *b, const struct report *r)
{
	struct drawn d = drawn_make(r);

	text_left(b, str_of(""), 26);
	for (size_t k = 0; k < METRICS; k++)
		text_right(b, str_of(heading_of(totals[k])), 18);
	buf_char(b, '\n');
	put_text_total(b, r, NULL);
	for (size_t i = 0; i < d.rows; i++)
		if (of_segment(r, &d.segment[i], totals[0]))
			put_text_total(b, r, &d.segment[i]);
}

/* --- html --- */

static void put_total(struct buf *b, const struct report *r, const struct drawn_segment *s, size_t place)
{
	if (s && place < 6 && *s->tag)
		html_put(b, "<tr class=\"g%zu\">", place + 1);
	else
		buf_text(b, "<tr>");
	buf_text(b, "<th scope=\"row\">");
	if (s && *s->tag)
		html_put(b, "<span class=\"tag\">%s</span>", s->tag);
	html_put(b, "<bdi>%s</bdi></th>", s ? s->name : "All customers");
	for (size_t k = 0; k < METRICS; k++) {
		const struct cell *row = of_segment(r, s, totals[k]);

		html_put(b, "<td class=\"n\">%s", row ? report_say(r, &row[FORECAST_VALUE]) : "");
		if (row && *interval_of(r, row))
			html_put(b, "<span class=\"ci\">%s</span>", interval_of(r, row));
		buf_text(b, "</td>");
	}
	buf_text(b, "</tr>\n");
}

void forecast_totals_html(struct buf *b, const struct report *r)
{
	struct drawn d = drawn_make(r);

	html_put(b, "<table class=\"kpis totals\">\n<caption>What is to be expected up to the horizon of the forecast, with %s intervals</caption>\n<thead><tr><th scope=\"col\">Segment</th>",
	         arena_printf(r->keep, "%g%%", 100 * r->set.confidence));
	for (size_t k = 0; k < METRICS; k++)
		html_put(b, "<th scope=\"col\" class=\"n\">%s</th>", heading_of(totals[k]));
	buf_text(b, "</tr></thead>\n<tbody>\n");
	put_total(b, r, NULL, 0);
	for (size_t i = 0; i < d.rows; i++)
		if (of_segment(r, &d.segment[i], totals[0]))
			put_total(b, r, &d.segment[i], i);
	buf_text(b, "</tbody>\n</table>\n");
}
