/* pool - groups of too few rows are put together before anything is measured, so that no figure tells of them. */
#include "pool.h"

#include <stdlib.h>

#include "diag.h"
#include "num.h"
#include "protect.h"
#include "regroup.h"

/* The tables whose groups are pooled together: those of one column, or all that crossings lead to. */
struct family {
	struct count *c;
	size_t depth;
	struct str group_by; /* of the tables that tell every group apart */
	const size_t *column;
	struct map groups; /* by the numbers of their values */
	uint32_t *value;   /* groups x depth */
	size_t room;
};

static size_t depth_of(const struct count *c)
{
	size_t depth = 1;

	for (size_t k = 0; k < c->shape.tables; k++)
		depth = c->table[k].depth > depth ? c->table[k].depth : depth;
	return depth;
}

void pool_check(const struct count *c, bool population)
{
	size_t depth = depth_of(c);

	for (size_t k = 0; k < c->shape.tables; k++)
		for (size_t w = c->table[k].depth; w < c->shape.table[k].ways; w++)
			if (c->shape.table[k].column[w] < c->groups)
				die_usage("--min-cell: %s is a group and counted, too",
				          quote(c->name[c->shape.table[k].column[w]]).text);
	if (depth > 1 && depth < c->groups)
		die_usage("--min-cell: crossings of some columns would give those of others away: "
		          "cross all %zu columns of --group, or none",
		          c->groups);
	if (depth > 1 && (c->proxies || population))
		die_usage("--min-cell: --%s needs a run of its own, without --intersect",
		          population ? "population" : "proxies");
}

/* --- how many rows each group has, of everything that is measured --- */

static bool is_of(const struct family *f, size_t k)
{
	return f->c->table[k].depth == f->depth && str_eq(f->c->table[k].group_by, f->group_by);
}

static size_t group_at(struct family *f, const uint32_t *value)
{
	struct str key = { (const char *)value, f->depth * sizeof(*value) };

	return map_find(&f->groups, key, map_hash(key));
}

static void find_groups(struct family *f, struct arena *a)
{
	size_t most = 0;

	for (size_t k = 0; k < f->c->shape.tables; k++)
		most += is_of(f, k) ? f->c->tally.cells[k].n : 0;
	f->value = ARENA_ARRAY(a, uint32_t, most * f->depth);
	for (size_t k = 0; k < f->c->shape.tables; k++) {
		const struct tally_cells *cells = &f->c->tally.cells[k];

		for (size_t i = 0; is_of(f, k) && i < cells->n; i++) {
			uint32_t *kept = f->value + f->groups.n * f->depth;
			struct str key = { (const char *)kept, f->depth * sizeof(*kept) };

			memcpy(kept, cells->value + i * f->c->shape.table[k].ways, key.n);
			if (group_at(f, kept) == MAP_NONE)
				map_add(&f->groups, key, map_hash(key));
		}
	}
}

/* Whether a cell's rows count in rates: their weight is above 0. */
static bool weighs(const struct count *c, const struct tally_table *table, const uint32_t *value)
{
	double weight = 1;

	if (c->weight != COUNT_NONE && table->column[table->ways - 1] == c->weight)
		num_parse(c->tally.values[c->weight].name[value[table->ways - 1]], &weight);
	return weight > 0;
}

/* Adds the rows of the question's outcomes in the set `of`, or with 0 all rows that it has a table of. */
static void count_rows_of(struct family *f, uint64_t *rows, const struct question *q, unsigned of)
{
	for (size_t k = 0; k < f->c->shape.tables; k++) {
		const struct tally_table *table = &f->c->shape.table[k];
		const struct tally_cells *cells = &f->c->tally.cells[k];

		if (!is_of(f, k) || !question_is_of(q, f->c, k))
			continue;
		for (size_t i = 0; i < cells->n; i++) {
			const uint32_t *value = cells->value + i * table->ways;
			size_t outcome = axis_outcome(&q->axis, table, value);

			if (!of || (outcome != SIZE_MAX && (of == ~0u || of >> outcome & 1) &&
			            weighs(f->c, table, value)))
				rows[group_at(f, value)] += cells->count[i];
		}
	}
}

/* What rows of the audit are about, by kind of table: sets of outcomes; 0 ends them. All rows of a table, and all with
 * a known outcome, go without saying. */
static const unsigned *sets_of(enum axis_kind kind)
{
	static const unsigned none[] = { 0 }, scores[] = { 1 << 0, 1 << 1, 0 },
			      errors[] = { 1 << AXIS_TP | 1 << AXIS_FN, 1 << AXIS_FP | 1 << AXIS_TN,
		                           1 << AXIS_TP | 1 << AXIS_FP, 1 << AXIS_FN | 1 << AXIS_TN, 0 };

	return kind == AXIS_ERRORS ? errors : kind == AXIS_SCORE ? scores : none;
}

/* Hides what has to be for these counts, beside what is hidden already: more of them never tells more. */
static void hide(struct family *f, bool *hidden, const struct question *q, unsigned of, uint64_t least)
{
	struct arena scratch = { 0 };
	size_t n = f->groups.n;
	uint64_t *rows = ARENA_ARRAY(&scratch, uint64_t, n), all = 0;
	enum protect *mark = ARENA_ARRAY(&scratch, enum protect, n);

	count_rows_of(f, rows, q, of);
	for (size_t g = 0; g < n; g++)
		all += rows[g];
	if (all && all < least)
		die(STATUS_INPUT,
		    "--min-cell: in all, fewer than %llu rows have what a figure of %s is about: "
		    "nothing can be told of so few",
		    (unsigned long long)least,
		    q->axis.column.n ? quote(q->axis.column).text : quote(f->group_by).text);
	protect_list(mark, rows, n, least);
	for (size_t g = 0; g < n; g++)
		hidden[g] |= mark[g] != PROTECT_SHOWN;
	arena_release(&scratch);
}

static bool *find_hidden(struct family *f, struct arena *a, const struct questions *q, uint64_t least)
{
	bool *hidden = ARENA_ARRAY(a, bool, f->groups.n);

	for (size_t i = 0; i < q->n; i++) {
		const unsigned *set = sets_of(q->row[i].axis.kind);

		hide(f, hidden, &q->row[i], 0, least);
		hide(f, hidden, &q->row[i], ~0u, least);
		for (; *set; set++)
			hide(f, hidden, &q->row[i], *set, least);
	}
	return hidden;
}

/* --- putting them together --- */

/* Makes table `to` anew from table `from`, whose groups are as fine or finer. */
static void pool_table(struct family *f, const bool *hidden, const uint32_t *pooled, size_t from,
                       size_t to)
{
	struct count *c = f->c;
	const struct tally_table *source = &c->shape.table[from], *goal = &c->shape.table[to];
	const struct tally_cells *cells = &c->tally.cells[from];
	size_t depth = c->table[to].depth, rest = source->ways - f->depth, n = cells->n;
	uint32_t *value = memory_get(n * goal->ways, sizeof(*value));
	uint64_t *count = memory_get(n, sizeof(*count));

	for (size_t i = 0; i < n; i++) {
		const uint32_t *old = cells->value + i * source->ways;
		uint32_t *new = value + i * goal->ways;
		bool gone = hidden[group_at(f, old)];

		for (size_t w = 0, at = 0; w < depth; w++) {
			while (source->column[at] != goal->column[w])
				at++;
			new[w] = gone ? pooled[goal->column[w]] : old[at];
		}
		memcpy(new + depth, old + f->depth, rest * sizeof(*new));
		count[i] = cells->count[i];
	}
	regroup_cells(&c->tally, to, value, count, n);
	free(value);
	free(count);
}

/* Makes all tables anew that hold groups of the family, or sums of them. */
static void pool_tables(struct family *f, const bool *hidden, const uint32_t *pooled)
{
	struct count *c = f->c;

	for (unsigned finest = 0; finest < 2; finest++)
		for (size_t to = 0; to < c->shape.tables; to++)
			for (size_t from = 0; from < c->shape.tables; from++)
				if (is_of(f, from) && is_of(f, to) == finest &&
				    (f->depth > 1 || from == to) &&
				    c->table[from].kind == c->table[to].kind &&
				    c->table[from].column == c->table[to].column)
					pool_table(f, hidden, pooled, from, to);
}

/* Keeps the names of what is hidden; returns how many. */
static size_t note_groups(struct pool *p, struct arena *a, const struct family *f, const bool *hidden)
{
	struct pool_row *row = ARENA_ARRAY(a, struct pool_row, p->n + f->groups.n);
	size_t before = p->n;

	if (p->n)
		memcpy(row, p->row, p->n * sizeof(*row));
	p->row = row;
	for (size_t g = 0; g < f->groups.n; g++) {
		struct buf name = { 0 };

		for (size_t w = 0; hidden[g] && w < f->depth; w++) {
			const struct tally_values *v = &f->c->tally.values[f->column[w]];

			buf_text(&name, w ? "," : "");
			buf_str(&name, v->name[f->value[g * f->depth + w]]);
		}
		if (hidden[g])
			row[p->n++] = (struct pool_row){ f->group_by, arena_str(a, buf_view(&name)) };
		buf_release(&name);
	}
	return p->n - before;
}

static void pool_family(struct pool *p, struct arena *a, struct family *f,
                        const struct questions *q, uint64_t least, const uint32_t *pooled)
{
	const bool *hidden;
	size_t gone;

	find_groups(f, a);
	hidden = find_hidden(f, a, q, least);
	gone = note_groups(p, a, f, hidden);
	if (gone) {
		pool_tables(f, hidden, pooled);
		note("%s: %zu groups are one, %s: those of fewer than %llu rows, and what it takes "
		     "to hide them",
		     quote(f->group_by).text, gone, CROSSTAB_POOLED, (unsigned long long)least);
	}
	map_release(&f->groups);
}

static int by_names(const void *a, const void *b)
{
	const struct pool_row *x = a, *y = b;
	int order = str_cmp(x->group_by, y->group_by);

	return order ? order : str_cmp(x->group, y->group);
}

struct pool pool_groups(struct arena *a, struct count *c, const struct questions *q, uint64_t least)
{
	struct pool p = { 0 };
	size_t depth = depth_of(c);
	uint32_t *pooled = ARENA_ARRAY(a, uint32_t, c->groups);
	struct str last = { 0 };

	for (size_t i = 0; i < c->groups; i++)
		pooled[i] = regroup_name(&c->tally, i, str_of(CROSSTAB_POOLED));
	for (size_t k = 0; k < c->shape.tables; k++) {
		struct family f = { .c = c,
			            .depth = depth,
			            .group_by = c->table[k].group_by,
			            .column = c->shape.table[k].column };

		if (c->table[k].depth != depth || (last.p && str_eq(last, f.group_by)))
			continue;
		last = f.group_by;
		pool_family(&p, a, &f, q, least, pooled);
	}
	if (p.n)
		qsort(p.row, p.n, sizeof(*p.row), by_names);
	return p;
}

bool pool_has(const struct pool *p, struct str group_by, struct str group)
{
	struct pool_row key = { group_by, group };

	return p->n && bsearch(&key, p->row, p->n, sizeof(key), by_names);
}
