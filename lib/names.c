/* names - what people call the segments. */
#include "names.h"

#include "diag.h"
#include "frame.h"

void names_read(struct names *n, struct arena *keep, const char *path)
{
	struct input in;
	struct frame f;
	size_t from, to;

	input_open(&in, (char *const[]){ (char *)path }, 1, NULL, PROGRESS_NEVER);
	from = input_column(&in, "segment");
	to = input_column(&in, "name");
	frame_load(&f, &in, 1);
	*n = (struct names){ ARENA_ARRAY(keep, struct str, f.rows + 1),
		             ARENA_ARRAY(keep, struct str, f.rows + 1), 0 };
	for (size_t row = 0; row < f.rows; row++) {
		struct str segment = frame_cell(&f, row, from), name = frame_cell(&f, row, to);

		if (!name.n)
			continue;
		for (size_t i = 0; i < n->n; i++) {
			if (str_eq(n->from[i], segment))
				die_at(frame_place(&f, row, from), "%s is there twice",
				       quote(segment).text);
			if (str_eq(n->to[i], name))
				die_at(frame_place(&f, row, to),
				       "two segments called %s: names tell segments apart",
				       quote(name).text);
		}
		n->from[n->n] = arena_str(keep, segment);
		n->to[n->n++] = arena_str(keep, name);
	}
	frame_release(&f);
	input_close(&in);
}

struct str names_of(const struct names *n, struct str cell)
{
	for (size_t i = 0; n && i < n->n; i++)
		if (str_eq(n->from[i], cell))
			return n->to[i];
	return cell;
}
