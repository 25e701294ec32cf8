/* grid - customers by how recently and how often they order. */
#include <math.h>

#include "grid.h"

#include "heat.h"
#include "html.h"
#include "page.h"
#include "privacy.h"
#include "sections.h"
#include "sheet.h"
#include "text.h"

enum { ORDERS_FROM, ORDERS_TO, DAYS_FROM, DAYS_TO, CUSTOMERS, VALUE, VALUE_SHARE, COLUMNS };

/* The counts with the totals of all rows and columns to be had elsewhere. */
static enum protect *protect_grid(struct report *r, const struct grid *g)
{
	size_t n = g->rows * g->columns;
	uint64_t *count = ARENA_ARRAY(r->keep, uint64_t, n);
	enum protect *mark = ARENA_ARRAY(r->keep, enum protect, n);

	for (size_t i = 0; i < n; i++)
		count[i] = g->cell[i / g->columns][i % g->columns].customers;
	return sheet_table(mark, count, g->rows, g->columns, r->set.min_cell) ? mark : NULL;
}

void grid_measure(struct table *t, struct report *r, const struct sources *s)
{
	const struct grid *g = &s->census->grid;
	const char **name = ARENA_ARRAY(r->keep, const char *, COLUMNS);
	double total = exact_double(s->census->all.value);
	enum protect *mark;

	name[ORDERS_FROM] = "orders_from";
	name[ORDERS_TO] = "orders_to";
	name[DAYS_FROM] = "recency_days_from";
	name[DAYS_TO] = "recency_days_to";
	name[CUSTOMERS] = "customers";
	name[VALUE] = r->set.value;
	name[VALUE_SHARE] = arena_printf(r->keep, "%s_share", r->set.value);
	table_init(t, r->keep, name, COLUMNS);
	t->keys = CUSTOMERS;
	if (!g->rows)
		return;
	mark = protect_grid(r, g);
	if (!mark) /* hiding cells is not enough */
		return;
	for (size_t i = 0; i < g->rows * g->columns; i++) {
		const struct grid_cell *cell = &g->cell[i / g->columns][i % g->columns];
		const struct grid_class *orders = &g->orders[i / g->columns],
					*days = &g->recency[i % g->columns];
		struct cell *row = table_add(t);

		row[ORDERS_FROM] = cell_number(orders->from, UNIT_PLAIN);
		row[ORDERS_TO] = cell_number(orders->to, UNIT_PLAIN);
		row[DAYS_FROM] = cell_number(days->from, UNIT_DAYS);
		row[DAYS_TO] = cell_number(days->to, UNIT_DAYS);
		row[CUSTOMERS] = cell_protected(cell->customers, mark[i], r->set.min_cell);
		if (!r->set.has_value || mark[i] != PROTECT_SHOWN || !privacy_parts_told(r))
			continue;
		row[VALUE] = cell_money((struct exact){ cell->amount });
		if (total > 0)
			row[VALUE_SHARE] = cell_number(
				exact_double((struct exact){ cell->amount }) / total, UNIT_SHARE);
	}
}

bool grid_there(const struct report *r)
{
	return report_table(r, "grid")->rows > 0;
}

static bool has_values(const struct report *r)
{
	const struct table *t = report_table(r, "grid");

	for (size_t i = 0; i < t->rows; i++)
		if (table_at(t, i, VALUE)->kind == CELL_MONEY)
			return true;
	return false;
}

/* The table's shape: how many rows of cells begin with the same class of orders. */
static size_t columns_of(const struct table *t)
{
	size_t n = 0;

	while (n < t->rows && table_at(t, n, ORDERS_FROM)->number == table_at(t, 0, ORDERS_FROM)->number)
		n++;
	return n;
}

static const char *class_name(const struct report *r, const struct cell *from,
                              const struct cell *to, bool open)
{
	if (from->number == to->number)
		return report_say(r, from);
	if (open)
		return arena_printf(r->keep, "%s+", report_say(r, from));
	return arena_printf(r->keep, "%s–%s", report_say(r, from), report_say(r, to));
}

static const char *orders_name(const struct report *r, const struct table *t, size_t row)
{
	return class_name(r, table_at(t, row, ORDERS_FROM), table_at(t, row, ORDERS_TO), row == 0);
}

static const char *days_name(const struct report *r, const struct table *t, size_t column)
{
	return class_name(r, table_at(t, column, DAYS_FROM), table_at(t, column, DAYS_TO),
	                  column + 1 == columns_of(t));
}

static const char *finding(const struct report *r)
{
	const struct table *t = report_table(r, "grid");
	const struct cell *best = table_at(t, 0, 0);
	const char *n = report_say(r, &best[CUSTOMERS]);

	if (best[CUSTOMERS].kind != CELL_COUNT || !best[CUSTOMERS].count)
		return "Nobody both orders often and did so lately";
	if (best[VALUE_SHARE].kind == CELL_MISSING)
		return arena_printf(r->keep, "%s customers order often, and just did", n);
	return arena_printf(r->keep, "%s customers who order often, and just did, hold %s of revenue",
	                    n, report_say(r, &best[VALUE_SHARE]));
}

/* The often-ordering ones who have not been seen for as long as the slower half: worth a letter. */
static const char *warning(const struct report *r)
{
	const struct table *t = report_table(r, "grid");
	size_t n = columns_of(t), from = (n + 1) / 2;
	uint64_t customers = 0;
	double amount = 0;

	for (size_t k = from; k < n; k++) {
		if (table_at(t, k, CUSTOMERS)->kind != CELL_COUNT)
			return "";
		customers += table_at(t, k, CUSTOMERS)->count;
		amount += cell_value(table_at(t, k, VALUE));
	}
	if (!customers)
		return "";
	return arena_printf(
		r->keep,
		"The cells to watch are on the right of the top row: %s customers with %s orders "
		"have not been seen for %s days or more.%s",
		report_say(r, &(struct cell){ CELL_COUNT, .count = customers }),
		orders_name(r, t, 0), report_say(r, table_at(t, from, DAYS_FROM)),
		isnan(amount) ? ""
			      : arena_printf(r->keep, " They brought %s.",
	                                     report_say(r, &(struct cell){ CELL_NUMBER, UNIT_MONEY,
	                                                                   .number = amount })));
}

static struct heat heat_of(const struct table *t, size_t column)
{
	struct heat h = { .decimals = true };

	for (size_t i = 0; i < t->rows; i++)
		heat_include(&h, table_at(t, i, column));
	return h;
}

/* --- text --- */

#define CELL 7

/* "to 433" where "217–433" would touch its neighbour. */
static const char *narrow_name(const struct report *r, const struct table *t, size_t k)
{
	const char *name = days_name(r, t, k);

	if (text_width(str_of(name)) < CELL)
		return name;
	return arena_printf(r->keep, "to %s", report_say(r, table_at(t, k, DAYS_TO)));
}

static void put_line(struct buf *b, const struct report *r, const struct table *t, size_t row,
                     const struct heat *h, size_t column)
{
	for (size_t k = 0; k < columns_of(t); k++)
		text_right(b,
		           str_of(h ? heat_say(r, h, table_at(t, row + k, column)) : narrow_name(r, t, k)),
		           CELL);
}

void grid_text(struct buf *b, const struct report *r)
{
	const struct table *t = report_table(r, "grid");
	struct heat customers = heat_of(t, CUSTOMERS), share = heat_of(t, VALUE_SHARE);

	report_heading(b, "Recency and frequency", arena_printf(r->keep, "%s.", finding(r)));
	text_left(b, str_of("Customers, by days since last order"), 43);
	buf_text(b, has_values(r) ? "Revenue, %\n" : "\n");
	text_left(b, str_of("Orders"), 7);
	put_line(b, r, t, 0, NULL, 0);
	if (has_values(r))
		put_line(b, r, t, 0, NULL, 0);
	buf_char(b, '\n');
	for (size_t row = 0; row < t->rows; row += columns_of(t)) {
		text_right(b, str_of(orders_name(r, t, row)), 7);
		put_line(b, r, t, row, &customers, CUSTOMERS);
		if (has_values(r))
			put_line(b, r, t, row, &share, VALUE_SHARE);
		buf_char(b, '\n');
	}
	text_wrap(b, "", "", str_of(warning(r)));
}

/* --- html --- */

static void put_grid(struct buf *b, const struct report *r, size_t column, const char *title,
                     const char *unit)
{
	const struct table *t = report_table(r, "grid");
	struct heat h = heat_of(t, column);
	size_t n = columns_of(t);

	html_put(b,
	         "<table class=\"heat rfm\">\n<caption><b>%s</b>%s, by days since last "
	         "order</caption>\n"
	         "<thead><tr><th scope=\"col\" class=\"first\">Orders</th>",
	         title, unit);
	for (size_t k = 0; k < n; k++)
		html_put(b, "<th scope=\"col\">%s</th>", days_name(r, t, k));
	buf_text(b, "</tr></thead>\n<tbody>\n");
	for (size_t row = 0; row < t->rows; row += n) {
		html_put(b, "<tr><th scope=\"row\">%s</th>", orders_name(r, t, row));
		for (size_t k = 0; k < n; k++)
			heat_cell(b, r, &h, table_at(t, row + k, column), "", false);
		buf_text(b, "</tr>\n");
	}
	buf_text(b, "</tbody>\n</table>\n");
}

void grid_html(struct buf *b, const struct report *r)
{
	const struct table *t = report_table(r, "grid");

	page_section_open(b, "grid", "Recency and frequency", finding(r));
	html_put(b, "<p>%s sort the same customers: across by days since the last order, down by number of orders.</p>\n",
	         has_values(r) ? "Both grids" : "Rows and columns");
	if (*warning(r))
		html_put(b, "<p>%s</p>\n", warning(r));
	html_put(b,
	         "<p class=\"note\">Equal customers are kept together, so rows and columns differ "
	         "in "
	         "size%s.</p>\n</div>\n<div class=\"figure two\">\n",
	         t->rows / columns_of(t) < columns_of(t)
	                 ? " and there may be fewer rows than columns"
	                 : "");
	put_grid(b, r, CUSTOMERS, "Customers", "Number");
	if (has_values(r))
		put_grid(b, r, VALUE_SHARE, "Revenue", "% of all");
	buf_text(b, "</div>\n");
	page_section_close(b);
}
