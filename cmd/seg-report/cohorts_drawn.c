/* cohorts_drawn - who comes back, as a triangle in text and HTML. */
#include <math.h>

#include "cohorts.h"
#include "heat.h"
#include "html.h"
#include "page.h"
#include "privacy.h"
#include "quantile.h"
#include "sections.h"
#include "text.h"
#include "when.h"

#define PALE 30   /* customers; of fewer a percentage is a handful of people */
#define ACROSS 18 /* ages that fit beside each other on a page, and in 80 columns */
#define PHONE 12  /* on a phone */
#define ACROSS_TEXT 14

/* The rows of one cohort, from row `from` on. */
static size_t rows_of(const struct table *t, size_t from)
{
	size_t n = 1;

	while (from + n < t->rows && str_eq(table_at(t, from + n, COHORTS_FROM)->text,
	                                    table_at(t, from, COHORTS_FROM)->text))
		n++;
	return n;
}

static bool is_all(const struct table *t, size_t row)
{
	return table_at(t, row, COHORTS_FROM)->kind == CELL_LABEL;
}

/* There is a triangle when somebody was followed into a second period. */
bool cohorts_there(const struct report *r)
{
	const struct table *t = report_table(r, "cohorts");

	return t->rows > 0 && rows_of(t, is_all(t, 0) ? rows_of(t, 0) : 0) > 1;
}

/* How much of "Sep 2025" has to be said before "Oct 2025". */
static size_t same_year(const char *from, const char *to)
{
	const char *a = strrchr(from, ' '), *b = strrchr(to, ' ');

	return a && b && strcmp(a, b) == 0 ? (size_t)(a - from) : strlen(from);
}

static const char *name_of(const struct report *r, size_t row)
{
	const struct table *t = report_table(r, "cohorts");
	bool first = row == (is_all(t, 0) ? rows_of(t, 0) : 0);
	const char *from, *to;

	if (is_all(t, row))
		return "All but *";
	from = when_period(r, (int32_t)table_at(t, row, COHORTS_FROM)->number);
	to = when_period(r, r->set.cohort->start(
				    r->set.cohort->of((int32_t)table_at(t, row, COHORTS_TO)->number)));
	if (strcmp(from, to) != 0)
		from = arena_printf(r->keep, "%.*s–%s", (int)same_year(from, to), from, to);
	return first ? arena_printf(r->keep, "%s*", from) : from;
}

/* The largest age that somebody was followed to. */
static size_t ages_of(const struct table *t, size_t most)
{
	size_t ages = 0;

	for (size_t row = 0; row < t->rows; row++)
		if (table_at(t, row, COHORTS_AGE)->count > ages)
			ages = table_at(t, row, COHORTS_AGE)->count;
	return ages < most ? ages : most;
}

/* The middle of the average row, NaN without one. */
static double middle(const struct table *t)
{
	double share[ACROSS];
	size_t n = 0;

	for (size_t row = 0; row < t->rows && n < ACROSS && is_all(t, row); row++)
		if (table_at(t, row, COHORTS_AGE)->count &&
		    table_at(t, row, COHORTS_SHARE)->kind == CELL_NUMBER)
			share[n++] = table_at(t, row, COHORTS_SHARE)->number;
	return quantile_median(share, n);
}

static const char *finding(const struct report *r)
{
	double share = middle(report_table(r, "cohorts")), n = round(1 / share);

	if (isnan(share))
		return "Who comes back, by when they began";
	if (share < 0.01)
		return arena_printf(r->keep, "Hardly anybody orders again in any one later %s",
		                    when_kind(r));
	if (n >= 2 && n <= 12)
		return arena_printf(r->keep, "About one customer in %s orders again in any later %s",
		                    report_word(r, (uint64_t)n), when_kind(r));
	return arena_printf(r->keep, "About %s of customers order again in any later %s",
	                    report_say(r, &(struct cell){ CELL_NUMBER, UNIT_SHARE, .number = share }),
	                    when_kind(r));
}

#define STAR                                                                                       \
	"* The data starts here: these are new customers and older ones together, so they are "    \
	"not in the first row."

#define UNTOLD "…" /* a sum that would tell a small part */
#define UNTOLD_NOTE " …: not told, as it would give a small count away."

static bool any_untold(const struct table *t)
{
	for (size_t row = 0; row < t->rows && is_all(t, row); row++)
		if (table_at(t, row, COHORTS_ACTIVE)->kind == CELL_MISSING)
			return true;
	return false;
}

/* What stands in place of a share. */
static const char *instead(const struct report *r, size_t row)
{
	const struct cell *active = table_at(report_table(r, "cohorts"), row, COHORTS_ACTIVE);

	return active->kind == CELL_MISSING ? UNTOLD : report_say(r, active);
}

static struct heat heat_of(const struct table *t)
{
	struct heat h = { 0 };

	for (size_t row = 0; row < t->rows; row++)
		if (table_at(t, row, COHORTS_AGE)->count &&
		    cell_value(table_at(t, row, COHORTS_CUSTOMERS)) >= PALE)
			heat_from_lowest(&h, table_at(t, row, COHORTS_SHARE));
	return h;
}

/* --- text --- */

void cohorts_text(struct buf *b, const struct report *r)
{
	const struct table *t = report_table(r, "cohorts");
	size_t ages = ages_of(t, ACROSS_TEXT);
	struct heat h = heat_of(t);

	report_heading(b, "Coming back", arena_printf(r->keep, "%s.", finding(r)));
	text_wrap(b, "", "",
	          str_of(arena_printf(r->keep, "%% who ordered again, by %ss since the first order. Blank: not yet happened.",
	                              when_kind(r))));
	text_left(b, str_of("First order"), 15);
	text_right(b, str_of("Cust."), 7);
	for (size_t age = 1; age <= ages; age++)
		text_right(b, str_of(arena_printf(r->keep, "%zu", age)), 4);
	buf_char(b, '\n');
	for (size_t row = 0, n; row < t->rows; row += n) {
		n = rows_of(t, row);
		text_left(b, str_of(name_of(r, row)), 15);
		text_right(b, str_of(report_say(r, table_at(t, row, COHORTS_CUSTOMERS))), 7);
		for (size_t age = 1; age < n && age <= ages; age++) {
			const struct cell *share = table_at(t, row + age, COHORTS_SHARE);

			text_right(b,
			           str_of(share->kind == CELL_NUMBER ? heat_say(r, &h, share)
			                                             : instead(r, row + age)),
			           4);
		}
		buf_char(b, '\n');
	}
	text_wrap(b, "", "", str_of(any_untold(t) ? STAR UNTOLD_NOTE : STAR));
}

/* --- html --- */

static void put_row(struct buf *b, const struct report *r, const struct heat *h, size_t row, size_t ages)
{
	const struct table *t = report_table(r, "cohorts");
	size_t n = rows_of(t, row);
	bool pale = !(cell_value(table_at(t, row, COHORTS_CUSTOMERS)) >= PALE);

	html_put(b,
	         is_all(t, row)
	                 ? "<tr class=\"all\"><th scope=\"row\">%s</th><td class=\"num\">%s</td>"
	                 : "<tr><th scope=\"row\">%s</th><td class=\"num\">%s</td>",
	         name_of(r, row), report_say(r, table_at(t, row, COHORTS_CUSTOMERS)));
	for (size_t age = 1; age <= ages; age++) {
		const struct cell *share = age < n ? table_at(t, row + age, COHORTS_SHARE) : NULL;

		if (!share)
			buf_text(b, "<td></td>");
		else if (share->kind == CELL_NUMBER)
			heat_cell(b, r, h, share, "", pale);
		else
			html_put(b, "<td class=\"soft\">%s</td>", instead(r, row + age));
	}
	buf_text(b, "</tr>\n");
}

static void put_heads(struct buf *b, size_t from, size_t ages, const char *class)
{
	html_put(b, "<thead><tr><th scope=\"col\" class=\"first\">First order</th><th scope=\"col\" class=\"%s\">Customers</th>",
	         class);
	for (size_t age = from; age <= ages; age++)
		html_put(b, "<th scope=\"col\">%zu</th>", age);
	buf_text(b, "</tr></thead>\n<tbody>\n");
}

/* Revenue up to a row; it may be hidden where the row's own share is told. */
static const char *so_far(const struct report *r, size_t row)
{
	const struct cell *c = table_at(report_table(r, "cohorts"), row, COHORTS_SO_FAR);

	return c->kind == CELL_MISSING ? UNTOLD : report_say(r, c);
}

/* What a customer has brought so far: wide, and so behind a fold. */
static void put_revenue(struct buf *b, const struct report *r, size_t ages)
{
	const struct table *t = report_table(r, "cohorts");
	bool untold = false;

	for (size_t row = is_all(t, 0) ? rows_of(t, 0) : 0; row < t->rows; row++)
		untold |= table_at(t, row, COHORTS_SO_FAR)->kind == CELL_MISSING;
	html_put(b,
	         "<details><summary>What a customer has brought by then</summary>\n<div "
	         "class=\"scroll\" tabindex=\"0\" "
	         "role=\"region\" aria-label=\"Revenue per customer by %ss since the first "
	         "order\">\n<table>"
	         "<caption>Revenue per customer so far, by %ss since the first order%s</caption>\n",
	         when_kind(r), when_kind(r), untold ? "." UNTOLD_NOTE : "");
	put_heads(b, 0, ages, "n");
	for (size_t row = is_all(t, 0) ? rows_of(t, 0) : 0, n; row < t->rows; row += n) {
		n = rows_of(t, row);
		html_put(b, "<tr><th scope=\"row\">%s</th><td class=\"n\">%s</td>", name_of(r, row),
		         report_say(r, table_at(t, row, COHORTS_CUSTOMERS)));
		for (size_t age = 0; age <= ages; age++)
			html_put(b, "<td class=\"n\">%s</td>", age < n ? so_far(r, row + age) : "");
		buf_text(b, "</tr>\n");
	}
	buf_text(b, "</tbody>\n</table>\n</div></details>\n");
}

void cohorts_html(struct buf *b, const struct report *r)
{
	const struct table *t = report_table(r, "cohorts");
	size_t ages = ages_of(t, ACROSS), all = ages_of(t, SIZE_MAX);
	struct heat h = heat_of(t);

	page_section_open(b, "cohorts", "Coming back", finding(r));
	html_put(b,
	         "<p>A row is everybody whose first order fell in one %s. Read it to the right to "
	         "see how many of them "
	         "ordered in each %s after it; read down a column to see whether newer customers "
	         "do better.</p>\n",
	         when_kind(r), when_kind(r));
	html_put(b, "<p class=\"note\">%s", any_untold(t) ? STAR UNTOLD_NOTE : STAR);
	if (all > ages)
		html_put(b, " The first %zu of %zu %ss are shown.", ages, all, when_kind(r));
	buf_text(b, "</p>\n</div>\n<div class=\"figure\">\n");
	if (ages > PHONE)
		buf_text(b, "<div class=\"scroll\" tabindex=\"0\" role=\"region\" "
		            "aria-label=\"Customers who ordered again\">\n");
	html_put(b, ages > PHONE ? "<table class=\"heat tri many\">\n" : "<table class=\"heat tri\">\n");
	html_put(b,
	         "<caption><b>Customers who ordered "
	         "again</b>%% of those whose first order was in the %s on the left, by %ss since. "
	         "Blank cells have not "
	         "happened yet.</caption>\n",
	         when_kind(r), when_kind(r));
	put_heads(b, 1, ages, "num");
	for (size_t row = 0; row < t->rows; row += rows_of(t, row))
		put_row(b, r, &h, row, ages);
	buf_text(b, ages > PHONE ? "</tbody>\n</table>\n</div>\n" : "</tbody>\n</table>\n");
	if (privacy_parts_told(r))
		put_revenue(b, r, ages);
	buf_text(b, "</div>\n");
	page_section_close(b);
}
