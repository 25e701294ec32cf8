/* count - what is counted of the rows: one joint table for each group column, and for crossings of them. */
#include "count.h"

#include <stdlib.h>

#include "buf.h"
#include "diag.h"
#include "state.h"

/* --- the plan --- */

static void name_groups(struct count *c, const char *list)
{
	struct str rest = str_of(list), name;

	while (str_split(&rest, ',', &name)) {
		if (c->columns == COUNT_GROUPS_MOST)
			die_usage("--group: more than %d columns", COUNT_GROUPS_MOST);
		for (size_t i = 0; i < c->columns; i++)
			if (str_eq(c->name[i], name))
				die_usage("--group: %s is named twice", quote(name).text);
		c->name[c->columns++] = arena_str(&c->keep, name);
	}
	if (!c->columns)
		die_usage("--group: no column named");
	c->groups = c->columns;
}

static size_t name_column(struct count *c, const char *name)
{
	if (!name)
		return COUNT_NONE;
	c->name[c->columns] = str_of(name);
	return c->columns++;
}

/* A table of the group columns in `group`, which ascend. */
static void add_table(struct count *c, struct tally_table *table, const size_t *group, size_t depth)
{
	struct tally_table *t = &table[c->shape.tables];
	struct buf name = { 0 };

	for (size_t i = 0; i < depth; i++) {
		t->column[t->ways++] = group[i];
		buf_text(&name, i ? "," : "");
		buf_str(&name, c->name[group[i]]);
	}
	for (size_t i = c->groups; i < c->columns; i++)
		t->column[t->ways++] = i;
	c->table[c->shape.tables++] =
		(struct count_table){ arena_str(&c->keep, buf_view(&name)), depth };
	buf_release(&name);
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

	return str_cmp((*x)->group_by, (*y)->group_by);
}

/* Puts the tables in byte order of their names. */
static void sort_tables(struct count *c, struct tally_table *table)
{
	size_t n = c->shape.tables;
	const struct count_table **order = ARENA_ARRAY(&c->keep, const struct count_table *, n);
	struct count_table *sorted = ARENA_ARRAY(&c->keep, struct count_table, n);
	struct tally_table *sorted_table = ARENA_ARRAY(&c->keep, struct tally_table, n);

	for (size_t k = 0; k < n; k++)
		order[k] = &c->table[k];
	qsort(order, n, sizeof(*order), by_name);
	for (size_t k = 0; k < n; k++) {
		sorted[k] = *order[k];
		sorted_table[k] = table[order[k] - c->table];
	}
	c->table = sorted;
	c->shape.table = sorted_table;
}

void count_plan(struct count *c, const struct count_names *names)
{
	size_t n = 0;
	struct tally_table *table;

	*c = (struct count){ 0 };
	name_groups(c, names->groups);
	c->outcome = name_column(c, names->outcome);
	c->label = name_column(c, names->label);
	c->segment = name_column(c, names->segment);
	for (size_t depth = 1; depth <= names->depth && depth <= c->groups; depth++)
		n += choices(c->groups, depth);
	c->table = ARENA_ARRAY(&c->keep, struct count_table, n);
	table = ARENA_ARRAY(&c->keep, struct tally_table, n);
	for (size_t depth = 1; depth <= names->depth && depth <= c->groups; depth++) {
		size_t group[COUNT_DEPTH_MOST] = { 0, 1, 2, 3 };

		do
			add_table(c, table, group, depth);
		while (next_choice(group, depth, c->groups));
	}
	sort_tables(c, table);
	c->shape.columns = c->columns;
	state_digest(c);
	tally_init(&c->tally, &c->shape);
}

/* --- the rows --- */

struct job {
	struct count *count;
	struct input *in;
	size_t column[COUNT_GROUPS_MOST + 3];
};

/* What a worker has counted. */
struct worker {
	struct tally tally;
	uint64_t seen, used, dropped;
	bool accounted;
};

static void count_block(void *arg, struct block *b, void *state)
{
	const struct job *job = arg;
	struct worker *w = state;
	size_t rows = input_rows(job->in, b);

	for (size_t i = 0; i < rows; i++) {
		struct row row = tsv_row(&b->index, &b->in, i);
		struct str cell[COUNT_GROUPS_MOST + 3];

		for (size_t c = 0; c < job->count->columns; c++)
			cell[c] = row_cell(&row, job->column[c]);
		tally_add(&w->tally, &job->count->shape, cell);
	}
	w->seen += rows;
	w->used += rows;
	w->accounted |= rows > 0;
}

static void load_block(void *arg, struct block *b, void *state)
{
	const struct job *job = arg;
	struct worker *w = state;
	size_t rows = input_rows(job->in, b);

	for (size_t i = 0; i < rows && !b->fault.text[0]; i++) {
		struct row row = tsv_row(&b->index, &b->in, i);
		struct state_row read;

		if (!state_read(&read, job->count, &row, i, &b->fault))
			return;
		if (read.table == COUNT_NONE) {
			w->seen += read.seen;
			w->used += read.used;
			w->dropped += read.dropped;
			w->accounted = true;
		} else if (!tally_load(&w->tally, &job->count->shape, read.table, read.cell, read.count)) {
			fault_set(&b->fault, i, "count", "more rows than can be counted");
		}
	}
}

static void block_done(void *arg, struct block *b)
{
	input_done(((struct job *)arg)->in, b);
}

static void merge_counts(void *arg, void *state)
{
	struct count *c = ((struct job *)arg)->count;
	struct worker *w = state;

	if (!tally_merge(&c->tally, &w->tally))
		die(STATUS_INPUT, "more rows than can be counted");
	c->seen += w->seen;
	c->used += w->used;
	c->dropped += w->dropped;
	c->accounted |= w->accounted;
	tally_release(&w->tally);
}

static void run(struct job *job, size_t threads, void (*work)(void *, struct block *, void *))
{
	blocks_run(&(struct blocks){ .threads = threads,
	                             .state_size = sizeof(struct worker),
	                             .fill = input_fill,
	                             .from = job->in,
	                             .work = work,
	                             .done = block_done,
	                             .merge = merge_counts,
	                             .job = job });
	tally_sort(&job->count->tally);
}

void count_rows(struct count *c, struct input *in, size_t threads)
{
	struct job job = { .count = c, .in = in };

	for (size_t i = 0; i < c->columns; i++)
		job.column[i] = input_column(in, c->name[i].p);
	run(&job, threads, count_block);
}

void count_states(struct count *c, struct input *in, size_t threads)
{
	struct job job = { .count = c, .in = in };

	run(&job, threads, load_block);
}

bool count_any(const struct count *c)
{
	for (size_t k = 0; k < c->shape.tables; k++)
		if (c->tally.cells[k].n)
			return true;
	return false;
}

void count_release(struct count *c)
{
	tally_release(&c->tally);
	arena_release(&c->keep);
}
