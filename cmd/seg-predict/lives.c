/* lives - customers read from rows, and what a model of lifetimes answers for each. */
#include "lives.h"

#include <math.h>

#include "day.h"
#include "diag.h"
#include "mending.h"
#include "num.h"

#define OWN 8      /* columns at most */
#define SOON 18262 /* days: a date beyond 50 years says nothing */
#define DAYS_A_YEAR 365.2425

void lives_columns(struct lives *l)
{
	const struct input *in = &l->predict->in;
	struct str name[4] = { str_of("btyd_x") };
	size_t at[4], n = 1;

	if (l->model.has_orders) {
		name[n++] = str_of("btyd_tx");
		name[n++] = str_of("btyd_T");
	}
	if (l->model.has_spend)
		name[n++] = str_of("btyd_m");
	predict_columns(l->predict, &(struct tsv_header){ name, n }, at);
	l->column = (struct lives_columns){ .x = at[0],
		                            .tx = l->model.has_orders ? at[1] : SIZE_MAX,
		                            .T = l->model.has_orders ? at[2] : SIZE_MAX,
		                            .m = l->model.has_spend ? at[n - 1] : SIZE_MAX,
		                            .unit = input_find(in, "btyd_unit"),
		                            .id = input_find(in, l->predict->id),
		                            .segment = input_find(in, "segment") };
	if (l->column.unit == SIZE_MAX && l->model.has_orders && !l->predict->unit)
		note("no column btyd_unit: times are taken for %s (--unit says otherwise)",
		     l->model.unit->plural);
}

static bool read_number(const struct predict *p, const struct row *row, size_t column,
                        size_t number, double *out, struct fault *f)
{
	struct str cell = mending_cell(p, row, column);

	*out = NAN;
	if (!cell.n || num_parse(cell, out)) {
		*out = mending_number(p, column, *out);
		return true;
	}
	fault_set(f, number, p->in.header.name[column].p, "not a number: %s", quote(cell).text);
	return false;
}

/* How many of the model's units one of the row's is; 0 with a fault when there is no such unit. */
static double unit_of(const struct lives *l, const struct row *row, size_t number, struct fault *f)
{
	const struct lifetime_unit *unit;
	struct str cell;

	if (l->column.unit == SIZE_MAX)
		return l->predict->unit
		               ? lifetime_unit_find(str_of(l->predict->unit))->days / l->model.unit->days
		               : 1;
	cell = row_cell(row, l->column.unit);
	unit = lifetime_unit_find(cell);
	if (!unit) {
		fault_set(f, number, "btyd_unit", "not D, W or M: %s", quote(cell).text);
		return 0;
	}
	if (l->predict->unit && !str_is(cell, l->predict->unit)) {
		fault_set(f, number, NULL, "btyd_unit is %s, but --unit says %s", quote(cell).text,
		          l->predict->unit);
		f->status = STATUS_USAGE;
		return 0;
	}
	return unit->days / l->model.unit->days;
}

/* False with a fault when the row makes no sense; it may still be one of which too little is known. */
bool lives_read(const struct lives *l, const struct row *row, size_t number, struct customer *c,
                struct fault *f)
{
	const struct predict *p = l->predict;
	double unit = 1;
	const char *wrong;

	*c = (struct customer){ .mean = NAN };
	if (!read_number(p, row, l->column.x, number, &c->h.x, f))
		return false;
	if (l->column.m != SIZE_MAX && !read_number(p, row, l->column.m, number, &c->mean, f))
		return false;
	if (l->column.tx != SIZE_MAX && (!read_number(p, row, l->column.tx, number, &c->h.tx, f) ||
	                                 !read_number(p, row, l->column.T, number, &c->h.T, f)))
		return false;
	c->known = !isnan(c->h.x) && !isnan(c->h.tx) && !isnan(c->h.T);
	if (!c->known)
		return true;
	wrong = history_check(&c->h);
	if (wrong) {
		fault_set(f, number, NULL, "%s", wrong);
		return false;
	}
	if (l->column.tx != SIZE_MAX)
		unit = unit_of(l, row, number, f);
	c->h.tx *= unit;
	c->h.T *= unit;
	if (c->h.x == 0 || !(c->mean > 0))
		c->mean = NAN;
	return unit > 0;
}

/* The names of the columns that a model of this kind writes. */
static size_t own_columns(const struct lifetime *l, bool next_order, const char **name)
{
	size_t n = 0;

	if (l->has_orders) {
		name[n++] = "p_alive";
		name[n++] = "expected_orders";
	}
	if (l->has_spend)
		name[n++] = "expected_value";
	if (l->has_orders && l->has_spend) {
		name[n++] = "clv";
		name[n++] = "clv_lo";
		name[n++] = "clv_hi";
	}
	if (next_order) {
		name[n++] = "next_order";
		name[n++] = "p_order";
	}
	return n;
}

void lives_answer(const struct lives *l, struct customer *c, size_t n)
{
	const struct clv_plan *plan = &l->future.plan;
	size_t first = l->model.has_spend ? 0 : plan->months - 1, times = plan->months - first;
	double orders[CLV_MONTHS_MOST], alive[CLV_MONTHS_MOST];
	struct history h[CLV_MONTHS_MOST];

	if (!l->model.has_orders)
		return;
	for (size_t at = 0, some; at < n; at += some) {
		some = CLV_MONTHS_MOST / times < n - at ? CLV_MONTHS_MOST / times : n - at;
		for (size_t i = 0; i < some; i++)
			h[i] = c[at + i].known ? c[at + i].h : (struct history){ 0, 0, 1 };
		btyd_answer(&l->answers, h, some, plan->until + first, times, alive, orders);
		for (size_t i = 0; i < some; i++) {
			c[at + i].alive = alive[i];
			c[at + i].orders = orders[i * times + times - 1];
			c[at + i].worth = first ? 0 : clv_expect(orders + i * times, plan);
		}
	}
}

/* The cells of a customer's row; how many. */
static size_t cells(const struct lives *l, struct future_totals *t, const struct row *row,
                    const struct customer *c, double *worth, double *out)
{
	const struct lifetime *m = &l->model;
	struct future_row future = { .history = &c->h, .mean = c->mean };
	double value = NAN, clv = NAN, low = NAN, high = NAN;
	size_t n = 0;

	if (m->has_orders) {
		out[n++] = c->alive;
		out[n++] = c->orders;
	}
	if (m->has_spend)
		out[n++] = value = isnan(c->mean) ? spend_expect(&m->spend, 0, 0)
		                                  : spend_expect(&m->spend, c->h.x, c->mean);
	if (!m->has_orders)
		return n;
	if (m->has_spend)
		clv = value * c->worth;
	if (l->future.totals || (m->has_spend && l->future.draws)) {
		future.id = l->column.id == SIZE_MAX ? row_line(row) : row_cell(row, l->column.id);
		future.segment = l->column.segment == SIZE_MAX ? (struct str){ 0 }
		                                               : row_cell(row, l->column.segment);
		future.expected_orders = c->orders;
		future.expected_value = c->orders * value;
		future.expected_worth = clv;
		future_run(&l->future, t, &future, worth, &low, &high);
	}
	if (m->has_spend) {
		out[n++] = clv;
		out[n++] = low;
		out[n++] = high;
	}
	return n;
}

/* The day by which half of those alive, and who stay so, have ordered again; nothing when that is too far away. */
static struct str next_order(const struct lives *l, const struct customer *c, char *text)
{
	double days = ceil(btyd_next(&l->model.orders, &c->h) * l->model.unit->days);

	if (!(days <= SOON))
		return (struct str){ 0 };
	return (struct str){ text, day_print(text, l->predict->as_of + (int32_t)days) };
}

/* The chance of an order up to the horizon. */
static double order_by_then(const struct lives *l, const struct customer *c)
{
	const struct clv_plan *plan = &l->future.plan;

	return c->alive * btyd_order_alive(&l->model.orders, &c->h, plan->until[plan->months - 1]);
}

void lives_put(const struct lives *l, struct block *b, struct future_totals *t,
               const struct row *row, const struct customer *c)
{
	double value[OWN] = { 0 };
	char text[OWN][NUM_TEXT];
	struct str own[OWN] = { { 0 } };
	size_t n = 0;

	buf_clear(&b->scratch);
	buf_reserve(&b->scratch, (l->future.draws + 1) * sizeof(double) + 16);
	if (c->known)
		n = cells(l, t, row, c, (double *)(void *)b->scratch.p, value);
	for (size_t i = 0; i < n; i++)
		own[i] = (struct str){ text[i], isfinite(value[i]) ? num_print(text[i], value[i]) : 0 };
	if (n && l->predict->next_order) {
		own[n] = next_order(l, c, text[n]);
		own[n + 1] = (struct str){ text[n + 1], num_print(text[n + 1], order_by_then(l, c)) };
	}
	layout_put_row(&l->layout, &b->out, row, own);
}

void lives_merge(void *lives, void *totals)
{
	struct lives *l = lives;

	future_merge(&l->future, &l->totals, totals);
	future_release(totals);
}

static double days_to(const struct predict *p, size_t month)
{
	int year, m, day;
	int32_t then;

	if (!p->has_as_of)
		return (double)month * DAYS_A_YEAR / 12;
	day_to_civil(p->as_of, &year, &m, &day);
	year += (int)((size_t)m - 1 + month) / 12;
	m = (int)((size_t)m - 1 + month) % 12 + 1;
	while (!day_from_civil(year, m, day, &then) && day > 28)
		day--;
	return then - p->as_of;
}

static void make_plan(struct clv_plan *plan, const struct predict *p, const struct lifetime_unit *unit)
{
	double horizon = p->horizon.months ? days_to(p, p->horizon.months) : p->horizon.days, before = 0;

	*plan = (struct clv_plan){ 0 };
	for (size_t i = 1; plan->months < CLV_MONTHS_MOST && before < horizon; i++) {
		double whole = days_to(p, i), end = whole < horizon ? whole : horizon;
		double years = ((double)i - 1 + (end - before) / (whole - before)) / 12;

		plan->worth[plan->months] = p->margin * exp(-years * log1p(p->discount));
		plan->until[plan->months++] = end / unit->days;
		before = whole;
	}
}

static void look_ahead(struct lives *l)
{
	struct predict *p = l->predict;
	const struct lifetime *m = &l->model;

	if (p->next_order && !m->has_orders)
		die_usage("--next-order: a model of spend alone knows no orders to come");
	if (!m->has_orders)
		return;
	btyd_answers_make(&l->answers, &p->keep, &m->orders);
	l->future.orders = &m->orders;
	l->future.spend = m->has_spend ? &m->spend : NULL;
	l->future.seed = p->seed;
	l->future.confidence = p->confidence;
	l->future.totals = p->metrics != NULL;
	l->future.draws = m->has_spend || p->metrics ? p->draws : 0;
	l->future.draw = ARENA_ARRAY(&p->keep, struct clv_draw, l->future.draws + 1);
	make_plan(&l->future.plan, p, m->unit);
	if (!clv_draws(l->future.draw, l->future.draws, &m->orders, l->future.spend, p->seed))
		die(STATUS_INPUT, "the covariance of the model is none: not positive definite");
}

void lives_start(struct lives *l)
{
	struct predict *p = l->predict;
	struct buf header = { 0 };
	const char *own[OWN];
	size_t n = own_columns(&l->model, p->next_order, own);

	look_ahead(l);
	layout_make(&l->layout, &p->keep, &p->in.header, own, n, p->in.headerless);
	p->out = out_open(p->tool->output);
	layout_put_header(&l->layout, &header);
	out_take(p->out, &header);
	buf_release(&header);
}

void lives_end(struct lives *l, uint64_t rows)
{
	struct predict *p = l->predict;

	if (l->unknown)
		note("%llu row%s without the numbers the model needs: no answer there",
		     (unsigned long long)l->unknown, l->unknown == 1 ? "" : "s");
	if (p->metrics && l->model.has_orders)
		future_write(&l->future, &l->totals, p->metrics);
	future_release(&l->totals);
	tool_stat(p->tool, "rows_in", p->in.rows);
	tool_stat(p->tool, "rows_out", rows);
	tool_stat(p->tool, "rows_unknown", l->unknown);
}
