/* places - where in the matrix each row of the input stands, when ids do not ascend. */
#include "places.h"

#include <stdlib.h>

#include "order.h"

struct keyed {
	struct str id, line;
	size_t row;
};

static int line_order(const void *a, const void *b)
{
	return str_cmp(((const struct keyed *)a)->line, ((const struct keyed *)b)->line);
}

static struct str line_of(const struct frame *frame, size_t row)
{
	const struct frame_part *part = frame_part(frame, row);
	struct row r = tsv_row(&part->index, &part->bytes, row - part->first);

	return row_line(&r);
}

/* Brings rows that share an id into an order that comes from what they say. */
static void order_alike(const struct frame *frame, size_t *order, size_t n)
{
	struct keyed *row = memory_get(n, sizeof(*row));

	for (size_t i = 0; i < n; i++)
		row[i] = (struct keyed){ .line = line_of(frame, order[i]), .row = order[i] };
	qsort(row, n, sizeof(*row), line_order);
	for (size_t i = 0; i < n; i++)
		order[i] = row[i].row;
	free(row);
}

size_t places_sort(struct features *f)
{
	const struct frame *frame = f->frame;
	size_t *order = memory_get(frame->rows, sizeof(*order)), from = 0, repeats = 0;
	struct str *key = memory_get(frame->rows, sizeof(*key));

	for (size_t i = 0; i < frame->parts; i++)
		for (size_t r = 0; r < frame->part[i].index.rows; r++) {
			struct row row = tsv_row(&frame->part[i].index, &frame->part[i].bytes, r);

			key[frame->part[i].first + r] = row_cell(&row, f->id);
		}
	order_keys(order, key, frame->rows);
	for (size_t i = 1; i <= frame->rows; i++) {
		if (i < frame->rows && str_eq(key[order[i]], key[order[from]]))
			continue;
		if (i - from > 1)
			order_alike(frame, order + from, i - from);
		repeats += i - from - 1;
		from = i;
	}
	f->place = memory_get(frame->rows, sizeof(*f->place));
	for (size_t i = 0; i < frame->rows; i++)
		f->place[order[i]] = (uint32_t)i;
	free(key);
	free(order);
	return repeats;
}
