/* regroup - tables of a sorted tally with their groups changed; the values of all other columns keep their numbers. */
#include "regroup.h"

#include <stdlib.h>

/* Makes way for a value: numbers of the column from `at` on are one higher. */
static void shift_numbers(struct tally *t, size_t column, uint32_t at)
{
	for (size_t k = 0; k < t->shape->tables; k++) {
		const struct tally_table *of = &t->shape->table[k];
		struct tally_cells *cells = &t->cells[k];

		for (size_t i = 0; i < cells->n * of->ways; i++)
			if (of->column[i % of->ways] == column)
				cells->value[i] += cells->value[i] >= at;
	}
}

uint32_t regroup_name(struct tally *t, size_t column, struct str name)
{
	struct tally_values *v = &t->values[column];
	uint32_t at = 0;

	while (at < v->n && str_cmp(v->name[at], name) < 0)
		at++;
	if (at < v->n && str_eq(v->name[at], name))
		return at;
	v->room = v->n + 1;
	v->name = memory_resize(v->name, v->room, sizeof(*v->name));
	memmove(v->name + at + 1, v->name + at, (v->n - at) * sizeof(*v->name));
	v->name[at] = arena_str(&t->keep, name);
	v->n++;
	shift_numbers(t, column, at);
	return at;
}

struct combination {
	const uint32_t *value;
	size_t ways;
	uint64_t count;
};

static int by_values(const void *a, const void *b)
{
	const struct combination *x = a, *y = b;

	for (size_t w = 0; w < x->ways; w++)
		if (x->value[w] != y->value[w])
			return x->value[w] < y->value[w] ? -1 : 1;
	return 0;
}

void regroup_cells(struct tally *t, size_t to, const uint32_t *value, const uint64_t *count, size_t n)
{
	struct tally_cells *cells = &t->cells[to];
	size_t ways = t->shape->table[to].ways;
	struct combination *all = memory_get(n, sizeof(*all));
	uint32_t *values = memory_get(n * ways, sizeof(*values));
	uint64_t *counts = memory_get(n, sizeof(*counts));

	for (size_t i = 0; i < n; i++)
		all[i] = (struct combination){ value + i * ways, ways, count[i] };
	if (n)
		qsort(all, n, sizeof(*all), by_values);
	cells->n = 0;
	for (size_t i = 0; i < n; i++) {
		if (i == 0 || by_values(&all[i - 1], &all[i]) != 0) {
			memcpy(values + cells->n * ways, all[i].value, ways * sizeof(*values));
			counts[cells->n++] = 0;
		}
		counts[cells->n - 1] += all[i].count;
	}
	free(all);
	free(cells->value);
	free(cells->count);
	cells->value = values;
	cells->count = counts;
	cells->room = n;
}
