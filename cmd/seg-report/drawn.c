/* drawn - the segments table as the drawings show it. */
#include "drawn.h"

#include <math.h>
#include <stdlib.h>

#include "text.h"

#define ENOUGH 0.75    /* of the value */
#define REMARKABLE 0.1 /* more of the value than of the customers */
#define NAMED 4        /* names in one sentence, at most */
#define LISTED 80      /* columns of names in one sentence */
#define LONG_WORD 14   /* columns, in a heading */

static double size_of(const struct drawn_segment *d)
{
	double value = cell_value(&d->cell[SEGMENT_VALUE]);

	return isnan(value) ? cell_value(&d->cell[SEGMENT_CUSTOMERS]) : value;
}

static int largest_first(const void *a, const void *b)
{
	const struct drawn_segment *x = a, *y = b;
	bool x_label = x->cell->kind == CELL_LABEL, y_label = y->cell->kind == CELL_LABEL;
	bool x_few = isnan(size_of(x)), y_few = isnan(size_of(y));

	if (x_label != y_label)
		return x_label - y_label;
	if (x_few != y_few)
		return x_few - y_few;
	if (!x_few && size_of(x) != size_of(y))
		return size_of(x) < size_of(y) ? 1 : -1;
	return (x->cell > y->cell) - (x->cell < y->cell);
}

/* 1 is A, 26 is Z, 27 is AA. */
static const char *letters(const struct report *r, size_t place)
{
	char text[16];
	size_t at = sizeof(text) - 1;

	text[at] = '\0';
	for (; place && at; place = (place - 1) / 26)
		text[--at] = (char)('A' + (place - 1) % 26);
	return arena_printf(r->keep, "%s", text + at);
}

/* Names such as A and B, or 0 and 1, are tags already: a letter of ours beside them would only confuse. */
static bool names_are_tags(const struct table *t)
{
	for (size_t i = 0; i < t->rows; i++) {
		const struct cell *name = table_at(t, i, SEGMENT_NAME);
		size_t width = text_width(name->text);

		if (name->kind == CELL_TEXT && (width < 1 || width > 2))
			return false;
	}
	return true;
}

static void name_segments(struct drawn *d, const struct report *r, bool tags)
{
	struct buf name = { 0 };

	for (size_t i = 0; i < d->rows; i++) {
		struct drawn_segment *s = &d->segment[i];

		buf_clear(&name);
		text_name(&name, s->cell->text);
		s->name = arena_str(r->keep, buf_view(&name)).p;
		if (s->cell->kind == CELL_LABEL) {
			s->tag = "";
			s->name = "No segment";
		} else if (tags) {
			s->tag = s->name;
			s->name = arena_printf(r->keep, "Segment %s", s->name);
		} else {
			s->tag = letters(r, i + 1);
		}
	}
	buf_release(&name);
}

static const char *percent(const struct report *r, double share)
{
	return report_say(r, &(struct cell){ CELL_NUMBER, .unit = UNIT_SHARE, .number = share });
}

#define OPENING "“"

/* With the first letter of a sentence, be it behind a quote. */
const char *drawn_capital(const struct report *r, const char *word)
{
	size_t n = strncmp(word, OPENING, strlen(OPENING)) == 0 ? strlen(OPENING) : 0;
	char first = word[n];

	if (first < 'a' || first > 'z')
		return word;
	return arena_printf(r->keep, "%.*s%c%s", (int)n, word, first - 32, word + n + 1);
}

/* Names as seg-cluster makes them, "lapsed, low spend", are no words of a sentence: they stand in quotes. */
const char *drawn_called(const struct report *r, const struct drawn_segment *s)
{
	return strchr(s->name, ',') || (*s->name >= 'a' && *s->name <= 'z')
	               ? arena_printf(r->keep, OPENING "%s”", s->name)
	               : s->name;
}

/* "Regulars and Steady"; letters where names would make a long sentence. */
static const char *list_names(const struct drawn *d, const struct report *r)
{
	const char *list[2] = { "", "" };

	if (d->leaders > NAMED)
		return arena_printf(r->keep, "The %s largest segments", report_word(r, d->leaders));
	for (size_t i = 0; i < d->leaders; i++)
		for (int tags = 0; tags < 2; tags++)
			list[tags] = arena_printf(r->keep, "%s%s%s", list[tags],
			                          !i                   ? ""
			                          : i + 1 < d->leaders ? ", "
			                                               : " and ",
			                          tags ? d->segment[i].tag
			                               : drawn_called(r, &d->segment[i]));
	if (text_width(str_of(list[0])) <= LISTED)
		return drawn_capital(r, list[0]);
	return arena_printf(r->keep, "Segment%s %s", d->leaders > 1 ? "s" : "", list[1]);
}

static void find_leaders(struct drawn *d)
{
	double share = 0, value = 0;
	size_t n = 0;

	while (n < d->named && value < ENOUGH) {
		const struct cell *cell = d->segment[n++].cell;

		share += cell_value(&cell[SEGMENT_SHARE]);
		value += cell_value(&cell[SEGMENT_VALUE_SHARE]);
	}
	if (!(value >= ENOUGH) || n == d->named) /* also when it is NaN */
		return;
	d->leaders = n;
	d->leaders_share = share;
	d->leaders_value = value;
}

/* What the leaders are, and what is left for the others. */
static const char *contrast(const struct drawn *d, const struct report *r)
{
	size_t others = d->rows - d->leaders;

	return arena_printf(
		r->keep, "%s %s %s of customers. The %s %s of customers and %s of revenue.",
		d->names, d->leaders > 1 ? "are" : "is", percent(r, d->leaders_share),
		others == 1 ? "other group holds"
			    : arena_printf(r->keep, "other %s groups hold", report_word(r, others)),
		percent(r, 1 - d->leaders_share), percent(r, 1 - d->leaders_value));
}

static const char *finding(const struct drawn *d, const struct report *r)
{
	const char *share;

	if (d->leaders && d->leaders_value - d->leaders_share < REMARKABLE)
		return "Revenue is spread over the segments about as customers are";
	if (d->leaders)
		return arena_printf(r->keep, "%s segment%s of %s bring%s %s of revenue",
		                    drawn_capital(r, report_word(r, d->leaders)),
		                    d->leaders > 1 ? "s" : "", report_word(r, d->named),
		                    d->leaders > 1 ? "" : "s", percent(r, d->leaders_value));
	if (!d->rows || !d->named)
		return "No customer has a segment";
	if (d->named == 1)
		return "There is one segment";
	share = report_say(r, &d->segment[0].cell[SEGMENT_SHARE]);
	if (!*share)
		return "The segments are too small to be told apart";
	if (r->set.has_value)
		return arena_printf(r->keep, "Revenue comes from all of %s segments",
		                    report_word(r, d->named));
	return arena_printf(r->keep, "The largest of %s segments holds %s of customers",
	                    report_word(r, d->named), share);
}

static void find_typicals(struct drawn *d, const struct table *t)
{
	for (size_t column = SEGMENT_TYPICAL; column < t->columns; column++)
		for (size_t i = 0; i < t->rows; i++)
			if (table_at(t, i, column)->kind != CELL_MISSING) {
				d->typical[d->typicals++] = column - SEGMENT_TYPICAL;
				break;
			}
}

/* "Share of revenue, 90% interval: A 59–67%, B 17–21%.", or "" */
static const char *intervals(const struct drawn *d, const struct report *r)
{
	const char *list = "";

	for (size_t i = 0; i < d->rows; i++) {
		const struct cell *low = &d->segment[i].cell[SEGMENT_VALUE_SHARE_LOWER], *high = low + 1;
		const char *range = low->kind == CELL_NUMBER ? drawn_range(r, low, high) : "";

		if (*range && *d->segment[i].tag)
			list = arena_printf(r->keep, "%s%s%s %s", list, *list ? ", " : "",
			                    d->segment[i].tag, range);
	}
	return *list ? arena_printf(r->keep, "Share of revenue, %g%% interval: %s.",
	                            100 * r->set.confidence, list)
	             : "";
}

struct drawn drawn_make(const struct report *r)
{
	const struct table *t = report_table(r, "segments");
	struct drawn d = { .segment = ARENA_ARRAY(r->keep, struct drawn_segment, t->rows),
		           .rows = t->rows,
		           .reading = "",
		           .rounding = t->rows > 1 ? "Rounded parts need not add to 100." : "" };

	for (size_t i = 0; i < t->rows; i++) {
		const struct cell *cell = d.segment[i].cell = table_at(t, i, 0);

		d.named += cell->kind != CELL_LABEL;
		d.scale = fmax(d.scale, cell_value(&cell[SEGMENT_SHARE])); /* fmax passes NaN over */
		d.scale = fmax(d.scale, cell_value(&cell[SEGMENT_VALUE_SHARE]));
		d.reach = fmax(d.reach, fmax(d.scale, cell_value(&cell[SEGMENT_VALUE_SHARE_UPPER])));
	}
	if (t->rows)
		qsort(d.segment, t->rows, sizeof(*d.segment), largest_first);
	find_typicals(&d, t);
	name_segments(&d, r, names_are_tags(t));
	find_leaders(&d);
	d.finding = finding(&d, r);
	if (d.named == 1 && d.rows == 1)
		d.contrast =
			"Customers who do not fall into groups are still not all alike: how lately "
			"and how often they order is a rule that always parts them "
			"(rfm_segment of seg-features).";
	if (d.leaders) {
		d.names = list_names(&d, r);
		d.contrast = contrast(&d, r);
	}
	d.intervals = intervals(&d, r);
	if (d.typicals)
		d.reading = d.typical[0] == 0 && str_is(str_of(r->set.typical[0]), "recency_days") ? "Last order (days ago) and what follows are those of the typical (median) customer."
		                                                                                   : "The columns at the right are those of the typical (median) customer.";
	return d;
}

const char *drawn_words(const struct report *r, struct str column)
{
	struct buf words = { 0 };
	const char *out;

	text_name(&words, column);
	for (size_t i = 0; i < words.n; i++)
		if (words.p[i] == '_')
			words.p[i] = ' ';
	out = drawn_capital(r, arena_str(r->keep, buf_view(&words)).p);
	buf_release(&words);
	return out;
}

/* Of shares: "64–66%", with a decimal where it takes one to tell the ends apart, or a share like theirs has one; ""
 * where that does not do. */
static const char *share_range(const struct report *r, double low, double high)
{
	for (int decimals = low > 0 && low < 0.0095 && high < 0.0295; decimals < 2; decimals++) {
		const char *from = arena_printf(r->keep, "%.*f", decimals, 100 * low),
			   *to = arena_printf(r->keep, "%.*f", decimals, 100 * high);

		if (strcmp(from, to) != 0)
			return arena_printf(r->keep, "%s–%s%%", from, to);
	}
	return "";
}

static const char *whole_money(const struct report *r, double x)
{
	struct cell c = cell_number(x, UNIT_MONEY);
	const char *sign = r->set.currency;
	size_t n = strlen(sign);

	if (fabs(x) >= 99.5)
		return report_say(r, &c);
	return arena_printf(r->keep, "%s%s%s%.0f", x <= -0.5 ? "\xE2\x88\x92" : "", sign,
	                    n && ((sign[n - 1] | 32) >= 'a' && (sign[n - 1] | 32) <= 'z') ? " " : "",
	                    fabs(x));
}

const char *drawn_range(const struct report *r, const struct cell *low, const struct cell *high)
{
	const char *from = report_say(r, low), *to = report_say(r, high);

	if (low->unit == UNIT_MONEY && cell_value(low) < 0 &&
	    fmax(-cell_value(low), fabs(cell_value(high))) >= 99.5) {
		from = whole_money(r, cell_value(low)); /* no pence beside pounds */
		to = whole_money(r, cell_value(high));
	}
	if (low->kind == CELL_NUMBER && low->unit == UNIT_SHARE && low->number >= 0 && high->number < 10)
		return share_range(r, low->number, high->number);
	if (strcmp(from, to) == 0)
		return "";
	return arena_printf(r->keep, cell_value(low) < 0 ? "%s to %s" : "%s–%s", from, to);
}

struct drawn_label drawn_label(const struct report *r, size_t k)
{
	static const struct drawn_label known[] = { { "recency_days", "Last order,", "days ago",
		                                      "Last", "order" },
		                                    { "orders", "", "Orders", "", "Orders" },
		                                    { "spend", "", "Spent", "", "Spent" } };
	struct drawn_label out = { .column = r->set.typical[k], .upper = "", .narrow_upper = "" };

	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (str_is(str_of(known[i].column), out.column))
			return known[i];
	out.lower = out.narrow_lower = drawn_words(r, str_of(out.column));
	return out;
}

const char *drawn_long(const char *label)
{
	struct str rest = str_of(label), word;

	while (str_split(&rest, ' ', &word))
		if (text_width(word) > LONG_WORD)
			return " long";
	return "";
}
