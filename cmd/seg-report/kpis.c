/* kpis - what a business asks of each segment, and of all customers. */
#include "kpis.h"

#include <math.h>

#include "costs.h"
#include "diag.h"
#include "kpi.h"
#include "own_kpis.h"
#include "sections.h"
#include "tsv.h"

static const char *const columns[KPI_COLUMNS] = { "segment", "kpi", "value", "lower", "upper" };

/* The columns that are asked, in the order of COLUMN_*. */
enum {
	COLUMN_VALUE,
	COLUMN_ORDERS,
	COLUMN_MARGIN,
	COLUMN_CLV,
	COLUMN_RECENCY,
	COLUMN_TENURE,
	COLUMNS
};

/* Every customer's numbers, group by group: those of group g end at end[g]. */
struct people {
	double *x[COLUMNS]; /* NULL: no such column */
	size_t *end;
};

static double *column_of(const struct sources *s, struct arena *keep, const char *name, const size_t *place)
{
	const struct frame *f = s->customers;
	size_t k = input_find(f->in, name);
	double *raw, *out;
	size_t bad;

	if (k == SIZE_MAX)
		return NULL;
	raw = ARENA_ARRAY(keep, double, f->rows + 1);
	out = ARENA_ARRAY(keep, double, f->rows + 1);
	bad = frame_read_numbers(f, k, raw);
	if (bad != SIZE_MAX)
		die_at(frame_place(f, bad, k), "not a number: %s", quote(frame_cell(f, bad, k)).text);
	for (size_t i = 0; i < f->rows; i++)
		out[place[i]] = raw[i];
	return out;
}

static struct people people_of(const struct report *r, const struct sources *s, struct arena *keep)
{
	const char *const names[COLUMNS] = { r->set.value, "orders",       "margin",
		                             "clv",        "recency_days", "tenure_days" };
	const struct census *c = s->census;
	size_t *place = ARENA_ARRAY(keep, size_t, s->customers->rows + 1), n = 0;
	struct people p = { .end = ARENA_ARRAY(keep, size_t, c->groups + 1) };

	for (size_t g = 0; g < c->groups; g++) {
		p.end[g] = n;
		n += c->group[g].customers;
	}
	for (size_t i = 0; i < s->customers->rows; i++)
		place[i] = p.end[c->group_of[i]]++;
	for (size_t k = 0; k < COLUMNS; k++)
		p.x[k] = column_of(s, keep, names[k], place);
	return p;
}

static const double *from(const double *x, size_t at)
{
	return x ? x + at : NULL;
}

static struct kpi_group slice(const struct people *p, size_t at, size_t n, const struct costs *costs)
{
	return (struct kpi_group){ .n = n,
		                   .value = from(p->x[COLUMN_VALUE], at),
		                   .orders = from(p->x[COLUMN_ORDERS], at),
		                   .margin = from(p->x[COLUMN_MARGIN], at),
		                   .clv = from(p->x[COLUMN_CLV], at),
		                   .recency = from(p->x[COLUMN_RECENCY], at),
		                   .tenure = from(p->x[COLUMN_TENURE], at),
		                   .acquisition = costs->acquisition,
		                   .service = costs->service,
		                   .margin_share = costs->margin };
}

/* Costs of all customers: the mean over them, where every segment has its own; the margin counts by revenue. */
static struct costs costs_of_all(const struct census *c, const struct costs *of)
{
	struct costs all = { 0 };
	double revenue = exact_double(c->all.value);

	for (size_t g = 0; g < c->groups; g++) {
		double share = (double)c->group[g].customers / (double)c->all.customers;

		all.acquisition += of[g].acquisition * share;
		all.service += of[g].service * share;
		all.margin += revenue > 0 ? of[g].margin * exact_double(c->group[g].value) / revenue
		                          : NAN;
	}
	return all;
}

/* The groups, and all customers behind them. */
static struct kpi_group *groups_of(const struct report *r, const struct sources *s, struct arena *keep)
{
	const struct census *c = s->census;
	struct kpi_group *g = ARENA_ARRAY(keep, struct kpi_group, c->groups + 1);
	struct costs *costs = ARENA_ARRAY(keep, struct costs, c->groups + 1);
	struct people p = people_of(r, s, keep);
	struct buf scratch = { 0 };

	costs_check(r, side_frame(s, SIDE_COSTS), c);
	for (size_t i = 0; i < c->groups; i++) {
		costs[i] = costs_of(r, side_frame(s, SIDE_COSTS), tsv_text(c->group[i].name, &scratch));
		g[i] = slice(&p, i ? p.end[i - 1] : 0, c->group[i].customers, &costs[i]);
	}
	costs[c->groups] = costs_of_all(c, costs);
	g[c->groups] = slice(&p, 0, c->all.customers, &costs[c->groups]);
	for (size_t i = 0; i <= c->groups && s->timeline && s->timeline->compared; i++) {
		const struct timeline_spans *spans =
			i < c->groups ? &s->timeline->spans[i] : &s->timeline->spans_of_all;

		g[i].compared = true;
		g[i].before = spans->before.customers;
		g[i].both = spans->both;
	}
	buf_release(&scratch);
	return g;
}

/* One KPI of every group; `hidden` says of which a small count could be worked out. */
struct asked {
	struct kpi *of; /* groups + 1 */
	bool *hidden;
};

/* Counts of those who are in a rate, and of those who are not: none may be small, nor follow from the others. */
static void hide(struct report *r, struct asked *a, size_t groups)
{
	uint64_t *hits = ARENA_ARRAY(r->keep, uint64_t, groups + 1),
		 *of = ARENA_ARRAY(r->keep, uint64_t, groups + 1);

	for (size_t g = 0; g < groups; g++) {
		hits[g] = a->of[g].hits;
		of[g] = a->of[g].of;
	}
	a->hidden[groups] = !protect_rates(a->hidden, hits, of, groups, r->set.min_cell);
	for (size_t g = 0; g <= groups; g++)
		a->hidden[g] |= a->of[g].known < r->set.min_cell;
}

static struct asked ask(struct report *r, const struct kpi_kind *kind, const struct kpi_group *g,
                        size_t groups)
{
	struct asked a = { ARENA_ARRAY(r->keep, struct kpi, groups + 1),
		           ARENA_ARRAY(r->keep, bool, groups + 1) };

	for (size_t i = 0; i <= groups; i++)
		a.of[i] = kind->of(&g[i], r->set.confidence);
	hide(r, &a, groups);
	return a;
}

static struct cell number(double x, enum kpi_unit unit)
{
	static const enum unit units[] = {
		[KPI_COUNT] = UNIT_PLAIN, [KPI_MONEY] = UNIT_MONEY, [KPI_SHARE] = UNIT_SHARE, [KPI_NUMBER] = UNIT_RATIO, [KPI_MONTHS] = UNIT_RATIO
	};

	return cell_number(x, units[unit]);
}

static struct cell *add(struct table *t, struct cell segment, const char *name)
{
	struct cell *row = table_add(t);

	row[KPI_SEGMENT] = segment;
	row[KPI_NAME] = cell_text(name);
	return row;
}

static void put(struct table *t, struct cell segment, const struct kpi_kind *kind,
                const struct kpi *x, uint64_t n, struct exact revenue)
{
	struct cell *row;

	if (isnan(x->value))
		return;
	row = add(t, segment, kind->name);
	row[KPI_VALUE] = kind->unit == KPI_COUNT              ? cell_count(n, 0)
	                 : strcmp(kind->name, "revenue") == 0 ? cell_money(revenue)
	                                                      : number(x->value, kind->unit);
	row[KPI_LOWER] = number(x->low, kind->unit);
	row[KPI_UPPER] = number(x->high, kind->unit);
}

/* The row of the table of segments, when their size is told: it has the right to more. */
static const struct cell *told(const struct report *r, const struct census_group *g, struct buf *scratch)
{
	const struct table *t = report_table(r, "segments");
	struct str name = tsv_text(g->name, scratch);

	for (size_t i = 0; i < t->rows && g->name.n; i++) {
		const struct cell *row = table_at(t, i, 0);

		if (row->kind == CELL_TEXT && str_eq(row->text, name) && row[1].kind == CELL_COUNT)
			return row;
	}
	return NULL;
}

static void put_own(struct table *t, const struct report *r, const struct sources *s,
                    struct cell segment, size_t k, size_t group)
{
	const struct census *c = s->census;
	struct cell *row = add(t, segment, s->own_kpis->of[k].name);
	struct own_kpis_result x =
		own_kpis_value(s->own_kpis, r->keep, k, group < c->groups ? c->group_of : NULL,
	                       group, r->set.confidence);

	row[KPI_VALUE] = x.value;
	row[KPI_LOWER] = x.lower;
	row[KPI_UPPER] = x.upper;
}

void kpis_measure(struct table *t, struct report *r, const struct sources *s)
{
	const struct census *c = s->census;
	struct arena scratch = { 0 };
	struct buf name = { 0 };
	struct kpi_group *g;
	struct asked *a = ARENA_ARRAY(r->keep, struct asked, kpi_kind_count);

	table_init(t, r->keep, columns, KPI_COLUMNS);
	t->keys = 2;
	if (c->all.customers < r->set.min_cell)
		return;
	g = groups_of(r, s, &scratch);
	for (size_t k = 0; k < kpi_kind_count; k++)
		a[k] = ask(r, &kpi_kinds[k], g, c->groups);
	for (size_t i = 0; i <= c->groups; i++) {
		const struct census_group *own = i < c->groups ? &c->group[i] : &c->all;
		const struct cell *row = i < c->groups ? told(r, own, &name) : NULL;
		struct cell segment =
			row ? *row : (struct cell){ .kind = CELL_LABEL, .text = str_of(KPI_ALL) };

		bool secret = row && r->set.has_value && row[3].kind != CELL_MONEY; /* its revenue is */

		if (i < c->groups && !row)
			continue;
		for (size_t k = 0; k < kpi_kind_count; k++)
			if (!a[k].hidden[i] && !(secret && kpi_kinds[k].money))
				put(t, segment, &kpi_kinds[k], &a[k].of[i], own->customers, own->value);
		for (size_t k = 0; k < s->own_kpis->n; k++)
			put_own(t, r, s, segment, k, i);
	}
	buf_release(&name);
	arena_release(&scratch);
}
