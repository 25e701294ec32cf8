/* earlier - which segments the rows were in before, or elsewhere. */
#include "earlier.h"

#include <stdio.h>

#include "categories.h"
#include "diag.h"
#include "map.h"

static bool is_model(const char *path)
{
	char bytes[10] = "";
	FILE *file = fopen(path, "r");
	size_t n = file ? fread(bytes, 1, sizeof(bytes) - 1, file) : 0;

	if (file)
		fclose(file);
	return n == sizeof(bytes) - 1 && strcmp(bytes, "seg-model") == 0;
}

static void by_model(struct earlier *e, struct features *f, const char *path)
{
	const struct frame *frame = f->frame;
	struct segments old;
	struct segments_cells cells;
	struct mat x;
	double *raw = ARENA_ARRAY(&f->keep, double, frame->rows), *scaled;

	segments_load(&old, &f->keep, path);
	x = (struct mat){ ARENA_ARRAY(&f->keep, double, frame->rows *old.features.columns),
		          frame->rows, old.features.columns, old.features.columns };
	scaled = ARENA_ARRAY(&f->keep, double, old.spread.columns);
	for (size_t i = 0; i < x.columns; i++) {
		categories_read(frame, input_column(frame->in, old.features.name[i].p),
		                &old.recipe[i], raw, f->crew);
		for (size_t row = 0; row < x.rows; row++)
			mat_row(x, features_place(f, row))[i] = raw[row];
	}
	for (size_t i = 0; i < x.rows; i++) {
		segments_scale(&old, mat_row(x, i), scaled);
		segments_place(&old, scaled, &cells);
		e->label[i] = (uint32_t)cells.segment;
	}
	e->name = old.name;
	e->n = old.centres.rows;
	e->shared = x.rows;
}

/* The numbers of the segments of a table, by the number of each id. */
struct listing {
	struct map ids, segments;
	uint32_t *segment;
};

static void list_rows(struct listing *l, struct earlier *e, struct arena *keep,
                      const struct frame *table, size_t id, size_t column)
{
	l->segment = ARENA_ARRAY(keep, uint32_t, table->rows);
	e->name = ARENA_ARRAY(keep, struct str, table->rows);
	for (size_t row = 0; row < table->rows; row++) {
		struct str key = frame_cell(table, row, id), name = frame_cell(table, row, column);
		uint64_t hash = map_hash(key), of_name = map_hash(name);
		size_t segment;

		if (!key.n || !name.n || map_find(&l->ids, key, hash) != MAP_NONE)
			continue;
		segment = map_find(&l->segments, name, of_name);
		if (segment == MAP_NONE) {
			name = arena_str(keep, name);
			segment = map_add(&l->segments, name, of_name);
			e->name[e->n++] = name;
		}
		l->segment[map_add(&l->ids, key, hash)] = (uint32_t)segment;
	}
}

static void by_table(struct earlier *e, struct features *f, size_t id, const char *path)
{
	const struct frame *frame = f->frame;
	struct listing l = { 0 };
	struct input in;
	struct frame table;

	input_open(&in, &(char *){ (char *)path }, 1, NULL, PROGRESS_NEVER);
	frame_load(&table, &in, 1);
	list_rows(&l, e, &f->keep, &table, input_column(&in, frame->in->header.name[id].p),
	          input_column(&in, segments_own[0]));
	for (size_t row = 0; row < frame->rows; row++) {
		struct str key = frame_cell(frame, row, id);
		size_t at = map_find(&l.ids, key, map_hash(key));

		e->label[features_place(f, row)] = at == MAP_NONE ? EARLIER_NONE : l.segment[at];
		e->shared += at != MAP_NONE;
	}
	map_release(&l.ids);
	map_release(&l.segments);
	frame_release(&table);
	input_close(&in);
}

struct earlier earlier_read(struct features *f, size_t id, const char *path)
{
	struct earlier e = { .label = ARENA_ARRAY(&f->keep, uint32_t, f->x.rows) };

	parts_keep(f->frame, f->crew);
	if (is_model(path))
		by_model(&e, f, path);
	else
		by_table(&e, f, id, path);
	if (!e.shared)
		die(STATUS_INPUT, "%s: none of the customers are in it", shown(str_of(path)).text);
	return e;
}

uint64_t *earlier_table(const struct earlier *e, struct arena *a, size_t rows,
                        const uint32_t *label, size_t k)
{
	uint64_t *table = ARENA_ARRAY(a, uint64_t, e->n * k);

	for (size_t i = 0; i < rows; i++)
		if (e->label[i] != EARLIER_NONE)
			table[e->label[i] * k + label[i]]++;
	return table;
}
