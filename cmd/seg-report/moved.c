/* moved - who went from which segment to which, as text and HTML. */
#include "moved.h"

#include <math.h>

#include "heat.h"
#include "html.h"
#include "page.h"
#include "sections.h"
#include "text.h"

#define COLOURS 6 /* what eyes can hold */
#define WIDE 7    /* columns of which more do not fit on a phone */

bool moves_there(const struct report *r)
{
	return report_table(r, "moves")->rows > 0;
}

static size_t tos_of(const struct table *t)
{
	size_t n = 1;

	while (n < t->rows && str_eq(table_at(t, n, MOVE_FROM)->text, table_at(t, 0, MOVE_FROM)->text))
		n++;
	return n;
}

static bool stayed(const struct cell *row)
{
	return row[MOVE_FROM].kind == CELL_TEXT && str_eq(row[MOVE_FROM].text, row[MOVE_TO].text);
}

/* The tag of a segment of now; "" for one that is no more. */
static const char *tag_of(const struct drawn *d, const struct cell *name)
{
	for (size_t i = 0; i < d->rows; i++)
		if (name->kind == CELL_TEXT && str_eq(d->segment[i].cell->text, name->text))
			return d->segment[i].tag;
	return "";
}

/* Where a segment stands in the drawings; those of before come behind, and who is none of them last. */
static size_t place_of(const struct drawn *d, const struct cell *name)
{
	for (size_t i = 0; i < d->rows; i++)
		if (name->kind == CELL_TEXT && str_eq(d->segment[i].cell->text, name->text))
			return i;
	return d->rows + (name->kind != CELL_TEXT);
}

/* The order in which n names are drawn, which stand `step` cells apart. */
static size_t *order_of(const struct report *r, const struct drawn *d, const struct cell *name,
                        size_t step, size_t n)
{
	size_t *order = ARENA_ARRAY(r->keep, size_t, n + 1);

	for (size_t k = 0, at; k < n; k++) {
		for (at = k;
		     at && place_of(d, &name[order[at - 1] * step]) > place_of(d, &name[k * step]); at--)
			order[at] = order[at - 1];
		order[at] = k;
	}
	return order;
}

/* The columns that are drawn, in their order, n of them: who is gone stands last, where anybody is. */
static size_t *columns_of(const struct report *r, const struct drawn *d, size_t *n)
{
	const struct table *t = report_table(r, "moves");
	size_t *to;
	bool gone = false;

	*n = tos_of(t);
	to = order_of(r, d, table_at(t, 0, MOVE_TO), MOVE_COLUMNS, *n);
	for (size_t row = *n - 1; row < t->rows; row += *n)
		gone |= table_at(t, row, MOVE_CUSTOMERS)->kind != CELL_COUNT ||
		        table_at(t, row, MOVE_CUSTOMERS)->count;
	*n -= !gone && *n > 1;
	return to;
}

/* How many there were: "413 before", "966 since"; "" where that is not told. */
static const char *size_words(const struct report *r, const struct cell *row)
{
	return arena_printf(r->keep, "%s %s", report_say(r, &row[MOVE_BEFORE]),
	                    str_is(row[MOVE_FROM].text, MOVE_NOT_YET) ? "since" : "before");
}

/* How many are in the segment of a column now. */
static const char *size_now(const struct report *r, const struct drawn *d, const struct cell *name)
{
	size_t place = place_of(d, name);

	return place < d->rows ? report_say(r, &d->segment[place].cell[SEGMENT_CUSTOMERS]) : "";
}

/* How many were in a segment before; 0: that is not told. */
static uint64_t size_before(const struct table *t, struct str segment)
{
	for (size_t i = 0; i < t->rows; i++) {
		const struct cell *row = table_at(t, i, 0);

		if (row[MOVE_FROM].kind == CELL_TEXT && str_eq(row[MOVE_FROM].text, segment))
			return row[MOVE_BEFORE].kind == CELL_COUNT ? row[MOVE_BEFORE].count : 0;
	}
	return 0;
}

static double change_of(const struct moved *m)
{
	return m->of ? fabs((double)m->now / (double)m->before - 1) : 0;
}

struct moved moved_most(const struct report *r, const struct drawn *d)
{
	struct moved most = { 0 };

	for (size_t i = 0; i < d->named && i < 2; i++) {
		const struct cell *cell = d->segment[i].cell;
		struct moved own = { &d->segment[i], size_before(report_table(r, "moves"), cell->text),
			             cell[SEGMENT_CUSTOMERS].count };

		if (cell[SEGMENT_CUSTOMERS].kind == CELL_COUNT && own.before >= r->set.min_cell &&
		    change_of(&own) > change_of(&most))
			most = own;
	}
	return most;
}

const char *moved_words(const struct report *r, const struct moved *m)
{
	struct cell before = cell_count(m->before, 0), now = cell_count(m->now, 0);

	return arena_printf(r->keep, "%s %s from %s to %s", drawn_capital(r, drawn_called(r, m->of)),
	                    m->now > m->before ? "grew" : "shrank", report_say(r, &before),
	                    report_say(r, &now));
}

/* A short heading of a column: the tag, else what it is. */
static const char *head_of(const struct report *r, const struct drawn *d, const struct cell *name)
{
	const char *tag = tag_of(d, name);

	if (*tag)
		return tag;
	return str_is(name->text, MOVE_GONE)         ? "gone"
	       : str_is(name->text, MOVE_NO_SEGMENT) ? "none"
	                                             : report_say(r, name);
}

#define MUCH 0.1 /* of the size before */

static const char *finding(const struct report *r)
{
	const struct table *t = report_table(r, "moves");
	struct drawn d = drawn_make(r);
	struct moved most = moved_most(r, &d);
	double stay = 0, all = 0;

	if (change_of(&most) >= MUCH)
		return moved_words(r, &most);

	for (size_t i = 0; i < t->rows; i++) {
		const struct cell *row = table_at(t, i, 0);
		double n = cell_value(&row[MOVE_CUSTOMERS]);

		if (row[MOVE_FROM].kind != CELL_TEXT)
			continue;
		if (isnan(n))
			return "Where each segment's customers went";
		stay += stayed(row) ? n : 0;
		all += n;
	}
	if (!(all > 0))
		return "Nobody was there before";
	return arena_printf(
		r->keep, "%s of customers are in the segment they were in",
		report_say(r, &(struct cell){ CELL_NUMBER, UNIT_SHARE, .number = stay / all }));
}

static const struct drawn_segment *segment_of(const struct drawn *d, const struct cell *name)
{
	size_t place = place_of(d, name);

	return place < d->rows ? &d->segment[place] : NULL;
}

/* "The largest move: 248 customers from Steady to Regulars, 29% of them.", or "" */
static const char *largest_move(const struct report *r, const struct drawn *d)
{
	const struct table *t = report_table(r, "moves");
	const struct cell *most = NULL;

	for (size_t i = 0; i < t->rows; i++) {
		const struct cell *row = table_at(t, i, 0);

		if (segment_of(d, &row[MOVE_FROM]) && segment_of(d, &row[MOVE_TO]) && !stayed(row) &&
		    row[MOVE_SHARE].kind == CELL_NUMBER && row[MOVE_CUSTOMERS].count &&
		    (!most || row[MOVE_CUSTOMERS].count > most[MOVE_CUSTOMERS].count))
			most = row;
	}
	if (!most)
		return "";
	return arena_printf(r->keep, "The largest move: %s customers from %s to %s, %s of them.",
	                    report_say(r, &most[MOVE_CUSTOMERS]),
	                    drawn_called(r, segment_of(d, &most[MOVE_FROM])),
	                    drawn_called(r, segment_of(d, &most[MOVE_TO])),
	                    report_say(r, &most[MOVE_SHARE]));
}

static const char *cell_words(const struct report *r, const struct heat *h, const struct cell *row)
{
	if (row[MOVE_CUSTOMERS].kind != CELL_COUNT)
		return report_say(r, &row[MOVE_CUSTOMERS]);
	return row[MOVE_CUSTOMERS].count
	               ? arena_printf(r->keep, "%s%%", heat_say(r, h, &row[MOVE_SHARE]))
	               : "–";
}

#define READING                                                                                    \
	"% of the row: the segment before (left) and now (top). Rows are rounded and need not "    \
	"add up to 100. "                                                                          \
	"A dash: nobody."

/* --- text --- */

void moves_text(struct buf *b, const struct report *r)
{
	const struct table *t = report_table(r, "moves");
	struct drawn d = drawn_make(r);
	struct heat h = { .highest = 100 };
	size_t n, *to = columns_of(r, &d, &n), all = tos_of(t), width = 49 / n,
		  *from = order_of(r, &d, table_at(t, 0, MOVE_FROM), all * MOVE_COLUMNS, t->rows / all);

	report_heading(b, "Moves between segments", arena_printf(r->keep, "%s.", finding(r)));
	if (width > 9)
		width = 9;
	text_left(b, str_of("From"), 24);
	text_right(b, str_of("n"), 7);
	for (size_t k = 0; k < n; k++)
		text_right(b, str_of(head_of(r, &d, table_at(t, to[k], MOVE_TO))), width);
	buf_char(b, '\n');
	for (size_t i = 0; i < t->rows / all; i++) {
		size_t row = from[i] * all;
		const char *tag = tag_of(&d, table_at(t, row, MOVE_FROM)),
			   *name = report_say(r, table_at(t, row, MOVE_FROM));

		text_left(b,
		          str_of(strcmp(tag, name) != 0 && *tag ? arena_printf(r->keep, "%s %s", tag, name)
		                                                : name),
		          24);
		text_right(b, str_of(report_say(r, table_at(t, row, MOVE_BEFORE))), 7);
		for (size_t k = 0; k < n; k++) {
			const struct cell *c = table_at(t, row + to[k], 0);
			const char *words = cell_words(r, &h, c);

			text_right(b, str_of(stayed(c) ? arena_printf(r->keep, "[%s]", words) : words),
			           width);
		}
		buf_char(b, '\n');
	}
	text_left(b, str_of("  Now"), 31);
	for (size_t k = 0; k < n; k++)
		text_right(b, str_of(size_now(r, &d, table_at(t, to[k], MOVE_TO))), width);
	while (b->p[b->n - 1] == ' ')
		b->n--;
	buf_char(b, '\n');
	text_wrap(b, "", "", str_of(largest_move(r, &d)));
	text_wrap(b, "", "", str_of(READING " [ ]: stayed. n: how many there were."));
}

/* --- html --- */

static void put_cell(struct buf *b, const struct report *r, const struct heat *h, const struct cell *c)
{
	double part = floor(7 * cell_value(&c[MOVE_SHARE]));

	if (c[MOVE_CUSTOMERS].kind != CELL_COUNT || !c[MOVE_CUSTOMERS].count)
		html_put(b, "<td class=\"soft\">%s</td>", cell_words(r, h, c));
	else
		html_put(b, stayed(c) ? "<td class=\"h%u stay\">%s</td>" : "<td class=\"h%u\">%s</td>",
		         (unsigned)fmin(fmax(part, 0), 6), cell_words(r, h, c));
}

static void put_head(struct buf *b, const struct drawn *d, const struct cell *name, const char *head)
{
	size_t place = place_of(d, name);

	if (*tag_of(d, name) && place < COLOURS)
		html_put(b, "<th scope=\"col\" class=\"g%zu\"><span class=\"tag\">%s</span></th>",
		         place + 1, head);
	else
		html_put(b, "<th scope=\"col\">%s</th>", head);
}

void moves_html(struct buf *b, const struct report *r)
{
	const struct table *t = report_table(r, "moves");
	struct drawn d = drawn_make(r);
	struct heat h = { .highest = 100 };
	size_t n, *to = columns_of(r, &d, &n), all = tos_of(t),
		  *from = order_of(r, &d, table_at(t, 0, MOVE_FROM), all * MOVE_COLUMNS, t->rows / all);

	page_section_open(b, "moves", "Moves between segments", finding(r));
	if (*largest_move(r, &d))
		html_put(b, "<p>%s</p>\n", largest_move(r, &d));
	buf_text(b, "<p class=\"note\">A move is a change of behaviour only if the same rule made "
	            "the segments "
	            "both times.</p>\n</div>\n<div "
	            "class=\"figure\">\n");
	buf_text(
		b,
		n > WIDE
			? "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Moves "
			  "between segments\">\n<table class=\"heat mig many\">\n"
			: "<table class=\"heat mig\">\n");
	buf_text(b, "<caption><b>Where each "
	            "segment\xE2\x80\x99s customers "
	            "went</b>" READING " Outlined: stayed.</caption>\n<thead><tr><th scope=\"col\" "
	            "class=\"first\">From</th>");
	for (size_t k = 0; k < n; k++)
		put_head(b, &d, table_at(t, to[k], MOVE_TO),
		         head_of(r, &d, table_at(t, to[k], MOVE_TO)));
	buf_text(b, "</tr></thead>\n<tbody>\n");
	for (size_t i = 0; i < t->rows / all; i++) {
		size_t row = from[i] * all, place = place_of(&d, table_at(t, row, MOVE_FROM));
		const char *tag = tag_of(&d, table_at(t, row, MOVE_FROM)),
			   *name = report_say(r, table_at(t, row, MOVE_FROM));

		if (*tag && place < COLOURS)
			html_put(b, "<tr class=\"g%zu\"><th scope=\"row\">", place + 1);
		else
			buf_text(b, "<tr><th scope=\"row\">");
		if (*tag)
			html_put(b, "<span class=\"tag\">%s</span>", tag);
		html_put(b, strcmp(tag, name) ? "<bdi>%s</bdi>" : "", name);
		html_put(b, "<span class=\"unit\">%s</span></th>", size_words(r, table_at(t, row, 0)));
		for (size_t k = 0; k < n; k++)
			put_cell(b, r, &h, table_at(t, row + to[k], 0));
		buf_text(b, "</tr>\n");
	}
	buf_text(b, "</tbody>\n<tfoot><tr><th scope=\"row\">Now</th>");
	for (size_t k = 0; k < n; k++)
		html_put(b, "<td>%s</td>", size_now(r, &d, table_at(t, to[k], MOVE_TO)));
	buf_text(b, n > WIDE ? "</tr></tfoot>\n</table>\n</div>\n</div>\n"
	                     : "</tr></tfoot>\n</table>\n</div>\n");
	page_section_close(b);
}
