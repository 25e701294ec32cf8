/* repairs - numbers as they would be if all groups had them alike: a file. */
#include "repairs.h"

#include <stdlib.h>

#include "diag.h"
#include "num.h"
#include "out.h"
#include "repair.h"

#define FLUSH (64 * 1024)

struct repairs_row {
	struct str group_by, group, column, value;
	uint64_t n;
	double repaired;
};

static void add_row(struct repairs *r, struct repairs_row row)
{
	if (r->n == r->room) {
		r->room = r->room ? 2 * r->room : 256;
		r->row = memory_resize(r->row, r->room, sizeof(*r->row));
	}
	r->row[r->n++] = row;
}

/* The groups that have a say in what all become. */
static size_t find_targets(struct ranks *target, const struct crosstab *x, const struct rules *rules)
{
	size_t n = 0;

	for (unsigned mildness = 0; !n && mildness <= 2; mildness++)
		for (size_t g = 0; g < x->groups; g++)
			if (reference_eligible(x, g, mildness, rules))
				target[n++] = x->ranks[g];
	return n;
}

/* Of each group, what becomes of its numbers. */
static double **repair_groups(struct arena *a, const struct crosstab *x, double level,
                              const struct rules *rules)
{
	struct ranks *target = ARENA_ARRAY(a, struct ranks, x->groups);
	double **repaired = ARENA_ARRAY(a, double *, x->groups);
	size_t targets = find_targets(target, x, rules);

	for (size_t g = 0; g < x->groups; g++) {
		if (!x->n[g])
			continue;
		repaired[g] = ARENA_ARRAY(a, double, x->ranks[g].n);
		repair_group(repaired[g], x->ranks[g], target, targets, level);
	}
	return repaired;
}

/* The place of a number that is there. */
static size_t find_number(struct ranks of, double number)
{
	size_t low = 0, high = of.n;

	while (low + 1 < high) {
		size_t middle = low + (high - low) / 2;

		if (of.value[middle] <= number)
			low = middle;
		else
			high = middle;
	}
	return low;
}

void repairs_add(struct repairs *r, const struct crosstab *x, const struct count *c,
                 const struct rules *rules)
{
	const struct tally_table *of = &c->shape.table[x->table];
	const struct tally_cells *cells = &c->tally.cells[x->table];
	struct arena scratch = { 0 };
	double **repaired;
	size_t *group;

	if (!r->file || (x->axis->kind != AXIS_VALUE && x->axis->kind != AXIS_PROXY) ||
	    (x->axis->kind == AXIS_PROXY && x->axis->way[0] == c->value))
		return;
	if (!x->ranks) {
		if (!str_eq(r->unfit, x->axis->column)) {
			buf_text(&r->unfits, r->unfits.n ? ", " : "");
			buf_text(&r->unfits, quote(x->axis->column).text);
		}
		r->unfit = x->axis->column;
		return;
	}
	repaired = repair_groups(&scratch, x, r->level, rules);
	group = crosstab_groups(&scratch, &c->tally, x->table, x->depth);
	for (size_t i = 0; i < cells->n; i++) {
		uint32_t value = cells->value[i * of->ways + x->depth];
		struct str text = c->tally.values[of->column[x->depth]].name[value];
		size_t g = group[i];
		double number;

		if (text.n && num_parse(text, &number))
			add_row(r, (struct repairs_row){ x->group_by, x->group[g], x->axis->column,
			                                 text, cells->count[i],
			                                 repaired[g][find_number(x->ranks[g], number)] });
	}
	arena_release(&scratch);
}

static int by_key(const void *a, const void *b)
{
	const struct repairs_row *x = a, *y = b;
	int order = str_cmp(x->group_by, y->group_by);

	order = order ? order : str_cmp(x->group, y->group);
	order = order ? order : str_cmp(x->column, y->column);
	return order ? order : str_cmp(x->value, y->value);
}

static void put_row(struct buf *b, const struct repairs_row *row)
{
	buf_str(b, row->group_by);
	buf_char(b, '\t');
	buf_str(b, row->group);
	buf_char(b, '\t');
	buf_str(b, row->column);
	buf_char(b, '\t');
	buf_str(b, row->value);
	buf_printf(b, "\t%llu\t", (unsigned long long)row->n);
	buf_double(b, row->repaired);
	buf_char(b, '\n');
}

void repairs_close(struct repairs *r)
{
	struct out *out;
	struct buf b = { 0 };

	if (!r->file)
		return;
	if (r->unfits.n)
		note("--write-repairs: not only numbers, so not repaired: %.*s",
		     STR_ARG(buf_view(&r->unfits)));
	if (r->n)
		qsort(r->row, r->n, sizeof(*r->row), by_key);
	out = out_open_side(r->file, "write-repairs");
	buf_text(&b, "group_by\tgroup\tcolumn\tvalue\tn\trepaired\n");
	for (size_t i = 0; i < r->n; i++) {
		put_row(&b, &r->row[i]);
		if (b.n > FLUSH)
			out_take(out, &b);
	}
	out_take(out, &b);
	out_close(out);
	buf_release(&b);
	buf_release(&r->unfits);
	free(r->row);
}
