/* regroup - tables of a sorted tally with their groups changed; the values of all other columns keep their numbers. */
#include "regroup.h"

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

void regroup_cells(struct tally *t, size_t to, const uint32_t *value, const uint64_t *count, size_t n)
{
	struct tally_cells *c = &t->cells[to];
	size_t ways = t->shape->table[to].ways, left = 0;

	c->value = memory_resize(c->value, n * ways, sizeof(*c->value));
	c->count = memory_resize(c->count, n, sizeof(*c->count));
	memcpy(c->value, value, n * ways * sizeof(*value));
	memcpy(c->count, count, n * sizeof(*count));
	c->n = c->room = n;
	tally_sort_cells(c, ways);
	for (size_t i = 0; i < n; i++) {
		const uint32_t *one = c->value + i * ways;

		if (left && memcmp(c->value + (left - 1) * ways, one, ways * sizeof(*one)) == 0) {
			c->count[left - 1] += c->count[i];
			continue;
		}
		memmove(c->value + left * ways, one, ways * sizeof(*one));
		c->count[left++] = c->count[i];
	}
	c->n = left;
}
