/* census - counts and adds up customers, in all and by segment. */
#include "census.h"

#include <math.h>
#include <stdlib.h>

#include "day.h"
#include "diag.h"
#include "map.h"
#include "memory.h"
#include "order.h"
#include "total.h"

/* A column as exact amounts. */
struct amounts {
	const struct frame *f;
	size_t column;
	struct exact *value; /* per row */
	bool *known;
	size_t *bad; /* per part: the first row that is no amount, or SIZE_MAX */
};

static void part_amounts(void *arg, size_t i)
{
	const struct amounts *a = arg;
	const struct frame_part *part = &a->f->part[i];

	a->bad[i] = SIZE_MAX;
	for (size_t r = 0; r < part->index.rows; r++) {
		struct row row = tsv_row(&part->index, &part->bytes, r);
		struct str cell = row_cell(&row, a->column);

		a->known[part->first + r] = cell.n != 0;
		if (cell.n && !exact_parse(cell, &a->value[part->first + r])) {
			a->bad[i] = part->first + r;
			return;
		}
	}
}

static struct amounts amounts_read(const struct frame *f, size_t column, struct arena *scratch,
                                   struct crew *crew)
{
	struct amounts a = { f, column, ARENA_ARRAY(scratch, struct exact, f->rows),
		             ARENA_ARRAY(scratch, bool, f->rows),
		             ARENA_ARRAY(scratch, size_t, f->parts) };

	crew_each(crew, f->parts, part_amounts, &a);
	for (size_t i = 0; i < f->parts; i++)
		if (a.bad[i] != SIZE_MAX)
			die_at(frame_place(f, a.bad[i], column), "not an amount: %s",
			       quote(frame_cell(f, a.bad[i], column)).text);
	return a;
}

static void add(struct exact *sum, struct exact x, const struct amounts *a)
{
	if (!exact_add(sum, x))
		die(STATUS_INPUT, "column %s is too large to be added up",
		    quote(a->f->in->header.name[a->column]).text);
}

/* Fills groups in byte order of the names; returns the group of every row. */
static size_t *find_groups(struct census *c, struct arena *keep, struct arena *scratch,
                           const struct frame *f, const struct census_columns *col)
{
	size_t *group = ARENA_ARRAY(keep, size_t, f->rows), *order, *place;
	struct str *name = NULL;
	struct map map = { 0 };
	size_t room = 0;

	for (size_t i = 0; i < f->parts; i++)
		for (size_t r = 0; r < f->part[i].index.rows; r++) {
			struct row row = tsv_row(&f->part[i].index, &f->part[i].bytes, r);
			struct str cell = row_cell(&row, col->segment);
			uint64_t hash = map_hash(cell);
			size_t k = map_find(&map, cell, hash);

			if (k == MAP_NONE) {
				k = map_add(&map, cell, hash);
				if (k >= room) {
					room = room ? 2 * room : 16;
					name = memory_resize(name, room, sizeof(*name));
				}
				name[k] = cell;
			}
			group[f->part[i].first + r] = k;
		}
	c->groups = map.n;
	for (size_t k = 0; col->name && k < map.n; k++)
		name[k] = col->name(col->names, name[k]);
	c->group = ARENA_ARRAY(keep, struct census_group, c->groups);
	order = ARENA_ARRAY(scratch, size_t, c->groups);
	place = ARENA_ARRAY(scratch, size_t, c->groups);
	order_keys(order, name, c->groups);
	for (size_t k = 0; k < c->groups; k++) {
		place[order[k]] = k;
		c->group[k].name = name[order[k]];
		if (k && str_eq(c->group[k].name, c->group[k - 1].name))
			die(STATUS_INPUT, "two segments called %s: names tell segments apart",
			    quote(c->group[k].name).text);
	}
	for (size_t i = 0; i < f->rows; i++)
		c->group[group[i] = place[group[i]]].customers++;
	map_release(&map);
	free(name);
	return group;
}

static void rank(struct census_group *g, __int128 value)
{
	if (value > g->largest) {
		g->second = g->largest;
		g->largest = value;
	} else if (value > g->second) {
		g->second = value;
	}
}

/* Values: their sums, and who holds how much. */
static void take_values(struct census *c, struct arena *keep, const struct amounts *a, const size_t *group)
{
	__int128 *units = ARENA_ARRAY(keep, __int128, a->f->rows);
	bool few = c->groups <= CENSUS_SQUARED; /* a total is half a kilobyte */
	struct total *squares = memory_zero(few ? c->groups + 1 : 1, sizeof(*squares));
	struct exact positive = { 0 };

	for (size_t i = 0; i < a->f->rows; i++) {
		double x = exact_double(a->value[i]);

		if (!a->known[i])
			continue;
		if (few)
			total_add(&squares[group[i]], x * x);
		add(&c->group[group[i]].value, a->value[i], a);
		rank(&c->group[group[i]], a->value[i].units);
		add(&c->all.value, a->value[i], a);
		if (a->value[i].units < 0)
			c->negative++;
		else
			add(&positive, a->value[i], a); /* so that lorenz_fit cannot overflow */
		units[c->valued++] = a->value[i].units;
	}
	for (size_t g = 0; g < c->groups; g++)
		c->group[g].squares = few ? total_value(&squares[g]) : NAN;
	free(squares);
	lorenz_fit(&c->lorenz, units, c->valued);
}

static void take_grid(struct census *c, struct arena *scratch, const struct frame *f,
                      const struct census_columns *col, const struct amounts *value, struct crew *crew)
{
	double *recency = ARENA_ARRAY(scratch, double, f->rows),
	       *orders = ARENA_ARRAY(scratch, double, f->rows);
	__int128 *amount = ARENA_ARRAY(scratch, __int128, f->rows);

	frame_numbers(f, col->recency, recency, crew);
	frame_numbers(f, col->orders, orders, crew);
	for (size_t i = 0; value && i < f->rows; i++)
		amount[i] = value->known[i] ? value->value[i].units : 0;
	grid_fit(&c->grid, recency, orders, amount, f->rows, f->rows < CENSUS_GRID_WIDE ? 3 : GRID_MOST);
}

static void take_orders(struct census *c, const struct amounts *a)
{
	for (size_t i = 0; i < a->f->rows; i++) {
		if (!a->known[i])
			continue;
		add(&c->orders, a->value[i], a);
		c->once += a->value[i].units >= exact_of(1).units;
		c->again += a->value[i].units >= exact_of(2).units;
	}
}

static void put_typical(struct census *c, size_t t, const struct spreads_column *own)
{
	c->all.typical[t] = own ? own->all.median : NAN;
	for (size_t g = 0; g < c->groups; g++)
		c->group[g].typical[t] = own ? own->group[g].median : NAN;
}

/* Medians of columns that must be numbers. */
static void take_typical(struct census *c, struct arena *keep, const struct frame *f,
                         const struct census_columns *col, struct crew *crew)
{
	struct spreads_column own[CENSUS_TYPICAL] = { { 0 } };
	size_t of[CENSUS_TYPICAL], n = 0;

	for (size_t t = 0; t < CENSUS_TYPICAL; t++)
		if (col->typical[t] != SIZE_MAX) {
			own[n].column = col->typical[t];
			of[n++] = t;
		} else {
			put_typical(c, t, NULL);
		}
	spreads_take(own, n, keep, f, c->group_of, c->groups, crew);
	for (size_t i = 0; i < n; i++) {
		if (own[i].bad != SIZE_MAX)
			die_at(frame_place(f, own[i].bad, own[i].column), "not a number: %s",
			       quote(frame_cell(f, own[i].bad, own[i].column)).text);
		put_typical(c, of[i], &own[i]);
	}
}

static void take_traits(struct census *c, struct arena *keep, const struct frame *f,
                        const struct census_columns *col, struct crew *crew)
{
	struct spreads_column batch[CENSUS_TRAITS];

	for (size_t from = 0; from < col->traits && c->traits < CENSUS_TRAITS; from += CENSUS_TRAITS) {
		size_t n = col->traits - from < CENSUS_TRAITS ? col->traits - from : CENSUS_TRAITS;

		for (size_t i = 0; i < n; i++)
			batch[i] = (struct spreads_column){ .column = col->trait[from + i] };
		spreads_take(batch, n, keep, f, c->group_of, c->groups, crew);
		for (size_t i = 0; i < n && c->traits < CENSUS_TRAITS; i++)
			if (batch[i].numbers)
				c->trait[c->traits++] = batch[i];
	}
}

static void take_stages(struct census *c, struct arena *scratch, const struct frame *f,
                        const struct census_columns *col, struct crew *crew)
{
	double *recency = ARENA_ARRAY(scratch, double, f->rows),
	       *tenure = ARENA_ARRAY(scratch, double, f->rows);

	frame_numbers(f, col->recency, recency, crew);
	frame_numbers(f, col->tenure, tenure, crew);
	c->has_stages = true;
	for (size_t i = 0; i < f->rows; i++) {
		size_t stage = tenure[i] <= CENSUS_STAGE_DAYS        ? 0
		               : recency[i] <= CENSUS_STAGE_DAYS     ? 1
		               : recency[i] <= 2 * CENSUS_STAGE_DAYS ? 2
		                                                     : 3;

		if (isnan(recency[i]) || isnan(tenure[i]))
			continue;
		c->group[c->group_of[i]].stage[stage]++;
		c->all.stage[stage]++;
	}
}

/* From the first order of all to the last; no span when a cell is no date. */
static void take_span(struct census *c, const struct frame *f, size_t first, size_t last)
{
	for (size_t i = 0; i < f->parts; i++)
		for (size_t r = 0; r < f->part[i].index.rows; r++) {
			struct row row = tsv_row(&f->part[i].index, &f->part[i].bytes, r);
			struct str from = row_cell(&row, first), to = row_cell(&row, last);
			struct moment a, b;

			if (!from.n && !to.n)
				continue;
			if (!day_parse_moment(from, &a) || !day_parse_moment(to, &b)) {
				c->has_span = false;
				return;
			}
			if (!c->has_span || a.day < c->first_day)
				c->first_day = a.day;
			if (!c->has_span || b.day > c->last_day)
				c->last_day = b.day;
			c->has_span = true;
		}
}

void census_take(struct census *c, struct arena *keep, const struct frame *f,
                 const struct census_columns *col, struct crew *crew)
{
	struct arena scratch = { 0 };
	struct amounts amounts;
	size_t *group;

	*c = (struct census){ .all.customers = f->rows };
	group = find_groups(c, keep, &scratch, f, col);
	c->group_of = group;
	if (col->value != SIZE_MAX) {
		amounts = amounts_read(f, col->value, &scratch, crew);
		take_values(c, keep, &amounts, group);
	}
	if (col->recency != SIZE_MAX && col->orders != SIZE_MAX && f->rows >= CENSUS_GRID)
		take_grid(c, &scratch, f, col, col->value != SIZE_MAX ? &amounts : NULL, crew);
	if (col->orders != SIZE_MAX) {
		amounts = amounts_read(f, col->orders, &scratch, crew);
		take_orders(c, &amounts);
	}
	take_typical(c, keep, f, col, crew);
	take_traits(c, keep, f, col, crew);
	if (col->recency != SIZE_MAX && col->tenure != SIZE_MAX)
		take_stages(c, &scratch, f, col, crew);
	if (col->first != SIZE_MAX && col->last != SIZE_MAX)
		take_span(c, f, col->first, col->last);
	arena_release(&scratch);
}
