/* plan - which columns are counted, and in which tables. */
#include "plan.h"

#include <stdlib.h>

#include "buf.h"
#include "diag.h"
#include "exact.h"
#include "num.h"
#include "state.h"

/* The number of a column; one that was named before keeps its own. */
static size_t name_column(struct count *c, struct str name)
{
	for (size_t i = 0; i < c->columns; i++)
		if (str_eq(c->name[i], name))
			return i;
	c->name[c->columns] = arena_str(&c->keep, name);
	return c->columns++;
}

static size_t name_role(struct count *c, const char *name)
{
	return name ? name_column(c, str_of(name)) : COUNT_NONE;
}

static void name_groups(struct count *c, const char *list)
{
	struct str rest = str_of(list), name;

	while (str_split(&rest, ',', &name)) {
		size_t before = c->columns;

		if (before == COUNT_GROUPS_MOST)
			die_usage("--group: more than %d columns", COUNT_GROUPS_MOST);
		if (name_column(c, name) != before)
			die_usage("--group: %s is named twice", quote(name).text);
	}
	if (!c->columns)
		die_usage("--group: no column named");
	c->groups = c->columns;
}

static void name_strata(struct count *c, const char *list)
{
	struct str rest = str_of(list ? list : ""), name;

	while (str_split(&rest, ',', &name)) {
		if (c->strata == COUNT_STRATA_MOST)
			die_usage("--strata: more than %d columns", COUNT_STRATA_MOST);
		c->stratum[c->strata++] = name_column(c, name);
	}
	if (list && !c->strata)
		die_usage("--strata: no column named");
}

/* All columns of the header that have no other part, or those of the list. */
static void name_proxies(struct count *c, const struct count_names *names, const struct tsv_header *header)
{
	bool all = names->proxies && strcmp(names->proxies, "all") == 0;
	size_t before = c->columns;
	struct str rest = str_of(names->proxies ? names->proxies : ""), name;

	if (all && !header)
		die_usage("--proxies=all: a state has no header; name the columns");
	for (size_t i = 0; all && i < header->columns; i++)
		if (!str_is(header->name[i], names->id))
			name_column(c, header->name[i]);
	for (size_t i = before; all && i < c->columns; i++)
		c->proxy[c->proxies++] = i;
	while (!all && str_split(&rest, ',', &name)) {
		size_t column = name_column(c, name);

		for (size_t i = 0; i < c->proxies; i++)
			if (c->proxy[i] == column)
				die_usage("--proxies: %s is named twice", quote(name).text);
		if (c->proxies == TSV_COLUMNS_MOST)
			die_usage("--proxies: more than %d columns", TSV_COLUMNS_MOST);
		c->proxy[c->proxies++] = column;
	}
	if (names->proxies && !c->proxies)
		die_usage("--proxies: no column %s", all ? "is left" : "named");
}

/* A table of the group columns in `group`, which ascend. */
static void add_table(struct count *c, struct tally_table *table, const size_t *group, size_t depth,
                      enum count_kind kind, const size_t *more, size_t n)
{
	struct tally_table *t = &table[c->shape.tables];
	struct count_table *made = &c->table[c->shape.tables++];
	struct buf name = { 0 };

	for (size_t i = 0; i < depth; i++) {
		t->column[t->ways++] = group[i];
		buf_text(&name, i ? "," : "");
		buf_str(&name, c->name[group[i]]);
	}
	for (size_t i = 0; i < n; i++)
		if (more[i] != COUNT_NONE)
			t->column[t->ways++] = more[i];
	*made = (struct count_table){ .group_by = arena_str(&c->keep, buf_view(&name)),
		                      .depth = depth,
		                      .kind = kind,
		                      .column = n ? more[0] : COUNT_NONE };
	buf_release(&name);
}

static void add_tables(struct count *c, struct tally_table *table, const size_t *group, size_t depth)
{
	size_t strata[COUNT_STRATA_MOST + 1], n = 0;

	add_table(c, table, group, depth, COUNT_RATES,
	          (size_t[]){ c->outcome, c->label, c->segment, c->weight }, 4);
	while (n < c->strata) {
		strata[n] = c->stratum[n];
		n++;
	}
	strata[n++] = c->outcome;
	if (c->strata)
		add_table(c, table, group, depth, COUNT_STRATA, strata, n);
	if (c->score != COUNT_NONE)
		add_table(c, table, group, depth, COUNT_SCORE, (size_t[]){ c->score, c->label }, 2);
	if (c->value != COUNT_NONE)
		add_table(c, table, group, depth, COUNT_VALUE, &c->value, 1);
	if (c->actual != COUNT_NONE)
		add_table(c, table, group, depth, COUNT_ACTUAL, (size_t[]){ c->value, c->actual }, 2);
	for (size_t i = 0; depth == 1 && i < c->proxies; i++)
		if (c->proxy[i] != group[0])
			add_table(c, table, group, depth, COUNT_PROXY, &c->proxy[i], 1);
}

/* The next choice of `depth` of n columns, in order; false after the last. */
static bool next_choice(size_t *group, size_t depth, size_t n)
{
	size_t i = depth;

	while (i > 0 && group[i - 1] == n - depth + i - 1)
		i--;
	if (i == 0)
		return false;
	group[i - 1]++;
	for (; i < depth; i++)
		group[i] = group[i - 1] + 1;
	return true;
}

static size_t choices(size_t n, size_t depth)
{
	size_t ways = 1;

	for (size_t i = 0; i < depth; i++)
		ways = ways * (n - i) / (i + 1);
	return ways;
}

static int by_name(const void *a, const void *b)
{
	const struct count_table *const *x = a, *const *y = b;
	int order = str_cmp((*x)->group_by, (*y)->group_by);

	order = order ? order : (int)(*x)->kind - (int)(*y)->kind;
	return order ? order : ((*x)->column > (*y)->column) - ((*x)->column < (*y)->column);
}

/* Puts the tables in byte order of their names, and names the rows of their states. */
static void sort_tables(struct count *c, struct tally_table *table)
{
	static const char *const words[] = { "", ".strata", ".score", ".value", ".actual", ".proxy" };
	size_t n = c->shape.tables;
	const struct count_table **order = ARENA_ARRAY(&c->keep, const struct count_table *, n);
	struct count_table *sorted = ARENA_ARRAY(&c->keep, struct count_table, n);
	struct tally_table *sorted_table = ARENA_ARRAY(&c->keep, struct tally_table, n);

	for (size_t k = 0; k < n; k++)
		order[k] = &c->table[k];
	qsort(order, n, sizeof(*order), by_name);
	for (size_t k = 0; k < n; k++) {
		size_t number = 0;

		sorted[k] = *order[k];
		sorted_table[k] = table[order[k] - c->table];
		while (sorted[k].kind == COUNT_PROXY && c->proxy[number] != sorted[k].column)
			number++;
		sorted[k].tag = arena_printf(&c->keep, "%s%s", STATE_TAG, words[sorted[k].kind]);
		if (sorted[k].kind == COUNT_PROXY)
			sorted[k].tag = arena_printf(&c->keep, "%s%zu", sorted[k].tag, number + 1);
	}
	c->table = sorted;
	c->shape.table = sorted_table;
}

void count_plan(struct count *c, const struct count_names *names, const struct tsv_header *header)
{
	size_t n = 0;
	struct tally_table *table;

	*c = (struct count){ 0 };
	c->name = ARENA_ARRAY(&c->keep, struct str, COUNT_GROUPS_MOST + 16 + 2 * TSV_COLUMNS_MOST);
	c->proxy = ARENA_ARRAY(&c->keep, size_t, TSV_COLUMNS_MOST);
	name_groups(c, names->groups);
	c->outcome = name_role(c, names->outcome);
	c->label = name_role(c, names->label);
	c->segment = name_role(c, names->segment);
	c->weight = name_role(c, names->weight);
	c->score = name_role(c, names->score);
	c->value = name_role(c, names->value);
	c->actual = name_role(c, names->actual);
	name_strata(c, names->strata);
	name_proxies(c, names, header);
	for (size_t depth = 1; depth <= names->depth && depth <= c->groups; depth++)
		n += choices(c->groups, depth) * (COUNT_PROXY + (depth == 1 ? c->proxies : 0));
	c->table = ARENA_ARRAY(&c->keep, struct count_table, n);
	table = ARENA_ARRAY(&c->keep, struct tally_table, n);
	for (size_t depth = 1; depth <= names->depth && depth <= c->groups; depth++) {
		size_t group[COUNT_DEPTH_MOST] = { 0, 1, 2, 3 };

		do
			add_tables(c, table, group, depth);
		while (next_choice(group, depth, c->groups));
	}
	sort_tables(c, table);
	c->shape.columns = c->columns;
	state_digest(c);
	tally_init(&c->tally, &c->shape);
}

const char *plan_number_problem(const struct count *c, size_t column, struct str cell)
{
	double x;
	struct exact w;

	if (column == c->weight && (!exact_parse(cell, &w) || w.units < 0))
		return cell.n ? "not a weight of at least 0, of at most nine decimals"
		              : "no weight: give every row one (0 leaves it out)";
	if ((column == c->score || column == c->value || column == c->actual) && cell.n &&
	    !num_parse(cell, &x))
		return "not a number";
	return NULL;
}
