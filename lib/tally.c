/* tally - how often values come together: contingency tables of text, as a state that adds up in any order. */
#include "tally.h"

#include <stdlib.h>

#include "order.h"

#define RECENT 256
#define DIRECT_BITS 16 /* tables of no more combinations of numbers are looked up without a hash */
#define MIX 0x9e3779b97f4a7c15u

/* A value's first and last eight bytes: up to 16 bytes they are all of it. */
struct ends {
	uint64_t first, last;
};

struct tally_recent {
	struct ends ends;
	size_t n;
	uint32_t number; /* + 1; 0: nothing here */
};

void tally_init(struct tally *t, const struct tally_shape *shape)
{
	*t = (struct tally){ .shape = shape };
	t->values = ARENA_ARRAY(&t->keep, struct tally_values, shape->columns);
	t->cells = ARENA_ARRAY(&t->keep, struct tally_cells, shape->tables);
	for (size_t c = 0; c < shape->columns; c++)
		t->values[c].recent = ARENA_ARRAY(&t->keep, struct tally_recent, RECENT);
}

static struct ends ends_of(struct str s)
{
	struct ends e = { 0 };
	uint32_t first, last;

	if (s.n >= 8) {
		memcpy(&e.first, s.p, 8);
		memcpy(&e.last, s.p + s.n - 8, 8);
	} else if (s.n >= 4) {
		memcpy(&first, s.p, 4);
		memcpy(&last, s.p + s.n - 4, 4);
		e = (struct ends){ first, last };
	} else if (s.n) {
		e.first = (uint8_t)s.p[0];
		e.last = (uint64_t)(uint8_t)s.p[s.n / 2] << 8 | (uint8_t)s.p[s.n - 1];
	}
	return e;
}

static uint32_t number_anew(struct tally *t, struct tally_values *v, struct str name)
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

static size_t hash_of(const struct tally_cells *c, const uint32_t *value, size_t ways)
{
	uint64_t hash = ways;

	for (size_t i = 0; i < ways; i++) {
		hash = (hash + value[i]) * MIX;
		hash ^= hash >> 29;
	}
	return hash & (c->slots - 1);
}

/* Where the combination stands, or the free slot it would take. */
static uint32_t *find_slot(const struct tally_cells *c, const uint32_t *value, size_t ways)
{
	size_t at = 0;

	if (c->direct) {
		for (size_t i = 0; i < ways; i++)
			at |= (size_t)value[i] << c->shift[i];
		return &c->slot[at];
	}
	at = hash_of(c, value, ways);
	while (c->slot[at] &&
	       memcmp(c->value + (c->slot[at] - 1) * ways, value, ways * sizeof(*value)) != 0)
		at = (at + 1) & (c->slots - 1);
	return &c->slot[at];
}

/* Makes the slots anew: one for every combination of numbers there may be, while these are few. */
static void make_slots(struct tally *t, size_t k)
{
	const struct tally_table *of = &t->shape->table[k];
	struct tally_cells *c = &t->cells[k];
	size_t bits = 0;

	for (size_t w = 0; w < of->ways; w++) {
		c->shift[w] = (uint8_t)(bits < 64 ? bits : 0);
		bits += t->values[of->column[w]].bits;
	}
	c->direct = bits <= DIRECT_BITS;
	free(c->slot);
	c->slots = c->direct ? (size_t)1 << bits : c->room * 2;
	c->slot = memory_zero(c->slots, sizeof(*c->slot));
	for (size_t i = 0; i < c->n; i++)
		*find_slot(c, c->value + i * of->ways, of->ways) = (uint32_t)i + 1;
}

/* A column has more values than its bits can tell apart: tables that look it up directly need more slots. */
static void widen(struct tally *t, size_t column)
{
	struct tally_values *v = &t->values[column];

	while (v->n > (size_t)1 << v->bits)
		v->bits++;
	for (size_t k = 0; k < t->shape->tables; k++) {
		const struct tally_table *of = &t->shape->table[k];
		bool has = false;

		for (size_t w = 0; w < of->ways; w++)
			has = has || of->column[w] == column;
		if (has && t->cells[k].direct && t->cells[k].room)
			make_slots(t, k);
	}
}

/* The number of a cell's value in its column. */
static uint32_t number_of(struct tally *t, size_t column, struct str name)
{
	struct tally_values *v = &t->values[column];
	struct tally_recent *recent;
	struct ends e;

	if (name.n == 1 && v->byte[(uint8_t)*name.p])
		return v->byte[(uint8_t)*name.p] - 1;
	e = ends_of(name);
	recent = &v->recent[((e.first ^ (e.last << 21 | e.last >> 43) ^ name.n) * MIX) >> 56];
	if (recent->number && recent->n == name.n && recent->ends.first == e.first &&
	    recent->ends.last == e.last && (name.n <= 16 || str_eq(name, v->name[recent->number - 1])))
		return recent->number - 1;
	*recent = (struct tally_recent){ e, name.n, number_anew(t, v, name) + 1 };
	if (v->n > (size_t)1 << v->bits)
		widen(t, column);
	if (name.n == 1)
		v->byte[(uint8_t)*name.p] = recent->number;
	return recent->number - 1;
}

static void add_cell(struct tally *t, size_t k, const uint32_t *value, uint32_t *slot)
{
	struct tally_cells *c = &t->cells[k];
	size_t ways = t->shape->table[k].ways;

	memcpy(c->value + c->n * ways, value, ways * sizeof(*value));
	c->count[c->n] = 0;
	*slot = (uint32_t)++c->n;
}

static void make_room(struct tally *t, size_t k)
{
	struct tally_cells *c = &t->cells[k];
	bool first = !c->room;

	c->room = c->room ? c->room * 2 : 32;
	c->value = memory_resize(c->value, c->room * t->shape->table[k].ways, sizeof(*c->value));
	c->count = memory_resize(c->count, c->room, sizeof(*c->count));
	if (first || !c->direct)
		make_slots(t, k);
}

static void count(struct tally *t, size_t k, const uint32_t *value, uint64_t times)
{
	struct tally_cells *c = &t->cells[k];
	uint32_t *slot;

	if (c->n == c->room)
		make_room(t, k);
	slot = find_slot(c, value, t->shape->table[k].ways);
	if (!*slot)
		add_cell(t, k, value, slot);
	c->count[*slot - 1] += times;
	c->total += times;
}

/* Where a direct table counts these numbers, or 0. */
static inline uint32_t direct_slot(const struct tally_cells *c, const struct tally_table *of,
                                   const uint32_t *number)
{
	size_t at = 0;

	if (!c->direct)
		return 0;
	for (size_t i = 0; i < of->ways; i++)
		at |= (size_t)number[of->column[i]] << c->shift[i];
	return c->slot[at];
}

void tally_add(struct tally *t, const struct tally_shape *shape, const struct str *cell)
{
	uint32_t number[shape->columns], value[TALLY_WAYS];

	if (!t->shape)
		tally_init(t, shape);
	for (size_t c = 0; c < shape->columns; c++)
		number[c] = number_of(t, c, cell[c]);
	for (size_t k = 0; k < shape->tables; k++) {
		const struct tally_table *of = &shape->table[k];
		uint32_t slot = direct_slot(&t->cells[k], of, number);

		if (slot) {
			t->cells[k].count[slot - 1]++;
			t->cells[k].total++;
			continue;
		}
		for (size_t i = 0; i < of->ways; i++)
			value[i] = number[of->column[i]];
		count(t, k, value, 1);
	}
	t->rows++;
}

bool tally_load(struct tally *t, const struct tally_shape *shape, size_t table,
                const struct str *cell, uint64_t times)
{
	const struct tally_table *of = &shape->table[table];
	uint32_t value[TALLY_WAYS];

	if (!t->shape)
		tally_init(t, shape);
	if (times > TALLY_MOST - t->cells[table].total)
		return false;
	for (size_t i = 0; i < of->ways; i++)
		value[i] = number_of(t, of->column[i], cell[i]);
	count(t, table, value, times);
	return true;
}

static bool merge_table(struct tally *into, const struct tally *from, size_t k, uint32_t *const *number)
{
	const struct tally_table *of = &from->shape->table[k];
	const struct tally_cells *cells = &from->cells[k];
	uint32_t value[TALLY_WAYS];

	if (cells->total > TALLY_MOST - into->cells[k].total)
		return false;
	for (size_t i = 0; i < cells->n; i++) {
		for (size_t w = 0; w < of->ways; w++)
			value[w] = number[of->column[w]][cells->value[i * of->ways + w]];
		count(into, k, value, cells->count[i]);
	}
	return true;
}

bool tally_merge(struct tally *into, const struct tally *from)
{
	const struct tally_shape *shape = from->shape;
	uint32_t **number;
	bool fits = true;

	if (!shape)
		return true;
	if (!into->shape)
		tally_init(into, shape);
	number = memory_get(shape->columns, sizeof(*number));
	for (size_t c = 0; c < shape->columns; c++) {
		const struct tally_values *v = &from->values[c];

		number[c] = memory_get(v->n, sizeof(*number[c]));
		for (size_t i = 0; i < v->n; i++)
			number[c][i] = number_of(into, c, v->name[i]);
	}
	for (size_t k = 0; fits && k < shape->tables; k++)
		fits = merge_table(into, from, k, number);
	into->rows += from->rows;
	for (size_t c = 0; c < shape->columns; c++)
		free(number[c]);
	free(number);
	return fits;
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

void tally_sort_cells(struct tally_cells *c, size_t ways)
{
	struct combination *all = memory_get(c->n, sizeof(*all));
	uint32_t *value = memory_get(c->n * ways, sizeof(*value));

	for (size_t i = 0; i < c->n; i++)
		all[i] = (struct combination){ c->value + i * ways, ways, c->count[i] };
	if (c->n)
		qsort(all, c->n, sizeof(*all), by_values);
	for (size_t i = 0; i < c->n; i++) {
		memcpy(value + i * ways, all[i].value, ways * sizeof(*value));
		c->count[i] = all[i].count;
	}
	free(all);
	free(c->value);
	c->value = value;
	free(c->slot);
	c->slot = NULL;
}

/* Numbers the values of a table's cells anew. */
static void rank_cells(struct tally_cells *c, const struct tally_table *of, uint32_t *const *rank)
{
	for (size_t i = 0; i < c->n; i++)
		for (size_t w = 0; w < of->ways; w++)
			c->value[i * of->ways + w] = rank[of->column[w]][c->value[i * of->ways + w]];
}

void tally_sort(struct tally *t)
{
	size_t columns = t->shape->columns;
	uint32_t **rank = memory_get(columns, sizeof(*rank));

	for (size_t c = 0; c < columns; c++) {
		rank[c] = memory_get(t->values[c].n, sizeof(*rank[c]));
		sort_values(&t->values[c], rank[c]);
	}
	for (size_t k = 0; k < t->shape->tables; k++) {
		rank_cells(&t->cells[k], &t->shape->table[k], rank);
		tally_sort_cells(&t->cells[k], t->shape->table[k].ways);
	}
	for (size_t c = 0; c < columns; c++)
		free(rank[c]);
	free(rank);
}

void tally_release(struct tally *t)
{
	for (size_t c = 0; t->shape && c < t->shape->columns; c++) {
		free(t->values[c].name);
		map_release(&t->values[c].map);
	}
	for (size_t k = 0; t->shape && k < t->shape->tables; k++) {
		free(t->cells[k].value);
		free(t->cells[k].count);
		free(t->cells[k].slot);
	}
	arena_release(&t->keep);
	*t = (struct tally){ 0 };
}
