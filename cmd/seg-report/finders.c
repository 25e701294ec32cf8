/* finders - each looks at the tables of one section for something that stands out. */
#include <math.h>

#include "findings.h"
#include "kpis.h"
#include "steady.h"

static const struct finding nothing = { 0 };

/* --- concentration --- */

/* A fifth of the customers, and what it brings. */
static struct finding concentrated(struct report *r, const struct drawn *d)
{
	const struct table *curve = report_table(r, "concentration");
	const struct cell *half = report_measured(r, "overview", "customers_for_half_of_revenue");
	const char *n = report_say(r, half);

	(void)d;
	for (size_t i = 0; i < curve->rows; i++) {
		const struct cell *row = table_at(curve, i, 0);

		if (row[0].number != 0.2)
			continue;
		if (half->kind == CELL_FEW)
			n = arena_printf(r->keep, "fewer than %s", n + 1);
		else if (half->count < row[1].count)
			n = arena_printf(r->keep, "only %s", n);
		return (struct finding){
			"concentration", row[3].number, row[3].number - row[2].number,
			arena_printf(r->keep, "The top 20%% of customers bring %s of revenue.",
			             report_say(r, &row[3])),
			arena_printf(r->keep, "That is %s people. Half of the revenue comes from %s.",
			             report_say(r, &row[1]), n)
		};
	}
	return nothing;
}

/* --- segments --- */

/* "One customer in six" when that is within a tenth of the share, else "16% of customers". */
static const char *customers_in_words(struct report *r, const struct cell *share, bool *one)
{
	double n = round(1 / share->number);

	*one = n >= 2 && n <= 12 && fabs(1 / n - share->number) <= 0.1 * share->number;
	if (*one)
		return arena_printf(r->keep, "One customer in %s", report_word(r, (uint64_t)n));
	return arena_printf(r->keep, "%s of customers", report_say(r, share));
}

static const struct cell *top_of(const struct drawn *d)
{
	const struct cell *top = d->rows ? d->segment[0].cell : NULL;

	return top && top->kind != CELL_LABEL && top[SEGMENT_VALUE_SHARE].kind == CELL_NUMBER ? top
	                                                                                      : NULL;
}

/* The segment that brings most. */
static struct finding largest(struct report *r, const struct drawn *d)
{
	const struct cell *top = top_of(d);
	const char *who, *detail;
	size_t nearer = SEGMENT_VALUE_SHARE;
	bool one;

	if (!top)
		return nothing;
	if (top[SEGMENT_VALUE_SHARE_LOWER].kind == CELL_NUMBER)
		nearer = SEGMENT_VALUE_SHARE_LOWER;
	who = customers_in_words(r, &top[SEGMENT_SHARE], &one);
	detail = arena_printf(r->keep, "These are the %s customers in %s",
	                      report_say(r, &top[SEGMENT_CUSTOMERS]), drawn_called(r, &d->segment[0]));
	for (size_t k = 0; k < d->typicals; k++)
		if (top[SEGMENT_TYPICAL + d->typical[k]].unit == UNIT_MONEY)
			detail = arena_printf(r->keep, "%s; the typical one brings %s", detail,
			                      report_say(r, &top[SEGMENT_TYPICAL + d->typical[k]]));
	return (struct finding){ "segments", top[SEGMENT_VALUE_SHARE].number,
		                 top[nearer].number - top[SEGMENT_SHARE].number,
		                 arena_printf(r->keep, "%s bring%s %s of revenue.", who, one ? "s" : "",
		                              report_say(r, &top[SEGMENT_VALUE_SHARE])),
		                 arena_printf(r->keep, "%s.", detail) };
}

/* The fewest that bring most; one that does is the finding above. */
static struct finding leaders(struct report *r, const struct drawn *d)
{
	if (d->leaders < 2)
		return nothing;
	return (struct finding){ "segments", d->leaders_value, d->leaders_value - d->leaders_share,
		                 arena_printf(r->keep, "%s.", d->finding), d->contrast };
}

/* --- key figures --- */

static const struct cell *kpi_of(const struct report *r, struct str segment, enum cell_kind kind,
                                 const char *name)
{
	const struct table *t = report_table(r, "kpis");

	for (size_t i = 0; i < t->rows; i++) {
		const struct cell *row = table_at(t, i, 0);

		if (row->kind == kind && str_eq(row->text, segment) && str_is(row[KPI_NAME].text, name))
			return row;
	}
	return NULL;
}

#define AWAY 90 /* days since the last order of a customer who is slipping away */

/* The typical value of a column in a segment; NaN: it is not shown. */
static double typical_of(const struct report *r, const struct cell *segment, const char *column)
{
	for (size_t k = 0; k < CENSUS_TYPICAL && r->set.typical[k]; k++)
		if (str_is(str_of(r->set.typical[k]), column))
			return cell_value(&segment[SEGMENT_TYPICAL + k]);
	return NAN;
}

/* The largest orders, from those who were not seen for long: how far their average is above that of all. */
static struct finding slipping(struct report *r, const struct drawn *d)
{
	const struct drawn_segment *best = NULL;
	const struct cell *all = kpi_of(r, str_of(KPI_ALL), CELL_LABEL, "aov"), *own = NULL;

	for (size_t i = 0; i < d->rows; i++) {
		const struct cell *row = kpi_of(r, d->segment[i].cell->text, CELL_TEXT, "aov");

		if (row && (!own || row[KPI_VALUE].number > own[KPI_VALUE].number)) {
			own = row;
			best = &d->segment[i];
		}
	}
	if (!own || !all || !(typical_of(r, best->cell, "recency_days") > AWAY) ||
	    own[KPI_LOWER].kind != CELL_NUMBER || best->cell[SEGMENT_VALUE_SHARE].kind != CELL_NUMBER)
		return nothing;
	return (struct finding){
		"kpis", best->cell[SEGMENT_VALUE_SHARE].number,
		own[KPI_LOWER].number / all[KPI_VALUE].number - 1,
		"Your biggest orders come from customers who are slipping away.",
		arena_printf(r->keep, "The %s customers in %s spend %s an order, but the typical one was last seen %.0f days ago.",
		             report_say(r, &best->cell[SEGMENT_CUSTOMERS]), drawn_called(r, best),
		             report_say(r, &own[KPI_VALUE]), typical_of(r, best->cell, "recency_days"))
	};
}

/* --- second orders --- */

#define GUIDE 90

/* The last row of a curve up to the day that is told, if it goes so far. */
static const struct cell *second_at(const struct report *r, const char *group)
{
	const struct table *t = report_table(r, "second_order");
	const struct cell *row = NULL;
	bool beyond = false;

	for (size_t i = 0; i < t->rows; i++)
		if (str_is(table_at(t, i, 0)->text, group)) {
			beyond |= table_at(t, i, 1)->count >= GUIDE;
			if (table_at(t, i, 1)->count <= GUIDE)
				row = table_at(t, i, 0);
		}
	return beyond ? row : NULL;
}

/* Share, lower and upper end stand behind day, above, up_to and followed. */
enum { SECOND_ABOVE = 2, SECOND_UP_TO, SECOND_SHARE = 5, SECOND_LOWER, SECOND_UPPER };

/* A first order above something, and who comes back: by how much the intervals lie apart. At stake is what those bring
 * who have not come back yet. */
static struct finding first_order(struct report *r, const struct drawn *d)
{
	const struct cell *large = second_at(r, "large"), *small = second_at(r, "small"),
			  *again = report_measured(r, "overview", "bought_again");

	(void)d;
	if (!large || !small || again->kind != CELL_NUMBER ||
	    large[SECOND_LOWER].kind != CELL_NUMBER || small[SECOND_UPPER].kind != CELL_NUMBER ||
	    large[SECOND_ABOVE].kind == CELL_MISSING || small[SECOND_UP_TO].kind == CELL_MISSING)
		return nothing;
	return (struct finding){
		"second_order", 1 - again->number, large[SECOND_LOWER].number - small[SECOND_UPPER].number,
		"A large first order is a good sign.",
		arena_printf(r->keep, "%s of customers whose first order was above %s came back within %d days, against %s of those up to %s.",
		             report_say(r, &large[SECOND_SHARE]), report_say(r, &large[SECOND_ABOVE]), GUIDE,
		             report_say(r, &small[SECOND_SHARE]), report_say(r, &small[SECOND_UP_TO]))
	};
}

/* --- stability --- */

#define RELIABLE 0.6

/* A segment that may not be there at all. */
static struct finding unreliable(struct report *r, const struct drawn *d)
{
	for (size_t i = 0; i < d->rows; i++) {
		const struct drawn_segment *s = &d->segment[i];
		const struct cell *row = steady_of(r, s->cell->text);

		if (!row || !(cell_value(&row[STEADY_VALUE]) < RELIABLE))
			continue;
		return (struct finding){
			"stability",
			s->cell[SEGMENT_VALUE_SHARE].kind == CELL_NUMBER
				? s->cell[SEGMENT_VALUE_SHARE].number
				: s->cell[SEGMENT_SHARE].number,
			(RELIABLE - row[STEADY_VALUE].number) / RELIABLE,
			arena_printf(r->keep, "Do not rely on the segment %s.", drawn_called(r, s)),
			arena_printf(r->keep, "When customers are drawn anew it comes back at %s of 1 only.",
			             report_say(r, &row[STEADY_VALUE]))
		};
	}
	return nothing;
}

const struct finder finders[] = {
	{ "share", largest },
	{ "segments", leaders },
	{ "slipping_away", slipping },
	{ "unreliable", unreliable },
	{ "first_order", first_order },
	{ "moved", find_moved },
	{ "unfair", find_unfair },
	{ "foretold", find_foretold },
	{ "concentration", concentrated },
	{ NULL, NULL },
};
