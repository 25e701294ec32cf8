/* segments - how large each segment is, what it brings, and its typical customer. */
#include <math.h>

#include "drawn.h"
#include "html.h"
#include "mean.h"
#include "page.h"
#include "privacy.h"
#include "sections.h"
#include "steady.h"
#include "svg.h"
#include "text.h"
#include "tsv.h"

#define NO_SEGMENT "no segment"
#define COLOURS 6 /* what eyes can hold */

/* --- measuring --- */

/* Customers drawn as wholes. Where nobody has less than nothing, neither has a segment, nor more than all. From the ends
 * the squares could be worked out, and from these a large customer: strangers do not get them. */
static void put_value_share(struct cell *row, const struct report *r, const struct census *c,
                            const struct census_group *g)
{
	double all = exact_double(c->all.value), own = exact_double(g->value), squares = 0;
	struct mean_interval share;

	for (size_t i = 0; i < c->groups && !isnan(g->squares); i++)
		squares += &c->group[i] == g ? 0 : c->group[i].squares;
	share = mean_share((struct mean_part){ own, g->squares },
	                   (struct mean_part){ all - own, squares }, c->valued, r->set.confidence);
	row[SEGMENT_VALUE_SHARE] = cell_number(own / all, UNIT_SHARE);
	if (!privacy_parts_told(r) || isnan(share.low))
		return;
	if (!c->negative) {
		share.low = fmax(share.low, 0);
		share.high = fmin(share.high, 1);
	}
	row[SEGMENT_VALUE_SHARE_LOWER] = cell_number(share.low, UNIT_SHARE);
	row[SEGMENT_VALUE_SHARE_UPPER] = cell_number(share.high, UNIT_SHARE);
}

static void measure_group(struct table *t, const struct report *r, const struct census *c, size_t i,
                          const enum protect *mark, struct buf *scratch)
{
	const struct census_group *g = &c->group[i];
	struct cell *row = table_add(t);

	row[SEGMENT_NAME] = cell_text(arena_str(r->keep, tsv_text(g->name, scratch)).p);
	if (!g->name.n)
		row[SEGMENT_NAME] = (struct cell){ .kind = CELL_LABEL, .text = str_of(NO_SEGMENT) };
	if (!mark)
		return;
	row[SEGMENT_CUSTOMERS] = cell_protected(g->customers, mark[i], r->set.min_cell);
	if (mark[i] != PROTECT_SHOWN)
		return;
	row[SEGMENT_SHARE] = cell_number((double)g->customers / (double)c->all.customers, UNIT_SHARE);
	if (r->set.has_value && !r->privacy.hidden[i])
		row[SEGMENT_VALUE] = cell_money(g->value);
	if (row[SEGMENT_VALUE].kind == CELL_MONEY && c->all.value.units > 0)
		put_value_share(row, r, c, g);
	for (size_t k = 0; SEGMENT_TYPICAL + k < t->columns; k++)
		row[SEGMENT_TYPICAL + k] =
			cell_number(g->typical[k], report_unit(r, r->set.typical[k]));
}

/* The number of all customers is told, so more than the small segments may have to be hidden. NULL: even that they are
 * small would tell too much. */
static enum protect *protect_groups(struct report *r, const struct census *c)
{
	uint64_t *count = ARENA_ARRAY(r->keep, uint64_t, c->groups + 1);
	enum protect *mark = ARENA_ARRAY(r->keep, enum protect, c->groups + 1);

	for (size_t i = 0; i < c->groups; i++)
		count[i] = c->group[i].customers;
	return protect_list(mark, count, c->groups, r->set.min_cell) ? mark : NULL;
}

void segments_measure(struct table *t, struct report *r, const struct sources *s)
{
	const struct census *c = s->census;
	size_t columns = SEGMENT_TYPICAL;
	const char **name = ARENA_ARRAY(r->keep, const char *, SEGMENT_TYPICAL + CENSUS_TYPICAL);
	bool unnamed = c->groups && !c->group[0].name.n;
	struct buf scratch = { 0 };
	enum protect *mark = protect_groups(r, c);

	name[SEGMENT_NAME] = "segment";
	name[SEGMENT_CUSTOMERS] = "customers";
	name[SEGMENT_SHARE] = "share";
	name[SEGMENT_VALUE] = r->set.value;
	name[SEGMENT_VALUE_SHARE] = arena_printf(r->keep, "%s_share", r->set.value);
	name[SEGMENT_VALUE_SHARE_LOWER] = arena_printf(r->keep, "%s_share_lower", r->set.value);
	name[SEGMENT_VALUE_SHARE_UPPER] = arena_printf(r->keep, "%s_share_upper", r->set.value);
	for (size_t k = 0; k < CENSUS_TYPICAL && r->set.typical[k]; k++)
		name[columns++] = arena_printf(r->keep, "median_%s", r->set.typical[k]);
	table_init(t, r->keep, name, columns);
	for (size_t i = unnamed; i < c->groups; i++) { /* the empty name comes first, its row by what is printed */
		if (unnamed && str_cmp(c->group[i].name, str_of(NO_SEGMENT)) > 0) {
			measure_group(t, r, c, 0, mark, &scratch);
			unnamed = false;
		}
		measure_group(t, r, c, i, mark, &scratch);
	}
	if (unnamed)
		measure_group(t, r, c, 0, mark, &scratch);
	buf_release(&scratch);
}

bool segments_there(const struct report *r)
{
	return report_table(r, "segments")->rows > 0;
}

/* --- text --- */

#define BAR 6
#define PERCENT 5
#define LABEL_MOST 12

struct widths {
	size_t tag, name, customers, typical[CENSUS_TYPICAL];
};

static size_t wider(size_t a, const char *text)
{
	size_t b = text_width(str_of(text));

	return a > b ? a : b;
}

static struct widths widths_of(const struct report *r, const struct drawn *d)
{
	struct widths w = { .tag = 1, .name = 10, .customers = 7 };
	size_t rest;

	for (size_t i = 0; i < d->rows; i++) {
		const struct drawn_segment *s = &d->segment[i];

		w.tag = wider(w.tag, s->tag);
		w.name = wider(w.name, s->name);
		w.customers = wider(w.customers, report_say(r, &s->cell[SEGMENT_CUSTOMERS]));
		for (size_t k = 0; k < d->typicals; k++)
			w.typical[k] = wider(w.typical[k],
			                     report_say(r, &s->cell[SEGMENT_TYPICAL + d->typical[k]]));
	}
	rest = w.tag + 1 + w.customers + 2 * (2 + BAR + 1 + PERCENT);
	for (size_t k = 0; k < d->typicals; k++) {
		struct drawn_label label = drawn_label(r, d->typical[k]);
		size_t heading = wider(wider(0, label.narrow_upper), label.narrow_lower);

		if (w.typical[k] < heading)
			w.typical[k] = heading > LABEL_MOST ? LABEL_MOST : heading;
		rest += 2 + w.typical[k];
	}
	if (w.name > TEXT_COLUMNS - rest)
		w.name = TEXT_COLUMNS - rest;
	return w;
}

static void end_line(struct buf *b)
{
	while (b->n && b->p[b->n - 1] == ' ')
		b->n--;
	buf_char(b, '\n');
}

static void put_header(struct buf *b, const struct report *r, const struct drawn *d,
                       const struct widths *w)
{
	for (int line = 0; line < 2; line++) {
		text_left(b, str_of(""), w->tag + 1);
		text_left(b, str_of(line ? "Segment" : ""), w->name);
		text_right(b, str_of(line ? "omers" : "Cust-"), w->customers);
		text_left(b, str_of(line ? "  customers" : "  % of"), 2 + BAR + 1 + PERCENT);
		if (r->set.has_value)
			text_left(b, str_of(line ? "  revenue" : "  % of"), 2 + BAR + 1 + PERCENT);
		for (size_t k = 0; k < d->typicals; k++) {
			struct drawn_label label = drawn_label(r, d->typical[k]);

			buf_text(b, "  ");
			text_right(b, str_of(line ? label.narrow_lower : label.narrow_upper),
			           w->typical[k]);
		}
		end_line(b);
	}
}

static void put_bar(struct buf *b, const struct report *r, const struct cell *share, double scale)
{
	buf_text(b, "  ");
	text_bar(b, cell_value(share) / scale, BAR);
	buf_char(b, ' ');
	text_right(b, str_of(report_say(r, share)), PERCENT);
}

static void put_row(struct buf *b, const struct report *r, const struct drawn *d,
                    const struct drawn_segment *s, const struct widths *w)
{
	const char *name = s->name;

	text_left(b, str_of(s->tag), w->tag + 1);
	if (text_width(str_of(name)) > w->name) { /* the name has a line of its own */
		text_left(b, str_of(name), TEXT_COLUMNS - w->tag - 1);
		end_line(b);
		text_left(b, str_of(""), w->tag + 1);
		name = "";
	}
	text_left(b, str_of(name), w->name);
	text_right(b, str_of(report_say(r, &s->cell[SEGMENT_CUSTOMERS])), w->customers);
	put_bar(b, r, &s->cell[SEGMENT_SHARE], d->scale);
	if (r->set.has_value)
		put_bar(b, r, &s->cell[SEGMENT_VALUE_SHARE], d->scale);
	for (size_t k = 0; k < d->typicals; k++) {
		buf_text(b, "  ");
		text_right(b, str_of(report_say(r, &s->cell[SEGMENT_TYPICAL + d->typical[k]])),
		           w->typical[k]);
	}
	end_line(b);
}

/* "Stability: A 0.97 very stable, B 0.71 pattern only." */
static void put_stability(struct buf *b, const struct report *r, const struct drawn *d)
{
	const char *list = "";

	for (size_t i = 0; i < d->rows; i++) {
		const struct cell *row = steady_of(r, d->segment[i].cell->text);

		if (row && row[STEADY_WORDS].kind == CELL_TEXT)
			list = arena_printf(r->keep, "%s%s %s %s %s", list,
			                    *list ? "," : "Stability:", d->segment[i].tag,
			                    report_say(r, &row[STEADY_VALUE]),
			                    report_say(r, &row[STEADY_WORDS]));
	}
	if (*list)
		text_wrap(b, "", "", str_of(arena_printf(r->keep, "%s.", list)));
}

static void put_note(struct buf *b, const char *words)
{
	if (*words)
		text_wrap(b, "", "", str_of(words));
}

void segments_text(struct buf *b, const struct report *r)
{
	struct drawn d = drawn_make(r);
	struct widths w = widths_of(r, &d);

	report_heading(b, "Segments", arena_printf(r->keep, "%s.", d.finding));
	put_header(b, r, &d, &w);
	for (size_t i = 0; i < d.rows; i++)
		put_row(b, r, &d, &d.segment[i], &w);
	put_note(b, *d.reading ? arena_printf(r->keep, "%s %s", d.reading, d.rounding) : d.rounding);
	put_note(b, d.contrast ? d.contrast : "");
	put_note(b, d.intervals);
	put_stability(b, r, &d);
}

/* --- html --- */

static void put_heads(struct buf *b, const struct report *r, const struct drawn *d)
{
	buf_text(b, "<thead role=\"rowgroup\"><tr role=\"row\">"
	            "<th role=\"columnheader\" scope=\"col\">Segment</th>"
	            "<th role=\"columnheader\" scope=\"col\" class=\"n\">Customers</th>");
	html_put(b, "<th role=\"columnheader\" scope=\"col\">Share of customers%s",
	         r->set.has_value ? "," : "");
	buf_text(b, r->set.has_value ? "<br>share of revenue</th>" : "</th>");
	for (size_t k = 0; k < d->typicals; k++) {
		struct drawn_label label = drawn_label(r, d->typical[k]);

		html_put(b, "<th role=\"columnheader\" scope=\"col\" class=\"n%s\">%s",
		         drawn_long(label.lower), label.upper);
		buf_text(b, *label.upper ? "<br>" : "");
		html_put(b, "%s</th>", label.lower);
	}
	buf_text(b, "</tr></thead>\n");
}

static void put_cell_bar(struct buf *b, const struct report *r, const struct cell *share,
                         double scale, const char *class, const char *what, double low, double high)
{
	html_put(b, "<span class=\"vh\">%s </span><span class=\"bar\">", what);
	svg_bar(b, class, cell_value(share) / scale, low / scale, high / scale);
	html_put(b, "<b>%s</b></span>", report_say(r, share));
}

static void put_badge(struct buf *b, const struct report *r, const struct cell *segment)
{
	const struct cell *row = segment->kind == CELL_TEXT ? steady_of(r, segment->text) : NULL;

	if (!row || row[STEADY_WORDS].kind != CELL_TEXT)
		return;
	buf_text(b, " <span class=\"badge ");
	buf_text(b, steady_class(row));
	html_put(b, "\">%s %s</span>", report_say(r, &row[STEADY_WORDS]),
	         report_say(r, &row[STEADY_VALUE]));
}

static void put_segment(struct buf *b, const struct report *r, const struct drawn *d, size_t i)
{
	const struct drawn_segment *s = &d->segment[i];
	const struct cell *cell = s->cell;

	if (*s->tag && i < COLOURS)
		html_put(b, "<tr role=\"row\" class=\"g%zu\">", i + 1);
	else
		buf_text(b, "<tr role=\"row\">");
	buf_text(b, "<th scope=\"row\" role=\"rowheader\">");
	if (*s->tag)
		html_put(b, "<span class=\"tag\">%s</span>", s->tag);
	html_put(b, "<bdi class=\"name\">%s</bdi>", s->name);
	put_badge(b, r, cell);
	buf_text(b, "</th>");
	html_put(b, "<td role=\"cell\" class=\"n\" data-h=\"Customers\">%s</td>",
	         report_say(r, &cell[SEGMENT_CUSTOMERS]));
	html_put(b, "<td role=\"cell\" class=\"bars\" data-h=\"Share of customers%s\">",
	         r->set.has_value ? ", share of revenue" : "");
	if (cell[SEGMENT_SHARE].kind != CELL_MISSING)
		put_cell_bar(b, r, &cell[SEGMENT_SHARE], d->reach, "fill-bar", "share of customers",
		             NAN, NAN);
	if (cell[SEGMENT_VALUE_SHARE].kind != CELL_MISSING)
		put_cell_bar(b, r, &cell[SEGMENT_VALUE_SHARE], d->reach, "fill-own",
		             "share of revenue", cell_value(&cell[SEGMENT_VALUE_SHARE_LOWER]),
		             cell_value(&cell[SEGMENT_VALUE_SHARE_UPPER]));
	buf_text(b, "</td>");
	for (size_t k = 0; k < d->typicals; k++) {
		struct drawn_label label = drawn_label(r, d->typical[k]);

		html_put(b, "<td role=\"cell\" class=\"n\" data-h=\"%s%s%s\">%s</td>", label.upper,
		         *label.upper ? " " : "", label.lower,
		         report_say(r, &cell[SEGMENT_TYPICAL + d->typical[k]]));
	}
	buf_text(b, "</tr>\n");
}

#define BARS                                                                                       \
	"In the bars, the upper grey one is the share of customers, the lower coloured one the "   \
	"share of revenue"

void segments_html(struct buf *b, const struct report *r)
{
	struct drawn d = drawn_make(r);

	page_section_open(b, "segments", "Segments", d.finding);
	if (d.contrast)
		html_put(b, "<p>%s</p>\n", d.contrast);
	if (*d.intervals)
		html_put(b, "<p class=\"note\">%s</p>\n", d.intervals);
	if (*d.rounding)
		html_put(b, "<p class=\"note\">%s</p>\n", d.rounding);
	buf_text(b, "</div>\n");
	html_put(b, "<div class=\"figure\"><table class=\"segs\" role=\"table\">\n<caption>%s%s%s</caption>\n",
	         d.reading, *d.reading ? " " : "",
	         !r->set.has_value ? "The bars are shares of customers."
	         : *d.intervals ? arena_printf(r->keep, BARS ", with its %g%% interval as a thin line.",
	                                       100 * r->set.confidence)
	                        : BARS ".");
	put_heads(b, r, &d);
	buf_text(b, "<tbody role=\"rowgroup\">\n");
	for (size_t i = 0; i < d.rows; i++)
		put_segment(b, r, &d, i);
	buf_text(b, "</tbody>\n</table></div>\n");
	page_section_close(b);
}
