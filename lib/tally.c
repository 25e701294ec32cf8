/* tally - how often values come together: contingency tables of text, as a state that adds up in any order. */
#include "tally.h"

#include <stdlib.h>

#include "order.h"

void tally_init(struct tally *t, const struct tally_shape *shape)
{
	*t = (struct tally){ .shape = shape };
	t->values = ARENA_ARRAY(&t->keep, struct tally_values, shape->columns);
	t->cells = ARENA_ARRAY(&t->keep, struct tally_cells, shape->tables);
}

static uint32_t number_of(struct tally *t, struct tally_values *v, struct str name)
{
	uint64_t hash = map_hash(name);
	size_t at = map_find(&v->map, name, hash);

	if (at != MAP_NONE)
		return (uint32_t)at;
	if (v->n == v->room) {
		v->room = v->room ? v->room * 2 : 16;
		v->name = memory_resize(v->name, v->room, sizeof(*v->name));
	}
	name = arena_str(&t->keep, name);
	v->name[v->n++] = name;
	return (uint32_t)map_add(&v->map, name, hash);
}

/* `number` is indexed by column. */
static void count(struct tally *t, size_t table, const uint32_t *number, uint64_t times)
{
	const struct tally_table *of = &t->shape->table[table];
	struct tally_cells *c = &t->cells[table];
	uint32_t value[TALLY_WAYS] = { 0 };
	struct str key = { (const char *)value, of->ways * sizeof(*value) };
	uint64_t hash;
	size_t at;

	for (size_t i = 0; i < of->ways; i++)
		value[i] = number[of->column[i]];
	hash = map_hash(key);
	at = map_find(&c->map, key, hash);
	if (at == MAP_NONE) {
		if (c->n == c->room) {
			c->room = c->room ? c->room * 2 : 16;
			c->cell = memory_resize(c->cell, c->room, sizeof(*c->cell));
		}
		at = map_add(&c->map, arena_str(&t->keep, key), hash);
		c->cell[c->n] = (struct tally_cell){ .count = 0 };
		memcpy(c->cell[c->n++].value, value, sizeof(value));
	}
	c->cell[at].count += times;
}

void tally_add(struct tally *t, const struct tally_shape *shape, const struct str *cell)
{
	uint32_t number[shape->columns];

	if (!t->shape)
		tally_init(t, shape);
	for (size_t c = 0; c < shape->columns; c++)
		number[c] = number_of(t, &t->values[c], cell[c]);
	for (size_t k = 0; k < shape->tables; k++)
		count(t, k, number, 1);
	t->rows++;
}

/* Which number each value of `from` has in `into`. */
static uint32_t *numbers_in(struct tally *into, const struct tally *from, size_t column)
{
	const struct tally_values *v = &from->values[column];
	uint32_t *number = memory_get(v->n, sizeof(*number));

	for (size_t i = 0; i < v->n; i++)
		number[i] = number_of(into, &into->values[column], v->name[i]);
	return number;
}

void tally_merge(struct tally *into, const struct tally *from)
{
	const struct tally_shape *shape = from->shape;
	uint32_t **number;

	if (!shape)
		return;
	if (!into->shape)
		tally_init(into, shape);
	number = memory_get(shape->columns, sizeof(*number));
	for (size_t c = 0; c < shape->columns; c++)
		number[c] = numbers_in(into, from, c);
	for (size_t k = 0; k < shape->tables; k++) {
		const struct tally_table *of = &shape->table[k];
		const struct tally_cells *cells = &from->cells[k];

		for (size_t i = 0; i < cells->n; i++) {
			uint32_t row[shape->columns];

			for (size_t w = 0; w < of->ways; w++)
				row[of->column[w]] = number[of->column[w]][cells->cell[i].value[w]];
			count(into, k, row, cells->cell[i].count);
		}
	}
	into->rows += from->rows;
	for (size_t c = 0; c < shape->columns; c++)
		free(number[c]);
	free(number);
}

/* Puts the names in byte order; rank[old number] is the new one. */
static void sort_values(struct tally_values *v, uint32_t *rank)
{
	size_t *order = memory_get(v->n, sizeof(*order));
	struct str *name = memory_get(v->n, sizeof(*name));

	order_keys(order, v->name, v->n);
	for (size_t i = 0; i < v->n; i++) {
		name[i] = v->name[order[i]];
		rank[order[i]] = (uint32_t)i;
	}
	free(v->name);
	v->name = name;
	v->room = v->n;
	free(order);
	map_release(&v->map); /* its numbers are the old ones */
}

static void renumber(struct tally *t, size_t column, const uint32_t *rank)
{
	for (size_t k = 0; k < t->shape->tables; k++) {
		const struct tally_table *of = &t->shape->table[k];
		struct tally_cells *cells = &t->cells[k];

		for (size_t w = 0; w < of->ways; w++) {
			if (of->column[w] != column)
				continue;
			for (size_t i = 0; i < cells->n; i++)
				cells->cell[i].value[w] = rank[cells->cell[i].value[w]];
		}
	}
}

void tally_sort(struct tally *t)
{
	for (size_t c = 0; c < t->shape->columns; c++) {
		uint32_t *rank = memory_get(t->values[c].n, sizeof(*rank));

		sort_values(&t->values[c], rank);
		renumber(t, c, rank);
		free(rank);
	}
	for (size_t k = 0; k < t->shape->tables; k++)
		map_release(&t->cells[k].map);
}

void tally_release(struct tally *t)
{
	for (size_t c = 0; t->shape && c < t->shape->columns; c++) {
		free(t->values[c].name);
		map_release(&t->values[c].map);
	}
	for (size_t k = 0; t->shape && k < t->shape->tables; k++) {
		free(t->cells[k].cell);
		map_release(&t->cells[k].map);
	}
	arena_release(&t->keep);
	*t = (struct tally){ 0 };
}
