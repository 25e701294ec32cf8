/* orphans - rows beside the customers about segments that no customer is in. */
#include "orphans.h"

#include "diag.h"
#include "names.h"

bool orphans_has(const struct report *r, const struct census *c, struct str cell)
{
	struct str name = names_of(r->set.names, cell);

	for (size_t i = 0; i < c->groups; i++)
		if (c->group[i].name.n && str_eq(c->group[i].name, name))
			return true;
	return false;
}

/* The same of the customers of before. */
static bool had(const struct report *r, const struct frame *previous, struct str cell)
{
	struct str name = names_of(r->set.names, cell);
	size_t k = previous ? input_find(previous->in, r->set.segment) : SIZE_MAX;

	for (size_t row = 0; k != SIZE_MAX && row < previous->rows; row++)
		if (str_eq(names_of(r->set.names, frame_cell(previous, row, k)), name))
			return true;
	return false;
}

/* What is wrong with one file. */
struct orphans {
	size_t n;
	struct str first;
};

static void count(struct orphans *o, const struct report *r, const struct sources *s, struct str cell)
{
	if (!cell.n || orphans_has(r, s->census, cell) || had(r, side_frame(s, SIDE_PREVIOUS), cell))
		return;
	if (!o->n++)
		o->first = cell;
}

static void say(const struct orphans *o, const struct report *r, struct place at)
{
	if (o->n)
		warn("%s%s: segment: no customer is in the segment %s%s", shown(str_of(at.file)).text,
		     at.line ? arena_printf(r->keep, ":%zu", at.line) : "", quote(o->first).text,
		     o->n == 1 ? ""
		               : arena_printf(r->keep, ", nor in %zu other%s of this file",
		                              o->n - 1, o->n > 2 ? "s" : ""));
}

void orphans_say(const struct report *r, const struct sources *s, const char *names_path)
{
	const struct frame *actions = side_frame(s, SIDE_ACTIONS);
	struct orphans of_names = { 0 }, of_actions = { 0 };
	struct place at = { 0 };

	for (size_t i = 0; r->set.names && i < r->set.names->n; i++)
		count(&of_names, r, s, r->set.names->from[i]);
	say(&of_names, r, (struct place){ .file = names_path });
	for (size_t row = 0; actions && row < actions->rows; row++) {
		size_t k = input_column(actions->in, "segment");

		count(&of_actions, r, s, frame_cell(actions, row, k));
		if (of_actions.n == 1 && !at.file)
			at = frame_place(actions, row, k);
	}
	say(&of_actions, r, at);
}
