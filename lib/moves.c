/* moves - who was in which segment before, and is in which one now. */
#include "moves.h"

#include "diag.h"
#include "map.h"
#include "order.h"

/* The segments of a frame in byte order, and that of each row. */
static size_t *segments_of(struct arena *keep, const struct frame *f, size_t column,
                           struct str **names, size_t *n)
{
	size_t *of = ARENA_ARRAY(keep, size_t, f->rows + 1), *order, *place;
	struct str *came = ARENA_ARRAY(keep, struct str, f->rows + 1);
	struct map map = { 0 };

	for (size_t i = 0; i < f->rows; i++) {
		struct str cell = frame_cell(f, i, column);
		uint64_t hash = map_hash(cell);

		of[i] = map_find(&map, cell, hash);
		if (of[i] == MAP_NONE) {
			of[i] = map_add(&map, cell, hash);
			came[of[i]] = cell;
		}
	}
	*n = map.n;
	map_release(&map);
	*names = ARENA_ARRAY(keep, struct str, *n + 1);
	order = ARENA_ARRAY(keep, size_t, *n + 1);
	place = ARENA_ARRAY(keep, size_t, *n + 1);
	order_keys(order, came, *n);
	for (size_t k = 0; k < *n; k++) {
		(*names)[k] = came[order[k]];
		place[order[k]] = k;
	}
	for (size_t i = 0; i < f->rows; i++)
		of[i] = place[of[i]];
	return of;
}

/* Numbers of the rows are numbers in the map. */
static void know(struct map *map, const struct frame *f, size_t id)
{
	for (size_t i = 0; i < f->rows; i++) {
		struct str cell = frame_cell(f, i, id);
		uint64_t hash = map_hash(cell);

		if (map_find(map, cell, hash) != MAP_NONE)
			die_at(frame_place(f, i, id),
			       "%s is there twice: moves need one row per customer", quote(cell).text);
		map_add(map, cell, hash);
	}
}

void moves_take(struct moves *m, struct arena *keep, const struct frame *before,
                struct moves_columns b, const struct frame *now, struct moves_columns n)
{
	struct map then = { 0 }, here = { 0 };
	size_t *from, *to;

	*m = (struct moves){ 0 };
	from = segments_of(keep, before, b.segment, &m->from, &m->froms);
	to = segments_of(keep, now, n.segment, &m->to, &m->tos);
	m->count = ARENA_ARRAY(keep, uint64_t, (m->froms + 1) * (m->tos + 1));
	know(&then, before, b.id);
	know(&here, now, n.id);
	for (size_t i = 0; i < now->rows; i++) {
		struct str id = frame_cell(now, i, n.id);
		size_t was = map_find(&then, id, map_hash(id));

		m->count[(was == MAP_NONE ? m->froms : from[was]) * (m->tos + 1) + to[i]]++;
	}
	for (size_t i = 0; i < before->rows; i++) {
		struct str id = frame_cell(before, i, b.id);

		if (map_find(&here, id, map_hash(id)) == MAP_NONE)
			m->count[from[i] * (m->tos + 1) + m->tos]++;
	}
	map_release(&then);
	map_release(&here);
}
