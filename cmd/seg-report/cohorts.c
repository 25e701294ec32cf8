/* cohorts - who began together, and how many of them order again. */
#include "cohort.h"

#include <math.h>

#include "fair.h"
#include "heat.h"
#include "html.h"
#include "page.h"
#include "privacy.h"
#include "quantile.h"
#include "sections.h"
#include "text.h"
#include "when.h"

enum {
	COHORT,
	AGE,
	COHORT_TO,
	CUSTOMERS,
	ACTIVE,
	SHARE,
	LOWER,
	UPPER,
	LATER,
	LATER_SHARE,
	ORDERS,
	REVENUE,
	SO_FAR,
	COLUMNS
};

static const char *const columns[COLUMNS] = { "cohort",
	                                      "age",
	                                      "cohort_to",
	                                      "customers",
	                                      "active",
	                                      "share",
	                                      "lower",
	                                      "upper",
	                                      "active_or_later",
	                                      "active_or_later_share",
	                                      "orders",
	                                      "revenue",
	                                      "revenue_per_customer_so_far" };

#define ALL "all but the first"
#define PALE 30   /* customers; of fewer a percentage is a handful of people */
#define ACROSS 18 /* ages that fit beside each other on a page, and in 80 columns */
#define ACROSS_TEXT 14

/* --- measuring --- */

/* What may be told of each cohort at one age; the first is in no total. */
struct marks {
	enum protect *active, *later;
	bool all_active, all_later; /* whether the total may be told */
};

static struct marks marks_at(struct report *r, const struct cohorts *c, size_t age)
{
	struct marks m = { ARENA_ARRAY(r->keep, enum protect, c->n + 1),
		           ARENA_ARRAY(r->keep, enum protect, c->n + 1), true, true };
	uint64_t *count = ARENA_ARRAY(r->keep, uint64_t, c->n + 1);

	for (int later = 0; later < 2; later++) {
		for (size_t k = 0; k < c->n; k++) {
			const struct cohort_cell *cell = &c->cohort[k].cell[age];

			count[k] = age >= c->cohort[k].ages ? 0
			           : later                  ? cell->later
			                                    : cell->active;
		}
		(later ? m.later : m.active)[0] = PROTECT_SHOWN;
		if (c->n && count[0] && count[0] < r->set.min_cell)
			(later ? m.later : m.active)[0] = PROTECT_FEW;
		*(later ? &m.all_later : &m.all_active) =
			protect_list((later ? m.later : m.active) + 1, count + 1,
		                     c->n ? c->n - 1 : 0, r->set.min_cell);
	}
	return m;
}

static void put_share(struct cell *row, uint64_t hits, uint64_t of, double confidence)
{
	struct fair_estimate rate = fair_rate(hits, of, confidence);

	row[SHARE] = cell_number(rate.value, UNIT_SHARE);
	row[LOWER] = cell_number(rate.low, UNIT_SHARE);
	row[UPPER] = cell_number(rate.high, UNIT_SHARE);
}

/* One cell of the triangle; `so_far` is the running sum, and `whole` whether all of it may be told. */
static void put_cell(struct table *t, const struct report *r, const struct cohort_cell *cell,
                     uint64_t customers, enum protect active, enum protect later, bool whole,
                     __int128 so_far)
{
	struct cell *row = &t->cell[(t->rows - 1) * t->columns];

	row[CUSTOMERS] = cell_count(customers, r->set.min_cell);
	row[ACTIVE] = cell_protected(cell->active, active, r->set.min_cell);
	row[LATER] = cell_protected(cell->later, later, r->set.min_cell);
	if (later == PROTECT_SHOWN)
		row[LATER_SHARE] = cell_number((double)cell->later / (double)customers, UNIT_SHARE);
	if (active != PROTECT_SHOWN)
		return;
	put_share(row, cell->active, customers, r->set.confidence);
	row[ORDERS] = cell_count(cell->orders, 0);
	if (!privacy_parts_told(r))
		return;
	row[REVENUE] = cell_money((struct exact){ cell->amount });
	if (whole)
		row[SO_FAR] = cell_number(exact_double((struct exact){ so_far }) / (double)customers,
		                          UNIT_MONEY);
}

/* All but the first: each age over those who were followed that long, so money adds up to no `so far`. */
static void put_all(struct table *t, struct report *r, const struct cohorts *c, const struct marks *m)
{
	for (size_t age = 0; age < c->all.ages; age++) {
		struct cell *row = table_add(t);

		if (c->followed[age] < r->set.min_cell) {
			t->rows--;
			break;
		}
		row[COHORT] = (struct cell){ .kind = CELL_LABEL, .text = str_of(ALL) };
		row[AGE] = cell_count(age, 0);
		put_cell(t, r, &c->all.cell[age], c->followed[age],
		         m[age].all_active ? PROTECT_SHOWN : PROTECT_MANY,
		         m[age].all_later ? PROTECT_SHOWN : PROTECT_MANY, false, 0);
	}
}

static void put_cohort(struct table *t, struct report *r, const struct cohorts *c, size_t k,
                       const struct marks *m)
{
	const struct cohort *own = &c->cohort[k];
	__int128 so_far = 0;
	bool whole = true;

	for (size_t age = 0; age < own->ages; age++) {
		struct cell *row = table_add(t);

		row[COHORT] = cell_day(r->keep, r->set.cohort->start(own->first));
		row[COHORT_TO] = cell_day(r->keep, r->set.cohort->start(own->last + 1) - 1);
		row[AGE] = cell_count(age, 0);
		row[CUSTOMERS] = cell_count(own->customers, r->set.min_cell);
		if (own->customers < r->set.min_cell)
			return; /* the last ones, too few: nothing of them but that */
		so_far += own->cell[age].amount;
		whole &= m[age].active[k] == PROTECT_SHOWN;
		put_cell(t, r, &own->cell[age], own->customers, m[age].active[k], m[age].later[k],
		         whole, so_far);
	}
}

void cohorts_measure(struct table *t, struct report *r, const struct sources *s)
{
	struct arena scratch = { 0 };
	struct cohorts c;
	struct marks *m;

	table_init(t, r->keep, columns, COLUMNS);
	t->keys = COHORT_TO;
	if (!s->timeline || !s->timeline->any)
		return;
	cohort_result(&c, &scratch, &s->timeline->cohorts, r->set.min_cell);
	m = ARENA_ARRAY(&scratch, struct marks, c.ages + 1);
	for (size_t age = 0; age < c.ages; age++)
		m[age] = marks_at(r, &c, age);
	put_all(t, r, &c, m);
	for (size_t k = 0; k < c.n; k++)
		put_cohort(t, r, &c, k, m);
	arena_release(&scratch);
}

/* --- what is drawn --- */

/* The rows of one cohort, from row `from` on. */
static size_t rows_of(const struct table *t, size_t from)
{
	size_t n = 1;

	while (from + n < t->rows &&
	       str_eq(table_at(t, from + n, COHORT)->text, table_at(t, from, COHORT)->text))
		n++;
	return n;
}

static bool is_all(const struct table *t, size_t row)
{
	return table_at(t, row, COHORT)->kind == CELL_LABEL;
}

/* There is a triangle when somebody was followed into a second period. */
bool cohorts_there(const struct report *r)
{
	const struct table *t = report_table(r, "cohorts");

	return t->rows > 0 && rows_of(t, is_all(t, 0) ? rows_of(t, 0) : 0) > 1;
}

static const char *name_of(const struct report *r, size_t row)
{
	const struct table *t = report_table(r, "cohorts");
	bool first = row == (is_all(t, 0) ? rows_of(t, 0) : 0);
	const char *from, *to;

	if (is_all(t, row))
		return "All but *";
	from = when_period(r, (int32_t)table_at(t, row, COHORT)->number);
	to = when_period(r, r->set.cohort->start(
				    r->set.cohort->of((int32_t)table_at(t, row, COHORT_TO)->number)));
	if (strcmp(from, to) != 0)
		from = arena_printf(r->keep, "%s–%s", from, to);
	return first ? arena_printf(r->keep, "%s*", from) : from;
}

/* The largest age that somebody was followed to. */
static size_t ages_of(const struct table *t, size_t most)
{
	size_t ages = 0;

	for (size_t row = 0; row < t->rows; row++)
		if (table_at(t, row, AGE)->count > ages)
			ages = table_at(t, row, AGE)->count;
	return ages < most ? ages : most;
}

/* The middle of the average row, NaN without one. */
static double middle(const struct table *t)
{
	double share[ACROSS];
	size_t n = 0;

	for (size_t row = 0; row < t->rows && n < ACROSS && is_all(t, row); row++)
		if (table_at(t, row, AGE)->count && table_at(t, row, SHARE)->kind == CELL_NUMBER)
			share[n++] = table_at(t, row, SHARE)->number;
	return quantile_median(share, n);
}

static const char *finding(const struct report *r)
{
	double share = middle(report_table(r, "cohorts")), n = round(1 / share);

	if (isnan(share))
		return "Who comes back, by when they began";
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

static struct heat heat_of(const struct table *t)
{
	struct heat h = { 0 };

	for (size_t row = 0; row < t->rows; row++)
		if (table_at(t, row, AGE)->count && cell_value(table_at(t, row, CUSTOMERS)) >= PALE)
			heat_from_lowest(&h, table_at(t, row, SHARE));
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
		text_right(b, str_of(report_say(r, table_at(t, row, CUSTOMERS))), 7);
		for (size_t age = 1; age < n && age <= ages; age++) {
			const struct cell *share = table_at(t, row + age, SHARE);

			text_right(b,
			           str_of(share->kind == CELL_NUMBER
			                          ? heat_say(r, &h, share)
			                          : report_say(r, table_at(t, row + age, ACTIVE))),
			           4);
		}
		buf_char(b, '\n');
	}
	text_wrap(b, "", "", str_of(STAR));
}

/* --- html --- */

static void put_row(struct buf *b, const struct report *r, const struct heat *h, size_t row, size_t ages)
{
	const struct table *t = report_table(r, "cohorts");
	size_t n = rows_of(t, row);
	bool pale = !(cell_value(table_at(t, row, CUSTOMERS)) >= PALE);

	html_put(b,
	         is_all(t, row)
	                 ? "<tr class=\"all\"><th scope=\"row\">%s</th><td class=\"num\">%s</td>"
	                 : "<tr><th scope=\"row\">%s</th><td class=\"num\">%s</td>",
	         name_of(r, row), report_say(r, table_at(t, row, CUSTOMERS)));
	for (size_t age = 1; age <= ages; age++) {
		const struct cell *share = age < n ? table_at(t, row + age, SHARE) : NULL;

		if (!share)
			buf_text(b, "<td></td>");
		else if (share->kind == CELL_NUMBER)
			heat_cell(b, r, h, share, "", pale);
		else
			html_put(b, "<td class=\"soft\">%s</td>",
			         report_say(r, table_at(t, row + age, ACTIVE)));
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

/* What a customer has brought so far: wide, and so behind a fold. */
static void put_revenue(struct buf *b, const struct report *r, size_t ages)
{
	const struct table *t = report_table(r, "cohorts");

	html_put(b,
	         "<details><summary>What a customer has brought by then</summary>\n<div "
	         "class=\"scroll\" tabindex=\"0\" "
	         "role=\"region\" aria-label=\"Revenue per customer by %ss since the first "
	         "order\">\n<table>"
	         "<caption>Revenue per customer so far, by %ss since the first order</caption>\n",
	         when_kind(r), when_kind(r));
	put_heads(b, 0, ages, "n");
	for (size_t row = is_all(t, 0) ? rows_of(t, 0) : 0, n; row < t->rows; row += n) {
		n = rows_of(t, row);
		html_put(b, "<tr><th scope=\"row\">%s</th><td class=\"n\">%s</td>", name_of(r, row),
		         report_say(r, table_at(t, row, CUSTOMERS)));
		for (size_t age = 0; age <= ages; age++)
			html_put(b, "<td class=\"n\">%s</td>",
			         age < n ? report_say(r, table_at(t, row + age, SO_FAR)) : "");
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
	html_put(b, "<p class=\"note\">%s", STAR);
	if (all > ages)
		html_put(b, " The first %zu of %zu %ss are shown.", ages, all, when_kind(r));
	html_put(b,
	         "</p>\n</div>\n<div class=\"figure\">\n<table class=\"heat "
	         "tri\">\n<caption><b>Customers who ordered "
	         "again</b>%% of those whose first order was in the %s on the left, by %ss since. "
	         "Blank cells have not "
	         "happened yet.</caption>\n",
	         when_kind(r), when_kind(r));
	put_heads(b, 1, ages, "num");
	for (size_t row = 0; row < t->rows; row += rows_of(t, row))
		put_row(b, r, &h, row, ages);
	buf_text(b, "</tbody>\n</table>\n");
	if (privacy_parts_told(r))
		put_revenue(b, r, ages);
	buf_text(b, "</div>\n");
	page_section_close(b);
}
