/* attributes - what a table says of customers beside their orders. */
#include "attributes.h"

#include <stdlib.h>

#include "diag.h"
#include "memory.h"

void attributes_read(struct attributes *a, const char *path, const char *id, enum progress progress)
{
	input_open(&a->in, (char *const[]){ (char *)path }, 1, NULL, progress);
	a->id = input_column(&a->in, id);
	frame_load(&a->frame, &a->in, 1);
	a->n = a->frame.rows;
	a->row = memory_get(a->n, sizeof(*a->row));
	a->key = memory_get(a->n, sizeof(*a->key));
	frame_order(&a->frame, a->id, a->row);
	for (size_t i = 0; i < a->n; i++) {
		a->key[i] = frame_cell(&a->frame, a->row[i], a->id);
		if (!a->key[i].n)
			die_at(frame_place(&a->frame, a->row[i], a->id), "no customer in this row");
		if (i && str_eq(a->key[i - 1], a->key[i]))
			die_at(frame_place(&a->frame, a->row[i], a->id),
			       "%s is there twice: --attributes needs one row per customer",
			       quote(a->key[i]).text);
	}
}

void attributes_put_names(const struct attributes *a, struct buf *out)
{
	for (size_t c = 0; c < a->in.header.columns; c++) {
		if (c == a->id)
			continue;
		buf_char(out, '\t');
		buf_str(out, a->in.header.name[c]);
	}
}

void attributes_put(const struct attributes *a, struct str key, struct buf *out)
{
	size_t i = str_rank(a->key, a->n, key);
	bool known = i < a->n && str_eq(a->key[i], key);

	for (size_t c = 0; c < a->in.header.columns; c++) {
		if (c == a->id)
			continue;
		buf_char(out, '\t');
		if (known)
			buf_str(out, frame_cell(&a->frame, a->row[i], c));
	}
}

void attributes_release(struct attributes *a)
{
	frame_release(&a->frame);
	free(a->row);
	free(a->key);
	input_close(&a->in);
}
