/* columns - which columns are written, and under which names, as options say. */
#include "columns.h"

#include "diag.h"

static struct plan_column *find(const struct plan *p, const char *option, struct str name)
{
	struct arena a = { 0 };
	struct str *names;
	size_t c = plan_find(p, str_trim(name)), near;

	if (c != SIZE_MAX)
		return &p->column[c];
	names = ARENA_ARRAY(&a, struct str, p->columns);
	for (size_t i = 0; i < p->columns; i++)
		names[i] = p->column[i].name;
	near = str_nearest(str_trim(name), names, p->columns);
	if (near == SIZE_MAX)
		die_usage("--%s: no column %s", option, quote(name).text);
	die_usage("--%s: no column %s; did you mean %s?", option, quote(name).text,
	          quote(names[near]).text);
}

static void rename_columns(struct plan *p, struct arena *keep, const char *pairs)
{
	struct str rest = str_of(pairs), pair;

	while (str_split(&rest, ',', &pair)) {
		struct str now = pair, old;
		struct plan_column *column;

		if (!str_split(&now, '=', &old) || !str_trim(old).n || !str_trim(now).n)
			die_usage("--rename: not OLD=NEW: %s", quote(pair).text);
		column = find(p, "rename", old);
		column->name = arena_str(keep, str_trim(now));
		for (size_t c = 0; c < p->columns; c++)
			if (&p->column[c] != column && str_eq(p->column[c].name, column->name))
				die_usage("--rename: there is a column %s already",
				          quote(column->name).text);
	}
}

void columns_choose(struct plan *p, struct arena *keep, const struct columns_told *told)
{
	struct str rest, name;

	if (told->only) {
		bool *kept = ARENA_ARRAY(keep, bool, p->columns);

		rest = str_of(told->only);
		while (str_split(&rest, ',', &name))
			kept[find(p, "only", name) - p->column] = true;
		for (size_t c = 0; c < p->columns; c++)
			p->column[c].dropped |= !kept[c];
	}
	rest = str_of(told->drop ? told->drop : "");
	while (str_split(&rest, ',', &name))
		find(p, "drop", name)->dropped = true;
	for (size_t i = 0; i < told->renames; i++)
		rename_columns(p, keep, told->rename[i]);
}
