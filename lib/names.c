/* names - what people call the segments. */
#include "names.h"

#include "diag.h"
#include "frame.h"

#define SHOWN 10 /* names that are told one by one */

void names_read(struct names *n, struct arena *keep, const char *path)
{
	struct input in;
	struct frame f;
	size_t from, to;

	input_open_hand_made(&in, (char *const[]){ (char *)path });
	from = input_column(&in, "segment");
	to = input_column(&in, "name");
	frame_load(&f, &in, 1);
	*n = (struct names){ .file = path,
		             .from = ARENA_ARRAY(keep, struct str, f.rows + 1),
		             .to = ARENA_ARRAY(keep, struct str, f.rows + 1),
		             .line = ARENA_ARRAY(keep, size_t, f.rows + 1) };
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
		n->line[n->n] = frame_place(&f, row, from).line;
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

static bool is_among(const struct str *segment, size_t segments, struct str name)
{
	for (size_t i = 0; i < segments; i++)
		if (str_eq(segment[i], name))
			return true;
	return false;
}

void names_check(const struct names *n, const struct str *segment, size_t segments)
{
	size_t none = 0;

	for (size_t i = 0; i < n->n; i++) {
		size_t near;

		if (is_among(segment, segments, n->from[i]) ||
		    is_among(segment, segments, n->to[i]) || ++none > SHOWN)
			continue;
		near = str_nearest(n->from[i], segment, segments);
		note("%s:%zu: segment: no segment is called %s%s%s%s", shown(str_of(n->file)).text,
		     n->line[i], quote(n->from[i]).text, near == SIZE_MAX ? "" : "; did you mean ",
		     near == SIZE_MAX ? "" : quote(segment[near]).text, near == SIZE_MAX ? "" : "?");
	}
	if (none > SHOWN)
		note("%s: %zu more names are of no segment", shown(str_of(n->file)).text, none - SHOWN);
}
